package dev.shoal.testkit;

import dev.shoal.inventory.Host;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.forward.DirectTcpipFactory;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A server on 127.0.0.1 that misbehaves in one way, to see what a client makes of it.
 *
 * <pre>{@code
 * try (var server = FaultServer.start(new Fault.CutsOutput("half a li"), temporaryDirectory)) {
 *     // dial server.host("web1") with server.userKey() and server.knownHosts()
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

    /** The server's key, as a client knows it; empty where the server never gets as far as showing it. */
    public Path knownHosts() {
        return directory.knownHosts();
    }

    /** The commands that were asked for so far, in order: each once, if the client keeps its promise. */
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
}
