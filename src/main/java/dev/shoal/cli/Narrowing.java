package dev.shoal.cli;

import dev.shoal.inventory.Host;
import dev.shoal.inventory.Inventory;
import dev.shoal.inventory.Selection;
import dev.shoal.nodeset.NodeSet;
import dev.shoal.plugin.PluginException;
import dev.shoal.plugin.registry.PluginState;
import dev.shoal.script.Condition;
import dev.shoal.script.Condition.Verdict;
import dev.shoal.script.ScriptException;
import dev.shoal.text.Nearest;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Fewer hosts of a target: those for which {@code --where} holds, and of them what {@code --per} and {@code --pick} choose at
 * random.
 */
final class Narrowing {
    private static final int MOST = 1_000_000;
    /** The text before an operand of a comparison. */
    private static final Pattern COMPARED = Pattern.compile(".*[=!]=\\s*");

    private final OptionSet options;
    private final CommandContext context;
    private final Sample sample;

    Narrowing(OptionSet options, CommandContext context) {
        this(options, context, new Sample(ThreadLocalRandom.current()));
    }

    Narrowing(OptionSet options, CommandContext context, Sample sample) {
        this.options = options;
        this.context = context;
        this.sample = sample;
    }

    /** What is left of the target, in its order; a note names what was left out and why. */
    Selection of(Selection target, Inventory inventory) throws UsageException {
        var count = options.has(Option.PICK)
                ? Optional.of(
                        OptionValues.number("--pick", options.last(Option.PICK).orElse(""), 1, MOST))
                : Optional.<Integer>empty();
        var condition = options.last(Option.WHERE);
        var per = options.last(Option.PER);
        if ((count.isEmpty() && condition.isEmpty() && per.isEmpty()) || target.isEmpty()) {
            return target;
        }
        boolean isByValue = condition.isPresent() || per.isPresent();
        var values = new HostValues(inventory, context.facts(), isByValue ? plugins() : Set.of());
        var left = target;
        if (condition.isPresent()) {
            left = where(left, condition.get(), values);
        }
        if (per.isPresent() || count.isPresent()) {
            left = picked(left, per, count.orElse(1), values);
        }
        return left;
    }

    private Set<String> plugins() {
        try {
            return context.site().plugins().list().stream()
                    .map(PluginState::key)
                    .collect(Collectors.toSet());
        } catch (PluginException e) {
            return Set.of(); // reported by the verb plugins
        }
    }

    private Selection where(Selection target, String text, HostValues values) throws UsageException {
        try {
            var condition = context.groovy().condition(text, values.qualifiers());
            var settings = new ArrayList<Map<String, Object>>();
            target.hosts().forEach(_ -> settings.add(new HashMap<>()));
            for (var name : condition.names()) {
                boolean isKnown = false;
                for (int i = 0; i < settings.size(); i++) {
                    var value = values.of(target.hosts().get(i), name.text());
                    isKnown |= value.isPresent();
                    if (value.isPresent()) {
                        settings.get(i).put(name.text(), value.get());
                    }
                }
                if (!isKnown) {
                    throw new UsageException("--where: "
                            + condition.at(name, values.unknown(name.text(), target.hosts()) + quotes(text, name)));
                }
            }
            return holding(target, context.groovy().verdicts(condition, settings), values);
        } catch (ScriptException e) {
            throw new UsageException("--where: " + e.getMessage(), e);
        }
    }

    /** What a shell leaves of {@code --where rack=="r1"} compares with a name. */
    private static String quotes(String text, Condition.Name name) {
        var before = text.lines().toList().get(name.line() - 1).substring(0, name.column() - 1);
        return COMPARED.matcher(before).matches()
                ? "; if " + name.text() + " is a text, it needs quotes of its own, as in --where 'rack == \"r1\"'"
                : "";
    }

    private Selection holding(Selection target, List<Verdict> verdicts, HostValues values) {
        var kept = new ArrayList<Host>();
        var lacking = new LinkedHashMap<String, List<String>>();
        for (int i = 0; i < verdicts.size(); i++) {
            var host = target.hosts().get(i);
            switch (verdicts.get(i)) {
                case Verdict.Says says -> {
                    if (says.holds()) {
                        kept.add(host);
                    }
                }
                case Verdict.Lacks lacks ->
                    lacking.computeIfAbsent(lacks.name(), _ -> new ArrayList<>())
                            .add(host.name());
            }
        }
        lacking.forEach((name, hosts) -> noteLeftOut(name, hosts, values));
        return of(target, kept);
    }

    private Selection picked(Selection target, Optional<String> per, int count, HostValues values)
            throws UsageException {
        if (target.isEmpty()) {
            return target;
        }
        Collection<Host> chosen =
                per.isPresent() ? pickedPer(target, per.get(), count, values) : sample.of(target.hosts(), count);
        var left = of(target, chosen);
        var each = per.map(name -> ", " + count + " for each " + name).orElse("");
        context.note("picked " + left.hosts().size() + " of " + target.hosts().size() + each + ": " + left.nodeset());
        return left;
    }

    private Set<Host> pickedPer(Selection target, String name, int count, HostValues values) throws UsageException {
        var having = new LinkedHashMap<Host, Object>();
        var lacking = new ArrayList<String>();
        for (var host : target.hosts()) {
            values.of(host, name).ifPresentOrElse(value -> having.put(host, value), () -> lacking.add(host.name()));
        }
        if (having.isEmpty()) {
            throw new UsageException("--per " + name + ": " + values.unknown(name, target.hosts()));
        }
        if (!lacking.isEmpty()) {
            noteLeftOut(name, lacking, values);
        }
        return sample.ofEach(having.keySet(), host -> having.getOrDefault(host, ""), count);
    }

    private void noteLeftOut(String name, List<String> hosts, HostValues values) {
        context.note("left out for lack of " + name + ": " + NodeSet.of(hosts)
                + values.advice(name).map(advice -> "; " + advice + " gives it").orElse(""));
    }

    private static Selection of(Selection target, Collection<Host> kept) {
        var names = kept.stream().map(Host::name).collect(Collectors.toSet());
        var hosts = target.hosts().stream()
                .filter(host -> names.contains(host.name()))
                .toList();
        var nodeset = NodeSet.of(names);
        return new Selection(hosts, nodeset, target.unknown().intersect(nodeset));
    }

    /** Takes some of many at random, each as likely as the others. */
    static final class Sample {
        private final RandomGenerator random;

        Sample(RandomGenerator random) {
            this.random = random;
        }

        /** So many of them, or all where there are no more. */
        <T> Set<T> of(Collection<T> all, int count) {
            var left = new ArrayList<>(all);
            int chosen = Math.min(count, left.size());
            for (int i = 0; i < chosen; i++) {
                Collections.swap(left, i, random.nextInt(i, left.size()));
            }
            return new LinkedHashSet<>(left.subList(0, chosen));
        }

        /** So many for each value. */
        <T> Set<T> ofEach(Collection<T> all, Function<T, Object> value, int count) {
            Map<Object, List<T>> byValue = new LinkedHashMap<>();
            all.forEach(one -> byValue.computeIfAbsent(value.apply(one), _ -> new ArrayList<>())
                    .add(one));
            var chosen = new LinkedHashSet<T>();
            byValue.values().forEach(some -> chosen.addAll(of(some, count)));
            return chosen;
        }
    }

    /** What is known of hosts by name: the inventory's variables, and the facts that were collected. */
    static final class HostValues {
        private static final String GROUPS = "groups";
        private static final String VARIABLES = "vars";
        private static final int LISTED = 24;

        private final Inventory inventory;
        private final Facts facts;
        private final Set<String> plugins;
        private @Nullable GroupsOfHosts groups;

        /** @param plugins the names of all plugins, collected or not */
        HostValues(Inventory inventory, Facts facts, Set<String> plugins) {
            this.inventory = inventory;
            this.facts = facts;
            this.plugins = plugins;
        }

        /** What that name means for the host, a variable of its own before a fact; empty where it means nothing. */
        Optional<Object> of(Host host, String name) {
            return switch (name) {
                case "name" -> Optional.of(host.name());
                case "address" -> Optional.of(host.address());
                case "port" -> host.port().isPresent() ? Optional.of(host.port().getAsInt()) : Optional.empty();
                case "user" -> host.user().map(user -> user);
                case GROUPS -> Optional.of(groupsOf(host));
                case VARIABLES -> Optional.of(host.variables());
                default -> host.variable(name).<Object>map(value -> value).or(() -> facts.value(host.name(), name));
            };
        }

        /** What may stand before a dot. */
        Set<String> qualifiers() {
            var qualifiers = new TreeSet<>(plugins);
            qualifiers.addAll(facts.qualifiers());
            return qualifiers;
        }

        /** What to say where no host has that name. */
        String unknown(String name, List<Host> hosts) {
            var known = names(hosts);
            var problem = "no host has " + name + ": ";
            var owners = facts.owners(name);
            if (owners.size() > 1) {
                return problem + "several plugins have that column, write " + owners.getFirst() + "." + name + " or "
                        + owners.get(1) + "." + name;
            }
            if (facts.isWithoutRow(Facts.plugin(name))) {
                return problem + Facts.plugin(name)
                        + " gives several rows a host, which --where cannot use;"
                        + " filter the result, e.g. collect " + Facts.plugin(name)
                        + " |> it.findAll { ... }";
            }
            var near = Nearest.to(name, known).map(word -> "did you mean " + word + "? ");
            return problem + advice(name).map(advice -> advice + " first; ").orElse(near.orElse("")) + "the names are "
                    + String.join(", ", known.stream().limit(LISTED).toList())
                    + (known.size() > LISTED ? ", ..." : "");
        }

        /** What would make that name known, where a plugin does: {@code collect os}. */
        Optional<String> advice(String name) {
            var plugin = Facts.plugin(name);
            return plugins.contains(plugin) && !facts.isWithoutRow(plugin)
                    ? Optional.of("collect " + plugin)
                    : Optional.empty();
        }

        private Set<String> names(List<Host> hosts) {
            var names = new TreeSet<>(List.of("name", "address", GROUPS));
            for (var host : hosts) {
                host.port().ifPresent(_ -> names.add("port"));
                host.user().ifPresent(_ -> names.add("user"));
                names.addAll(host.variables().keySet());
                names.addAll(facts.names(host.name()));
            }
            return names;
        }

        private List<String> groupsOf(Host host) {
            if (groups == null) {
                // a broken group troubles those who name it
                groups = new GroupsOfHosts(inventory, GroupsOfHosts.Effort.PROGRAMS, _ -> {});
            }
            return groups.of(host);
        }
    }
}
