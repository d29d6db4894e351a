package dev.shoal.testkit;

import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A host in its own {@link World}, which is made when it is first needed, and again if root inside has ended it. SFTP is a program
 * inside, too: only the kernel can resolve paths there while programs change links.
 */
final class WorldBackend implements HostBackend {
    private static final List<String> SFTP_SERVERS = List.of(
            "/usr/lib/openssh/sftp-server",
            "/usr/libexec/openssh/sftp-server",
            "/usr/lib/ssh/sftp-server",
            "/usr/libexec/sftp-server");

    private final DemoHost host;
    private final Supplier<Path> reports;
    private @Nullable World world;
    private boolean closed;

    /**
     * A host.
     *
     * @param reports names a file for each command
     */
    WorldBackend(DemoHost host, Supplier<Path> reports) {
        this.host = host;
        this.reports = reports;
    }

    @Override
    public void prepare() throws IOException {
        world();
    }

    @Override
    public Command command(String text) {
        return new LocalCommand(host.name(), sent -> start(List.of("sh", "-c", text), sent));
    }

    @Override
    public Command sftp(ChannelSession channel) {
        return new LocalCommand(host.name(), sent -> start(List.of(sftpServer()), sent));
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (world != null) {
            world.close();
        }
    }

    private LocalProcess start(List<String> program, Map<String, String> sent) throws IOException {
        var environment = new HashMap<>(sent);
        environment.putAll(Tree.environment(host, Tree.BIN));
        var words = world().words(program, environment);
        return LocalProcess.start(words, Path.of("/"), Map.of(), reports.get(), World.owner());
    }

    /** Held while the world is made: all commands of this host wait for it. */
    private synchronized World world() throws IOException {
        if (closed) {
            throw new IOException("the demo has ended");
        }
        if (world == null || !world.isThere()) {
            world = World.make(host.name(), Tree.script(host));
        }
        return world;
    }

    private static String sftpServer() throws IOException {
        return SFTP_SERVERS.stream()
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElseThrow(() -> new IOException(
                        "files need the sftp-server of OpenSSH, which is not installed on this machine"));
    }
}
