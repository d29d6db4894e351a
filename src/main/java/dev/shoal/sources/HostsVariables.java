package dev.shoal.sources;

import dev.shoal.nodeset.HostName;
import dev.shoal.nodeset.NodeSetException;
import dev.shoal.nodeset.ValueRange;
import dev.shoal.text.Nearest;
import dev.shoal.yaml.HostsEntry;
import dev.shoal.yaml.Problems;
import dev.shoal.yaml.YamlMapping;
import dev.shoal.yaml.YamlPosition;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the variables of hosts. A variable may have any name; those that say how a host is reached are checked. */
final class HostsVariables {
    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");
    private static final int MAX_PORT = 65_535;
    private static final Pattern ADDRESS_WITH_PORT = Pattern.compile("[^:]+:[0-9]+");
    private static final Pattern USER = Pattern.compile("[^-\\s\\p{Cntrl}@:][^\\s\\p{Cntrl}]*");

    /** Variables of Ansible's that would otherwise be kept and do nothing. */
    private static final Map<String, String> OURS = Map.of(
            "ansible_host", HostsVariable.ADDRESS,
            "ansible_ssh_host", HostsVariable.ADDRESS,
            "ansible_port", HostsVariable.PORT,
            "ansible_ssh_port", HostsVariable.PORT,
            "ansible_user", HostsVariable.USER,
            "ansible_ssh_user", HostsVariable.USER);

    private final YamlPosition file;
    private final Problems findings;

    HostsVariables(YamlPosition file, Problems findings) {
        this.file = file;
        this.findings = findings;
    }

    /** The variables that stand at the key of a nodeset; what is wrong with others has been noted. */
    List<HostsVariable> read(HostsEntry hosts) {
        var variables = new ArrayList<HostsVariable>();
        if (hosts.value() instanceof MappingNode mapping) {
            for (var entry : new YamlMapping(file, findings).entries(mapping)) {
                read(entry, hosts.key() + " " + entry.key()).ifPresent(variables::add);
            }
        } else if (!hosts.isEmpty()) {
            var found = hosts.value() instanceof ScalarNode text ? text.getValue() : "a list";
            findings.add(
                    file.at(hosts.value()),
                    hosts.key(),
                    found + " was found: write variables, as in {address: 10.0.0.1}");
        }
        return variables;
    }

    private Optional<HostsVariable> read(HostsEntry entry, String what) {
        var place = file.at(entry.value());
        var misnamed = misnamed(entry.key());
        if (misnamed.isPresent()) {
            findings.add(file.at(entry.keyNode()), what, misnamed.get());
            return Optional.empty();
        }
        var text = text(entry, what);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            var values = entry.value() instanceof ScalarNode ? ValueRange.values(text.get()) : List.of(text.get());
            var problem = values.stream()
                    .flatMap(value -> problem(entry.key(), value).stream())
                    .findFirst();
            problem.ifPresent(found -> findings.add(place, what, found));
            return problem.isPresent()
                    ? Optional.empty()
                    : Optional.of(new HostsVariable(place, entry.key(), List.copyOf(values)));
        } catch (NodeSetException e) {
            findings.add(place, what, text.get() + ": " + e.problem());
            return Optional.empty();
        }
    }

    /** A name that somebody took for one of ours: kept in silence, it would send commands to the wrong address. */
    private static Optional<String> misnamed(String name) {
        var ours = Optional.ofNullable(OURS.get(name))
                .or(() -> Nearest.to(name, List.of(HostsVariable.ADDRESS)).filter(address -> !address.equals(name)));
        return ours.map(key -> "it would have no effect: did you mean " + key + "?");
    }

    private Optional<String> text(HostsEntry entry, String what) {
        if (entry.isEmpty()) {
            findings.add(file.at(entry.keyNode()), what, "it has no value: write \"\" for an empty one");
            return Optional.empty();
        }
        if (entry.value() instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue());
        }
        if (entry.value() instanceof SequenceNode list
                && list.getValue().stream().allMatch(ScalarNode.class::isInstance)) {
            return Optional.of(list.getValue().stream()
                    .map(item -> ((ScalarNode) item).getValue())
                    .collect(Collectors.joining(",")));
        }
        findings.add(file.at(entry.value()), what, "a variable is a text, a number or a list of them");
        return Optional.empty();
    }

    private static Optional<String> problem(String name, String value) {
        return switch (name) {
            case HostsVariable.ADDRESS -> addressProblem(value);
            case HostsVariable.PORT ->
                PORT.matcher(value).matches() && Integer.parseInt(value) <= MAX_PORT
                        ? Optional.empty()
                        : Optional.of("'" + value + "' is not a port: write a number from 1 to " + MAX_PORT);
            case HostsVariable.USER ->
                USER.matcher(value).matches() ? Optional.empty() : Optional.of("'" + value + "' is not a login name");
            default -> Optional.empty();
        };
    }

    private static Optional<String> addressProblem(String address) {
        if (address.contains("@")) {
            return Optional.of("'" + address + "' holds a user: write it under user:");
        }
        if (ADDRESS_WITH_PORT.matcher(address).matches()) {
            return Optional.of("'" + address + "' holds a port: write it under port:");
        }
        return HostName.problem(address)
                .map(problem -> "'" + address + "' is not a DNS name or IP address: " + problem);
    }
}
