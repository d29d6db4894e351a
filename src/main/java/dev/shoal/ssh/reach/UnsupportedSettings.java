package dev.shoal.ssh.reach;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Settings of ssh_config(5) that change which way a host is reached, who it is taken for, or who logs in, and that are not
 * honoured here: a host that has one is refused.
 *
 * <p>Without everything else that {@code ssh -G} prints, the same user still reaches the same host: what travels beside
 * (SendEnv, SetEnv, forwarding, RemoteCommand), other ways to log in (GSSAPI, host-based), what the two sides agree on
 * (Ciphers, KexAlgorithms …). The operator gets a warning that it has no effect, except for what this program does in its own way,
 * or what only concerns ssh's own process: time and keep-alive, connection sharing, the log, the terminal.
 */
enum UnsupportedSettings {
    PROXY_JUMP("ProxyJump", "jump hosts are not in this version"),
    PROXY_COMMAND("ProxyCommand", "proxy commands are not in this version"),
    BIND_ADDRESS("BindAddress", "the address to connect from cannot be chosen in this version"),
    BIND_INTERFACE("BindInterface", "the interface to connect from cannot be chosen in this version"),
    ADDRESS_FAMILY("AddressFamily", "the address family cannot be chosen in this version"),
    HOST_KEY_ALIAS("HostKeyAlias", "host keys are looked up by address alone in this version"),
    KNOWN_HOSTS_COMMAND("KnownHostsCommand", "host keys are read from files alone in this version"),
    REVOKED_HOST_KEYS(
            "RevokedHostKeys", "revoked keys are read from @revoked lines of known_hosts alone in this version"),
    IDENTITY_AGENT("IdentityAgent", "the agent is the one of SSH_AUTH_SOCK in this version"),
    CERTIFICATE_FILE("CertificateFile", "certificates are found beside their key, as KEY-cert.pub, in this version"),
    PKCS11_PROVIDER("PKCS11Provider", "PKCS#11 keys are used through ssh-agent alone in this version");

    private static final Set<String> HONOURED = Set.of(
            "host",
            "hostname",
            "user",
            "port",
            "identityfile",
            "identitiesonly",
            "userknownhostsfile",
            "globalknownhostsfile",
            "stricthostkeychecking");

    private static final Pattern OWN_WAY =
            Pattern.compile("addkeystoagent|batchmode|canonical.*|channeltimeout|checkhostip"
                    + "|clearallforwardings|compression|connectionattempts|connecttimeout|control(master|path|persist)"
                    + "|enableescapecommandline|escapechar|exitonforwardfailure|fingerprinthash|forkafterauthentication"
                    + "|hashknownhosts|ipqos|log.*|numberofpasswordprompts|obscurekeystroketiming|rekeylimit|requesttty"
                    + "|serveralive.*|sessiontype|stdinnull|syslogfacility|tag|tcpkeepalive|updatehostkeys|visualhostkey"
                    + "|xauthlocation");

    /** As ssh_config(5) writes those that people use. */
    private static final Map<String, String> SPELLED = Stream.of(
                    "Ciphers",
                    "DynamicForward",
                    "ForwardAgent",
                    "ForwardX11",
                    "ForwardX11Trusted",
                    "GSSAPIAuthentication",
                    "GSSAPIDelegateCredentials",
                    "HostKeyAlgorithms",
                    "HostbasedAuthentication",
                    "KbdInteractiveAuthentication",
                    "KexAlgorithms",
                    "LocalCommand",
                    "LocalForward",
                    "MACs",
                    "PasswordAuthentication",
                    "PermitLocalCommand",
                    "PreferredAuthentications",
                    "PubkeyAcceptedAlgorithms",
                    "PubkeyAuthentication",
                    "RemoteCommand",
                    "RemoteForward",
                    "SendEnv",
                    "SetEnv",
                    "Tunnel",
                    "VerifyHostKeyDNS")
            .collect(Collectors.toMap(name -> name.toLowerCase(Locale.ROOT), Function.identity()));

    private final String directive;
    private final String fact;

    UnsupportedSettings(String directive, String fact) {
        this.directive = directive;
        this.fact = fact;
    }

    /** As {@code ProxyJump bastion; jump hosts are not in this version}, of the first such setting of a host. */
    static Optional<String> in(ConfigDump host, ConfigDump byItself) {
        return Stream.of(values())
                .flatMap(
                        setting -> setting
                                .value(host, byItself)
                                .map(value -> setting.directive + " " + value + "; " + setting.fact)
                                .stream())
                .findFirst();
    }

    /** The directives of a host that change what ssh does and nothing here, sorted. */
    static List<String> withoutEffect(ConfigDump host, ConfigDump byItself) {
        return host.changed(byItself).stream()
                .filter(name -> !HONOURED.contains(name)
                        && !OWN_WAY.matcher(name).matches()
                        && Stream.of(values()).noneMatch(one -> one.directive.equalsIgnoreCase(name)))
                .map(name -> SPELLED.getOrDefault(name, name))
                .sorted()
                .toList();
    }

    /** Set to {@code none} a directive turns something off, which is harmless; but without an agent another user would log in. */
    private Optional<String> value(ConfigDump host, ConfigDump byItself) {
        var harmless = this == IDENTITY_AGENT ? "SSH_AUTH_SOCK" : "none";
        return host.changed(directive.toLowerCase(Locale.ROOT), byItself).filter(text -> !text.equals(harmless));
    }
}
