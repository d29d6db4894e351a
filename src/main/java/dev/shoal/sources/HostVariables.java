package dev.shoal.sources;

import dev.shoal.inventory.Host;
import dev.shoal.nodeset.HostName;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The variables of one host as sources give them, and the host that they make: every source makes its hosts here. The value that is
 * given first stays. Confined to one thread.
 */
final class HostVariables {
    static final String ADDRESS = "address";
    static final String PORT = "port";
    static final String USER = "user";
    static final String KEY = "key";

    /** Ansible's names and ours; where Ansible finds several names for one thing, it takes the last of them. */
    private static final List<Map.Entry<String, String>> ANSIBLE = List.of(
            Map.entry("ansible_host", ADDRESS),
            Map.entry("ansible_ssh_host", ADDRESS),
            Map.entry("ansible_port", PORT),
            Map.entry("ansible_ssh_port", PORT),
            Map.entry("ansible_user", USER),
            Map.entry("ansible_ssh_user", USER),
            Map.entry("ansible_private_key_file", KEY),
            Map.entry("ansible_ssh_private_key_file", KEY),
            Map.entry("ansible_ssh_proxy_command", "proxy-command"),
            Map.entry("ansible_paramiko_proxy_command", "proxy-command"));

    private static final Pattern SECRET =
            Pattern.compile("ansible_.*(pass|password|passphrase|private_key|secret|token)");

    /** What an ssh_config may set, too, which only ssh knows. */
    private static final Set<String> OF_SSH_CONFIG = Set.of(ADDRESS, PORT, USER, KEY);

    private final String name;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, String> fallbacks = new LinkedHashMap<>();

    /**
     * Of a host that has none yet.
     *
     * @throws IllegalArgumentException if it is not a host's name
     */
    HostVariables(String name) {
        HostName.problem(name).ifPresent(problem -> {
            throw new IllegalArgumentException("\"" + name + "\": " + problem);
        });
        this.name = name;
    }

    /** Of a host whose variables are known, by our names. */
    HostVariables(String name, Map<String, String> values) {
        this(name);
        this.values.putAll(values);
    }

    /** Those of a host. */
    static HostVariables of(Host host) {
        var variables = new HostVariables(host.name(), valuesOf(host));
        variables.fallbacks.putAll(host.fallbacks());
        return variables;
    }

    /** Everything that is known of the host, the address only if it is not the name. */
    static Map<String, String> valuesOf(Host host) {
        var values = new LinkedHashMap<String, String>();
        if (!host.address().equals(host.name())) {
            values.put(ADDRESS, host.address());
        }
        host.port().ifPresent(port -> values.put(PORT, String.valueOf(port)));
        host.user().ifPresent(user -> values.put(USER, user));
        values.putAll(host.variables());
        return values;
    }

    /** Our name for one of Ansible's variables. */
    static Optional<String> fromAnsible(String variable) {
        return ANSIBLE.stream()
                .filter(pair -> pair.getKey().equals(variable))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Ansible's names for one of our variables: the last one that is set counts. */
    static List<String> ofAnsible(String variable) {
        return ANSIBLE.stream()
                .filter(pair -> pair.getValue().equals(variable))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether Ansible keeps a secret in the variable: it is not taken over, and no list of variables may show it. */
    static boolean isSecret(String variable) {
        return SECRET.matcher(variable).matches();
    }

    /** Adds a value of a source, by our name or Ansible's, unless an earlier source has given one. */
    void add(String variable, String value) {
        if (!isSecret(variable)) {
            values.putIfAbsent(
                    fromAnsible(variable).filter(OF_SSH_CONFIG::contains).orElse(variable), value);
        }
    }

    /** Adds what another source gives; after an ssh_config only as a fallback for what that may give. */
    void addAll(Host other) {
        boolean isLazy = values.containsKey(SshConfigSource.VARIABLE);
        valuesOf(other).forEach((key, value) -> {
            if (isLazy && OF_SSH_CONFIG.contains(key) && !values.containsKey(key)) {
                fallbacks.putIfAbsent(key, value);
            } else {
                add(key, value);
            }
        });
        other.fallbacks().forEach(fallbacks::putIfAbsent);
    }

    /** Adds what the ssh_config gives, now that it is known, then the fallbacks. */
    void complete(Map<String, String> ofSshConfig) {
        ofSshConfig.forEach(this::add);
        fallbacks.forEach(this::add);
        fallbacks.clear();
    }

    /**
     * The host.
     *
     * @throws IllegalArgumentException if the address or the port is not valid
     */
    Host host() {
        var variables = new LinkedHashMap<>(values);
        var address = Optional.ofNullable(variables.remove(ADDRESS));
        var port = Optional.ofNullable(variables.remove(PORT));
        var user = Optional.ofNullable(variables.remove(USER));
        return new Host(
                name,
                address.orElse(name),
                port.isPresent() ? OptionalInt.of(number(port.get())) : OptionalInt.empty(),
                user,
                variables,
                fallbacks);
    }

    private int number(String port) {
        try {
            return Integer.parseInt(port);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + ": not a valid port: " + port, e);
        }
    }
}
