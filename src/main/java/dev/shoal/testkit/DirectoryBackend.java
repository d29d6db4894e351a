package dev.shoal.testkit;

import dev.shoal.transport.Ending;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.apache.sshd.sftp.server.SftpSubsystemProxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A host that is a directory of this machine. SFTP shows its subdirectory {@code root} as the whole tree; the data of the shims
 * lies outside. There are two kinds, which differ in what a command can do:
 *
 * <ul>
 *   <li>On a simulated host only the few programs of {@link SimulatedShell} run. Its tree has no links, and none can be made, so
 *       that no path leads out of it.
 *   <li>Otherwise commands run on this machine, as this user and <em>with this user's rights</em>: they start in the host's
 *       directory and find the shims first. Only for those who ask for it.
 * </ul>
 */
final class DirectoryBackend implements HostBackend {
    private static final Logger LOG = LogManager.getLogger(DirectoryBackend.class);

    private final DemoHost host;
    private final Path directory;
    private final Path root;
    private final Supplier<Path> reports;
    private final boolean isSimulated;

    /**
     * Writes the host's files.
     *
     * @param directory one of the host's own, which exists
     * @param shims the directory of the shims
     * @param reports names a file for each command
     */
    DirectoryBackend(DemoHost host, Path directory, Path shims, Supplier<Path> reports, boolean isSimulated)
            throws IOException {
        this.host = host;
        this.directory = directory;
        this.root = directory.resolve("root");
        this.reports = reports;
        this.isSimulated = isSimulated;
        Tree.write(host, directory, shims, isSimulated ? root : directory.resolve("files"));
        Files.createDirectories(root);
        if (isSimulated) {
            Files.createDirectories(root.resolve("tmp"));
            Files.createDirectories(root.resolve(Tree.HOME.substring(1)));
        }
    }

    @Override
    public void prepare() {
        // the files exist
    }

    @Override
    public Command command(String text) {
        return isSimulated ? new SimulatedCommand(text) : new LocalCommand(host.name(), sent -> start(text, sent));
    }

    @Override
    public Command sftp(ChannelSession channel) throws IOException {
        var factory = new SftpSubsystemFactory.Builder();
        if (isSimulated) {
            factory.withFileSystemAccessor(new NoLinks());
        }
        return factory.build().createSubsystem(channel);
    }

    @Override
    public void close() {
        // commands end with their channels
    }

    private LocalProcess start(String text, Map<String, String> sent) throws IOException {
        var environment = new HashMap<>(sent);
        environment.putAll(Tree.environment(host, directory.resolve("bin").toString()));
        environment.put("HOME", root.toString());
        return LocalProcess.start(List.of("sh", "-c", text), root, environment, reports.get(), "");
    }

    /** A command line of a simulated host. */
    private final class SimulatedCommand extends ChannelCommand {
        private final String text;

        SimulatedCommand(String text) {
            this.text = text;
        }

        @Override
        public void start(ChannelSession channel, Environment environment) {
            Thread.ofPlatform().daemon().name("demo " + host.name()).start(() -> {
                try {
                    var reply = new SimulatedShell(host, directory, reports).run(text, in());
                    out().write(reply.out());
                    out().flush();
                    err().write(reply.err());
                    err().flush();
                    ((EndingChannel) channel).end(new Ending.Exited(reply.status()));
                } catch (IOException e) {
                    LOG.debug("{}: the client left: {}", host.name(), e.getMessage());
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

    /** SFTP without links, in which relative paths start in root's home. */
    private static final class NoLinks implements SftpFileSystemAccessor {
        @Override
        public Path resolveLocalFilePath(SftpSubsystemProxy subsystem, Path rootDir, String remotePath)
                throws IOException {
            var whole = remotePath.startsWith("/") ? remotePath : Tree.HOME + "/" + remotePath;
            return SftpFileSystemAccessor.super.resolveLocalFilePath(subsystem, rootDir, whole);
        }

        @Override
        public void createLink(SftpSubsystemProxy subsystem, Path link, Path existing, boolean symLink) {
            throw new UnsupportedOperationException("a simulated demo host has no links");
        }
    }
}
