package dev.shoal.ssh;

import dev.shoal.ssh.reach.Destination;
import dev.shoal.transport.Deadline;
import dev.shoal.transport.Failure;
import dev.shoal.transport.Phase;
import dev.shoal.transport.PhaseListener;
import dev.shoal.transport.TransportException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.function.Supplier;

/** Opens the TCP connection: looks the name up, then tries its addresses in turn until one answers. */
final class Dialer {
    private final Destination destination;
    private final SshFailures failures;
    private final Supplier<SshSocket> sockets;

    /**
     * A dialer for one attempt.
     *
     * @param sockets makes a new one for each address
     */
    Dialer(Destination destination, SshFailures failures, Supplier<SshSocket> sockets) {
        this.destination = destination;
        this.failures = failures;
        this.sockets = sockets;
    }

    /** Returns the connection; each address is tried for its part of the time, and no longer than {@code longest}. */
    SshSocket dial(Deadline deadline, Duration longest, PhaseListener listener) throws TransportException {
        var addresses = lookUp();
        listener.entered(Phase.CONNECT);
        for (int i = 0; ; i++) {
            var part = deadline.remaining().dividedBy(addresses.length - i);
            var time = part.compareTo(longest) < 0 ? part : longest;
            var socket = sockets.get();
            try {
                socket.connect(new InetSocketAddress(addresses[i], destination.port()), time);
                return socket;
            } catch (IOException e) {
                socket.drop();
                if (i == addresses.length - 1) {
                    throw new TransportException(failures.dialling(e), e);
                }
            }
        }
    }

    private InetAddress[] lookUp() throws TransportException {
        try {
            return InetAddress.getAllByName(destination.address());
        } catch (UnknownHostException e) {
            throw new TransportException(
                    failures.of(
                            Phase.RESOLVE,
                            Failure.Kind.RESOLVE,
                            "the name " + destination.address() + " has no address",
                            "Is it spelled right, and does `getent hosts " + destination.address() + "` know it?"),
                    e);
        }
    }
}
