package dev.shoal.ssh.reach;

import dev.shoal.files.FileProblem;
import dev.shoal.text.Glob;
import dev.shoal.text.ProblemsException;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which hosts a file in the format of ssh_config(5) names, following {@code Include}, and which of its blocks speak of a
 * host. What the blocks mean is for ssh itself to say.
 */
final class SshConfigText {
    private static final int DEEPEST = 16; // as ssh
    private static final Pattern LINE = Pattern.compile("\\s*([A-Za-z]+)(?:\\s*=\\s*|\\s+)(.*)");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final Pattern PATTERN = Pattern.compile("[*?!]");

    private final Path sshDirectory;
    private final Path home;
    private final Map<String, String> places = new LinkedHashMap<>();
    private final List<Block> blocks = new ArrayList<>();
    private boolean hasMatch;

    /** A block in the order of the files: the patterns of its Host line, and its own HostName. */
    private static final class Block {
        private final List<String> patterns;
        private Optional<String> hostName = Optional.empty();

        Block(List<String> patterns) {
            this.patterns = patterns;
        }
    }

    private SshConfigText(Path home) {
        this.home = home;
        this.sshDirectory = home.resolve(".ssh");
    }

    /**
     * Reads the file and those that it includes.
     *
     * @throws ProblemsException where it cannot be read; an included file that cannot is passed over, as ssh does
     */
    static SshConfigText read(Path file, Path home) throws ProblemsException {
        var text = new SshConfigText(home);
        text.blocks.add(new Block(List.of("*")));
        try {
            text.read(file, 0);
        } catch (IOException e) {
            throw new ProblemsException(FileProblem.of(file, e), e);
        }
        return text;
    }

    /** The names without a wildcard, with the file and line of the first mention. */
    Map<String, String> places() {
        return places;
    }

    /** Hosts with one signature get the same from ssh, but for their names in it; empty where that is unknown. */
    Optional<List<Integer>> signature(String host) {
        if (hasMatch) {
            return Optional.empty();
        }
        var matching = new ArrayList<Integer>();
        for (int i = 0; i < blocks.size(); i++) {
            if (matches(blocks.get(i).patterns, host)) {
                matching.add(i);
            }
        }
        return Optional.of(matching);
    }

    /** The address that the blocks give the host. */
    String address(String host) {
        return blocks.stream()
                .filter(block -> matches(block.patterns, host))
                .flatMap(block -> block.hostName.stream())
                .findFirst()
                .orElse("%h")
                .replace("%h", host)
                .replace("%%", "%");
    }

    private void read(Path file, int depth) throws IOException, ProblemsException {
        int number = 0;
        for (var line : Files.readAllLines(file)) {
            number++;
            var parts = LINE.matcher(line);
            if (!parts.matches() || line.strip().startsWith("#")) {
                continue;
            }
            var words = words(parts.group(2));
            switch (parts.group(1).toLowerCase(Locale.ROOT)) {
                case "host" -> host(words, file + ":" + number);
                case "match" -> {
                    hasMatch = true;
                    blocks.add(new Block(List.of()));
                }
                case "include" -> include(words, file + ":" + number, depth);
                case "hostname" -> {
                    var block = blocks.getLast();
                    block.hostName = block.hostName.or(() -> words.stream().findFirst());
                }
                default -> {} // ssh knows
            }
        }
    }

    private void host(List<String> words, String place) {
        blocks.add(new Block(words));
        words.stream().filter(word -> !PATTERN.matcher(word).find()).forEach(word -> places.putIfAbsent(word, place));
    }

    /** The lines of an included file belong to the block around the Include, which continues after it. */
    private void include(List<String> words, String place, int depth) throws IOException, ProblemsException {
        if (depth == DEEPEST) {
            throw new ProblemsException(place + ": files include files more than " + DEEPEST + " deep");
        }
        var around = blocks.getLast();
        for (var word : words) {
            for (var file : files(word)) {
                if (Files.isRegularFile(file) && Files.isReadable(file)) {
                    blocks.add(new Block(around.patterns));
                    read(file, depth + 1);
                }
            }
        }
        blocks.add(new Block(around.patterns));
    }

    private List<Path> files(String word) throws IOException {
        var path = word.startsWith("~/") ? home.resolve(word.substring(2)) : sshDirectory.resolve(word);
        var directory = path.getParent();
        var name = path.getFileName();
        if (directory == null || name == null || !Files.isDirectory(directory)) {
            return List.of();
        }
        if (!name.toString().matches(".*[*?\\[].*")) {
            return List.of(path);
        }
        var matcher = FileSystems.getDefault().getPathMatcher("glob:" + name);
        try (var files = Files.list(directory)) {
            return files.filter(file -> matcher.matches(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> words(String text) {
        return WORD.matcher(text)
                .results()
                .map(word -> word.group(1) != null ? word.group(1) : word.group(2))
                .takeWhile(word -> !word.startsWith("#"))
                .toList();
    }

    /** As ssh: one that is negated and matches rules the line out. */
    private static boolean matches(List<String> patterns, String host) {
        boolean found = false;
        for (var pattern : patterns) {
            boolean negated = pattern.startsWith("!");
            var glob = Glob.ofWildcards((negated ? pattern.substring(1) : pattern).toLowerCase(Locale.ROOT));
            if (glob.test(host.toLowerCase(Locale.ROOT))) {
                if (negated) {
                    return false;
                }
                found = true;
            }
        }
        return found;
    }
}
