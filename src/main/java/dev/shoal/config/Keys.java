package dev.shoal.config;

import dev.shoal.fold.Masks;
import dev.shoal.log.AuditOptions;
import dev.shoal.log.Collector;
import dev.shoal.log.LogOptions;
import dev.shoal.sources.SourceSpec;
import dev.shoal.ssh.reach.SshOptions.HostKeyMode;
import dev.shoal.text.Durations;
import dev.shoal.text.Nearest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The keys of the configuration, each with its default: the only place that has one. */
final class Keys {
    /** The default of a key that has none. */
    private static final String NONE = "";

    static final Key<String> TARGET = text(
            "target", "nodeset", "the hosts of a run that names none; the prompt starts with them", "one, as \"@web\"");
    static final Key<String> OUTPUT = word(
            "output",
            "fold",
            "how the replies of a command are shown",
            "output format",
            List.of("fold", "raw", "table", "csv", "md", "json", "jsonl", "yaml", "none"),
            List.of());

    static final Key<Integer> FANOUT = number(
            "fleet.fanout",
            "64",
            "how many hosts are worked on at a time",
            Integer.MAX_VALUE,
            "a whole number, at least 1");
    static final Key<Integer> KEEP = number(
            "fleet.keep-mib",
            "64",
            "MiB kept of stdout and of stderr of each host; more is counted and marked",
            1024,
            "how many MiB of each stream of a host are kept, from 1 to 1024");
    static final Key<Optional<Duration>> TIMEOUT =
            limit("fleet.timeout", "0", "time limit of the command on each host");
    static final Key<Optional<Duration>> DEADLINE = limit("fleet.deadline", "0", "time limit of the whole run");

    static final Key<List<Pattern>> MASKS = new Key<>(
            "fold.masks",
            Key.Shape.LIST,
            "list of regular expressions",
            NONE,
            "text that `--similar` ignores, besides names, addresses, times, ids and numbers",
            setting -> setting.items().stream().map(Masks::pattern).toList());

    static final Key<String> USER = text(
            "ssh.user", "login name", "the user to log in as; unset: your own login name", "one, or leave the key out");
    static final Key<Integer> PORT =
            number("ssh.port", "22", "the port of sshd", 65_535, "a whole number from 1 to 65535");
    static final Key<List<Path>> IDENTITIES = new Key<>(
            "ssh.keys",
            Key.Shape.LIST,
            "list of files",
            NONE,
            "private keys to log in with; unset: the keys of ssh-agent and the usual files in `~/.ssh`",
            Setting::paths);
    static final Key<Path> KNOWN_HOSTS =
            file("ssh.known-hosts", "file", "the host keys that are known; unset: `~/.ssh/known_hosts`");
    static final Key<HostKeyMode> HOST_KEYS = hostKeys();
    static final Key<Duration> CONNECT_TIMEOUT = new Key<>(
            "ssh.connect-timeout",
            Key.Shape.TEXT,
            "duration",
            "10s",
            "time limit of each host to connect, log in and start the command",
            Keys::someTime);

    static final Key<List<SourceSpec>> SOURCES = new Key<>(
            "inventory.sources",
            Key.Shape.LIST,
            "list of sources",
            NONE,
            "where hosts come from besides `hosts.yaml`, in order of precedence; see [inventory.md](inventory.md)",
            Keys::sources);

    static final Key<Duration> SOURCE_TIMEOUT = new Key<>(
            "inventory.timeout",
            Key.Shape.TEXT,
            "duration",
            "10s",
            "time limit of a program or a script that lists hosts",
            Keys::someTime);
    static final Key<Duration> SOURCE_CACHE = new Key<>(
            "inventory.cache",
            Key.Shape.TEXT,
            "duration; 0: not kept",
            "300s",
            "how long the output of such a program is used before it runs again",
            Keys::anyTime);

    static final Key<Path> LOG_DIR = file(
            "log.dir",
            "directory",
            "where the log files and `audit.jsonl` are; unset: " + "`~/.local/state/shoal/log`");
    static final Key<String> LOG_LEVEL = level("log.level", "info", "from which level on events are logged");
    static final Key<String> LOG_MODULE = level(
            "log.modules.*",
            NONE,
            "the level of one module, as `log.modules.transport.ssh`; unset: that of `log.level`");

    static final Key<Optional<Collector>> COLLECTOR = new Key<>(
            "log.http.url",
            Key.Shape.TEXT,
            "URL",
            NONE,
            "a collector to which every event is also sent; see [logs.md](logs.md)",
            Keys::collector);

    static final Key<Boolean> AUDIT_REQUIRED = word(
                    "audit",
                    "optional",
                    "whether a run may start that cannot be recorded in `audit.jsonl`",
                    "audit mode",
                    List.of("optional", "required"),
                    List.of())
            .as("required"::equals);

    static final Key<AuditOptions.Text> AUDIT_TEXT = word(
                    "audit.text",
                    "masked",
                    "what is recorded of a command: its text with secrets masked, or its SHA-256",
                    "audit text mode",
                    List.of("masked", "hash"),
                    List.of())
            .as(word -> word.equals("hash") ? AuditOptions.Text.HASH : AuditOptions.Text.MASKED);

    static final Key<List<Path>> PLUGIN_DIRS = new Key<>(
            "plugins.dirs",
            Key.Shape.LIST,
            "list of directories",
            NONE,
            "where plugins are looked for besides `plugins/` of the installation and `~/.config/shoal/plugins`",
            Setting::paths);
    /** All keys of this version, in the order of messages and documents. */
    static final List<Key<?>> ALL = List.of(
            TARGET,
            OUTPUT,
            FANOUT,
            KEEP,
            TIMEOUT,
            DEADLINE,
            MASKS,
            USER,
            PORT,
            IDENTITIES,
            KNOWN_HOSTS,
            HOST_KEYS,
            CONNECT_TIMEOUT,
            SOURCES,
            SOURCE_TIMEOUT,
            SOURCE_CACHE,
            LOG_DIR,
            LOG_LEVEL,
            LOG_MODULE,
            COLLECTOR,
            AUDIT_REQUIRED,
            AUDIT_TEXT,
            PLUGIN_DIRS);

    /** Keys of a later version: known, so that the documented file is valid, and refused with any value but the default. */
    private static final List<Key<?>> LATER = List.of(later("fleet.max-failures", Key.Shape.TEXT, "0"));

    /** The names that may follow {@code log.modules.}: each becomes the name of a log file. */
    private static final Pattern MODULE = Pattern.compile("[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*");

    private Keys() {}

    static Optional<Key<?>> called(String name) {
        return Stream.concat(ALL.stream(), LATER.stream())
                .filter(key -> key.isCalled(name))
                .findFirst();
    }

    /** Whether keys begin with that name and a dot, so that a file may have a section of that name. */
    static boolean isSection(String name) {
        return ALL.stream().anyMatch(key -> key.name().startsWith(name + "."));
    }

    private static Key<String> text(String name, String kind, String meaning, String write) {
        return new Key<>(name, Key.Shape.TEXT, kind, NONE, meaning, setting -> {
            if (setting.text().isBlank()) {
                throw wrong(setting, kind, write);
            }
            return setting.text().strip();
        });
    }

    private static Key<Integer> number(String name, String byDefault, String meaning, int most, String write) {
        var type = most == Integer.MAX_VALUE ? "number, at least 1" : "number, 1 to " + most;
        return new Key<>(name, Key.Shape.TEXT, type, byDefault, meaning, setting -> {
            try {
                int number = Integer.parseInt(setting.text());
                if (number >= 1 && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw wrong(setting, "number", write);
            }
            throw new IllegalArgumentException(setting.text() + " is out of range; write " + write);
        });
    }

    private static Key<Optional<Duration>> limit(String name, String byDefault, String meaning) {
        return new Key<>(
                name,
                Key.Shape.TEXT,
                "duration; 0: none",
                byDefault,
                meaning,
                setting -> Durations.limit(setting.text()));
    }

    private static Duration someTime(Setting setting) {
        return Durations.limit(setting.text())
                .orElseThrow(() ->
                        new IllegalArgumentException(setting.text() + " leaves no time; write a duration, as 10s"));
    }

    /** Where 0 is accepted. */
    private static Duration anyTime(Setting setting) {
        return Durations.limit(setting.text()).orElse(Duration.ZERO);
    }

    private static List<SourceSpec> sources(Setting setting) {
        return setting.items().stream()
                .map(text -> SourceSpec.of(text, setting.directory(), setting.home()))
                .toList();
    }

    private static Optional<Collector> collector(Setting setting) {
        return setting.text().isBlank() ? Optional.empty() : Optional.of(Collector.of(setting.text()));
    }

    private static Key<Path> file(String name, String type, String meaning) {
        return new Key<>(name, Key.Shape.TEXT, type, NONE, meaning, setting -> setting.paths()
                .getFirst());
    }

    private static Key<String> level(String name, String byDefault, String meaning) {
        var word = word(name, byDefault, meaning, "log level", LogOptions.LEVELS, List.of());
        return new Key<>(name, word.shape(), word.type(), byDefault, meaning, setting -> {
            var module = setting.name().substring(name.length() - 1);
            if (name.endsWith("*") && !MODULE.matcher(module).matches()) {
                throw new IllegalArgumentException("not a valid module: \"" + module
                        + "\"; write a name of letters, digits, - and _, parts joined by dots");
            }
            return word.reader().apply(setting);
        });
    }

    private static Key<HostKeyMode> hostKeys() {
        return word(
                        "ssh.host-keys",
                        "accept-new",
                        "`accept-new`: add the key of a new host to known-hosts; `strict`: refuse a new host; "
                                + "`off`: check nothing",
                        "host key mode",
                        List.of("accept-new", "strict", "off"),
                        List.of("ask"))
                .as(word -> switch (word) {
                    case "strict" -> HostKeyMode.STRICT;
                    case "off" -> HostKeyMode.OFF;
                    default -> HostKeyMode.ACCEPT_NEW;
                });
    }

    private static Key<String> word(
            String name, String byDefault, String meaning, String kind, List<String> words, List<String> later) {
        return new Key<>(name, Key.Shape.WORD, String.join(", ", words), byDefault, meaning, setting -> {
            var write = "one of " + String.join(", ", words);
            if (later.contains(setting.text())) {
                throw new IllegalArgumentException(setting.text() + " is not in this version; write " + write);
            }
            if (!words.contains(setting.text())) {
                throw wrong(setting, kind, write);
            }
            return setting.text();
        });
    }

    /** A key of a later version. Only its default is accepted. */
    private static Key<String> later(String name, Key.Shape shape, String byDefault) {
        return new Key<>(name, shape, "", byDefault, "", setting -> {
            if (!String.join(",", setting.items()).equals(byDefault)) {
                throw new IllegalArgumentException("this key is not in this version; remove it");
            }
            return byDefault;
        });
    }

    private static IllegalArgumentException wrong(Setting setting, String kind, String write) {
        return new IllegalArgumentException("not a valid " + kind + ": \"" + setting.text() + "\"; write " + write);
    }

    /** What to write in place of an unknown key or section: the nearest one, or all keys if none is near. */
    static String advice(String unknown) {
        var keys = ALL.stream().map(Key::name).toList();
        var sections = keys.stream()
                .filter(key -> key.contains("."))
                .map(key -> key.substring(0, key.indexOf('.')))
                .distinct();
        var tail = "." + unknown.substring(unknown.lastIndexOf('.') + 1);
        return advice(
                unknown, tail, Stream.concat(keys.stream(), sections).toList(), "known are " + String.join(", ", keys));
    }

    /** What to write in place of an unknown environment variable. */
    static String adviceForVariable(String unknown) {
        var known = ALL.stream().map(Key::variable).toList();
        var tail = unknown.substring("SHOAL".length());
        return advice(unknown, tail, known, "ssh.connect-timeout is SHOAL_SSH_CONNECT_TIMEOUT");
    }

    /** @param tail what a key ends in that was written in the wrong section or in none */
    private static String advice(String unknown, String tail, List<String> known, String otherwise) {
        return known.stream()
                .filter(word -> word.endsWith(tail))
                .findFirst()
                .or(() -> Nearest.to(unknown, known))
                .map(word -> "did you mean " + word + "?")
                .orElse(otherwise);
    }
}
