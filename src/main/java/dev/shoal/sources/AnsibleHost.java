package dev.shoal.sources;

import dev.shoal.inventory.Host;
import dev.shoal.nodeset.HostName;
import dev.shoal.text.ShellWords;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** A host of an Ansible inventory: the variables that decide how it is reached get our names, the others keep theirs. */
final class AnsibleHost {
    private static final Logger LOG = LogManager.getLogger(AnsibleHost.class);
    /** In the order in which Ansible hands them to ssh, for which the first word on a thing counts. */
    private static final List<String> ARGUMENTS =
            List.of("ansible_ssh_args", "ansible_ssh_common_args", "ansible_ssh_extra_args");

    private static final String CONNECTION = "ansible_connection";
    private static final Set<String> OVER_SSH =
            Set.of("ssh", "smart", "paramiko", "paramiko_ssh", "ansible.builtin.ssh");
    private static final String BECOME = "ansible_become";
    private static final Set<String> FALSE = Set.of("false", "no", "off", "0", "n", "f", "");
    /** These are the defaults, so they change nothing. */
    private static final Set<String> USUAL = Set.of(
            "ansible_shell_type=sh",
            "ansible_shell_executable=/bin/sh",
            "ansible_ssh_executable=ssh",
            "ansible_ssh_executable=/usr/bin/ssh");

    private static final Pattern CHANGES_COMMANDS = Pattern.compile("ansible_(become|shell)_.*|ansible_ssh_executable");

    private final String name;
    private final Map<String, Object> given;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private Optional<String> problem = Optional.empty();

    private AnsibleHost(String name, Map<String, Object> given) {
        this.name = name;
        this.given = new LinkedHashMap<>(given);
    }

    /** The host. One whose variables cannot be understood or are not supported carries the reason. */
    static Host of(String name, Map<String, Object> variables) {
        return new AnsibleHost(name, variables).host();
    }

    private Host host() {
        var ssh = SshArguments.of(arguments());
        var dialled = plain(HostVariables.ADDRESS).orElse(name);
        var address = ssh.address().map(text -> text.replace("%h", dialled)).orElse(dialled); // as with ssh itself
        var port = plain(HostVariables.PORT).or(ssh::port);
        var user = plain(HostVariables.USER).or(ssh::user);
        var key = plain(HostVariables.KEY).or(ssh::key);
        var proxy = plain("proxy-command").or(ssh::proxy);
        var badAddress = HostName.problem(address).map(problem -> "ansible_host '" + address + "': " + problem);
        badAddress.ifPresent(this::refuse);
        ssh.unreadable().ifPresent(word -> refuse("ansible_ssh_args: " + word + " is not supported in this version"));
        var connection = lastOf(List.of(CONNECTION)).filter(word -> !OVER_SSH.contains(word));
        refuseOtherCommands();
        given.forEach(this::keep);
        key.ifPresent(file -> variables.put("key", file));
        connection.ifPresent(word -> variables.put("transport", word));
        ssh.config().ifPresent(file -> variables.put(SshConfigSource.VARIABLE, file));
        ssh.jump().ifPresent(hosts -> variables.put("jump", hosts));
        proxy.ifPresent(command -> variables.put("proxy-command", command));
        ssh.knownHosts().ifPresent(files -> variables.put("known-hosts", files));
        var number = port.isPresent() ? port(port.get()) : OptionalInt.empty();
        problem.ifPresent(text -> variables.put(Host.REFUSED, text));
        // not by HostVariables: a variable of Ansible's that is called user is not the login name
        return new Host(name, badAddress.isPresent() ? name : address, number, user, variables);
    }

    /** The value of one of our variables, which does not stay among Ansible's. */
    private Optional<String> plain(String variable) {
        return lastOf(HostVariables.ofAnsible(variable));
    }

    private Optional<String> lastOf(List<String> names) {
        var value = Optional.<String>empty();
        for (var one : names) {
            var set = AnsibleValue.text(Optional.ofNullable(given.remove(one)));
            var obstacle = set.flatMap(AnsibleValue::obstacle);
            obstacle.ifPresent(
                    text -> refuse(one + " is " + text + "; write it out, or give it as a plain value for this host"));
            value = set.isPresent() && obstacle.isEmpty() ? set : value;
        }
        return value.filter(text -> !text.isBlank());
    }

    private String arguments() {
        var all = new StringBuilder();
        for (var one : ARGUMENTS) {
            var set = AnsibleValue.text(Optional.ofNullable(given.get(one))).orElse("");
            var obstacle = AnsibleValue.obstacle(set);
            obstacle.ifPresent(text -> refuse(one + " is " + text + "; write it out"));
            all.append(obstacle.isPresent() ? "" : set).append(' ');
        }
        return all.toString();
    }

    private OptionalInt port(String text) {
        boolean isPort = text.matches("[0-9]{1,5}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= 65_535;
        if (!isPort) {
            refuse("ansible_port '" + text + "' is not a port");
            return OptionalInt.empty();
        }
        return OptionalInt.of(Integer.parseInt(text));
    }

    /** A command must not run as another user, or in another shell, than the inventory asks for. */
    private void refuseOtherCommands() {
        var become = AnsibleValue.text(Optional.ofNullable(given.get(BECOME)));
        boolean isOff = become.isPresent() && FALSE.contains(become.get().toLowerCase(Locale.ROOT));
        if (become.isPresent() && !isOff) {
            refuse(BECOME + "=" + become.get() + " is not supported in this version; set it to false for this host");
        }
        given.forEach((variable, value) -> {
            var text = AnsibleValue.text(Optional.ofNullable(value)).orElse("");
            boolean counts = CHANGES_COMMANDS.matcher(variable).matches()
                    && !text.isEmpty()
                    && !HostVariables.isSecret(variable)
                    && !USUAL.contains(variable + "=" + text)
                    && !(isOff && variable.startsWith(BECOME));
            if (counts) {
                refuse(variable + "=" + text + " is not supported in this version");
            }
        });
    }

    private void keep(String variable, Object value) {
        if (HostVariables.isSecret(variable)) {
            LOG.info("{}: {} is not taken over; passwords come from --ask-password or --password-file", name, variable);
            return;
        }
        AnsibleValue.text(Optional.ofNullable(value)).ifPresent(text -> {
            if (!AnsibleValue.isVault(text)) {
                variables.put(variable, text);
            }
        });
    }

    /** The first reason is enough. */
    private void refuse(String reason) {
        problem = problem.or(() -> Optional.of(reason));
    }

    /**
     * What arguments of ssh say of the way to a host. Those that only tune the connection, or would only loosen a check, are passed
     * over; one that could change the way and is not understood is {@code unreadable}.
     *
     * @param config the file of {@code -F}
     * @param knownHosts files, with blanks between them
     */
    record SshArguments(
            Optional<String> config,
            Optional<String> address,
            Optional<String> jump,
            Optional<String> proxy,
            Optional<String> port,
            Optional<String> user,
            Optional<String> key,
            Optional<String> knownHosts,
            Optional<String> unreadable) {
        private static final String WITH_VALUE = "BbcDEeFIiJLlmOoPpQRSWw";
        /** Options that lead elsewhere: another address family, address, interface, token, control socket or destination. */
        private static final String CHANGES_THE_WAY = "46BbIOW";

        private static final Set<String> KEYWORDS_THAT_DO = Set.of(
                "addressfamily",
                "bindaddress",
                "bindinterface",
                "certificatefile",
                "hostkeyalias",
                "identityagent",
                "include",
                "knownhostscommand",
                "pkcs11provider",
                "remotecommand",
                "revokedhostkeys",
                "sendenv",
                "setenv");
        /** Reads them as a shell would cut them into words. */
        static SshArguments of(String text) {
            var words = words(text);
            var found = new Found();
            for (int i = 0; i < words.size(); i++) {
                var word = words.get(i);
                if (word.length() < 2 || word.charAt(0) != '-') {
                    found.first("unreadable", word);
                    continue;
                }
                for (int at = 1; at < word.length(); at++) { // -4C is -4 -C
                    char letter = word.charAt(at);
                    if (WITH_VALUE.indexOf(letter) < 0) {
                        found.option(letter, "");
                        continue;
                    }
                    boolean isJoined = at + 1 < word.length();
                    found.option(
                            letter, isJoined ? word.substring(at + 1) : i + 1 < words.size() ? words.get(++i) : "");
                    break;
                }
            }
            return found.arguments();
        }

        private static final class Found {
            private final Map<String, String> values = new HashMap<>();

            /** The first of a kind counts, as with ssh. */
            void first(String kind, String value) {
                values.putIfAbsent(kind, value);
            }

            private Optional<String> value(String kind) {
                return Optional.ofNullable(values.get(kind)).filter(text -> !text.equalsIgnoreCase("none"));
            }

            SshArguments arguments() {
                return new SshArguments(
                        value("config").filter(file -> !file.equals("/dev/null")),
                        value("address"),
                        value("jump"),
                        value("proxy"),
                        value("port"),
                        value("user"),
                        value("key"),
                        value("known-hosts"),
                        value("unreadable"));
            }

            void option(char letter, String value) {
                switch (letter) {
                    case 'F' -> first("config", value);
                    case 'J' -> first("jump", value);
                    case 'p' -> first("port", value);
                    case 'l' -> first("user", value);
                    case 'i' -> first("key", value);
                    case 'o' -> keyword(value);
                    default -> {
                        if (CHANGES_THE_WAY.indexOf(letter) >= 0) {
                            first("unreadable", ("-" + letter + " " + value).strip());
                        }
                    }
                }
            }

            private void keyword(String setting) {
                var parts = setting.strip().split("\\s*[=\\s]\\s*", 2);
                var value = parts.length < 2 ? "" : parts[1].strip();
                var keyword = parts[0].toLowerCase(Locale.ROOT);
                switch (keyword) {
                    case "hostname" -> first("address", value.replace("%%", "%"));
                    case "proxyjump" -> first("jump", value);
                    case "proxycommand" -> first("proxy", value);
                    case "port" -> first("port", value);
                    case "user" -> first("user", value);
                    case "identityfile" -> first("key", value);
                    case "userknownhostsfile" -> first("known-hosts", value);
                    default -> {
                        if (KEYWORDS_THAT_DO.contains(keyword) && !value.equalsIgnoreCase("none")) {
                            first("unreadable", "-o " + setting);
                        }
                    }
                }
            }
        }

        private static List<String> words(String text) {
            var words = new ArrayList<String>();
            try {
                words.addAll(ShellWords.of(text, false));
            } catch (IllegalArgumentException e) {
                words.add(text.strip());
            }
            return words;
        }
    }
}
