package dev.shoal.testkit;

import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.apache.sshd.sftp.server.SftpSubsystemProxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * A host that is a tree of files, which SFTP shows too, and the few programs of {@link SimulatedShell}. There are no links in the
 * tree and none can be made, so that a path never leads out of it; what the shims read lies outside.
 */
final class SimulatedGround implements Ground {
    private final DemoHost host;
    private final Path directory;
    private final Supplier<Path> reports;

    private SimulatedGround(DemoHost host, Path directory, Supplier<Path> reports) {
        this.host = host;
        this.directory = directory;
        this.reports = reports;
    }

    /** Writes the host's files, as {@link MachineGround#make} does. */
    static SimulatedGround make(DemoHost host, Path directory, Path shims, Supplier<Path> reports) throws IOException {
        var root = directory.resolve("root");
        Tree.write(host, directory, shims, root);
        Files.createDirectories(root.resolve("tmp"));
        Files.createDirectories(root.resolve(Tree.HOME.substring(1)));
        return new SimulatedGround(host, directory, reports);
    }

    @Override
    public void prepare() {
        // it is there
    }

    @Override
    public Command command(String text) {
        return new SimulatedCommand(host.name(), new SimulatedShell(host, directory, reports), text);
    }

    @Override
    public Command sftp(ChannelSession channel) throws IOException {
        return new SftpSubsystemFactory.Builder()
                .withFileSystemAccessor(new NoLinks())
                .build()
                .createSubsystem(channel);
    }

    @Override
    public void close() {
        // commands end by themselves
    }

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
