package dev.shoal.testkit;

import dev.shoal.transport.Ending;

import java.time.Duration;

/** What is wrong with a {@link FaultServer}. Whatever a fault does not name works as it should. */
public sealed interface Fault {
    /** Wrong before SSH has begun. */
    sealed interface OfConnection extends Fault {}

    /** Wrong on the way to a command. */
    sealed interface OfLogin extends Fault {}

    /** Wrong with every command that is asked for, whatever it is; no command is really run. */
    sealed interface OfCommand extends Fault {}

    /** Accepts connections and never says a word. */
    record Silent() implements OfConnection {}

    /** Says who it is (RFC 4253 4.2), and then nothing any more. */
    record Stalled() implements OfConnection {}

    /** Closes every connection at once. */
    record HangsUp() implements OfConnection {}

    /**
     * Sends something that is no SSH, and closes.
     *
     * @param bytes how much of it, the same each time
     */
    record Garbage(int bytes) implements OfConnection {}

    /** Takes no user and no key. */
    record RefusesLogin() implements OfLogin {}

    /**
     * Takes its time to let a user in.
     *
     * @param delay how long; ended early when the server is closed
     */
    record SlowLogin(Duration delay) implements OfLogin {}

    /** Opens no channel for commands. */
    record RefusesChannels() implements OfLogin {}

    /** Opens channels and refuses what is asked on them. */
    record RefusesCommands() implements OfLogin {}

    /** Drops the connection after this output. */
    record CutsOutput(String output) implements OfCommand {}

    /** Ends the command after this output, and does not say how it ended. */
    record NoExitStatus(String output) implements OfCommand {}

    /** Says this, and nothing more, until the client goes away. */
    record NeverEnds(String output) implements OfCommand {}

    /** Writes as many bytes, all of them {@code x}, and ends with exit status 0. */
    record Floods(long bytes) implements OfCommand {}

    /** No fault really: answers every command like this. */
    record Answers(String output, String errors, Ending ending) implements OfCommand {}
}
