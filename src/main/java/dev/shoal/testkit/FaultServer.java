package dev.shoal.testkit;

import dev.shoal.inventory.Host;
import dev.shoal.transport.Ending;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.forward.DirectTcpipFactory;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A server on 127.0.0.1 with one fault, to test how a client handles it.
 *
 * <pre>{@code
 * try (var server = FaultServer.start(new Fault.CutsOutput("half a li"), temporaryDirectory)) {
 *     // connect to server.host("web1") with server.userKey() and server.knownHosts()
 * }
 * }</pre>
 */
public final class FaultServer implements AutoCloseable {
    private final OwnDirectory directory;
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Closeable server;
    private final int port;

    private FaultServer(Fault fault, OwnDirectory directory) throws IOException {
        this.directory = directory;
        if (fault instanceof Fault.OfConnection plain) {
            var listening = PlainServer.listen(plain);
            server = listening;
            port = listening.port();
            directory.writeKnownHosts(List.of());
        } else {
            var hostKey = FreshKeys.make();
            var ssh = healthy(hostKey);
            spoil(ssh, fault);
            server = () -> ssh.stop(true);
            port = ssh.listen();
            directory.writeKnownHosts(List.of(FreshKeys.knownHostsLine(port, hostKey.getPublic())));
        }
    }

    /**
     * Starts the server; it listens when this returns.
     *
     * @param parent an existing directory in which the server makes its own
     */
    public static FaultServer start(Fault fault, Path parent) throws IOException {
        var directory = OwnDirectory.make(parent, "shoal-fault");
        try {
            return new FaultServer(fault, directory);
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /** This server as a host of that name. */
    public Host host(String name) {
        return new Host(name, LoopbackServer.ADDRESS, OptionalInt.of(port), Optional.empty(), Map.of());
    }

    public int port() {
        return port;
    }

    /** The private key that lets any user name in: ed25519, OpenSSH format, no pass phrase. */
    public Path userKey() {
        return directory.userKey();
    }

    /** The server's key, as a client knows it; empty if the server never sends it. */
    public Path knownHosts() {
        return directory.knownHosts();
    }

    /** The commands that were requested so far, in order. */
    public List<String> commands() {
        return List.copyOf(commands);
    }

    /** Ends the server and its connections, and removes its files. Closing twice is fine. */
    @Override
    public void close() {
        closed.countDown();
        try (directory) {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    LoopbackServer.ADDRESS + ":" + port + ": the server could not be stopped", e);
        }
    }

    private LoopbackServer healthy(KeyPair hostKey) {
        var ssh = LoopbackServer.make();
        ssh.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        ssh.setPublickeyAuthenticator(
                (_, key, _) -> KeyUtils.compareKeys(key, directory.user().getPublic()));
        return ssh;
    }

    private void spoil(LoopbackServer ssh, Fault fault) {
        switch (fault) {
            case Fault.RefusesLogin _ -> ssh.setPublickeyAuthenticator((_, _, _) -> false);
            case Fault.SlowLogin slow -> {
                var usual = ssh.getPublickeyAuthenticator();
                ssh.setPublickeyAuthenticator((user, key, session) -> {
                    await(slow);
                    return usual.authenticate(user, key, session);
                });
            }
            case Fault.RefusesChannels _ -> ssh.setChannelFactories(List.of(DirectTcpipFactory.INSTANCE));
            case Fault.RefusesCommands _ -> ssh.setCommandFactory(null);
            case Fault.OfCommand wrong ->
                ssh.setCommandFactory((_, text) -> {
                    commands.add(text);
                    return new FaultCommand(wrong);
                });
            case Fault.OfConnection _ -> throw new IllegalArgumentException(fault + " needs no SSH server");
        }
    }

    private void await(Fault.SlowLogin slow) {
        try {
            closed.await(slow.delay().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A simulated command with its fault. */
    private static final class FaultCommand extends ChannelCommand {
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
                    channel.getSession()
                            .getIoSession()
                            .close(false); // written data is still sent, but no disconnect message
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

    /** Listens on a port of 127.0.0.1 without speaking SSH. Connections stay open until the client or the server closes. */
    private static final class PlainServer implements Closeable {
        private static final Logger LOG = LogManager.getLogger(PlainServer.class);
        private static final int BACKLOG = 1024;

        private final Fault.OfConnection fault;
        private final ServerSocket listening;
        private final List<Socket> accepted = new CopyOnWriteArrayList<>();

        private PlainServer(Fault.OfConnection fault, ServerSocket listening) {
            this.fault = fault;
            this.listening = listening;
        }

        static PlainServer listen(Fault.OfConnection fault) throws IOException {
            var socket = new ServerSocket(0, BACKLOG, InetAddress.ofLiteral(LoopbackServer.ADDRESS));
            var server = new PlainServer(fault, socket);
            Thread.ofVirtual().name("fault accept").start(server::acceptAll);
            return server;
        }

        int port() {
            return listening.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            listening.close();
            for (var socket : accepted) {
                socket.close();
            }
        }

        private void acceptAll() {
            while (!listening.isClosed()) {
                try {
                    greet(listening.accept());
                } catch (IOException e) {
                    LOG.debug("{}: {}", fault, e.getMessage());
                }
            }
        }

        private void greet(Socket socket) throws IOException {
            accepted.add(socket);
            if (listening.isClosed()) { // close() may have closed the list before
                socket.close();
                return;
            }
            switch (fault) {
                case Fault.Silent _ -> LOG.debug("{} accepted", socket);
                case Fault.Stalled _ -> say(socket, "SSH-2.0-stalled\r\n".getBytes(StandardCharsets.US_ASCII));
                case Fault.HangsUp _ -> socket.close();
                case Fault.Garbage garbage -> {
                    var noise = new byte[garbage.bytes()];
                    new Random(1).nextBytes(noise);
                    say(socket, noise);
                    socket.close();
                }
            }
        }

        private static void say(Socket socket, byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }
    }
}
