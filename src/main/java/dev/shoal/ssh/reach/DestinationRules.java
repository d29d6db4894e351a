package dev.shoal.ssh.reach;

import dev.shoal.inventory.Host;
import dev.shoal.ssh.reach.SshOptions.Layer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The order of precedence of all settings for a host: the command line, then the host in the inventory (its user, port and
 * address, and the variables {@code key} and {@code known-hosts}), then the file of {@code -F}, then the configuration, then the defaults. A file that the
 * inventory itself names has its place among the sources: what later ones say comes after it. Immutable.
 */
final class DestinationRules {
    private static final int USUAL_PORT = 22;
    private static final String KEY = "key";
    private static final String KNOWN_HOSTS = "known-hosts";
    private static final List<String> DEFAULT_KEYS = List.of(".ssh/id_ed25519", ".ssh/id_ecdsa", ".ssh/id_rsa");
    private static final Path GLOBAL_KNOWN_HOSTS = Path.of("/etc/ssh/ssh_known_hosts");

    private final SshOptions options;
    private final boolean fallbacksAreAfterFile;

    DestinationRules(SshOptions options) {
        this(options, false);
    }

    private DestinationRules(SshOptions options, boolean fallbacksAreAfterFile) {
        this.options = options;
        this.fallbacksAreAfterFile = fallbacksAreAfterFile;
    }

    /** Where the file is that of the inventory, and so comes before what later sources say of the host. */
    static DestinationRules ofOwnFile(SshOptions options) {
        return new DestinationRules(options, true);
    }

    /** What later sources say that counts where the file is silent. */
    Map<String, String> fallbacks(Host host) {
        return fallbacksAreAfterFile ? host.fallbacks() : Map.of();
    }

    /** Everything decided. */
    Destination destination(Host host, SshConfigEntry file) {
        var afterFile = first(
                file.identities(), keys(Optional.ofNullable(fallbacks(host).get(KEY))), expanded(options.configured()));
        var named = first(keysBeforeFile(host), afterFile, List.of());
        return new Destination(
                host,
                addressBeforeFile(host).or(file::address).orElse(host.address()),
                portBeforeFile(host).orElseGet(() -> file.port()
                        .orElseGet(() -> options.configured().port().orElse(USUAL_PORT))),
                userBeforeFile(host)
                        .or(file::user)
                        .or(options.configured()::user)
                        .orElse(options.loginName()),
                named.isEmpty() ? defaultKeys() : named,
                !named.isEmpty(),
                file.identitiesOnly(),
                knownHosts(host, file));
    }

    /** The address, where the inventory gives one beside the name. */
    Optional<String> addressBeforeFile(Host host) {
        return host.address().equals(host.name()) ? beforeFile(host, "address") : Optional.of(host.address());
    }

    /** The port of the command line, else of the inventory. */
    OptionalInt portBeforeFile(Host host) {
        var port = options.commandLine().port();
        return port.isPresent() ? port : host.port().isPresent() ? host.port() : fallbackPort(host);
    }

    private OptionalInt fallbackPort(Host host) {
        return beforeFile(host, "port")
                .map(Integer::parseInt)
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    /** The value of a later source, if the host's own file is not in use. */
    private Optional<String> beforeFile(Host host, String key) {
        return fallbacksAreAfterFile
                ? Optional.empty()
                : Optional.ofNullable(host.fallbacks().get(key));
    }

    /** The user of the command line, else of the inventory. */
    Optional<String> userBeforeFile(Host host) {
        return options.commandLine().user().or(host::user).or(() -> beforeFile(host, "user"));
    }

    /** Whether the configuration sets the user. */
    boolean configuresUser() {
        return options.configured().user().isPresent();
    }

    /** The key files named by the command line, else by the inventory, else by the configuration; empty where none names any. */
    List<Path> namedKeys(Host host) {
        return first(keysBeforeFile(host), expanded(options.configured()), List.of());
    }

    /** The default keys that there are. */
    List<Path> defaultKeys() {
        return DEFAULT_KEYS.stream()
                .map(options.home()::resolve)
                .filter(Files::isRegularFile)
                .toList();
    }

    /** The default file of hosts' keys. */
    Path defaultKnownHosts() {
        return options.home().resolve(".ssh/known_hosts");
    }

    /** The file, where a leading {@code ~} is the home directory. */
    Path expanded(Path file) {
        return file.startsWith("~") ? options.home().resolve(Path.of("~").relativize(file)) : file;
    }

    private List<Path> keysBeforeFile(Host host) {
        var variable = keys(host.variable(KEY).or(() -> beforeFile(host, KEY)));
        return first(expanded(options.commandLine()), variable, List.of());
    }

    private List<Path> keys(Optional<String> file) {
        return file.map(Path::of).map(this::expanded).map(List::of).orElse(List.of());
    }

    /** As with ssh, the system's own file counts beside every other. */
    private List<Path> knownHosts(Host host, SshConfigEntry file) {
        var ofHost = host.variable(KNOWN_HOSTS);
        if (options.commandLine().knownHosts().isEmpty() && ofHost.isPresent()) {
            return Stream.concat(
                            Stream.of(ofHost.get().split("\\s+")).map(Path::of).map(this::expanded),
                            Stream.of(GLOBAL_KNOWN_HOSTS))
                    .distinct()
                    .toList();
        }
        if (options.commandLine().knownHosts().isEmpty() && !file.knownHosts().isEmpty()) {
            return file.knownHosts();
        }
        var users = options.commandLine()
                .knownHosts()
                .or(options.configured()::knownHosts)
                .orElse(defaultKnownHosts());
        return Stream.of(expanded(users), GLOBAL_KNOWN_HOSTS).distinct().toList();
    }

    private List<Path> expanded(Layer settings) {
        return settings.identities().stream().map(this::expanded).toList();
    }

    private static List<Path> first(List<Path> one, List<Path> two, List<Path> three) {
        return !one.isEmpty() ? one : !two.isEmpty() ? two : three;
    }
}
