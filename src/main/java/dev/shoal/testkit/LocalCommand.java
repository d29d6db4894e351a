package dev.shoal.testkit;

import dev.shoal.transport.Ending;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.channel.ChannelSession;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A command of a client on a demo host: a process whose streams are connected to the channel. */
final class LocalCommand extends ChannelCommand {
    private static final Logger LOG = LogManager.getLogger(LocalCommand.class);
    private static final int BUFFER_BYTES = 32 * 1024;
    private static final int NOT_RUN = 126;

    /** Starts the process, in the environment that the client has sent. */
    @FunctionalInterface
    interface Starter {
        LocalProcess start(Map<String, String> sent) throws IOException;
    }

    private final String name;
    private final Starter starter;
    private volatile @Nullable LocalProcess process;
    private volatile boolean gone;

    LocalCommand(String name, Starter starter) {
        this.name = name;
        this.starter = starter;
    }

    /**
     * Platform threads, because reads of a pipe block the carrier of a virtual one, and the client's own virtual threads
     * run in this process too. The process is started there too: its world may have to be made first.
     */
    @Override
    public void start(ChannelSession channel, Environment environment) {
        thread("out", () -> run((EndingChannel) channel, environment));
    }

    private void run(EndingChannel channel, Environment environment) {
        LocalProcess started;
        try {
            started = starter.start(environment.getEnv());
        } catch (IOException e) {
            refuse(channel, e);
            return;
        }
        process = started;
        if (gone) {
            send(started, "KILL");
        }
        environment.addSignalListener((_, signal) -> send(started, signal.name()));
        thread("in", () -> copy(in(), started.in(), true));
        var errors = thread("err", () -> copy(started.err(), err(), false));
        copy(started.out(), out(), false);
        finish(started, errors, channel);
    }

    /** Reports that nothing has run, with exit status 126 as in shells. */
    private void refuse(EndingChannel channel, IOException reason) {
        LOG.warn("{}: a command could not be started", name, reason);
        try {
            err().write((name + ": not run: " + reason.getMessage() + "\n").getBytes(StandardCharsets.UTF_8));
            err().flush();
            channel.end(new Ending.Exited(NOT_RUN));
        } catch (IOException e) {
            LOG.debug("{}: the channel was gone: {}", name, e.getMessage());
        }
    }

    @Override
    public void destroy(ChannelSession channel) {
        gone = true;
        var running = process;
        if (running != null) {
            send(running, "KILL");
        }
    }

    private Thread thread(String stream, Runnable work) {
        return Thread.ofPlatform().daemon().name("demo " + name + " " + stream).start(work);
    }

    private void finish(LocalProcess ended, Thread errors, EndingChannel channel) {
        try {
            var ending = ended.await();
            errors.join();
            channel.end(ending);
        } catch (IOException e) {
            LOG.debug("{}: the channel was gone before its command: {}", name, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(LocalProcess to, String signal) {
        try {
            to.signal(signal);
        } catch (IOException e) {
            LOG.warn("{}: the processes could not be sent {}: {}", name, signal, e.getMessage());
        }
    }

    /** Copies until the end or until one side is gone. */
    private void copy(InputStream from, OutputStream to, boolean close) {
        var buffer = new byte[BUFFER_BYTES];
        try {
            for (var n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                to.write(buffer, 0, n);
                to.flush();
            }
        } catch (IOException e) {
            LOG.debug("{}: a stream ended early: {}", name, e.getMessage());
        }
        if (close) {
            closeQuietly(to);
        }
    }

    private void closeQuietly(OutputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            LOG.debug("{}: a stream was closed already: {}", name, e.getMessage());
        }
    }
}
