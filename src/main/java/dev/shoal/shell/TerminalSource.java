package dev.shoal.shell;

import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.TerminalBuilder.SystemOutput;
import org.jline.terminal.impl.DumbTerminal;
import org.jline.utils.OSUtils;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Opens a terminal. */
@FunctionalInterface
interface TerminalSource {
    /**
     * What was opened.
     *
     * @param keys what is typed, for those who look whether there is anything while the editor does not; its {@code available}
     *     reports without waiting
     * @param complaint what the operator should know of it
     */
    record Opened(Terminal terminal, InputStream keys, Optional<String> complaint) {}

    Opened open() throws IOException;

    /**
     * The terminal of the process. JLine's native part first: stty programs, its other way, cost some 20 ms at each prompt, and
     * JLine 3.30.9 already runs the {@code test} of the PATH when it may use them: with {@code scripts/} there, that is the
     * program that runs all tests of Shoal.
     */
    static TerminalSource ofProcess(String type) {
        return () -> {
            var terminal = terminal(type, "jni");
            if (isUnwillinglyDumb(terminal, type)) {
                terminal.close();
                Stream.of("/usr/bin/test", "/bin/test")
                        .filter(program -> Files.isExecutable(Path.of(program)))
                        .findFirst()
                        .ifPresent(program -> OSUtils.TEST_COMMAND = program);
                terminal = terminal(type, "exec");
            }
            return new Opened(
                    terminal,
                    new FileInputStream(FileDescriptor.in),
                    isUnwillinglyDumb(terminal, type)
                            ? Optional.of(
                                    "shoal: no line editing: JLine's native part could not be loaded, and there is"
                                            + " no stty; is " + System.getProperty("java.io.tmpdir")
                                            + " mounted noexec? see shell.log")
                            : Optional.empty());
        };
    }

    /** The editor writes to stderr, as stdout is for data. */
    private static Terminal terminal(String type, String provider) throws IOException {
        return TerminalBuilder.builder()
                .system(true)
                .systemOutput(SystemOutput.SysErrOrSysOut)
                .provider(provider)
                .type(type)
                .dumb(true)
                .nativeSignals(true)
                .build();
    }

    private static boolean isUnwillinglyDumb(Terminal terminal, String type) {
        return terminal instanceof DumbTerminal && !type.startsWith(Terminal.TYPE_DUMB);
    }
}
