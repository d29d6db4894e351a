package dev.shoal.shell;

import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.TerminalBuilder.SystemOutput;
import org.jline.terminal.impl.DumbTerminal;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Opens a terminal. */
@FunctionalInterface
interface TerminalSource {
    /**
     * What was opened.
     *
     * @param keys what is typed, for those who look whether there is anything while the editor does not; its {@code available}
     *     tells without waiting
     * @param complaint what the operator should know of it
     */
    record Opened(Terminal terminal, InputStream keys, Optional<String> complaint) {}

    Opened open() throws IOException;

    /**
     * The terminal of the process. JLine's native part first: stty programs, its other way, cost some 20 ms at each prompt. The
     * editor writes to stderr, as stdout is for data.
     */
    static TerminalSource ofProcess(String type) {
        return () -> {
            var terminal = TerminalBuilder.builder()
                    .system(true)
                    .systemOutput(SystemOutput.SysErrOrSysOut)
                    .providers("jni,exec")
                    .type(type)
                    .dumb(true)
                    .nativeSignals(true)
                    .build();
            return new Opened(
                    terminal,
                    new FileInputStream(FileDescriptor.in),
                    terminal instanceof DumbTerminal && !type.startsWith(Terminal.TYPE_DUMB)
                            ? Optional.of(
                                    "shoal: no line editing: JLine's native part could not be loaded, and there is"
                                            + " no stty; is " + System.getProperty("java.io.tmpdir")
                                            + " mounted noexec? shell.log says more")
                            : Optional.empty());
        };
    }
}
