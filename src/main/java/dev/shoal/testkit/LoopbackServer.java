package dev.shoal.testkit;

import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSessionFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * One SSH server that listens on many ports of 127.0.0.1, each of which is a host: 300 hosts then share one set of threads
 * and timers, while separate servers would need some 300 of each.
 */
final class LoopbackServer extends SshServer {
    static final String ADDRESS = "127.0.0.1";

    private static final Duration EVER = Duration.ofDays(1);

    private LoopbackServer() {}

    /** A server with MINA's usual algorithms that waits for slow clients; it does not listen yet. */
    static LoopbackServer make() {
        var server = (LoopbackServer)
                ServerBuilder.builder().factory(LoopbackServer::new).build();
        server.setHost(ADDRESS);
        server.setChannelFactories(List.of(new ChannelSessionFactory() {
            @Override
            public EndingChannel createChannel(Session session) {
                return new EndingChannel();
            }
        }));
        CoreModuleProperties.WAIT_FOR_SPACE_TIMEOUT.set(server, EVER); // a client that does not read slows us down
        CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ZERO);
        CoreModuleProperties.AUTH_TIMEOUT.set(server, EVER);
        CoreModuleProperties.NIO2_READ_TIMEOUT.set(server, Duration.ZERO);
        CoreModuleProperties.TCP_NODELAY.set(server, true);
        return server;
    }

    /** Listens on one more port and returns it; the first call also starts the server. */
    int listen() throws IOException {
        if (!isStarted()) {
            start();
            return getPort();
        }
        var listening = Objects.requireNonNull(acceptor);
        var before = new HashSet<>(listening.getBoundAddresses());
        listening.bind(new InetSocketAddress(InetAddress.ofLiteral(ADDRESS), 0));
        return listening.getBoundAddresses().stream()
                .filter(address -> !before.contains(address))
                .findFirst()
                .map(LoopbackServer::portOf)
                .orElseThrow(() -> new IOException(ADDRESS + ": no further port could be bound"));
    }

    /** The port that the client of this session has dialled. */
    static int portOf(SessionContext session) {
        return portOf(((Session) session).getIoSession().getAcceptanceAddress());
    }

    private static int portOf(SocketAddress address) {
        return ((InetSocketAddress) address).getPort();
    }
}
