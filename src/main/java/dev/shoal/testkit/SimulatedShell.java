package dev.shoal.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Runs command lines of a simulated host. A line with anything that it does not understand, or with a program that the host does not
 * have, is refused as a whole before any of it runs.
 */
final class SimulatedShell {
    private static final int NOT_UNDERSTOOD = 2;
    private static final int NOT_FOUND = 127;

    private final DemoHost host;
    private final SimulatedPrograms programs;

    /**
     * A shell.
     *
     * @param directory has the tree in {@code root}, and beside it what the shims read
     */
    SimulatedShell(DemoHost host, Path directory, Supplier<Path> reports) {
        this.host = host;
        this.programs = new SimulatedPrograms(host, directory, reports);
    }

    /** What came of a line. */
    @SuppressWarnings("ArrayRecordComponent") // made, written out and forgotten
    record Reply(int status, byte[] out, byte[] err) {}

    Reply run(String text, InputStream in) throws IOException, InterruptedException {
        SimulatedLine line;
        try {
            line = SimulatedLine.parse(text);
        } catch (SimulatedLine.NotUnderstood e) {
            return refusal(NOT_UNDERSTOOD, String.valueOf(e.getMessage()));
        }
        var variables = new HashMap<>(Map.of(
                "HOSTNAME", host.name(), "SHOAL_DEMO_HOST", host.name(), "HOME", Tree.HOME, "USER", "root", "?", "0"));
        for (var pipeline : line.pipelines()) {
            for (var program : pipeline.programs()) {
                var name = program.getFirst().text(variables);
                if (!SimulatedPrograms.NAMES.contains(name)) {
                    return refusal(
                            NOT_FOUND,
                            name + ": a simulated demo host does not have it. It has: "
                                    + String.join(" ", SimulatedPrograms.NAMES));
                }
            }
        }
        return run(line, in, variables);
    }

    private Reply run(SimulatedLine line, InputStream in, Map<String, String> variables)
            throws IOException, InterruptedException {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var status = 0;
        for (var pipeline : line.pipelines()) {
            if (!isDue(pipeline.when(), status)) {
                continue;
            }
            var leaves = false;
            byte[] piped = null;
            for (var program : pipeline.programs()) {
                var words = words(program, variables);
                var reply = programs.run(words, piped == null ? in : InputStream.nullInputStream(), piped);
                err.write(reply.err());
                piped = reply.out();
                status = reply.status();
                leaves = words.getFirst().equals("exit") && pipeline.programs().size() == 1;
            }
            out.write(piped == null ? new byte[0] : piped);
            if (leaves) {
                break;
            }
            variables.put("?", Integer.toString(status));
        }
        return new Reply(status, out.toByteArray(), err.toByteArray());
    }

    private static boolean isDue(SimulatedLine.When when, int status) {
        return switch (when) {
            case ALWAYS -> true;
            case AFTER_SUCCESS -> status == 0;
            case AFTER_FAILURE -> status != 0;
        };
    }

    private static List<String> words(List<SimulatedLine.Word> program, Map<String, String> variables) {
        var words = new ArrayList<String>();
        program.forEach(word -> words.add(word.text(variables)));
        return words;
    }

    private Reply refusal(int status, String problem) {
        return new Reply(status, new byte[0], (host.name() + ": " + problem + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
