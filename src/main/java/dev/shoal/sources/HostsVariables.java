package dev.shoal.sources;

import dev.shoal.nodeset.HostName;
import dev.shoal.nodeset.NodeSetException;
import dev.shoal.nodeset.ValueRange;
import dev.shoal.text.Nearest;
import dev.shoal.yaml.Problems;
import dev.shoal.yaml.YamlNode;
import dev.shoal.yaml.YamlPosition;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the variables of hosts. A variable may have any name; those that say how a host is reached are checked. */
final class HostsVariables {
    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");
    private static final int MAX_PORT = 65_535;
    private static final Pattern ADDRESS_WITH_PORT = Pattern.compile("[^:]+:[0-9]+");
    private static final Pattern USER = Pattern.compile("[^-\\s\\p{Cntrl}@:][^\\s\\p{Cntrl}]*");

    private static final Set<String> CHECKED = Set.of(HostVariables.ADDRESS, HostVariables.PORT, HostVariables.USER);
    private static final String WANTED = "write variables, as in {address: 10.0.0.1}";

    private final Problems problems;

    HostsVariables(Problems problems) {
        this.problems = problems;
    }

    /**
     * A variable as a line of the file gives it to the hosts of a nodeset.
     *
     * @param values one for all of them, or one for each in their order
     */
    record Variable(YamlPosition position, String name, List<String> values) {
        Variable {
            values = List.copyOf(values);
        }

        boolean fits(int hosts) {
            return values.size() == 1 || values.size() == hosts;
        }

        String valueFor(int host) {
            return values.size() == 1 ? values.getFirst() : values.get(host);
        }
    }

    /** The variables at the key of a nodeset; those that are not valid are noted as problems. */
    List<Variable> read(YamlNode.Entry hosts) {
        if (hosts.value() instanceof YamlNode.Scalar text && !text.isEmpty()) {
            problems.add(text.position(), hosts.key(), text.text() + " was found: " + WANTED);
            return List.of();
        }
        return hosts.value().entries(hosts.key(), WANTED).stream()
                .flatMap(entry -> read(entry, hosts.key() + " " + entry.key()).stream())
                .toList();
    }

    private Optional<Variable> read(YamlNode.Entry entry, String what) {
        var place = entry.value().position();
        var misnamed = misnamed(entry.key());
        if (misnamed.isPresent()) {
            problems.add(entry.position(), what, misnamed.get());
            return Optional.empty();
        }
        var text = text(entry, what);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            var values = entry.value() instanceof YamlNode.Scalar ? ValueRange.values(text.get()) : List.of(text.get());
            var problem = values.stream()
                    .flatMap(value -> problem(entry.key(), value).stream())
                    .findFirst();
            problem.ifPresent(found -> problems.add(place, what, found));
            return problem.isPresent()
                    ? Optional.empty()
                    : Optional.of(new Variable(place, entry.key(), List.copyOf(values)));
        } catch (NodeSetException e) {
            problems.add(place, what, text.get() + ": " + e.problem());
            return Optional.empty();
        }
    }

    /** A name that was mistaken for one of ours: accepted without effect, it would send commands to the wrong address. */
    private static Optional<String> misnamed(String name) {
        return HostVariables.fromAnsible(name)
                .filter(CHECKED::contains)
                .or(() -> Nearest.to(name, List.of(HostVariables.ADDRESS)).filter(address -> !address.equals(name)))
                .map(key -> "it would have no effect: did you mean " + key + "?");
    }

    private Optional<String> text(YamlNode.Entry entry, String what) {
        if (entry.value().isEmpty()) {
            problems.add(entry.position(), what, "it has no value: write \"\" for an empty one");
            return Optional.empty();
        }
        if (entry.value() instanceof YamlNode.Scalar scalar) {
            return Optional.of(scalar.text());
        }
        if (entry.value() instanceof YamlNode.Sequence list
                && list.texts().size() == list.items().size()) {
            return Optional.of(String.join(",", list.texts()));
        }
        problems.add(entry.value().position(), what, "a variable is a text, a number or a list of them");
        return Optional.empty();
    }

    private static Optional<String> problem(String name, String value) {
        return switch (name) {
            case HostVariables.ADDRESS -> addressProblem(value);
            case HostVariables.PORT ->
                PORT.matcher(value).matches() && Integer.parseInt(value) <= MAX_PORT
                        ? Optional.empty()
                        : Optional.of("'" + value + "' is not a port: write a number from 1 to " + MAX_PORT);
            case HostVariables.USER ->
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
