package dev.shoal.process;

import dev.shoal.transport.Deadline;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Starts a program of this machine, without a shell, and waits for it: standard input is empty, both outputs are read to
 * their end and kept up to a limit, and when the time is over the program and what it has started are killed. Safe for many
 * threads.
 */
public final class Launcher {
    /** What LC_ALL was before the launcher chose a UTF-8 locale for the JVM, empty for unset; not set where it chose none. */
    private static final String LOCALE = "shoal.lc-all";

    /** Secrets for logins: other programs must not get them, and an environment can be read as long as its process lives. */
    private static final List<String> SECRETS = List.of("SHOAL_PASSWORD", "SHOAL_PASSPHRASE");

    /**
     * How long outputs that are still open may keep a program that has ended: a child in the background may hold them.
     * Long, because a reader may get no processor for a while: with 200 ms, one of 100 answers was cut short on two busy
     * cores. Time in which we ourselves get none does not count.
     */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private static final ProcessBuilder.Redirect NOTHING = ProcessBuilder.Redirect.from(new File("/dev/null"));

    private final Duration limit;
    private final int maxBytes;

    /**
     * With limits for each program.
     *
     * @param maxBytes of each of the two outputs; more is read and dropped
     */
    public Launcher(Duration limit, int maxBytes) {
        this.limit = limit;
        this.maxBytes = maxBytes;
    }

    /**
     * How a program ended.
     *
     * @param status its exit status, or 128 and the number of the signal that ended it
     * @param inTime false if it was killed because its time was over
     * @param outEnd whether its output is whole
     * @param errEnd whether its standard error is
     */
    public record Ended(int status, boolean inTime, String out, String err, End outEnd, End errEnd) {}

    /** What became of an output's end. */
    public enum End {
        /** It was read. */
        READ,
        /** The output was longer than what is kept. */
        DROPPED,
        /** It did not come although the program had ended: a child holds the output open. */
        OPEN
    }

    /**
     * Runs the program and returns when it has ended.
     *
     * @param command the program, looked up in PATH, and its arguments
     * @throws IOException if it cannot be started
     * @throws InterruptedException if the thread is interrupted while waiting; the program is killed then
     */
    public Ended run(List<String> command) throws IOException, InterruptedException {
        return ended(builder(command), Kill.FAMILY);
    }

    /**
     * As {@link #run(List)}, in a session of its own, so that also a child that has left its parent is killed, and nothing
     * can ask at the terminal. Without setsid(1), as on macOS, only its visible descendants are killed.
     *
     * @param directory where it runs; empty for where Shoal was started
     * @param variables of its environment, beside those of this process
     */
    Ended run(List<String> command, Optional<Path> directory, Map<String, String> variables)
            throws IOException, InterruptedException {
        boolean ownGroup = Files.isExecutable(SETSID);
        var words = new ArrayList<String>();
        if (ownGroup) {
            words.add(SETSID.toString());
        }
        words.addAll(command);
        var builder = builder(words);
        directory.ifPresent(path -> builder.directory(path.toFile()));
        builder.environment().putAll(variables);
        return ended(builder, ownGroup ? Kill.GROUP : Kill.FAMILY);
    }

    private Ended ended(ProcessBuilder builder, Kill how) throws IOException, InterruptedException {
        var process = builder.redirectInput(NOTHING).start();
        try {
            var out = new Drain(process.getInputStream(), maxBytes);
            var err = new Drain(process.getErrorStream(), maxBytes);
            boolean inTime =
                    Deadline.in(limit).await(time -> process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS), () -> true);
            if (!inTime) {
                kill(process, how);
            }
            process.waitFor();
            var outText = out.text();
            var errText = err.text();
            return new Ended(process.exitValue(), inTime, outText, errText, out.end(), err.end());
        } finally {
            if (process.isAlive()) {
                kill(process, how);
            }
        }
    }

    /** A program to be started in the operator's environment, which is not quite that of this process. */
    static ProcessBuilder builder(List<String> command) {
        return builder(command, Optional.ofNullable(System.getProperty(LOCALE)));
    }

    static ProcessBuilder builder(List<String> command, Optional<String> locale) {
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(SECRETS);
        locale.ifPresent(text -> {
            if (text.isEmpty()) {
                builder.environment().remove("LC_ALL");
            } else {
                builder.environment().put("LC_ALL", text);
            }
        });
        return builder;
    }

    /**
     * Runs the text with {@code /bin/sh} on the process's own terminal, streams and directory, and waits for its end.
     *
     * @return the exit status; 128 + N after signal N
     */
    public static int shell(String text) throws IOException, InterruptedException {
        var process = builder(List.of("/bin/sh", "-c", text)).inheritIO().start();
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            throw e;
        }
    }

    /** What dies with a program that is killed. */
    private enum Kill {
        /** Its children and theirs, as far as they have not left it. */
        FAMILY,
        /** Everything in its process group, whose number is that of the program. */
        GROUP
    }

    private static void kill(Process process, Kill how) throws IOException, InterruptedException {
        if (how == Kill.GROUP) {
            builder(List.of("/bin/kill", "-KILL", "--", "-" + process.pid()))
                    .redirectInput(NOTHING)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        }
        kill(process);
    }

    /** By its handle: the process's own destroy() would close the outputs and lose what they still hold. */
    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.toHandle().destroyForcibly();
    }

    /** Reads one output on a thread of its own, which is abandoned where another process keeps the output open. */
    private static final class Drain {
        private final InputStream stream;
        private final int maxBytes;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private volatile End end = End.READ;
        private final Thread reader;

        Drain(InputStream stream, int maxBytes) {
            this.stream = stream;
            this.maxBytes = maxBytes;
            this.reader = Thread.ofVirtual().start(this::read);
        }

        String text() throws InterruptedException {
            if (!Deadline.in(GRACE).await(reader::join, () -> true)) {
                end = End.OPEN;
            }
            return kept.toString(StandardCharsets.UTF_8);
        }

        End end() {
            return end;
        }

        private void read() {
            var buffer = new byte[8192];
            try (stream) {
                for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                    int fits = Math.min(count, maxBytes - kept.size());
                    kept.write(buffer, 0, fits);
                    if (fits < count) {
                        end = End.DROPPED;
                    }
                }
            } catch (IOException e) {
                end = End.OPEN; // it was not seen
            }
        }
    }
}
