package dev.shoal.testkit

import java.nio.file.Path
import net.schmizz.sshj.DefaultConfig
import net.schmizz.sshj.SSHClient
import net.schmizz.sshj.common.LoggerFactory
import net.schmizz.sshj.connection.channel.direct.Session.Command
import org.slf4j.Logger
import org.slf4j.helpers.NOPLogger

/** Plain sshj clients, so that the servers are judged by somebody else's client; closed all at once. */
class Clients implements Closeable {
    private static final NOBODY = new LoggerFactory() {
        @Override
        Logger getLogger(String name) {
            NOPLogger.NOP_LOGGER
        }

        @Override
        Logger getLogger(Class<?> type) {
            NOPLogger.NOP_LOGGER
        }
    }

    private final List<SSHClient> open = []
    private final quiet = new DefaultConfig().tap { loggerFactory = NOBODY }

    SSHClient to(DemoFleet fleet, String name) {
        def host = fleet.hosts().find { it.name() == name }
        connect(fleet.knownHosts(), host.port().asInt, fleet.userKey())
    }

    SSHClient connect(Path knownHosts, int port, Path key) {
        def client = new SSHClient(quiet)
        open << client
        client.timeout = 20_000
        client.loadKnownHosts(knownHosts.toFile())
        client.connect('127.0.0.1', port)
        client.authPublickey('anybody', client.loadKeys(key.toString()))
        client
    }

    Map run(SSHClient client, String text, byte[] stdin) {
        Command command = client.startSession().exec(text)
        def err = new ByteArrayOutputStream()
        def errors = Thread.startVirtualThread { command.errorStream.transferTo(err) }
        if (stdin.length > 0) {
            command.outputStream.write(stdin)
        }
        command.outputStream.close()
        def out = new String(command.inputStream.readAllBytes(), 'ISO-8859-1')
        errors.join()
        command.join()
        [out: out, err: err.toString('ISO-8859-1'), status: command.exitStatus, signal: command.exitSignal?.name()]
    }

    void closeAll() {
        open*.close()
        open.clear()
    }

    @Override
    void close() {
        closeAll()
    }
}
