package dev.shoal.sources;

import dev.shoal.process.Programs;
import dev.shoal.text.ProblemsException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A program that prints an inventory in Ansible's JSON: {@code ansible-inventory}, or an executable inventory. */
final class AnsibleProgram {
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
        var command =
                Stream.concat(Stream.of(program.toString()), arguments.stream()).toList();
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
