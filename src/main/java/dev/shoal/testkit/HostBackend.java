package dev.shoal.testkit;

import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

import java.io.IOException;

/** Runs the commands and serves the files of one demo host. Safe for many threads. */
interface HostBackend extends AutoCloseable {
    /** Waits until commands can start at once. Otherwise the first command waits, within its own time limit. */
    void prepare() throws IOException;

    /** A command that runs the text when it is started. */
    Command command(String text);

    /** A command that serves the same files over SFTP when it is started. */
    Command sftp(ChannelSession channel) throws IOException;

    /** Ends all running commands. May be called twice. */
    @Override
    void close();
}
