package dev.shoal.testkit;

import dev.shoal.transport.Ending;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A command that runs on this machine, in a process group of its own, which ends as a whole. */
final class LocalProcess {
    /**
     * The JVM cannot tell {@code exit 143} from a death by TERM; the shell can, and notes it in the file $1 before it writes
     * the status there. Finally it ends the other processes of the group. If the command runs as the user $3, that user gets
     * the pipes, so that the command can open them by name. If memory runs out, the kernel ends the command first.
     */
    private static final String WRAPPER = """
            report=$1 end=$2 owner=$3
            shift 3
            if [ -n "$owner" ]; then chown "$owner" /proc/self/fd/0 /proc/self/fd/1 /proc/self/fd/2; fi
            { echo 1000 >/proc/self/oom_score_adj; } 2>/dev/null
            exec 3>&2 2>"$report"
            (exec "$@" 2>&3 3>&-)
            echo "exit $?" >&2
            trap '' TERM
            $end 2>/dev/null
            """;

    private static final boolean GROUPS =
            Stream.of("/usr/bin/setsid", "/bin/setsid").map(Path::of).anyMatch(Files::isExecutable);

    private static final int SIGNAL_BASE = 128;

    /** The signals of RFC 4254 6.10 by their numbers on Linux. */
    private static final Map<Integer, String> SIGNALS = Map.ofEntries(
            Map.entry(1, "HUP"),
            Map.entry(2, "INT"),
            Map.entry(3, "QUIT"),
            Map.entry(4, "ILL"),
            Map.entry(6, "ABRT"),
            Map.entry(8, "FPE"),
            Map.entry(9, "KILL"),
            Map.entry(10, "USR1"),
            Map.entry(11, "SEGV"),
            Map.entry(12, "USR2"),
            Map.entry(13, "PIPE"),
            Map.entry(14, "ALRM"),
            Map.entry(15, "TERM"));

    private final Process process;
    private final Path report;

    private LocalProcess(Process process, Path report) {
        this.process = process;
        this.report = report;
    }

    /**
     * Starts a program.
     *
     * @param environment its whole environment
     * @param report a file for this command alone; written and removed
     * @param owner the user that the program changes to; empty if it does not
     */
    static LocalProcess start(
            List<String> program, Path directory, Map<String, String> environment, Path report, String owner)
            throws IOException {
        var words = new ArrayList<String>();
        if (GROUPS) {
            words.add("setsid");
        }
        words.addAll(List.of("sh", "-c", WRAPPER, "sh", report.toString(), GROUPS ? "kill -TERM 0" : "", owner));
        words.addAll(program);
        var builder = new ProcessBuilder(words).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new LocalProcess(builder.start(), report);
    }

    InputStream out() {
        return process.getInputStream();
    }

    InputStream err() {
        return process.getErrorStream();
    }

    OutputStream in() {
        return process.getOutputStream();
    }

    /** Waits until the command has ended. */
    Ending await() throws InterruptedException, IOException {
        var status = process.waitFor();
        var lines = Files.exists(report) ? Files.readAllLines(report) : List.<String>of();
        Files.deleteIfExists(report);
        if (lines.isEmpty() || !lines.getLast().startsWith("exit ")) {
            return signalled(status); // the wrapper was killed with its group
        }
        var exit = Integer.parseInt(lines.getLast().substring("exit ".length()));
        return lines.size() == 1 ? new Ending.Exited(exit) : signalled(exit);
    }

    /** Sends a signal, named as {@code TERM}, to the whole group; does nothing when the command has ended. */
    void signal(String name) throws IOException {
        if (!process.isAlive()) {
            return;
        }
        if (GROUPS) {
            new ProcessBuilder("sh", "-c", "kill -s " + name + " -- -" + process.pid()).start();
        } else {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static Ending signalled(int status) {
        var name = SIGNALS.get(status - SIGNAL_BASE);
        return name == null ? new Ending.Exited(status) : new Ending.Signalled(name);
    }
}
