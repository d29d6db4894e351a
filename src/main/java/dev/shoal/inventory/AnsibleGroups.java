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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Groups as Ansible's patterns see them: by plain name, with their hosts in the order that the definition names them. */
final class AnsibleGroups {
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
                    ? Optional.of(inventory().hosts().stream().map(Host::name).toList())
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
        return names.stream().limit(LISTED).collect(Collectors.joining(", ")) + (names.size() > LISTED ? ", ..." : "");
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
