package dev.shoal.testkit

import java.nio.file.Path
import net.schmizz.sshj.SSHClient
import net.schmizz.sshj.connection.channel.direct.Session.Command

/** Plain sshj clients, so that the servers are judged by somebody else's client; closed all at once. */
class Clients implements Closeable {
    private final List<SSHClient> open = []

    SSHClient to(DemoFleet fleet, String name) {
        def host = fleet.hosts().find { it.name() == name }
        connect(fleet.knownHosts(), host.port().asInt, fleet.userKey())
    }

    SSHClient connect(Path knownHosts, int port, Path key) {
        def client = new SSHClient()
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
        command.outputStream.withCloseable { it.write(stdin) }
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
