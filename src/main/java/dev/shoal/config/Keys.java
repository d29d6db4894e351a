package dev.shoal.config;

import dev.shoal.fleet.Masks;
import dev.shoal.log.AuditOptions;
import dev.shoal.log.Collector;
import dev.shoal.sources.SourceSpec;
import dev.shoal.transport.Durations;
import dev.shoal.transport.ssh.SshOptions.HostKeyMode;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The keys of shoal.yaml. */
final class Keys {
    static final Key<String> TARGET = text("target", "nodeset", "one, as \"@web\"");
    static final Key<String> OUTPUT = word(
            "output",
            "output format",
            List.of("fold", "raw", "table", "csv", "json", "jsonl", "yaml", "none"),
            List.of());

    static final Key<Integer> FANOUT = number("fleet.fanout", Integer.MAX_VALUE, "a whole number, at least 1");
    static final Key<Integer> KEEP =
            number("fleet.keep-mib", 1024, "how many MiB of each stream of a host are kept, from 1 to 1024");
    static final Key<Optional<Duration>> TIMEOUT = limit("fleet.timeout");
    static final Key<Optional<Duration>> DEADLINE = limit("fleet.deadline");

    static final Key<List<Pattern>> MASKS = new Key<>("fold.masks", Key.Shape.LIST, setting -> setting.items().stream()
            .map(Masks::pattern)
            .toList());

    static final Key<String> USER = text("ssh.user", "login name", "one, or leave the key out");
    static final Key<Integer> PORT = number("ssh.port", 65_535, "a whole number from 1 to 65535");
    static final Key<List<Path>> IDENTITIES = new Key<>("ssh.keys", Key.Shape.LIST, Paths::of);
    static final Key<Path> KNOWN_HOSTS = file("ssh.known-hosts");
    static final Key<HostKeyMode> HOST_KEYS = hostKeys();
    static final Key<Duration> CONNECT_TIMEOUT = new Key<>("ssh.connect-timeout", Key.Shape.TEXT, Keys::someTime);

    /** Beside {@code hosts.yaml}, in the order of precedence. */
    static final Key<List<SourceSpec>> SOURCES = new Key<>("inventory.sources", Key.Shape.LIST, Keys::sources);

    static final Key<Duration> SOURCE_TIMEOUT = new Key<>("inventory.timeout", Key.Shape.TEXT, Keys::someTime);
    static final Key<Duration> SOURCE_CACHE = new Key<>("inventory.cache", Key.Shape.TEXT, Keys::anyTime);

    static final Key<Path> LOG_DIR = file("log.dir");
    static final Key<String> LOG_LEVEL = level("log.level");
    /** One key for each module, as {@code log.modules.transport.ssh}. */
    static final Key<String> LOG_MODULE = level("log.modules.*");

    /** Empty is none. */
    static final Key<Optional<Collector>> COLLECTOR = new Key<>("log.http.url", Key.Shape.TEXT, Keys::collector);

    /** Whether runs go on without their record. */
    static final Key<Boolean> AUDIT_REQUIRED = new Key<>("audit", Key.Shape.WORD, setting -> word(
                    "audit", "way to audit", List.of("optional", "required"), List.of())
            .reader()
            .apply(setting)
            .equals("required"));

    /** Whether the record has the text of a run, or its hash. */
    static final Key<AuditOptions.Text> AUDIT_TEXT = new Key<>("audit.text", Key.Shape.WORD, setting -> switch (word(
                    "audit.text", "way to keep texts", List.of("masked", "hash"), List.of())
            .reader()
            .apply(setting)) {
        case "hash" -> AuditOptions.Text.HASH;
        default -> AuditOptions.Text.MASKED;
    });

    static final Key<List<Path>> PLUGIN_DIRS = new Key<>("plugins.dirs", Key.Shape.LIST, Paths::of);
    /** All that this version obeys, in the order of messages and documents. */
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

    /** Keys that a later version obeys: known, so that the documented file is valid, and refused with another value. */
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

    private static Key<String> text(String name, String kind, String write) {
        return new Key<>(name, Key.Shape.TEXT, setting -> {
            if (setting.text().isBlank()) {
                throw wrong(setting, kind, write);
            }
            return setting.text().strip();
        });
    }

    private static Key<Integer> number(String name, int most, String write) {
        return new Key<>(name, Key.Shape.TEXT, setting -> {
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

    private static Key<Optional<Duration>> limit(String name) {
        return new Key<>(name, Key.Shape.TEXT, setting -> Durations.limit(setting.text()));
    }

    private static Duration someTime(Setting setting) {
        return Durations.limit(setting.text())
                .orElseThrow(() -> new IllegalArgumentException(
                        setting.text() + " would be no time at all; write a duration, as 10s"));
    }

    /** 0 is none at all. */
    private static Duration anyTime(Setting setting) {
        return Durations.limit(setting.text()).orElse(Duration.ZERO);
    }

    private static List<SourceSpec> sources(Setting setting) {
        return setting.items().stream()
                .map(text -> SourceSpec.of(
                        text, setting.origin().directory(), setting.origin().home()))
                .toList();
    }

    private static Optional<Collector> collector(Setting setting) {
        return setting.text().isBlank() ? Optional.empty() : Optional.of(Collector.of(setting.text()));
    }

    private static Key<Path> file(String name) {
        return new Key<>(name, Key.Shape.TEXT, setting -> Paths.of(setting).getFirst());
    }

    private static Key<String> level(String name) {
        var levels = List.of("off", "error", "warn", "info", "debug", "trace");
        Function<Setting, String> word =
                word(name, "log level", levels, List.of()).reader();
        return new Key<>(name, Key.Shape.WORD, setting -> {
            var module = setting.key().substring(name.length() - 1);
            if (name.endsWith("*") && !MODULE.matcher(module).matches()) {
                throw new IllegalArgumentException("\"" + module
                        + "\" is no module; write a name of letters, digits, - and _, parts joined by dots");
            }
            return word.apply(setting);
        });
    }

    private static Key<HostKeyMode> hostKeys() {
        var name = "ssh.host-keys";
        Function<Setting, String> word = word(
                        name, "way with host keys", List.of("accept-new", "strict", "off"), List.of("ask"))
                .reader();
        return new Key<>(name, Key.Shape.WORD, setting -> switch (word.apply(setting)) {
            case "strict" -> HostKeyMode.STRICT;
            case "off" -> HostKeyMode.OFF;
            default -> HostKeyMode.ACCEPT_NEW;
        });
    }

    private static Key<String> word(String name, String kind, List<String> words, List<String> later) {
        return new Key<>(name, Key.Shape.WORD, setting -> {
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

    /** A key that a later version will obey. Its default is let in, so that the documented file is; nothing else is. */
    private static Key<String> later(String name, Key.Shape shape, String byDefault) {
        return new Key<>(name, shape, setting -> {
            if (!String.join(",", setting.items()).equals(byDefault)) {
                throw new IllegalArgumentException("this key is not in this version; remove it");
            }
            return byDefault;
        });
    }

    private static IllegalArgumentException wrong(Setting setting, String kind, String write) {
        return new IllegalArgumentException("\"" + setting.text() + "\" is no " + kind + "; write " + write);
    }
}
