package dev.shoal.inventory;

import dev.shoal.inventory.AnsibleWords.Word;
import dev.shoal.nodeset.Expression;
import dev.shoal.nodeset.NodeSet;
import dev.shoal.nodeset.NodeSetException;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
        var subscript = AnsibleSubscript.of(word);
        var name = subscript.map(AnsibleSubscript::name).orElse(word);
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
}
