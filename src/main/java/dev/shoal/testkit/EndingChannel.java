package dev.shoal.testkit;

import dev.shoal.transport.Ending;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.server.channel.ChannelSession;

import java.io.IOException;

/** A channel that can report every way in which a command ends; MINA's own can only report exit statuses. */
final class EndingChannel extends ChannelSession {
    /** Ends the channel with the exit status or the signal (RFC 4254 6.10). */
    void end(Ending ending) throws IOException {
        switch (ending) {
            case Ending.Exited exited -> closeShell(exited.status(), false);
            case Ending.Signalled killed -> {
                if (!isClosing()) {
                    out.close();
                    sendEof();
                    writeSignal(killed.signal());
                }
                closeWithoutStatus();
            }
        }
    }

    /** Ends the channel without reporting how the command ended. */
    void endSilently() throws IOException {
        if (!isClosing()) {
            out.close();
            sendEof();
        }
        closeWithoutStatus();
    }

    private void writeSignal(String name) throws IOException {
        var packet = getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_REQUEST);
        packet.putUInt(getRecipient());
        packet.putString("exit-signal");
        packet.putBoolean(false);
        packet.putString(name);
        packet.putBoolean(false);
        packet.putString("");
        packet.putString("");
        writePacket(packet);
    }

    private void closeWithoutStatus() {
        commandExitFuture.setClosed();
        close(false);
    }
}
