package dev.shoal.inventory;

import dev.shoal.inventory.AnsibleWords.Word;
import dev.shoal.nodeset.Expression;
import dev.shoal.nodeset.NodeSet;
import dev.shoal.nodeset.NodeSetException;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Hosts in Ansible's pattern language, after {@code ansible:}: {@code web:db}, {@code web:&eu},
 * {@code all:!db}. It is not read from left to right: all names are united, then everything after an {@code &} is
 * intersected, then everything after a {@code !} is taken away. Globs and {@code ~regular expressions} look at hosts and
 * groups; a subscript takes from a group by position.
 *
 * <p>Where Ansible warns and goes on, this refuses: an unknown name, and a subscript that selects no host.
 */
public final class AnsiblePattern {
    private static final String UNGROUPED = "ungrouped";
    /** Ansible knows them without an inventory. */
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1");

    private final Expression expression;
    private final AnsibleGroups groups;

    private AnsiblePattern(Expression expression, GroupBook book) {
        this.expression = expression;
        this.groups = new AnsibleGroups(expression, book);
    }

    /** The names, where the expression is such a pattern; empty where it is an ordinary nodeset. */
    static Optional<NodeSet> names(Expression expression, GroupBook book) throws NodeSetException {
        return expression.isWhole() ? Optional.of(new AnsiblePattern(expression, book).names()) : Optional.empty();
    }

    private NodeSet names() throws NodeSetException {
        int start = expression.text().indexOf(Expression.ANSIBLE) + Expression.ANSIBLE.length();
        var words = new AnsibleWords(
                        expression, name -> groups.inventory().host(name).isPresent())
                .from(start);
        if (words.isEmpty()) {
            throw new NodeSetException("a pattern must follow " + Expression.ANSIBLE, expression, start);
        }
        var added = new ArrayList<String>();
        for (var word : words) {
            if (word.is(Word.Role.ADDED)) {
                added.addAll(hosts(word));
            }
        }
        boolean onlyNarrows = words.stream().noneMatch(word -> word.is(Word.Role.ADDED));
        var names = onlyNarrows ? groups.inventory().nodeset() : NodeSet.of(added);
        for (var word : words) {
            names = word.is(Word.Role.COMMON) ? names.intersect(NodeSet.of(hosts(word))) : names;
        }
        for (var word : words) {
            names = word.is(Word.Role.TAKEN) ? names.minus(NodeSet.of(hosts(word))) : names;
        }
        return names;
    }

    /** The hosts of one word in Ansible's order, which a subscript counts by. */
    private List<String> hosts(Word word) throws NodeSetException {
        if (groups.inventory().host(word.text()).isPresent()) {
            return List.of(word.text());
        }
        var subscript = Subscript.of(word);
        var name = subscript.map(Subscript::name).orElse(word);
        var hosts = name.isPattern() ? matching(name) : called(name);
        return subscript.isPresent() ? subscript.get().of(hosts, expression) : hosts;
    }

    private List<String> called(Word name) throws NodeSetException {
        var group = groups.hosts(name);
        if (group.isPresent()) {
            return group.get();
        }
        var host = groups.inventory().host(name.text());
        if (host.isPresent() || (THIS_MACHINE.contains(name.text()) && name.is(Word.Role.ADDED))) {
            return List.of(name.text());
        }
        if (name.text().equals(UNGROUPED)) {
            return groups.ungrouped();
        }
        throw new NodeSetException(
                "no host or group is called " + name.text()
                        + groups.nearest(name.text())
                                .map(near -> ": did you mean " + near + "?")
                                .orElse(": the groups are " + groups.listed()),
                expression,
                name.column());
    }

    private List<String> matching(Word pattern) throws NodeSetException {
        var matcher = pattern.matcher(expression);
        var hosts = new LinkedHashSet<String>();
        boolean hasMatched = false;
        for (var group : groups.names()) {
            if (matcher.test(group)) {
                hasMatched = true;
                hosts.addAll(groups.hosts(pattern.called(group)).orElse(List.of()));
            }
        }
        for (var host : groups.inventory().hosts()) {
            if (matcher.test(host.name())) {
                hosts.add(host.name());
            }
        }
        if (!hasMatched && hosts.isEmpty() && !pattern.text().equals("*")) {
            throw new NodeSetException(
                    "no host or group matches " + pattern.text() + pattern.hint(), expression, pattern.column());
        }
        return List.copyOf(hosts);
    }

    /**
     * Positions after a group, from 0: {@code web[0]}, {@code web[-1]} the last, {@code web[0:2]} three of them,
     * {@code web[1:]} the rest.
     *
     * @param name what stands before the bracket
     * @param text the brackets as written
     * @param first may be negative, which counts from the end; never so where a last one is given
     * @param last included; empty for the end
     */
    private record Subscript(Word name, String text, int first, boolean isRange, OptionalInt last) {
        private static final Pattern FORM =
                Pattern.compile("(.+)(\\[(?:(-?[0-9]{1,9})|([0-9]{1,9})[:-]([0-9]{0,9}))])");

        /** The subscript that a word ends with; a regular expression has none. */
        static Optional<Subscript> of(Word word) {
            var form = FORM.matcher(word.text());
            if (word.isRegex() || !form.matches()) {
                return Optional.empty();
            }
            var name = word.called(form.group(1));
            if (form.group(3) != null) {
                int at = Integer.parseInt(form.group(3));
                return Optional.of(new Subscript(name, form.group(2), at, false, OptionalInt.of(at)));
            }
            var last = form.group(5).isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(form.group(5)));
            return Optional.of(new Subscript(name, form.group(2), Integer.parseInt(form.group(4)), true, last));
        }

        /** The hosts at these positions; a range may end after the last one. */
        List<String> of(List<String> hosts, Expression expression) throws NodeSetException {
            int from = first < 0 ? hosts.size() + first : first;
            int to = isRange ? Math.min(last.orElse(hosts.size() - 1), hosts.size() - 1) : from;
            if (from >= 0 && from <= to && to < hosts.size()) {
                return hosts.subList(from, to + 1);
            }
            int column = name.column() + name.text().length();
            if (isRange && last.isPresent() && last.getAsInt() < first) {
                throw new NodeSetException(
                        "reversed range " + text + ": write [" + last.getAsInt() + ":" + first + "]",
                        expression,
                        column);
            }
            throw new NodeSetException(
                    "no host at " + text + ": " + name.text() + " has " + counted(hosts.size()), expression, column);
        }

        private static String counted(int hosts) {
            return hosts == 0
                    ? "no hosts"
                    : hosts == 1 ? "one host, [0]" : hosts + " hosts, [0] to [" + (hosts - 1) + "]";
        }
    }
}
