package dev.shoal.transport;

/** How a command ended by itself. */
public sealed interface Ending {
    /**
     * With an exit status: 0 to 255 on Unix; others send any 32 bits (RFC 4254 6.10), and those of Windows are negative.
     *
     * @param isHeldOpen whether a process in the background still held the output open, and was not waited for any longer
     */
    record Exited(int status, boolean isHeldOpen) implements Ending {
        /** With all of its output. */
        public Exited(int status) {
            this(status, false);
        }
    }

    /** By a signal, named without {@code SIG}, as {@code KILL} (RFC 4254 6.10). */
    record Signalled(String signal) implements Ending {}
}
