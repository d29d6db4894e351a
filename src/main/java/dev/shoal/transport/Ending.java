package dev.shoal.transport;

/** How a command ended by itself. */
public sealed interface Ending {
    /** With an exit status, 0 to 255. */
    record Exited(int status) implements Ending {}

    /** By a signal, named without {@code SIG}, as {@code KILL} (RFC 4254 6.10). */
    record Signalled(String signal) implements Ending {}
}
