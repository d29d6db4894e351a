package dev.shoal.sources;

import dev.shoal.files.FileProblem;
import dev.shoal.files.FileTrust;
import dev.shoal.files.TextFile;
import dev.shoal.inventory.GroupSource;
import dev.shoal.nodeset.Expression;
import dev.shoal.text.ProblemsException;
import dev.shoal.text.ShellWords;
import dev.shoal.yaml.Problems;
import dev.shoal.yaml.YamlDocument;
import dev.shoal.yaml.YamlNode;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * ClusterShell's own configuration of groups, read as it is (groups.conf(5), 1.10): {@code groups.conf}, the directories of
 * {@code confdir} and {@code autodir}. Reading it runs nothing.
 */
final class ClusterShellConfig {
    static final String FILE = "groups.conf";

    private static final Logger LOG = LogManager.getLogger(ClusterShellConfig.class);
    private static final String MAIN = "Main";
    private static final String DEFAULTS = "DEFAULT";
    private static final Duration USUAL_KEEP = Duration.ofHours(1);

    private final Path directory;
    private final Function<Path, Optional<String>> objection;
    private final Map<String, Definition> main = new LinkedHashMap<>();
    private final Map<String, SourceDefinition> sources = new LinkedHashMap<>();

    /** A value and where it stands. */
    private record Definition(String value, String place) {}

    /** A group source, by upcalls or by definitions. */
    private record SourceDefinition(
            String place, Optional<UpcallGroups.Section> section, Map<String, Expression> groups) {}

    private ClusterShellConfig(Path directory, Function<Path, Optional<String>> objection) {
        this.directory = directory;
        this.objection = objection;
    }

    /**
     * Reads these files.
     *
     * @param files each a groups.conf, lowest first: a later one's value wins, and its directory is {@code $CFGDIR}
     * @param objection why a file or directory is not to be trusted with commands
     * @throws ProblemsException where one of them makes no sense
     */
    static ClusterShellConfig read(List<Path> files, Function<Path, Optional<String>> objection)
            throws ProblemsException {
        var directory = Optional.ofNullable(
                        files.getLast().toAbsolutePath().normalize().getParent())
                .orElse(Path.of("/"));
        var config = new ClusterShellConfig(directory, objection);
        var sections = new LinkedHashMap<String, Map<String, Definition>>();
        for (var file : files) {
            config.trust(file);
            config.sections(file)
                    .forEach((name, values) -> sections.computeIfAbsent(name, none -> new LinkedHashMap<>())
                            .putAll(values));
        }
        config.take(sections);
        return config;
    }

    /**
     * Its group sources, the one first that answers where none is named.
     *
     * @param upcalls who runs commands
     */
    List<GroupSource> sources(UpcallCache upcalls) throws ProblemsException {
        var first = first();
        var all = new ArrayList<GroupSource>();
        sources.forEach((name, definition) -> {
            GroupSource source = definition.section().isPresent()
                    ? new UpcallGroups(
                            name, name.equals(first), definition.section().get(), upcalls)
                    : FixedGroups.ofClusterShell(name, name.equals(first), definition.groups());
            all.add(name.equals(first) ? 0 : all.size(), source);
        });
        return all;
    }

    private String first() throws ProblemsException {
        var wanted = Optional.ofNullable(main.get("default"))
                .filter(value -> !value.value().isBlank());
        if (wanted.isPresent() && !sources.containsKey(wanted.get().value())) {
            throw new ProblemsException(wanted.get().place() + ": default: unknown group source "
                    + wanted.get().value() + "; known are " + String.join(", ", sources.keySet()));
        }
        return wanted.map(Definition::value)
                .orElseGet(() -> sources.keySet().stream().findFirst().orElse(""));
    }

    private void take(Map<String, Map<String, Definition>> sections) throws ProblemsException {
        main.putAll(sections.getOrDefault(MAIN, Map.of()));
        for (var parts : directories(main.containsKey("groupsdir") ? "groupsdir" : "confdir")) {
            for (var file : files(parts, "*.conf")) {
                trust(file);
                takeSources(sections(file), parts);
            }
        }
        for (var parts : directories("autodir")) {
            for (var file : files(parts, "*.yaml")) {
                for (var source : new YamlGroupFile(file).read().entrySet()) {
                    add(source.getKey(), new SourceDefinition(file.toString(), Optional.empty(), source.getValue()));
                }
            }
        }
        takeSources(sections, directory);
    }

    private void takeSources(Map<String, Map<String, Definition>> sections, Path in) throws ProblemsException {
        for (var section : sections.entrySet()) {
            for (var name : section.getKey().split(",", -1)) {
                if (!name.strip().equals(MAIN)) {
                    var read = section(section.getKey(), section.getValue(), in);
                    add(name.strip(), new SourceDefinition(read.place(), Optional.of(read), Map.of()));
                }
            }
        }
    }

    private void add(String name, SourceDefinition definition) throws ProblemsException {
        var earlier = sources.putIfAbsent(name, definition);
        if (earlier != null) {
            throw new ProblemsException(definition.place() + ": group source " + name + " is already defined at "
                    + earlier.place() + ": give one of them another name");
        }
    }

    private static UpcallGroups.Section section(String name, Map<String, Definition> values, Path in)
            throws ProblemsException {
        var place = values.values().stream().findFirst().map(Definition::place).orElse(in.toString());
        var section = new UpcallGroups.Section(
                place,
                upcall("map", values, in),
                upcall("mapall", values, in),
                upcall("all", values, in),
                upcall("list", values, in),
                upcall("reverse", values, in),
                keep(values));
        if (section.map().isEmpty() && section.mapall().isEmpty()) {
            throw new ProblemsException(place + ": [" + name + "] has neither map nor mapall; write one of them");
        }
        return section;
    }

    private static Optional<UpcallGroups.Section.Upcall> upcall(String key, Map<String, Definition> values, Path in) {
        return Optional.ofNullable(values.get(key))
                .filter(value -> !value.value().isBlank())
                .map(value -> new UpcallGroups.Section.Upcall(key, value.value(), value.place(), in));
    }

    private static Duration keep(Map<String, Definition> values) throws ProblemsException {
        var value = values.get("cache_time");
        if (value == null) {
            return USUAL_KEEP;
        }
        try {
            return Duration.ofMillis(Math.round(Double.parseDouble(value.value()) * 1000));
        } catch (NumberFormatException e) {
            throw new ProblemsException(value.place() + ": cache_time: not a number of seconds: " + value.value(), e);
        }
    }

    private Map<String, Map<String, Definition>> sections(Path file) throws ProblemsException {
        var ini = IniFile.of(file, TextFile.read(file));
        var sections = new LinkedHashMap<String, Map<String, Definition>>();
        var defaults = definitions(ini, ini.sections().get(DEFAULTS));
        ini.sections().forEach((name, section) -> {
            if (!name.equals(DEFAULTS)) {
                var values = definitions(ini, section);
                defaults.forEach(values::putIfAbsent);
                sections.put(name, values);
            }
        });
        return sections;
    }

    private static Map<String, Definition> definitions(IniFile ini, IniFile.@Nullable Section section) {
        var values = new LinkedHashMap<String, Definition>();
        if (section != null) {
            section.entries()
                    .forEach((key, entry) -> values.put(key, new Definition(entry.value(), ini.at(entry.line()))));
        }
        return values;
    }

    /** The directories that a key of [Main] lists, each once, as far as they are there. */
    private Set<Path> directories(String key) throws ProblemsException {
        var found = new LinkedHashSet<Path>();
        var value = main.get(key);
        if (value == null) {
            return found;
        }
        for (var word : words(key, value)) {
            var path = Path.of(word.replace("${CFGDIR}", directory.toString()).replace("$CFGDIR", directory.toString()))
                    .toAbsolutePath()
                    .normalize();
            if (Files.isDirectory(path)) {
                found.add(path);
            } else if (Files.exists(path)) {
                throw new ProblemsException(value.place() + ": " + key + ": " + path + " is not a directory");
            }
        }
        return found;
    }

    private static List<String> words(String key, Definition value) throws ProblemsException {
        try {
            return ShellWords.of(value.value().replace("%%", "%"), false);
        } catch (IllegalArgumentException e) {
            throw new ProblemsException(value.place() + ": " + key + ": " + e.getMessage(), e);
        }
    }

    /** The files that may be read: as there, others are passed over. */
    private static List<Path> files(Path in, String pattern) throws ProblemsException {
        var found = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(in, pattern)) {
            for (var file : files) {
                if (Files.isReadable(file)) {
                    found.add(file);
                } else {
                    LOG.info("{}: may not be read, and is passed over, as ClusterShell does", file);
                }
            }
        } catch (IOException e) {
            throw new ProblemsException(FileProblem.of(in, e), e);
        }
        found.sort(null);
        return found;
    }

    private void trust(Path file) throws ProblemsException {
        FileTrust.require(objection, file);
    }

    /** A file in a directory of {@code autodir} (groups.conf(5)): group source, group, then a nodeset or a list of them. */
    static final class YamlGroupFile {
        private static final String WANTED = "write group sources, as in roles: {web: web[1-20]}";

        private final Path file;

        YamlGroupFile(Path file) {
            this.file = file;
        }

        /**
         * The definitions by source and group, in the order of the file.
         *
         * @throws ProblemsException with all mistakes in the file
         */
        Map<String, Map<String, Expression>> read() throws ProblemsException {
            var problems = new Problems();
            var sources = new LinkedHashMap<String, Map<String, Expression>>();
            var root = YamlDocument.readForPython(file, problems);
            problems.throwIfAny();
            if (root.isEmpty()) {
                throw new ProblemsException(file + ": empty file: " + WANTED);
            }
            for (var source : root.get().entries("the file", WANTED)) {
                var groups = new LinkedHashMap<String, Expression>();
                for (var group : source.value().entries(source.key(), "write groups, as in web: web[1-20]")) {
                    var items = items(group.value(), group.key(), problems);
                    groups.put(
                            group.key(),
                            Expression.at(group.value().position().inLine(), GroupText.nodeset(items, source.key())));
                }
                sources.put(source.key(), groups);
            }
            problems.throwIfAny();
            return sources;
        }

        private static List<String> items(YamlNode value, String group, Problems problems) {
            return switch (value) {
                case YamlNode.Scalar scalar -> scalar.isEmpty() ? List.of() : List.of(scalar.text());
                case YamlNode.Sequence list ->
                    list.items().stream()
                            .flatMap(item -> items(item, group, problems).stream())
                            .toList();
                case YamlNode.Mapping mapping -> {
                    problems.add(mapping.position(), group, "a mapping was found: write a nodeset or a list of them");
                    yield List.of();
                }
            };
        }
    }
}
