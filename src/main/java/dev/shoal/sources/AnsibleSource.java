package dev.shoal.sources;

import dev.shoal.files.FileProblem;
import dev.shoal.files.FileTrust;
import dev.shoal.process.Programs;
import dev.shoal.text.ProblemsException;
import dev.shoal.text.Utf8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An inventory of Ansible's: a file in INI or YAML, an executable, or a directory of them. Where {@code ansible-inventory} is
 * installed it reads them, with its plugins, vaults and variable files. Otherwise plain files are read here, and everything
 * else is refused: half an inventory is worse than none.
 */
public final class AnsibleSource implements HostSource {
    private static final Pattern IGNORED = Pattern.compile(
            "\\..*|.*(~|\\.(pyc|pyo|swp|bak|rpm|md|txt|rst|orig|ini|cfg|retry))|(group|host)_vars|(vars|inventory)_plugins");
    private static final Pattern NOT_PARSED = Pattern.compile(
            "(?s).*((Failed|Unable) to parse |No inventory was parsed|Skipping (unexpected )?key \\().*");
    private static final int MOST_BYTES = 64 * 1024 * 1024;
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final String INSTALL = "; install ansible-core, whose ansible-inventory reads it";

    private final Path file;
    private final Optional<Path> ansible;
    private final Programs programs;
    private final Function<Path, Optional<String>> objection;

    /**
     * With {@code ansible-inventory} where PATH has it.
     *
     * @param objection why a file that is run is not to be trusted
     */
    public AnsibleSource(Path file, Programs programs, Function<Path, Optional<String>> objection) {
        this(
                file,
                AnsibleProgram.find(Optional.ofNullable(System.getenv("PATH")).orElse("")),
                programs,
                objection);
    }

    AnsibleSource(Path file, Optional<Path> ansible, Programs programs, Function<Path, Optional<String>> objection) {
        this.file = file.toAbsolutePath().normalize();
        this.ansible = ansible;
        this.programs = programs;
        this.objection = objection;
    }

    @Override
    public Optional<String> problem() {
        return FileProblem.reading(file);
    }

    @Override
    public SourceContents read() throws ProblemsException, InterruptedException {
        var problem = problem();
        if (problem.isPresent()) {
            throw new ProblemsException(problem.get());
        }
        var inventory = new AnsibleInventory(file.toString());
        if (ansible.isPresent()) {
            ask(ansible.get(), inventory);
        } else {
            readHere(file, inventory);
            new AnsibleVarsFiles(inventory).read(Files.isDirectory(file) ? file : parent(file));
        }
        return inventory.contents();
    }

    private void ask(Path program, AnsibleInventory inventory) throws ProblemsException, InterruptedException {
        var directory = Files.isDirectory(file) ? file : parent(file);
        requireTrusted(file);
        var name = file + ": ansible-inventory";
        var answer =
                new AnsibleProgram(program, programs).run(name, directory, List.of("-i", file.toString(), "--list"));
        if (NOT_PARSED.matcher(answer.err()).matches()) {
            throw new ProblemsException(name + ": " + answer.err().strip().replaceAll("\\s*\\n\\s*", " ") + mark());
        }
        new AnsibleJson(inventory, name).read(answer.out());
    }

    /** Ansible's own reader of INI takes the mark for a part of the first section's name, and complains of another thing. */
    private String mark() throws ProblemsException {
        boolean isMarked = Files.isRegularFile(file) && startsWith(MARK);
        return isMarked ? "; " + file + " begins with a byte order mark: save it as UTF-8 without one" : "";
    }

    private boolean startsWith(byte[] bytes) throws ProblemsException {
        try (var in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(bytes.length), bytes);
        } catch (IOException e) {
            throw new ProblemsException(FileProblem.of(file, e), e);
        }
    }

    /** What Ansible will run must be the operator's own, in a directory, too. */
    private void requireTrusted(Path path) throws ProblemsException {
        try {
            if (Files.isDirectory(path)) {
                for (var inner : inside(path)) {
                    requireTrusted(inner);
                }
            } else if (isProgram(path)) {
                FileTrust.require(objection, path);
            }
        } catch (IOException e) {
            throw new ProblemsException(FileProblem.of(path, e), e);
        }
    }

    private void readHere(Path path, AnsibleInventory inventory) throws ProblemsException, InterruptedException {
        try {
            if (Files.isDirectory(path)) {
                for (var inner : inside(path)) {
                    readHere(inner, inventory);
                }
            } else if (Files.size(path) > MOST_BYTES) {
                throw new ProblemsException(path + ": more than " + MOST_BYTES + " bytes");
            } else if (isProgram(path)) {
                runScript(path, inventory);
            } else {
                readText(path, Utf8.withoutMark(Files.readString(path)), inventory);
            }
        } catch (IOException e) {
            throw new ProblemsException(FileProblem.of(path, e), e);
        }
    }

    private static List<Path> inside(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file ->
                            !IGNORED.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        }
    }

    private static void readText(Path path, String text, AnsibleInventory inventory) throws ProblemsException {
        var name = path.getFileName().toString();
        if (text.startsWith("$ANSIBLE_VAULT")) {
            throw new ProblemsException(path + ": it is encrypted with ansible-vault" + INSTALL);
        }
        if (name.endsWith(".toml")) {
            throw new ProblemsException(path + ": TOML is not read here" + INSTALL);
        }
        if (name.matches(".*\\.(ya?ml|json)") || looksLikeYaml(text)) { // JSON is YAML
            new AnsibleYaml(inventory, path.toString()).read(text);
        } else {
            new AnsibleIni(inventory, path.toString()).read(text);
        }
    }

    /** Of a file without an extension: whether its first line, except comments, is a key or the start of a document. */
    private static boolean looksLikeYaml(String text) {
        return text.lines()
                .map(String::stripTrailing)
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .findFirst()
                .filter(line -> line.equals("---") || line.startsWith("{") || line.matches("[\\w.-]+:(\\s+#.*)?"))
                .isPresent();
    }

    /** Executable, and not merely by its mode, as every file of some mounts is. */
    private static boolean isProgram(Path path) throws IOException {
        if (!Files.isExecutable(path)) {
            return false;
        }
        try (var in = Files.newInputStream(path)) {
            var start = in.readNBytes(4);
            boolean isScript = start.length > 1 && start[0] == '#' && start[1] == '!';
            boolean isBinary = start.length > 1 && start[0] == 0x7f && start[1] == 'E';
            return isScript || isBinary;
        }
    }

    private void runScript(Path path, AnsibleInventory inventory) throws ProblemsException, InterruptedException {
        FileTrust.require(objection, path);
        var program = new AnsibleProgram(path, programs);
        var json = new AnsibleJson(inventory, path.toString());
        json.read(program.run(path.toString(), parent(path), List.of("--list")).out());
        for (var host : json.withoutVariables()) {
            json.readHost(
                    host,
                    program.run(path.toString(), parent(path), List.of("--host", host))
                            .out());
        }
    }

    private static Path parent(Path path) {
        return Optional.ofNullable(path.getParent()).orElse(path);
    }

    /** A program that prints an inventory in Ansible's JSON: {@code ansible-inventory}, or an executable inventory. */
    static final class AnsibleProgram {
        private static final String ANSIBLE = "ansible-inventory";
        private static final int SHOWN = 400;

        /** Neither colours nor half an inventory. */
        private static final Map<String, String> ENVIRONMENT = Map.of(
                "LC_ALL", "C.UTF-8",
                "ANSIBLE_NOCOLOR", "1",
                "ANSIBLE_DEPRECATION_WARNINGS", "0",
                "ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED", "1");

        private final Path program;
        private final Programs programs;

        AnsibleProgram(Path program, Programs programs) {
            this.program = program;
            this.programs = programs;
        }

        /** Where Ansible's own is, if it is in one of the directories of this PATH. */
        static Optional<Path> find(String path) {
            return Arrays.stream(path.split(":", -1))
                    .filter(dir -> dir.startsWith("/")) // what lies in the current directory is never run
                    .map(dir -> Path.of(dir).resolve(ANSIBLE))
                    .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                    .findFirst();
        }

        /**
         * Runs it in this directory.
         *
         * @param name what messages call it
         * @throws ProblemsException with a status other than 0, after the limit, or where its output is too large
         */
        Programs.Answer run(String name, Path directory, List<String> arguments)
                throws ProblemsException, InterruptedException {
            var command = Stream.concat(Stream.of(program.toString()), arguments.stream())
                    .toList();
            var answer = programs.run(name, command, Optional.of(directory), ENVIRONMENT);
            if (answer.status() != 0) {
                throw new ProblemsException(
                        name + ": " + firstError(answer.err()).orElse("exit status " + answer.status()));
            }
            return answer;
        }

        /** The first message that is not only a warning, as one line: Ansible wraps its messages and begins each with its kind. */
        private static Optional<String> firstError(String err) {
            var unwrapped = err.strip().replaceAll("\\n(?!\\[?(ERROR|WARNING))\\s*", " ");
            return unwrapped
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .filter(line -> !line.startsWith("[WARNING]") || line.contains("parse"))
                    .findFirst()
                    .map(line -> line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line);
        }
    }
}
