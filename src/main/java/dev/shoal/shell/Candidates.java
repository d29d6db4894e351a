package dev.shoal.shell;

import dev.shoal.cli.CommandContext;
import dev.shoal.cli.LocalPaths;
import dev.shoal.cli.PastRun;
import dev.shoal.cli.RunSetResolver;
import dev.shoal.cli.Streams;
import dev.shoal.cli.Targets;
import dev.shoal.cli.UsageException;
import dev.shoal.cli.Verb;
import dev.shoal.cli.Verbs;
import dev.shoal.fleet.ForeignTask;
import dev.shoal.fold.FoldGroup;
import dev.shoal.inventory.Group;
import dev.shoal.inventory.GroupSource;
import dev.shoal.inventory.Host;
import dev.shoal.inventory.Inventory;
import dev.shoal.nodeset.NodeSet;
import dev.shoal.nodeset.NodeSetException;
import dev.shoal.nodeset.RunSets;
import dev.shoal.output.Format;
import dev.shoal.plugin.PluginException;
import dev.shoal.plugin.registry.Declaration;
import dev.shoal.plugin.registry.PluginState;
import dev.shoal.shell.Completions.Quoting;
import dev.shoal.text.Amounts;
import dev.shoal.text.CleanText;
import dev.shoal.text.ProblemsException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The words to choose from: verbs, groups, hosts, plugins. A broken inventory offers nothing. */
final class Candidates {
    private static final Logger LOG = LogManager.getLogger(Candidates.class);
    private static final String OPERATORS = ",!&^( ";

    private static final Duration LOAD_LIMIT = Duration.ofMillis(400);

    private final CommandContext context;

    Candidates(CommandContext context) {
        this.context = context;
    }

    List<Completion> verbs() {
        return Verbs.all().stream()
                .map(verb -> new Completion(verb.name(), verb.summary(), "verbs", true))
                .toList();
    }

    List<Completion> options(Verb verb) {
        return verb.options().stream()
                .flatMap(option -> option.names().stream()
                        .map(name -> new Completion(name, option.help(), "options of " + verb.name(), true)))
                .toList();
    }

    List<Completion> formats() {
        return words(Arrays.stream(Format.values()).map(Format::word));
    }

    /** What a stage of a pipe may begin with that needs no Groovy. */
    List<Completion> pipeWords() {
        return List.of(
                new Completion("where", "rows that meet a condition: where use > 90", "words of a pipe", true),
                new Completion("sort", "by a column; -COLUMN: the largest first", "words of a pipe", true),
                new Completion(
                        "top", "the first N rows; top N COLUMN: with its largest values", "words of a pipe", true),
                new Completion("save", "into a file: csv json jsonl yaml md html", "words of a pipe", true),
                new Completion("less", "page through all rows", "words of a pipe", true));
    }

    /** The columns of the rows that were seen last. */
    List<Completion> columns() {
        return context.columns().stream()
                .map(column -> new Completion(column, "", "columns", true))
                .toList();
    }

    List<Completion> whens() {
        return words(Arrays.stream(Streams.Colour.values()).map(Streams.Colour::word));
    }

    List<Completion> levels() {
        return words(Stream.of("warn", "critical"));
    }

    private static List<Completion> words(Stream<String> words) {
        return words.map(word -> new Completion(word, "", "values", true)).toList();
    }

    List<Completion> plugins() {
        try {
            var plugins = context.site().plugins();
            plugins.loadBuiltIns();
            return plugins.list().stream()
                    .map(plugin -> new Completion(plugin.key(), about(plugin), "plugins", true))
                    .toList();
        } catch (PluginException e) {
            LOG.debug("no plugins to complete", e);
            return List.of();
        }
    }

    /** What a plugin shows, where it is loaded and declares that. */
    private static String about(PluginState plugin) {
        var summary = plugin.declaration().summary();
        return summary.isEmpty() ? plugin.kind() + ", " + plugin.origin() : CleanText.line(summary);
    }

    /** What can be done with plugins, and after that the plugins. */
    List<Completion> pluginWork(List<String> before) {
        if (before.isEmpty()) {
            return Stream.of("help", "check", "new", "test", "reload")
                    .map(word -> new Completion(word, "", "plugins", true))
                    .toList();
        }
        boolean isOfPlugins =
                before.equals(List.of("help")) || before.getFirst().equals("test");
        return isOfPlugins ? plugins() : List.of();
    }

    /** The parameters of a plugin. */
    List<Completion> params(String key) {
        return declaration(key).map(Declaration::summaries).orElse(Map.of()).entrySet().stream()
                .map(param -> new Completion(
                        param.getKey() + "=", CleanText.line(param.getValue()), "parameters of " + key, false))
                .toList();
    }

    /** The values of a parameter, where it has only some. */
    List<Completion> values(String key, String param) {
        return words(declaration(key).map(declared -> declared.values(param)).orElse(List.of()).stream());
    }

    /** What a plugin declares, which may have to be compiled for that: without it where that takes longer than Tab may. */
    private Optional<Declaration> declaration(String key) {
        var plugins = context.site().plugins();
        try {
            return Optional.of(ForeignTask.call(LOAD_LIMIT, "load " + key, () -> plugins.ready(key))
                    .declaration());
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("no parameters of {} to complete", key, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    /** The groups of the last run, by their numbers, and its hosts. */
    List<Completion> answers() {
        var last = context.runs().last();
        var groups = last.map(PastRun::groups).orElse(List.of());
        var answers = new ArrayList<Completion>();
        for (int i = 0; i < groups.size(); i++) {
            answers.add(new Completion("@" + (i + 1), hosts(groups.get(i)), "replies of the last run", true));
        }
        last.map(run -> run.ledger().results())
                .orElse(List.of())
                .forEach(one -> answers.add(new Completion(one.host().name(), "", "hosts of the last run", true)));
        return answers;
    }

    private String hosts(FoldGroup group) {
        return CleanText.line(
                NodeSet.of(group.hosts().stream().map(Host::name).toList()).fold());
    }

    /** The names of files here that the word may become. */
    List<Completion> files(String word, boolean onlyDirectories) {
        return new LocalNames(context.site().localPaths()).of(word, onlyDirectories);
    }

    /** The names of groups, without {@code @}. */
    List<Completion> groupNames() {
        return groups("");
    }

    /** The last operand of a nodeset: groups and hosts. */
    Completions nodeset(Typed word) {
        var operand = operand(word);
        var all = groups("@");
        all.addAll(setsOfRuns());
        all.addAll(sources(operand.plain()));
        if (!operand.plain().startsWith("@")) {
            all.addAll(hosts(""));
        }
        return operand.with(all, Quoting.NONE);
    }

    /** The last operand of a selection at the start of a line, where {@code @web17} may be a host. */
    Completions atLineStart(Typed word) {
        var operand = operand(word);
        var sets = groups("@");
        sets.addAll(setsOfRuns());
        sets.addAll(sources(operand.plain()));
        var groups = operand.with(sets, Quoting.NONE);
        // where a group fits, hosts would only be in its way: @web is nearly always what web1 and its like begin with
        return groups.candidates().isEmpty()
                ? operand.with(hosts(operand.plain().startsWith("@") ? "@" : ""), Quoting.NONE)
                : groups;
    }

    private static Typed operand(Typed word) {
        var at = word.plain().length();
        while (at > 0 && OPERATORS.indexOf(word.plain().charAt(at - 1)) < 0) {
            at--;
        }
        return word.from(at);
    }

    private List<Completion> groups(String prefix) {
        var inventory = inventory();
        var names = new ArrayList<>(inventory.groups().stream().map(Group::name).toList());
        if (!names.contains(Inventory.ALL) && !inventory.hosts().isEmpty()) {
            names.add(Inventory.ALL);
        }
        var groups = new ArrayList<Completion>();
        names.forEach(name -> groups.add(new Completion(prefix + name, size(inventory, name), "groups", true)));
        return groups;
    }

    /** The sources that have groups; after the name of one and a colon, its groups, as far as they are known. */
    private List<Completion> sources(String typed) {
        var completions = new ArrayList<Completion>();
        for (var source : inventory().sources()) {
            var prefix = "@" + source.name() + ":";
            if (!typed.startsWith(prefix)) {
                completions.add(new Completion(prefix, "", "sources", false));
                continue;
            }
            try {
                source.groups().forEach(name -> completions.add(new Completion(prefix + name, "", "groups", true)));
            } catch (ProblemsException e) {
                LOG.debug("the groups of {} are not known", source.name(), e);
            }
        }
        return completions;
    }

    /** The sets of the last run that have hosts, and its groups of equal replies. */
    private List<Completion> setsOfRuns() {
        var last = context.runs().last();
        if (last.isEmpty()) {
            return List.of();
        }
        var names = new ArrayList<String>();
        for (var named : RunSets.Named.values()) {
            if (!named.hasArgument()) {
                names.add(named.word());
            }
        }
        for (int i = 1; i <= last.get().groups().size(); i++) {
            names.add(String.valueOf(i));
        }
        var sets = new RunSetResolver(context.runs());
        var completions = new ArrayList<Completion>();
        for (var name : names) {
            var size = size(sets, name);
            if (size > 0) {
                var description = hosts(size) + " of run " + last.get().title().run();
                completions.add(new Completion("@" + name, description, "the last run", true));
            }
        }
        return completions;
    }

    private static int size(RunSetResolver sets, String name) {
        try {
            return sets.hosts(OptionalLong.empty(), name, Optional.empty()).size();
        } catch (ProblemsException e) {
            LOG.debug("no @{} to complete", name, e);
            return 0;
        }
    }

    private static String hosts(int size) {
        return Amounts.of(size, "host");
    }

    private static String size(Inventory inventory, String group) {
        try {
            return hosts(inventory.calculate("@" + group).size());
        } catch (NodeSetException e) {
            LOG.debug("the size of @{}", group, e);
            boolean isUnread = inventory.sources().stream().anyMatch(GroupSource::belongsToInventory);
            return isUnread ? "not counted yet" : "broken";
        }
    }

    private List<Completion> hosts(String prefix) {
        return inventory().hosts().stream()
                .map(host -> new Completion(
                        prefix + host.name(), host.address().equals(host.name()) ? "" : host.address(), "hosts", true))
                .toList();
    }

    private Inventory inventory() {
        try {
            return Targets.roster(context);
        } catch (UsageException e) {
            LOG.debug("no completion of hosts", e);
            return Inventory.empty();
        }
    }

    /** The names of local files that a word may become. */
    static final class LocalNames {
        private static final char NOT_UTF8 = '\ufffd';

        /** More names are of no help, and a directory may have a million. */
        private static final int MOST = 1000;

        private final LocalPaths paths;

        LocalNames(LocalPaths paths) {
            this.paths = paths;
        }

        /** Files and directories, sorted; hidden ones where the word begins so. Empty where the directory does not exist. */
        List<Completion> of(String word, boolean onlyDirectories) {
            if (word.equals("~")) {
                return List.of(directory("~/"));
            }
            if (word.startsWith("$") && word.indexOf('/') < 0) {
                return paths.beginnings().stream().map(LocalNames::directory).toList();
            }
            var slash = word.lastIndexOf('/') + 1;
            var parent = word.substring(0, slash);
            var beginning = word.substring(slash);
            var names = new ArrayList<Completion>();
            try (var entries = Files.newDirectoryStream(
                    Path.of(parent.isEmpty() ? "." : paths.of(parent)),
                    entry -> fits(entry, beginning, onlyDirectories))) {
                for (var entry : entries) {
                    var isDirectory = Files.isDirectory(entry);
                    var name = parent + entry.getFileName() + (isDirectory ? "/" : "");
                    names.add(new Completion(name, "", isDirectory ? "directories" : "files", !isDirectory));
                    if (names.size() == MOST) {
                        break;
                    }
                }
            } catch (IOException | InvalidPathException | DirectoryIteratorException | UsageException e) {
                LOG.debug("no completion of {}", word, e);
            }
            names.sort(Comparator.comparing(Completion::text));
            return names;
        }

        private static Completion directory(String text) {
            return new Completion(text, "", "directories", false);
        }

        private static boolean fits(Path entry, String beginning, boolean onlyDirectories) {
            var name = String.valueOf(entry.getFileName());
            return name.startsWith(beginning)
                    && (!name.startsWith(".") || beginning.startsWith("."))
                    && name.chars().noneMatch(c -> Character.isISOControl(c) || c == NOT_UTF8)
                    && (!onlyDirectories || Files.isDirectory(entry));
        }
    }
}
