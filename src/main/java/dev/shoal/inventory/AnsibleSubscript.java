package dev.shoal.inventory;

import dev.shoal.inventory.AnsibleWords.Word;
import dev.shoal.nodeset.Expression;
import dev.shoal.nodeset.NodeSetException;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Positions after a group, from 0: {@code web[0]}, {@code web[-1]} the last, {@code web[0:2]} three of them,
 * {@code web[1:]} the rest.
 *
 * @param name what stands before the bracket
 * @param text the brackets as written
 * @param first may be negative, which counts from the end; never so where a last one is given
 * @param last included; empty for the end
 */
record AnsibleSubscript(Word name, String text, int first, boolean isRange, OptionalInt last) {
    private static final Pattern FORM = Pattern.compile("(.+)(\\[(?:(-?[0-9]{1,9})|([0-9]{1,9})[:-]([0-9]{0,9}))])");

    /** The subscript that a word ends with; a regular expression has none. */
    static Optional<AnsibleSubscript> of(Word word) {
        var form = FORM.matcher(word.text());
        if (word.isRegex() || !form.matches()) {
            return Optional.empty();
        }
        var name = word.called(form.group(1));
        if (form.group(3) != null) {
            int at = Integer.parseInt(form.group(3));
            return Optional.of(new AnsibleSubscript(name, form.group(2), at, false, OptionalInt.of(at)));
        }
        var last = form.group(5).isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(form.group(5)));
        return Optional.of(new AnsibleSubscript(name, form.group(2), Integer.parseInt(form.group(4)), true, last));
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
                    "reversed range " + text + ": write [" + last.getAsInt() + ":" + first + "]", expression, column);
        }
        throw new NodeSetException(
                "no host at " + text + ": " + name.text() + " has " + counted(hosts.size()), expression, column);
    }

    private static String counted(int hosts) {
        return hosts == 0 ? "no hosts" : hosts == 1 ? "one host, [0]" : hosts + " hosts, [0] to [" + (hosts - 1) + "]";
    }
}
