package dev.shoal.sources;

import dev.shoal.inventory.Host;
import dev.shoal.inventory.HostName;
import dev.shoal.inventory.SourceException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** One host of an Ansible inventory as one of ours: what says how it is reached gets our names, the rest keeps its own. */
final class AnsibleHost {
    private static final Logger LOG = LogManager.getLogger(AnsibleHost.class);
    /** Where several are set, Ansible takes the last of them. */
    private static final List<String> ADDRESS = List.of("ansible_host", "ansible_ssh_host");

    private static final List<String> PORT = List.of("ansible_port", "ansible_ssh_port");
    private static final List<String> USER = List.of("ansible_user", "ansible_ssh_user");
    private static final List<String> KEY = List.of("ansible_private_key_file", "ansible_ssh_private_key_file");
    private static final List<String> ARGUMENTS = List.of("ansible_ssh_common_args", "ansible_ssh_extra_args");
    private static final String CONNECTION = "ansible_connection";
    private static final Set<String> OVER_SSH =
            Set.of("ssh", "smart", "paramiko", "paramiko_ssh", "ansible.builtin.ssh");
    private static final Pattern SECRET =
            Pattern.compile("ansible_.*(pass|password|passphrase|private_key|secret|token)");

    private final String name;
    private final Map<String, Object> given;
    private final Map<String, String> variables = new LinkedHashMap<>();

    private AnsibleHost(String name, Map<String, Object> given) {
        this.name = name;
        this.given = new LinkedHashMap<>(given);
    }

    /**
     * The host.
     *
     * @throws SourceException where the variables do not say plainly how it is reached
     */
    static Host of(String name, Map<String, Object> variables) throws SourceException {
        return new AnsibleHost(name, variables).host();
    }

    private Host host() throws SourceException {
        var address = plain(ADDRESS).orElse(name);
        var ssh = SshArguments.of(arguments());
        var port = plain(PORT).or(ssh::port);
        var user = plain(USER).or(ssh::user);
        var key = plain(KEY).or(ssh::key);
        refuse(HostName.problem(address).map(problem -> "ansible_host '" + address + "': " + problem));
        refuse(ssh.unreadable().map(word -> "ansible_ssh_common_args: " + word + " is not understood here"));
        var connection = plain(List.of(CONNECTION)).filter(word -> !OVER_SSH.contains(word));
        given.forEach(this::keep);
        key.ifPresent(file -> variables.put("key", file));
        connection.ifPresent(word -> variables.put("transport", word));
        ssh.jump().ifPresent(hosts -> variables.put("jump", hosts));
        ssh.proxy().ifPresent(command -> variables.put("proxy-command", command));
        return new Host(name, address, port.isPresent() ? port(port.get()) : OptionalInt.empty(), user, variables);
    }

    /** The last of these that is set; it is used up. */
    private Optional<String> plain(List<String> names) throws SourceException {
        var value = Optional.<String>empty();
        for (var one : names) {
            var set = AnsibleValue.text(Optional.ofNullable(given.remove(one)));
            if (set.isPresent()) {
                refuse(AnsibleValue.riddle(set.get())
                        .map(riddle ->
                                one + " is " + riddle + "; write it out, or give it as a plain value for this host"));
                value = set;
            }
        }
        return value.filter(text -> !text.isBlank());
    }

    private String arguments() throws SourceException {
        var all = new StringBuilder();
        for (var one : ARGUMENTS) {
            var set = AnsibleValue.text(Optional.ofNullable(given.get(one))).orElse("");
            refuse(AnsibleValue.riddle(set).map(riddle -> one + " is " + riddle + "; write it out"));
            all.append(set).append(' ');
        }
        return all.toString();
    }

    private OptionalInt port(String text) throws SourceException {
        boolean isPort = text.matches("[0-9]{1,5}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= 65_535;
        refuse(isPort ? Optional.empty() : Optional.of("ansible_port '" + text + "' is not a port"));
        return OptionalInt.of(Integer.parseInt(text));
    }

    /** Whether the variable holds what nobody but its owner should read; no list of variables may show it. */
    static boolean isSecret(String variable) {
        return SECRET.matcher(variable).matches();
    }

    private void keep(String variable, Object value) {
        if (isSecret(variable)) {
            LOG.info("{}: {} is not taken over; passwords come from --ask-password or --password-file", name, variable);
            return;
        }
        AnsibleValue.text(Optional.ofNullable(value)).ifPresent(text -> {
            if (!AnsibleValue.isVault(text)) {
                variables.put(variable, text);
            }
        });
    }

    private void refuse(Optional<String> problem) throws SourceException {
        if (problem.isPresent()) {
            throw new SourceException(name + ": " + problem.get());
        }
    }
}
