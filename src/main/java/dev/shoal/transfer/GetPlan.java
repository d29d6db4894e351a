package dev.shoal.transfer;

import dev.shoal.fleet.Task;
import dev.shoal.inventory.Host;
import dev.shoal.nodeset.HostName;
import dev.shoal.text.CleanText;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Where a {@link Task.Get} puts what each host has: where the destination holds <code>{host}</code>, its name is put there,
 * and a trailing slash means into that directory, else it is the exact name; without <code>{host}</code> it is always
 * {@code DEST/HOST/NAME}.
 */
public final class GetPlan {
    private static final String HOST = "{host}";

    private final List<String> sources;
    private final String destination;

    private GetPlan(List<String> sources, String destination) {
        this.sources = sources;
        this.destination = destination;
    }

    /**
     * Looks at the destination.
     *
     * @throws TransferException if nothing can be written there, or two sources would become one file
     */
    public static GetPlan of(Task.Get get, List<Host> hosts) throws TransferException {
        if (get.destination().isEmpty() || get.sources().stream().anyMatch(String::isEmpty)) {
            throw new TransferException("get: a path is empty; write . for the directory you are in");
        }
        var plan = new GetPlan(get.sources().stream().map(RemotePath::typed).toList(), get.destination());
        plan.check();
        for (var host : hosts) {
            if (HostName.problem(host.name()).isPresent()) {
                throw new TransferException(
                        "get: " + CleanText.name(host.name()) + " cannot be the name of a directory");
            }
        }
        return plan;
    }

    private void check() throws TransferException {
        if (sources.size() > 1 && destination.contains(HOST) && !destination.endsWith("/")) {
            throw new TransferException(
                    "get: " + sources.size() + " sources need a directory: write " + CleanText.name(destination) + "/");
        }
        var names = new HashSet<String>();
        for (var source : sources) {
            var name = typedName(source);
            if (name.isPresent() && !names.add(name.get())) {
                throw new TransferException("get: two sources are called " + CleanText.name(name.get())
                        + " and would become one file; get them one after the other, to different places");
            }
        }
        requireWritable();
    }

    private void requireWritable() throws TransferException {
        int at = destination.indexOf(HOST);
        var fixed = at < 0 ? destination : destination.substring(0, destination.lastIndexOf('/', at) + 1);
        var directory = Path.of(fixed).toAbsolutePath().normalize();
        while (!Files.exists(directory) && directory.getParent() != null) {
            directory = directory.getParent();
        }
        if (!Files.isDirectory(directory)) {
            throw new TransferException(
                    "get: " + CleanText.name(directory.toString()) + ": not a directory (on this machine)");
        }
        if (!Files.isWritable(directory)) {
            throw new TransferException(
                    "get: " + CleanText.name(directory.toString()) + ": permission denied (on this machine)");
        }
    }

    /** The paths on the hosts. */
    List<String> sources() {
        return sources;
    }

    /** The source's own name, as far as it is in the operator's text: not in {@code .} or {@code /}. */
    static Optional<String> typedName(String source) {
        var name = RemotePath.name(RemotePath.bare(source));
        return name.isEmpty() || name.equals(".") || name.equals("..") ? Optional.empty() : Optional.of(name);
    }

    /** Where the source of that name goes. */
    Path target(Host host, String name) {
        if (!destination.contains(HOST)) {
            return Path.of(destination).resolve(host.name()).resolve(name);
        }
        var path = destination.replace(HOST, host.name());
        return destination.endsWith("/") ? Path.of(path).resolve(name) : Path.of(path);
    }

    /** A line for each source: its path on the hosts, and where it goes for this one. */
    public List<String> lines(Host host) {
        return sources.stream()
                .map(source -> CleanText.name(source) + " -> "
                        + CleanText.name(
                                target(host, typedName(source).orElse("NAME")).toString()))
                .toList();
    }
}
