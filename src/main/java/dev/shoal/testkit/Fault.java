package dev.shoal.testkit;

import dev.shoal.transport.Ending;

import java.time.Duration;

/** A fault of a {@link FaultServer}. Everything else of the server works. */
public sealed interface Fault {
    /** A fault before SSH starts. */
    sealed interface OfConnection extends Fault {}

    /** A fault between the start of SSH and a command. */
    sealed interface OfLogin extends Fault {}

    /** A fault of every command; no command is really run. */
    sealed interface OfCommand extends Fault {}

    /** Accepts connections and never sends anything. */
    record Silent() implements OfConnection {}

    /** Sends its identification (RFC 4253 4.2), and then nothing. */
    record Stalled() implements OfConnection {}

    /** Closes every connection at once. */
    record HangsUp() implements OfConnection {}

    /**
     * Sends bytes that are not SSH, and closes the connection.
     *
     * @param bytes how many; they are the same each time
     */
    record Garbage(int bytes) implements OfConnection {}

    /** Accepts no user and no key. */
    record RefusesLogin() implements OfLogin {}

    /**
     * Lets a user in after a delay.
     *
     * @param delay how long; ended early when the server is closed
     */
    record SlowLogin(Duration delay) implements OfLogin {}

    /** Opens no channel for commands. */
    record RefusesChannels() implements OfLogin {}

    /** Opens channels and refuses commands on them. */
    record RefusesCommands() implements OfLogin {}

    /** Drops the connection after this output. */
    record CutsOutput(String output) implements OfCommand {}

    /** Ends the command after this output, and does not report how it ended. */
    record NoExitStatus(String output) implements OfCommand {}

    /** Sends this output, and nothing more, until the client disconnects. */
    record NeverEnds(String output) implements OfCommand {}

    /** Writes this many bytes {@code x}, and ends with exit status 0. */
    record Floods(long bytes) implements OfCommand {}

    /** Not a fault: every command has this reply. */
    record Answers(String output, String errors, Ending ending) implements OfCommand {}
}
