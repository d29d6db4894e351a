package dev.shoal.ssh.reach;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the file of {@code -F} sets for one host; what it does not set is empty.
 *
 * @param address what to dial
 * @param identities key files, in this order
 * @param identitiesOnly whether the agent's other keys are left out
 * @param knownHosts files that tell hosts' keys, the first one taking new ones
 */
record SshConfigEntry(
        Optional<String> address,
        Optional<String> user,
        OptionalInt port,
        List<Path> identities,
        boolean identitiesOnly,
        List<Path> knownHosts) {
    /** Sets nothing. */
    static final SshConfigEntry SILENT =
            new SshConfigEntry(Optional.empty(), Optional.empty(), OptionalInt.empty(), List.of(), false, List.of());

    SshConfigEntry {
        identities = List.copyOf(identities);
        knownHosts = List.copyOf(knownHosts);
    }

    /**
     * Takes from {@code ssh -G}'s answer what the file of {@code -F} itself sets: everything that differs from ssh's answer without
     * a file.
     */
    static final class Reader {
        private static final String NONE = "none";
        private static final Path NOTHING = Path.of("/dev/null");

        private final ConfigDump said;
        private final ConfigDump byItself;
        private final PathTokens tokens;
        private final DestinationRules rules;

        Reader(ConfigDump said, ConfigDump byItself, PathTokens tokens, DestinationRules rules) {
            this.said = said;
            this.byItself = byItself;
            this.tokens = tokens;
            this.rules = rules;
        }

        /**
         * Empty where a file's name cannot be resolved.
         *
         * @param decided what ssh has chosen between the file and something else, so that its word counts as it is
         */
        Optional<SshConfigEntry> read(Set<String> decided) {
            return identities()
                    .map(identities -> new SshConfigEntry(
                            said.one("hostname"),
                            decided.contains("user") ? said.one("user") : user(),
                            (decided.contains("port") ? said.one("port") : said.changed("port", byItself))
                                    .map(port -> OptionalInt.of(Integer.parseInt(port)))
                                    .orElse(OptionalInt.empty()),
                            identities,
                            said.one("identitiesonly").filter("yes"::equals).isPresent(),
                            knownHosts()));
        }

        /** If the configuration names no user, ssh's value counts even if it is only the login name. */
        private Optional<String> user() {
            return said.changed("user", byItself)
                    .or(() -> rules.configuresUser() ? Optional.empty() : said.one("user"));
        }

        /** As with ssh, files that are not there are passed over; where none is there, the first one's failure shall say so. */
        private Optional<List<Path>> identities() {
            var names = said.all("identityfile");
            if (names.equals(byItself.all("identityfile"))) {
                return Optional.of(List.of());
            }
            var files = new ArrayList<Path>();
            for (var name : names) {
                var resolved = tokens.resolved(name);
                if (resolved.isEmpty()) {
                    return Optional.empty();
                }
                if (!name.equals(NONE)) {
                    files.add(rules.expanded(Path.of(resolved.get())));
                }
            }
            var there = files.stream().filter(Files::exists).toList();
            return Optional.of(there.isEmpty() ? files : there);
        }

        private List<Path> knownHosts() {
            var users = said.changed("userknownhostsfile", byItself);
            if (users.isEmpty()
                    && said.changed("globalknownhostsfile", byItself).isEmpty()) {
                return List.of();
            }
            var files = new ArrayList<>(users.map(this::files).orElse(List.of(rules.defaultKnownHosts())));
            if (files.isEmpty()) {
                files.add(NOTHING);
            }
            said.one("globalknownhostsfile").ifPresent(names -> files.addAll(files(names)));
            return files;
        }

        /** ssh prints them without quotes, so a name with a blank in it looks like two names. */
        private List<Path> files(String names) {
            return List.of(names.split(" ")).stream()
                    .filter(name -> !name.equals(NONE))
                    .map(Path::of)
                    .map(rules::expanded)
                    .toList();
        }
    }

    /**
     * What {@code ssh -G} leaves unresolved in file names: tokens as {@code %h} and variables as <code>${NAME}</code>
     * (ssh_config(5), TOKENS).
     */
    static final class PathTokens {
        private static final Pattern TOKEN = Pattern.compile("%(.)|\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

        private final Map<String, String> values = new HashMap<>();
        private final Map<String, String> environment;

        /** For one host, as ssh resolved it. */
        PathTokens(ConfigDump host, String home, String localUser, Map<String, String> environment) {
            this.environment = environment;
            values.put("%", "%");
            values.put("d", home);
            values.put("u", localUser);
            host.one("hostname").ifPresent(name -> values.put("h", name));
            host.one("host").ifPresent(name -> values.put("n", name));
            host.one("port").ifPresent(port -> values.put("p", port));
            host.one("user").ifPresent(user -> values.put("r", user));
        }

        /** The text with everything resolved; empty where it holds something that is not known here. */
        Optional<String> resolved(String text) {
            var matcher = TOKEN.matcher(text);
            var result = new StringBuilder();
            int end = 0;
            while (matcher.find()) {
                var value = matcher.group(1) != null ? values.get(matcher.group(1)) : environment.get(matcher.group(2));
                if (value == null) {
                    return Optional.empty();
                }
                result.append(text, end, matcher.start()).append(value);
                end = matcher.end();
            }
            return Optional.of(result.append(text, end, text.length()).toString());
        }
    }
}
