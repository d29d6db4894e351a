package dev.shoal.ssh.reach;

import dev.shoal.files.FileProblem;
import dev.shoal.inventory.Host;
import dev.shoal.process.Launcher;
import dev.shoal.process.Launcher.Ended;
import dev.shoal.transport.Deadline;
import dev.shoal.transport.MachineLimit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;

/** The system's ssh, asked for its configuration ({@code ssh -G}); it connects to nothing. Safe for many threads. */
final class SshProgram {
    private static final Path NO_FILE = Path.of("/dev/null");

    /** Long, because {@code Match exec} may start programs. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int MOST_BYTES = 256 * 1024;
    /** The settings of later sources of which only one counts. Keys are collected, so there only those of the file are used. */
    static final List<String> ONLY_ONE_COUNTS = List.of("port", "user");

    private static final Map<String, String> DIRECTIVES = Map.of("address", "HostName", "port", "Port", "user", "User");
    /** What needs no quotes and has no meaning to ssh: a line break would be another directive. */
    private static final Pattern PLAIN = Pattern.compile("[\\w.:@+/-]+");

    private final String program;
    /** A hundred at once, where a hundred hosts are opened, would only wait for each other, and each needs ten open files. */
    private static final int AT_ONCE = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 4);

    private final Semaphore turns = new Semaphore(AT_ONCE, true);
    private final Launcher launcher = new Launcher(LIMIT, MOST_BYTES);

    /** With the program's name or path. */
    SshProgram(String program) {
        this.program = program;
    }

    /** ssh cannot be started, or it refuses the file or the host; the message is ssh's own line where it has one. */
    static final class Refused extends Exception {
        /** Where it is this machine's limit that kept ssh from starting. */
        private final transient Optional<MachineLimit> own;

        Refused(String message) {
            this(message, Optional.empty());
        }

        private Refused(String message, Optional<MachineLimit> own) {
            super(message);
            this.own = own;
        }

        Optional<MachineLimit> own() {
            return own;
        }
    }

    /** The defaults of ssh, without a configuration file. */
    ConfigDump byItself() throws Refused, InterruptedException {
        return ask(NO_FILE, List.of(), "localhost");
    }

    /**
     * The settings of the file for a host for which later sources have set something, too. Of several values ssh takes the first, so
     * theirs are put below a copy of the file, for all hosts: no other way distinguishes a value that the file sets from
     * the same default value of ssh.
     *
     * @param options of the command line, which outrank the file
     */
    ConfigDump ask(Path file, List<String> options, Host host) throws Refused, InterruptedException {
        if (host.fallbacks().isEmpty()) {
            return ask(file, options, host.name());
        }
        try {
            var copy = Files.createTempFile("shoal-ssh-config-", ""); // 0600
            try {
                Files.write(copy, Files.readAllBytes(file));
                Files.writeString(copy, fallbacks(host), StandardOpenOption.APPEND);
                return ask(copy, options, host.name());
            } catch (Refused e) {
                throw new Refused(String.valueOf(e.getMessage()).replace(copy.toString(), file.toString()));
            } finally {
                Files.deleteIfExists(copy);
            }
        } catch (IOException e) {
            throw new Refused("a copy of " + file + " cannot be made: " + FileProblem.reason(e));
        }
    }

    private static String fallbacks(Host host) throws Refused {
        var text = new StringBuilder("\nHost *\n");
        for (var one : host.fallbacks().entrySet()) {
            var directive = DIRECTIVES.get(one.getKey());
            if (directive == null) {
                continue;
            }
            if (!PLAIN.matcher(one.getValue()).matches()) {
                throw new Refused(one.getKey() + " \"" + one.getValue()
                        + "\" of a later source cannot be weighed against the file");
            }
            text.append(directive).append(' ').append(one.getValue()).append('\n');
        }
        return text.toString();
    }

    /**
     * The settings of the file for the host.
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
        // half an answer would send us to the wrong port
        if (ended.outEnd() == Launcher.End.DROPPED || ended.errEnd() == Launcher.End.DROPPED) {
            throw new Refused("more than " + MOST_BYTES + " bytes");
        }
        if (ended.outEnd() == Launcher.End.OPEN || ended.errEnd() == Launcher.End.OPEN) {
            throw new Refused("its output stayed open after its end; does Match exec start a background program?");
        }
        return ConfigDump.parse(ended.out());
    }

    private Ended run(List<String> command) throws Refused, InterruptedException {
        turns.acquire();
        try {
            var deadline = Deadline.in(LIMIT);
            while (true) {
                try {
                    return launcher.run(command);
                } catch (IOException e) {
                    if (deadline.isPassed() || isMissing(e)) {
                        throw unstarted(e);
                    }
                }
                Thread.sleep(PAUSE); // too many files are open, or processes: some end soon
            }
        } finally {
            turns.release();
        }
    }

    private static boolean isMissing(IOException e) {
        return String.valueOf(e.getMessage()).contains("No such file or directory");
    }

    private Refused unstarted(IOException e) {
        var problem = "the program " + program + " cannot be started";
        if (isMissing(e)) {
            return new Refused(problem + "; -F needs OpenSSH's client (Debian: apt-get install openssh-client)");
        }
        var own = MachineLimit.in(e)
                .orElseGet(() -> new MachineLimit(String.valueOf(e.getMessage()), "Use a smaller --fanout"));
        return new Refused(problem + ": " + own.fact(), Optional.of(own));
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
