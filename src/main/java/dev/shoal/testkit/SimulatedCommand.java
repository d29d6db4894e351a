package dev.shoal.testkit;

import dev.shoal.transport.Ending;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.channel.ChannelSession;

import java.io.IOException;

/** A command line of a simulated host. */
final class SimulatedCommand extends ChannelCommand {
    private static final Logger LOG = LogManager.getLogger(SimulatedCommand.class);

    private final String name;
    private final SimulatedShell shell;
    private final String text;

    SimulatedCommand(String name, SimulatedShell shell, String text) {
        this.name = name;
        this.shell = shell;
        this.text = text;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
        Thread.ofPlatform().daemon().name("demo " + name).start(() -> {
            try {
                var reply = shell.run(text, in());
                out().write(reply.out());
                out().flush();
                err().write(reply.err());
                err().flush();
                ((EndingChannel) channel).end(new Ending.Exited(reply.status()));
            } catch (IOException e) {
                LOG.debug("{}: the client left: {}", name, e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public void destroy(ChannelSession channel) {
        // it ends by itself
    }
}
