package dev.shoal.sources;

import dev.shoal.inventory.Host;
import dev.shoal.nodeset.HostName;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A host in the making: what sources say of it, as names and values. What was said first stays. */
final class HostDraft {
    static final String ADDRESS = "address";
    static final String PORT = "port";
    static final String USER = "user";

    /** What Ansible calls them. */
    private static final Map<String, String> ANSIBLE = Map.of(
            "ansible_host", ADDRESS,
            "ansible_ssh_host", ADDRESS,
            "ansible_port", PORT,
            "ansible_ssh_port", PORT,
            "ansible_user", USER,
            "ansible_ssh_user", USER,
            "ansible_ssh_private_key_file", "key",
            "ansible_private_key_file", "key");

    /** What an ssh_config may say, too, which only ssh knows. */
    private static final Set<String> OF_SSH_CONFIG = Set.of(ADDRESS, PORT, USER, "key");

    private final String name;
    private final Map<String, String> said = new LinkedHashMap<>();
    private final Map<String, String> fallbacks = new LinkedHashMap<>();

    /**
     * Of which only the name is known.
     *
     * @throws IllegalArgumentException where it is no host's name
     */
    HostDraft(String name) {
        HostName.problem(name).ifPresent(problem -> {
            throw new IllegalArgumentException("\"" + name + "\": " + problem);
        });
        this.name = name;
    }

    /** Starts from what is known already. */
    static HostDraft of(Host host) {
        var draft = new HostDraft(host.name());
        facts(host).forEach(draft::say);
        draft.fallbacks.putAll(host.fallbacks());
        return draft;
    }

    /** Everything that a source says of the host, the address only where it is not the name. */
    static Map<String, String> facts(Host host) {
        var facts = new LinkedHashMap<String, String>();
        if (!host.address().equals(host.name())) {
            facts.put(ADDRESS, host.address());
        }
        host.port().ifPresent(port -> facts.put(PORT, String.valueOf(port)));
        host.user().ifPresent(user -> facts.put(USER, user));
        facts.putAll(host.variables());
        return facts;
    }

    /** Something that a source says, unless an earlier one has spoken; Ansible's passwords are nobody's variables. */
    void say(String key, String value) {
        if (AnsibleHost.isSecret(key)) {
            return;
        }
        said.putIfAbsent(ANSIBLE.getOrDefault(key, key), value);
    }

    /** Adds all that another source says; where an ssh_config has spoken before, it may have said already what is missing. */
    void say(Host other) {
        boolean isLazy = said.containsKey(SshConfigSource.VARIABLE);
        facts(other).forEach((key, value) -> {
            if (isLazy && OF_SSH_CONFIG.contains(key) && !said.containsKey(key)) {
                fallbacks.putIfAbsent(key, value);
            } else {
                say(key, value);
            }
        });
        other.fallbacks().forEach(fallbacks::putIfAbsent);
    }

    /** Adds what the ssh_config says, now that it is known, and what counts where it says nothing. */
    void settle(Map<String, String> ofSshConfig) {
        ofSshConfig.forEach(this::say);
        fallbacks.forEach(this::say);
        fallbacks.clear();
    }

    /**
     * The host.
     *
     * @throws IllegalArgumentException where the address or the port makes no sense
     */
    Host host() {
        var variables = new LinkedHashMap<>(said);
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
            throw new IllegalArgumentException(name + ": port " + port + " is no number", e);
        }
    }
}
