package dev.shoal.testkit;

import dev.shoal.testkit.SimulatedShell.Reply;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The programs of a simulated host: a few on its tree, written here, and the shims, which are scripts of Shoal that print the
 * host's data. No other program is ever started, and no path leads out of the tree.
 */
final class SimulatedPrograms {
    /** All of them. */
    static final SortedSet<String> NAMES = names();

    private static final String USUAL_PATH = "/usr/local/bin:/usr/bin:/bin";
    private static final long SECONDS = 20;
    private static final int LINES = 10;

    private final DemoHost host;
    private final Path directory;
    private final Path root;
    private final Supplier<Path> reports;

    SimulatedPrograms(DemoHost host, Path directory, Supplier<Path> reports) {
        this.host = host;
        this.directory = directory;
        this.root = directory.resolve("root");
        this.reports = reports;
    }

    private static SortedSet<String> names() {
        var names = new TreeSet<>(Shims.PROGRAMS);
        names.addAll(List.of(
                "cat", "echo", "exit", "false", "grep", "head", "id", "ls", "pwd", "tail", "true", "wc", "whoami"));
        return Collections.unmodifiableSortedSet(names);
    }

    /**
     * Runs one.
     *
     * @param in standard input, if nothing is piped
     * @param piped the output of the program before, if there is one
     */
    Reply run(List<String> words, InputStream in, byte @Nullable [] piped) throws IOException, InterruptedException {
        var name = words.getFirst();
        var rest = words.subList(1, words.size());
        try {
            return switch (name) {
                case "true" -> new Reply(0, new byte[0], new byte[0]);
                case "false" -> new Reply(1, new byte[0], new byte[0]);
                case "exit" -> new Reply(rest.isEmpty() ? 0 : number(rest.getFirst()) & 0xff, new byte[0], new byte[0]);
                case "echo" -> ok(echo(rest));
                case "id" -> ok(rest.isEmpty() ? "uid=0(root) gid=0(root) groups=0(root)\n" : only(rest, "-u", "0\n"));
                case "whoami" -> ok("root\n");
                case "pwd" -> ok(Tree.HOME + "\n");
                case "ls" -> ok(list(rest));
                case "cat" -> new Reply(0, input(rest, in, piped), new byte[0]);
                case "head", "tail" -> ok(part(name.equals("head"), rest, in, piped));
                case "grep" -> grep(rest, in, piped);
                case "wc" -> ok(count(rest, in, piped));
                default -> shim(words);
            };
        } catch (IllegalArgumentException e) {
            return new Reply(1, new byte[0], (name + ": " + e.getMessage() + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Reply ok(String text) {
        return new Reply(0, text.getBytes(StandardCharsets.UTF_8), new byte[0]);
    }

    private static String echo(List<String> words) {
        var bare = !words.isEmpty() && words.getFirst().equals("-n");
        return String.join(" ", bare ? words.subList(1, words.size()) : words) + (bare ? "" : "\n");
    }

    private static String only(List<String> words, String option, String answer) {
        if (!words.equals(List.of(option))) {
            throw new IllegalArgumentException("this demo host knows " + option + ", not " + String.join(" ", words));
        }
        return answer;
    }

    private static int number(String word) {
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(word + ": not a number", e);
        }
    }

    private String list(List<String> words) throws IOException {
        if (words.size() > 1 || words.stream().anyMatch(word -> word.startsWith("-"))) {
            throw new IllegalArgumentException("this demo host knows ls and ls PATH");
        }
        var path = existing(words.isEmpty() ? "." : words.getFirst());
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return words.getFirst() + "\n";
        }
        var text = new StringBuilder();
        try (var files = Files.list(path)) {
            files.map(file -> file.getFileName().toString()).sorted().forEach(file -> text.append(file)
                    .append('\n'));
        }
        return text.toString();
    }

    private String part(boolean first, List<String> words, InputStream in, byte @Nullable [] piped) throws IOException {
        var count = LINES;
        var files = new ArrayList<String>();
        for (var i = 0; i < words.size(); i++) {
            var word = words.get(i);
            if (word.equals("-n") && i + 1 < words.size()) {
                count = number(words.get(++i));
            } else if (word.matches("-n?[0-9]+")) {
                count = number(word.replaceFirst("-n?", ""));
            } else {
                files.add(word);
            }
        }
        var lines = text(input(files, in, piped)).lines().toList();
        var shown = Math.clamp(count, 0, lines.size());
        return joined(first ? lines.subList(0, shown) : lines.subList(lines.size() - shown, lines.size()));
    }

    private Reply grep(List<String> words, InputStream in, byte @Nullable [] piped) throws IOException {
        if (words.isEmpty()
                || words.stream().anyMatch(word -> word.startsWith("-"))
                || !words.getFirst().matches("[\\w ./:=-]+")) {
            throw new IllegalArgumentException(
                    "this demo host knows grep TEXT and grep TEXT FILE, with a text of letters and digits");
        }
        var found = text(input(words.subList(1, words.size()), in, piped))
                .lines()
                .filter(line -> line.contains(words.getFirst()))
                .toList();
        return new Reply(found.isEmpty() ? 1 : 0, joined(found).getBytes(StandardCharsets.UTF_8), new byte[0]);
    }

    private String count(List<String> words, InputStream in, byte @Nullable [] piped) throws IOException {
        if (words.isEmpty() || !words.getFirst().equals("-l")) {
            throw new IllegalArgumentException("this demo host knows wc -l");
        }
        return text(input(words.subList(1, words.size()), in, piped)).lines().count() + "\n";
    }

    private static String joined(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The files, or else standard input. */
    private byte[] input(List<String> files, InputStream in, byte @Nullable [] piped) throws IOException {
        if (files.isEmpty()) {
            return piped == null ? in.readAllBytes() : piped;
        }
        var all = new ByteArrayOutputStream();
        for (var file : files) {
            if (file.startsWith("-")) {
                throw new IllegalArgumentException("this demo host knows no option " + file);
            }
            var path = existing(file);
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new IllegalArgumentException(file + ": Is a directory");
            }
            all.write(Files.readAllBytes(path));
        }
        return all.toByteArray();
    }

    /** A path of the host's tree, which has no links. */
    private Path existing(String word) {
        var whole = Path.of("/").resolve(Tree.HOME).resolve(word).normalize(); // normalised first: .. of / is /
        var path = root.resolve(Path.of("/").relativize(whole));
        try {
            if (!path.toRealPath().startsWith(root.toRealPath())) {
                throw new IllegalArgumentException(word + ": No such file or directory");
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(word + ": No such file or directory", e);
        }
        return path;
    }

    /** The words are arguments of our own script, which starts no program that they name. */
    private Reply shim(List<String> words) throws IOException, InterruptedException {
        var script = new ArrayList<>(List.of(
                "/bin/sh", directory.resolve("bin").resolve(words.getFirst()).toString()));
        script.addAll(words.subList(1, words.size()));
        var report = reports.get();
        var builder = new ProcessBuilder(script).redirectError(report.toFile());
        builder.environment().clear();
        builder.environment().putAll(Tree.environment(host, USUAL_PATH));
        builder.environment().put("SHOAL_DEMO_SIMULATED", "yes");
        try {
            var process = builder.start();
            process.getOutputStream().close();
            var out = process.getInputStream().readAllBytes();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new UncheckedIOException(new IOException(words.getFirst() + " did not end"));
            }
            return new Reply(process.exitValue(), out, Files.readAllBytes(report));
        } finally {
            Files.deleteIfExists(report);
        }
    }
}
