package dev.shoal.transport.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A program that prints an inventory in Ansible's JSON: {@code ansible-inventory}, or an executable inventory. Safe for many threads. */
public final class InventoryProgram {
    /** Inventories of clouds ask over the network. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final int MOST_BYTES = 256 * 1024 * 1024;
    private static final String ANSIBLE = "ansible-inventory";

    private final Path program;
    private final Duration limit;

    /** The program of this path. */
    public InventoryProgram(Path program) {
        this(program, LIMIT);
    }

    InventoryProgram(Path program, Duration limit) {
        this.program = program;
        this.limit = limit;
    }

    /** Ansible's own, where it is in one of the directories of this PATH. */
    public static Optional<InventoryProgram> ansible(String path) {
        return Arrays.stream(path.split(":", -1))
                .filter(dir -> dir.startsWith("/")) // what lies in the current directory is never run
                .map(dir -> Path.of(dir).resolve(ANSIBLE))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst()
                .map(InventoryProgram::new);
    }

    /** It failed, was too slow or said too much; the message is one line. */
    public static final class Refused extends Exception {
        Refused(String message) {
            super(message);
        }
    }

    /**
     * What it printed.
     *
     * @param out its standard output, whole
     * @param err its standard error
     */
    public record Printed(String out, String err) {}

    /**
     * Starts it in this directory, with Ansible told to use neither colours nor half an inventory, and waits for its end.
     *
     * @throws Refused with a status other than 0, after the limit, or where its output is too large
     */
    public Printed run(Path directory, List<String> arguments) throws Refused, InterruptedException {
        var command = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                "cd -- \"$1\" && shift && exec env LC_ALL=C.UTF-8 ANSIBLE_NOCOLOR=1 ANSIBLE_DEPRECATION_WARNINGS=0"
                        + " ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED=1 \"$@\"",
                "sh",
                directory.toString(),
                program.toString()));
        command.addAll(arguments);
        try {
            var ended = new Launcher(limit, MOST_BYTES).run(command);
            if (!ended.inTime()) {
                throw new Refused("no answer within " + limit.toSeconds() + " s");
            }
            if (ended.status() != 0) {
                throw new Refused(told(ended.err()).orElse("exit status " + ended.status()));
            }
            if (ended.truncated()) {
                throw new Refused("more than " + MOST_BYTES + " bytes, or no end of them");
            }
            return new Printed(ended.out(), ended.err());
        } catch (IOException e) {
            throw new Refused("cannot be started: " + e.getMessage());
        }
    }

    /** The last thing it said in one line: Ansible wraps its messages, and begins each with its kind. */
    static Optional<String> told(String err) {
        var said = err.strip().replaceAll("\\n(?!\\[?(ERROR|WARNING))\\s*", " ");
        return said.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .filter(line -> !line.startsWith("[WARNING]") || line.contains("parse"))
                .findFirst()
                .map(line -> line.length() > 400 ? line.substring(0, 400) + "..." : line);
    }
}
