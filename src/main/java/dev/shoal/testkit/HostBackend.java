package dev.shoal.testkit;

import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

import java.io.IOException;

/** Where the commands and the files of one demo host are. Safe for many threads. */
interface HostBackend extends AutoCloseable {
    /** Waits until commands can start at once; they would have to wait else, in the time that they are given. */
    void prepare() throws IOException;

    /** What runs the text when it is started. */
    Command command(String text);

    /** What serves the same files over SFTP when it is started. */
    Command sftp(ChannelSession channel) throws IOException;

    /** Ends what still runs there. Closing twice is fine. */
    @Override
    void close();
}
