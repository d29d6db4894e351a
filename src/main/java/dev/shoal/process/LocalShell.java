package dev.shoal.process;

import java.io.IOException;
import java.util.List;

/** The shell of this machine, for the operator. */
public final class LocalShell {
    private LocalShell() {}

    /**
     * Runs the text with {@code /bin/sh} on the process's own terminal, streams and directory, and waits for its end.
     *
     * @return the exit status; 128 + N after signal N
     */
    public static int run(String text) throws IOException, InterruptedException {
        var process = Child.of(List.of("/bin/sh", "-c", text)).inheritIO().start();
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            throw e;
        }
    }
}
