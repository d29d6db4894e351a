package dev.shoal.testkit;

import dev.shoal.transport.Ending;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.channel.ChannelSession;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A command that is only played, with its fault. */
final class FaultCommand extends ChannelCommand {
    private static final Logger LOG = LogManager.getLogger(FaultCommand.class);
    private static final int CHUNK_BYTES = 32 * 1024;

    private final Fault.OfCommand fault;

    FaultCommand(Fault.OfCommand fault) {
        this.fault = fault;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
        Thread.ofVirtual().name("fault").start(() -> {
            try {
                play((EndingChannel) channel);
            } catch (IOException e) {
                LOG.debug("{}: the client left: {}", fault, e.getMessage());
            }
        });
    }

    @Override
    public void destroy(ChannelSession channel) {
        // a blocked write ends with its channel
    }

    private void play(EndingChannel channel) throws IOException {
        switch (fault) {
            case Fault.CutsOutput cuts -> {
                write(out(), cuts.output());
                channel.getSession().getIoSession().close(false); // what is written still goes out, no farewell does
            }
            case Fault.NoExitStatus mute -> {
                write(out(), mute.output());
                channel.endSilently();
            }
            case Fault.NeverEnds endless -> write(out(), endless.output());
            case Fault.Floods flood -> {
                flood(flood.bytes());
                channel.end(new Ending.Exited(0));
            }
            case Fault.Answers answers -> {
                write(out(), answers.output());
                write(err(), answers.errors());
                channel.end(answers.ending());
            }
        }
    }

    private void flood(long bytes) throws IOException {
        var chunk = new byte[CHUNK_BYTES];
        Arrays.fill(chunk, (byte) 'x');
        for (var left = bytes; left > 0; left -= CHUNK_BYTES) {
            out().write(chunk, 0, (int) Math.min(left, CHUNK_BYTES));
        }
        out().flush();
    }

    private static void write(OutputStream to, String text) throws IOException {
        to.write(text.getBytes(StandardCharsets.UTF_8));
        to.flush();
    }
}
