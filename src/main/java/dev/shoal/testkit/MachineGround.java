package dev.shoal.testkit;

import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A host that is a directory of this machine: commands run here, as this user and <em>with this user's rights</em>, start in that
 * directory, which SFTP shows as the root, and find the shims first. Only for those who ask for it.
 */
final class MachineGround implements Ground {
    private final DemoHost host;
    private final Path directory;
    private final Supplier<Path> reports;

    private MachineGround(DemoHost host, Path directory, Supplier<Path> reports) {
        this.host = host;
        this.directory = directory;
        this.reports = reports;
    }

    /**
     * Writes the host's files.
     *
     * @param directory one of the host's own, which exists
     * @param reports names a file for each command
     */
    static MachineGround make(DemoHost host, Path directory, Path shims, Supplier<Path> reports) throws IOException {
        Tree.write(host, directory, shims, directory.resolve("files"));
        Files.createDirectory(directory.resolve("root"));
        return new MachineGround(host, directory, reports);
    }

    @Override
    public void prepare() {
        // it is there
    }

    @Override
    public Command command(String text) {
        return new LocalCommand(host.name(), sent -> start(text, sent));
    }

    @Override
    public Command sftp(ChannelSession channel) throws IOException {
        return new SftpSubsystemFactory().createSubsystem(channel);
    }

    @Override
    public void close() {
        // commands end with their channels
    }

    private LocalProcess start(String text, Map<String, String> sent) throws IOException {
        var home = directory.resolve("root");
        var environment = new HashMap<>(sent);
        environment.putAll(Tree.environment(host, directory.resolve("bin").toString()));
        environment.put("HOME", home.toString());
        return LocalProcess.start(List.of("sh", "-c", text), home, environment, reports.get(), "");
    }
}
