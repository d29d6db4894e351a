package dev.shoal.testkit;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** Listens on a port of 127.0.0.1 and never gets as far as SSH. Connections stay open until the client or we close. */
final class PlainServer implements Closeable {
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
        if (listening.isClosed()) { // close() may have gone through the list before
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
