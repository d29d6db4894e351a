package dev.shoal.inventory;

import dev.shoal.inventory.AnsibleWords.Word;
import dev.shoal.nodeset.Expression;
import dev.shoal.nodeset.NodeSet;
import dev.shoal.nodeset.NodeSetException;
import dev.shoal.text.Nearest;
import dev.shoal.text.ProblemsException;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** Groups as Ansible's patterns see them: by plain name, with their hosts in the order that the definition names them. */
    static final class AnsibleGroups {
        private static final int LISTED = 8;
        private static final String OPERATORS = "!&^()";

        private final Expression expression;
        private final GroupBook book;

        AnsibleGroups(Expression expression, GroupBook book) {
            this.expression = expression;
            this.book = book;
        }

        Inventory inventory() {
            return book.inventory();
        }

        /** The names of all groups, {@code all} among them. */
        List<String> names() {
            return Stream.concat(inventory().groups().stream().map(Group::name), Stream.of(Inventory.ALL))
                    .distinct()
                    .toList();
        }

        /** The group's hosts, each once; empty if the group is unknown. */
        Optional<List<String>> hosts(Word group) throws NodeSetException {
            var name = group.text();
            var definition = inventory().group(name);
            boolean isHidden = inventory().sources().stream().anyMatch(source -> source.precedes(name));
            if (definition.isEmpty() || isHidden) {
                return name.equals(Inventory.ALL) && !isHidden
                        ? Optional.of(
                                inventory().hosts().stream().map(Host::name).toList())
                        : fromSource(group);
            }
            var own = own(definition.get());
            if (book.isOpen(own)) {
                throw new NodeSetException(
                        "the groups go round in a circle: " + book.circle(own), expression, group.column());
            }
            var ordered = new LinkedHashSet<String>();
            addInOrder(definition.get(), ordered, new HashSet<>());
            return Optional.of(List.copyOf(ordered));
        }

        private static GroupBook.Definition own(Group group) {
            return GroupBook.Definition.of("", group.name(), group.hosts());
        }

        /** The hosts that are in no group. */
        List<String> ungrouped() throws NodeSetException {
            var grouped = new ArrayList<String>();
            for (var group : inventory().groups()) {
                if (!group.name().equals(Inventory.ALL)) {
                    grouped.addAll(book.hosts(own(group)).names());
                }
            }
            return inventory().nodeset().minus(NodeSet.of(grouped)).names();
        }

        /** The host or group that may have been meant. */
        Optional<String> nearest(String name) {
            var known = new ArrayList<>(names());
            known.addAll(inventory().nodeset().names());
            return Nearest.to(name, known);
        }

        /** The groups, as far as they fit into a message. */
        String listed() {
            var names = names();
            return names.stream().limit(LISTED).collect(Collectors.joining(", "))
                    + (names.size() > LISTED ? ", ..." : "");
        }

        private Optional<List<String>> fromSource(Word group) throws NodeSetException {
            try {
                var definition = book.find("", group.text(), "");
                return definition.isPresent()
                        ? Optional.of(book.hosts(definition.get()).names())
                        : Optional.empty();
            } catch (ProblemsException e) {
                throw new NodeSetException(e.getMessage(), expression, group.column());
            }
        }

        /**
         * Hosts first, then those of groups in it, as Ansible counts them; a definition that calculates has the order of
         * nodesets.
         */
        private void addInOrder(Group group, Set<String> ordered, Set<String> seen) throws NodeSetException {
            if (!seen.add(group.name())) {
                return;
            }
            var text = group.hosts().text();
            boolean isList = !group.hosts().isWhole() && text.chars().noneMatch(c -> OPERATORS.indexOf(c) >= 0);
            var inner = new ArrayList<Group>();
            if (isList) {
                for (var part : text.split(",(?![^\\[]*])", -1)) {
                    var name = part.strip();
                    var known = name.startsWith("@") ? inventory().group(name.substring(1)) : Optional.<Group>empty();
                    known.ifPresent(inner::add);
                    if (known.isEmpty() && !name.isEmpty()) {
                        var inside = new Expression(name, group.hosts().origin());
                        ordered.addAll(Evaluation.ofDefinition(GroupBook.Definition.of("", group.name(), inside), book)
                                .names()
                                .names());
                    }
                }
                for (var one : inner) {
                    addInOrder(one, ordered, seen);
                }
            } else {
                ordered.addAll(book.hosts(own(group)).names());
            }
        }
    }
}
