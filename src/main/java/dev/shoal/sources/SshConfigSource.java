package dev.shoal.sources;

import dev.shoal.inventory.Host;
import dev.shoal.nodeset.HostName;
import dev.shoal.ssh.reach.SshConfigHosts;
import dev.shoal.ssh.reach.SshResolver;
import dev.shoal.text.ProblemsException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The names of an ssh_config(5). Each host carries the file in its variable {@value #VARIABLE}, by which it is reached as
 * ssh would reach it; its values are asked of ssh when they are to be shown.
 */
public final class SshConfigSource implements HostSource {
    /** The variable with the file by which a host is reached. */
    public static final String VARIABLE = SshResolver.CONFIG_VARIABLE;

    private static final Logger LOG = LogManager.getLogger(SshConfigSource.class);

    private final Path file;
    private final Path home;
    private @Nullable SshConfigHosts config;

    public SshConfigSource(Path file, Path home) {
        this.file = file;
        this.home = home;
    }

    @Override
    public SourceContents read() throws ProblemsException {
        var hosts = new ArrayList<Host>();
        var origins = new LinkedHashMap<String, String>();
        for (var entry : config().places().entrySet()) {
            var name = entry.getKey();
            var problem = HostName.problem(name);
            if (problem.isPresent()) {
                LOG.warn("{}: {}: {}, so it is passed over", entry.getValue(), name, problem.get());
                continue;
            }
            hosts.add(new Host(name, name, OptionalInt.empty(), Optional.empty(), Map.of(VARIABLE, file.toString())));
            origins.put(name, entry.getValue());
        }
        return new SourceContents(file.toString(), hosts, List.of(), origins, Optional.empty());
    }

    private SshConfigHosts config() throws ProblemsException {
        if (config == null) {
            config = SshConfigHosts.read(file, home);
        }
        return config;
    }

    @Override
    public List<Host> completed(List<Host> hosts) throws ProblemsException {
        var known = config().places();
        var ours = hosts.stream()
                .filter(host -> known.containsKey(host.name())
                        && host.variable(VARIABLE)
                                .filter(file.toString()::equals)
                                .isPresent())
                .toList();
        if (ours.isEmpty()) {
            return hosts;
        }
        try {
            var values = config().values(ours);
            return hosts.stream()
                    .map(host -> values.containsKey(host.name()) ? completed(host, values.get(host.name())) : host)
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemsException(file + ": stopped before ssh had answered", e);
        }
    }

    private static Host completed(Host host, Map<String, String> values) {
        var variables = HostVariables.of(host);
        variables.complete(values);
        return variables.host();
    }
}
