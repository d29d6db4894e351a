package dev.shoal.cli;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Options as text; only their names are checked. Immutable. */
public final class OptionSet {
    /** Nothing given. */
    static final OptionSet NOTHING = new OptionSet(Map.of());

    /** What chooses the hosts. */
    private static final Set<Option> TARGET = Set.of(
            Option.ON, Option.GROUP, Option.ALL, Option.HOSTFILE, Option.EXCEPT, Option.PICK, Option.PER, Option.WHERE);

    private final Map<Option, List<String>> values;

    OptionSet(Map<Option, List<String>> values) {
        var copy = new EnumMap<Option, List<String>>(Option.class);
        values.forEach((option, texts) -> copy.put(option, List.copyOf(texts)));
        this.values = copy;
    }

    /** This nodeset as the target. */
    static OptionSet target(String nodeset) {
        return new OptionSet(Map.of(Option.ON, List.of(nodeset)));
    }

    boolean has(Option option) {
        return values.containsKey(option);
    }

    /** The last value given. */
    Optional<String> last(Option option) {
        return has(option) ? Optional.of(all(option).getLast()) : Optional.empty();
    }

    /** All values in their order; a switch that was given has empty ones. */
    List<String> all(Option option) {
        return values.getOrDefault(option, List.of());
    }

    /**
     * These with {@code nearer} ones on top: an option given there replaces the one here. A target there replaces
     * the whole target; exclusions add up.
     */
    OptionSet with(OptionSet nearer) {
        var merged = new EnumMap<Option, List<String>>(Option.class);
        merged.putAll(values);
        if (nearer.namesTarget()) {
            List.of(Option.ON, Option.GROUP, Option.ALL, Option.HOSTFILE).forEach(merged::remove);
        }
        nearer.values.forEach(
                (option, texts) -> merged.merge(option, texts, (old, options) -> merge(option, old, options)));
        return new OptionSet(merged);
    }

    /** The same for these hosts and no others; all earlier options of a target are dropped. */
    OptionSet on(String nodeset) {
        var others = new EnumMap<Option, List<String>>(Option.class);
        values.forEach((option, texts) -> {
            if (!TARGET.contains(option)) {
                others.put(option, texts);
            }
        });
        others.put(Option.ON, List.of(nodeset));
        return new OptionSet(others);
    }

    /** The same with the paths of this machine that are meant by what was typed. */
    OptionSet local(LocalPaths paths) throws UsageException {
        var meant = new EnumMap<Option, List<String>>(Option.class);
        meant.putAll(values);
        for (var one : values.entrySet()) {
            if (one.getKey().isPath()) {
                meant.put(one.getKey(), paths.of(one.getValue()));
            }
        }
        return new OptionSet(meant);
    }

    /** Whether no option is given at all. */
    boolean isNothing() {
        return values.isEmpty();
    }

    /** Those that are none of these, in the table's order. */
    List<Option> outside(Set<Option> known) {
        return values.keySet().stream()
                .filter(option -> !known.contains(option))
                .toList();
    }

    /** Nothing but this one, where it is given. */
    OptionSet only(Option option) {
        return has(option) ? new OptionSet(Map.of(option, all(option))) : NOTHING;
    }

    /** Those that the others do not have, or have with other values. */
    OptionSet beyond(OptionSet others) {
        var more = new EnumMap<Option, List<String>>(Option.class);
        values.forEach((option, texts) -> {
            if (!texts.equals(others.values.get(option))) {
                more.put(option, texts);
            }
        });
        return new OptionSet(more);
    }

    boolean namesTarget() {
        return has(Option.ON) || has(Option.GROUP) || has(Option.ALL) || has(Option.HOSTFILE);
    }

    private static List<String> merge(Option option, List<String> old, List<String> options) {
        if (option != Option.EXCEPT && option != Option.LINE) {
            return options;
        }
        var both = new ArrayList<>(old);
        both.addAll(options);
        return both;
    }
}
