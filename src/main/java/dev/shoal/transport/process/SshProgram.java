package dev.shoal.transport.process;

import dev.shoal.transport.process.Launcher.Ended;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The system's ssh, asked what its configuration says ({@code ssh -G}); it connects to nothing. Safe for many threads. */
final class SshProgram {
    private static final Path NO_FILE = Path.of("/dev/null");

    /** Long, because {@code Match exec} may start programs. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static final int MOST_BYTES = 256 * 1024;

    private final String program;
    private final Launcher launcher = new Launcher(LIMIT, MOST_BYTES);

    /** With the program's name or path. */
    SshProgram(String program) {
        this.program = program;
    }

    /** ssh cannot be started, or it refuses the file or the host; the message is ssh's own line where it has one. */
    static final class Refused extends Exception {
        Refused(String message) {
            super(message);
        }
    }

    /** What ssh does with a host where no file says anything. */
    ConfigDump byItself() throws Refused, InterruptedException {
        return ask(NO_FILE, List.of(), "localhost");
    }

    /**
     * What the file says of the host.
     *
     * @param options of the command line, which outrank the file
     */
    ConfigDump ask(Path file, List<String> options, String host) throws Refused, InterruptedException {
        var command = new ArrayList<>(List.of(program, "-T", "-G", "-F", file.toString()));
        command.addAll(options);
        command.addAll(List.of("--", host)); // a name may begin with a dash
        var ended = run(command);
        if (!ended.inTime()) {
            throw new Refused("no answer within " + LIMIT.toSeconds() + " s");
        }
        if (ended.status() != 0) {
            throw new Refused(firstLine(ended));
        }
        if (ended.truncated()) { // half an answer would send us to the wrong port
            throw new Refused("more than " + MOST_BYTES + " bytes, or no end of them");
        }
        return ConfigDump.parse(ended.out());
    }

    private Ended run(List<String> command) throws Refused, InterruptedException {
        try {
            return launcher.run(command);
        } catch (IOException e) {
            throw new Refused("the program " + program
                    + " cannot be started; -F needs OpenSSH's client (Debian: apt-get install openssh-client)");
        }
    }

    private static String firstLine(Ended ended) {
        return ended.err()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("exit status " + ended.status());
    }
}
