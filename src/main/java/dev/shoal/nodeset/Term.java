package dev.shoal.nodeset;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A nodeset expression, once parsed: a tree that {@code Evaluation} turns into names. */
public sealed interface Term {
    /** Where it begins in the expression, from 1. */
    int column();

    /**
     * Names, perhaps with ranges.
     *
     * @param text as written, without blanks
     */
    record Names(String text, List<NamePart> parts, int column) implements Term {
        /** Every name in the order written, the last range varying fastest; one that is written twice comes twice. */
        public List<String> expand() {
            var names = List.of("");
            for (var part : parts) {
                var choices = part.choices();
                var longer = new ArrayList<String>(names.size() * choices.size());
                for (var name : names) {
                    choices.forEach(choice -> longer.add(name + choice));
                }
                names = longer;
            }
            return names;
        }

        /** How many names {@link #expand} gives. */
        public BigInteger count() {
            return parts.stream().map(NamePart::count).reduce(BigInteger.ONE, BigInteger::multiply);
        }

        public String first() {
            return parts.stream().map(NamePart::first).reduce("", String::concat);
        }

        /** The same without the beginning of the text, which ends within the first part. */
        Names from(int start) {
            var rest = new ArrayList<>(parts);
            int length = rest.getFirst().first().length();
            rest.set(0, new NamePart.Text(rest.getFirst().first().substring(start)));
            if (length == start) {
                rest.removeFirst();
            }
            return new Names(text.substring(start), List.copyOf(rest), column + start);
        }
    }

    /** Names with {@code *} for any text and {@code ?} for any character; stands for the hosts that it fits. */
    record Wildcard(Names names) implements Term {
        @Override
        public int column() {
            return names.column();
        }
    }

    /**
     * The hosts of all these groups.
     *
     * @param source which source is asked for them; blank for all in turn
     */
    record Groups(String source, Names names, int column) implements Term {}

    /**
     * {@code @*}, every host.
     *
     * @param source of this source; blank for every host of the inventory
     */
    record AllHosts(String source, int column) implements Term {}

    /**
     * {@code @@}, the names of groups.
     *
     * @param source of this source; blank for all of them
     */
    record GroupNames(String source, int column) implements Term {}

    /**
     * Hosts as a run has divided them.
     *
     * @param run which one; empty for the last
     */
    record RunParts(OptionalLong run, Names names, Optional<String> argument, int column) implements Term {}

    /** Operands joined by operators, to be worked off strictly from left to right. */
    record Operation(Term first, List<Step> steps) implements Term {
        public record Step(Operator operator, Term operand) {}

        @Override
        public int column() {
            return first.column();
        }
    }
}
