package dev.shoal.sources;

import dev.shoal.inventory.Group;
import dev.shoal.inventory.GroupSource;
import dev.shoal.inventory.Host;
import dev.shoal.inventory.Inventory;
import dev.shoal.inventory.Provenance;
import dev.shoal.nodeset.Expression;
import dev.shoal.process.Programs;
import dev.shoal.text.ProblemsException;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Makes one inventory of several sources. Of a host, the variables of an earlier source win, and a later one adds what is
 * missing; of groups with one name the first counts, and the others are reached by their source's name. Confined to one
 * thread.
 */
public final class InventoryMerger {
    private final List<InventorySource.Cached> sources;
    private final List<ClusterShellPlace> clusterShell;
    private final UpcallCache answers;
    private Optional<Merged> merged = Optional.empty();

    /** The last inventory, and what it was made of. */
    private record Merged(List<SourceContents> of, Inventory inventory) {}

    /** What may be done to make an inventory. */
    private enum Effort {
        /** Nothing that runs. */
        KNOWN,
        /** What an expression asks for. */
        ASKED,
        /** Everything that is needed to know the hosts' variables. */
        ALL
    }

    /**
     * Of these sources; nothing is read yet.
     *
     * @param sources the first one wins
     * @param clusterShell ClusterShell's configurations, asked for groups
     * @param programs runs their upcalls
     * @param nanos the time, for what is kept for a while
     * @param warn shows the operator a warning
     */
    public InventoryMerger(
            List<InventorySource> sources,
            List<ClusterShellPlace> clusterShell,
            Programs programs,
            LongSupplier nanos,
            Consumer<String> warn) {
        this.sources = sources.stream()
                .map(source -> new InventorySource.Cached(source, nanos, warn))
                .toList();
        this.clusterShell = List.copyOf(clusterShell);
        this.answers = new UpcallCache(programs, nanos);
    }

    /**
     * Everything of all sources, for a run.
     *
     * @throws ProblemsException with every source that cannot be read
     */
    public Inventory everything() throws ProblemsException {
        return inventory(Effort.ALL);
    }

    /**
     * For calculating with names: a source that runs code is asked when an expression wants its groups.
     *
     * @throws ProblemsException with every file that cannot be read
     */
    public Inventory names() throws ProblemsException {
        return inventory(Effort.ASKED);
    }

    /**
     * For the prompt and for completion: nothing is run, not even for a group.
     *
     * @throws ProblemsException with every file that cannot be read
     */
    public Inventory known() throws ProblemsException {
        return inventory(Effort.KNOWN);
    }

    private Inventory inventory(Effort effort) throws ProblemsException {
        var problems = new ArrayList<String>();
        var read = new LinkedHashMap<InventorySource.Cached, SourceContents>();
        for (var cached : sources) {
            try {
                if (effort == Effort.ALL || cached.source().keep().isEmpty()) {
                    read.put(cached, cached.read());
                } else {
                    cached.known()
                            .ifPresentOrElse(
                                    contents -> read.put(cached, contents),
                                    () -> cached.source().reader().problem().ifPresent(problems::add));
                }
            } catch (ProblemsException e) {
                problems.addAll(e.problems());
            }
        }
        var asked = groupSources(effort, read, problems);
        if (!problems.isEmpty()) {
            throw new ProblemsException(problems);
        }
        return merged(List.copyOf(read.values())).asking(asked);
    }

    private List<GroupSource> groupSources(
            Effort effort, Map<InventorySource.Cached, SourceContents> read, List<String> problems) {
        var found = new ArrayList<GroupSource>();
        var taken = new HashSet<String>();
        for (var cached : sources) {
            var contents = Optional.ofNullable(read.get(cached));
            var name = cached.source().names().stream().filter(taken::add).findFirst();
            boolean hasNone = cached.source().keep().isEmpty()
                    && contents.filter(known -> !known.groups().isEmpty()).isEmpty();
            if (name.isEmpty() || hasNone) {
                continue;
            }
            found.add(contents.<GroupSource>map(known -> FixedGroups.of(name.get(), known))
                    .orElseGet(
                            () -> new WantedGroups(name.get(), behind(cached, effort, read), reader(cached, effort))));
            contents.flatMap(SourceContents::asked).ifPresent(found::add);
        }
        var upcalls = effort == Effort.KNOWN ? answers.withoutRunning() : answers;
        for (var place : clusterShell) {
            try {
                place.sources(upcalls).stream()
                        .filter(source -> taken.add(source.name()))
                        .forEach(found::add);
            } catch (ProblemsException e) {
                problems.addAll(e.problems());
            }
        }
        return found;
    }

    /** The groups that this source, which is not read yet, might have before those that are; where nothing may be asked these count. */
    private Set<String> behind(
            InventorySource.Cached unread, Effort effort, Map<InventorySource.Cached, SourceContents> read) {
        if (effort == Effort.KNOWN) {
            return Set.of();
        }
        var before = new HashSet<String>();
        var behind = new HashSet<String>();
        boolean isBehind = false;
        for (var cached : sources) {
            isBehind |= cached == unread;
            var names = isBehind ? behind : before;
            Optional.ofNullable(read.get(cached))
                    .ifPresent(contents -> contents.groups().forEach(group -> names.add(group.name())));
        }
        behind.removeAll(before);
        return behind;
    }

    private static WantedGroups.Reader reader(InventorySource.Cached cached, Effort effort) {
        if (effort == Effort.KNOWN) {
            return () -> {
                throw new ProblemsException(cached.source().place() + ": has not been asked yet");
            };
        }
        return cached::read;
    }

    private Inventory merged(List<SourceContents> all) {
        var known = merged.filter(last -> isSame(last.of(), all)).map(Merged::inventory);
        if (known.isPresent()) {
            return known.get();
        }
        var hosts = new LinkedHashMap<String, Host>();
        var groups = new LinkedHashMap<String, Group>();
        for (var contents : all) {
            for (var host : contents.hosts()) {
                hosts.merge(host.name(), host, InventoryMerger::both);
            }
            contents.groups().forEach(group -> groups.putIfAbsent(group.name(), group));
        }
        var readers = sources.stream().map(cached -> cached.source().reader()).toList();
        var inventory = Inventory.of(hosts.values(), groups.values()).toldBy(new MergedProvenance(all, readers));
        merged = Optional.of(new Merged(all, inventory));
        return inventory;
    }

    @SuppressWarnings("ReferenceEquality") // comparing a hundred thousand hosts would cost as much as merging them
    private static boolean isSame(List<SourceContents> some, List<SourceContents> others) {
        if (some.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < some.size(); i++) {
            if (some.get(i) != others.get(i)) {
                return false;
            }
        }
        return true;
    }

    private static Host both(Host first, Host other) {
        var variables = HostVariables.of(first);
        variables.addAll(other);
        return variables.host();
    }

    /** The groups of a source that is read only when one of them is asked for. */
    private static final class WantedGroups implements GroupSource {
        private final String name;
        private final Set<String> later;
        private final Reader reader;

        /** Reads it, or refuses to. */
        @FunctionalInterface
        interface Reader {
            SourceContents read() throws ProblemsException;
        }

        /** @param later the groups that only a later source has given to the inventory so far */
        WantedGroups(String name, Set<String> later, Reader reader) {
            this.name = name;
            this.later = Set.copyOf(later);
            this.reader = reader;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Optional<Expression> group(String group) throws ProblemsException {
            return read().group(group);
        }

        @Override
        public List<String> groups() throws ProblemsException {
            return read().groups();
        }

        @Override
        public Optional<Expression> all() throws ProblemsException {
            return read().all();
        }

        @Override
        public boolean precedes(String group) {
            return later.contains(group);
        }

        @Override
        public boolean belongsToInventory() {
            return true; // it is one of its sources, which is read late
        }

        private FixedGroups read() throws ProblemsException {
            return FixedGroups.of(name, reader.read());
        }
    }

    /** What each source states of a host, looked up only when it is asked for. Safe for many threads. */
    static final class MergedProvenance implements Provenance {
        private final List<SourceContents> all;
        private final List<HostSource> readers;
        private final List<Map<String, Host>> hosts = new ArrayList<>();

        MergedProvenance(List<SourceContents> all, List<HostSource> readers) {
            this.all = all;
            this.readers = readers;
        }

        @Override
        public List<Host> completed(List<Host> selected) throws ProblemsException {
            var completed = selected;
            for (var reader : readers) {
                completed = reader.completed(completed);
            }
            return completed;
        }

        @Override
        public List<String> places(String host) {
            var places = new ArrayList<String>();
            for (int i = 0; i < all.size(); i++) {
                if (hosts(i).containsKey(host)) {
                    places.add(place(i, host));
                }
            }
            return places;
        }

        @Override
        public List<Statement> statements(String host) {
            var statements = new ArrayList<Statement>();
            for (int i = 0; i < all.size(); i++) {
                var said = hosts(i).get(host);
                if (said == null) {
                    continue;
                }
                var place = place(i, host);
                all.get(i)
                        .provenance()
                        .map(more -> more.statements(host))
                        .orElseGet(() -> statements(said, place))
                        .forEach(statements::add);
            }
            return statements;
        }

        private static List<Statement> statements(Host said, String place) {
            var statements = new ArrayList<Statement>();
            HostVariables.valuesOf(said).forEach((key, value) -> statements.add(new Statement(key, value, place)));
            return statements;
        }

        private String place(int source, String host) {
            var contents = all.get(source);
            return Objects.requireNonNullElse(contents.origins().get(host), contents.source());
        }

        /** Made at the first question: most inventories are never asked. */
        private synchronized Map<String, Host> hosts(int source) {
            if (hosts.isEmpty()) {
                all.forEach(contents -> hosts.add(contents.hosts().stream()
                        .collect(Collectors.toMap(Host::name, Function.identity(), (one, other) -> one))));
            }
            return hosts.get(source);
        }
    }
}
