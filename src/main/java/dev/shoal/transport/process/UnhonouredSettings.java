package dev.shoal.transport.process;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Settings of ssh_config(5) that change which way a host is reached, who it is taken for, or who logs in, and that are not
 * honoured here: a host that has one is refused.
 *
 * <p>Everything else that {@code ssh -G} prints is left aside, because without it the same user still reaches the same
 * host: what travels beside (SendEnv, SetEnv, forwarding, RemoteCommand, RequestTTY, Compression), other ways to log in
 * (GSSAPI, host-based), what the two sides agree on (Ciphers, KexAlgorithms, MACs, HostKeyAlgorithms …: where they do not,
 * the host's failure says so), time and keep-alive (ours), connection sharing, and what would only loosen a check
 * (StrictHostKeyChecking no, VerifyHostKeyDNS).
 */
enum UnhonouredSettings {
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

    private final String directive;
    private final String fact;

    UnhonouredSettings(String directive, String fact) {
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

    /** Set to {@code none} a directive says that nothing is to be used; but without an agent somebody else would log in. */
    private Optional<String> value(ConfigDump host, ConfigDump byItself) {
        var harmless = this == IDENTITY_AGENT ? "SSH_AUTH_SOCK" : "none";
        return host.changed(directive.toLowerCase(Locale.ROOT), byItself).filter(text -> !text.equals(harmless));
    }
}
