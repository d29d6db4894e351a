package dev.shoal.inventory;

import java.util.ArrayList;
import java.util.List;

/** What a nodeset expression says, once read: a tree that {@link Evaluation} turns into names. */
sealed interface Term {
    /** Where it begins in the expression, from 1. */
    int column();

    /**
     * Host names, perhaps with ranges.
     *
     * @param text as written, without blanks
     * @param parts from left to right, each the texts that may stand there
     */
    record Names(String text, List<List<String>> parts, int column) implements Term {
        /** Every name in the order written, the last range varying fastest; one that is written twice comes twice. */
        List<String> expand() {
            var names = List.of("");
            for (var part : parts) {
                var longer = new ArrayList<String>(names.size() * part.size());
                for (var name : names) {
                    part.forEach(choice -> longer.add(name + choice));
                }
                names = longer;
            }
            return names;
        }
    }

    /** A group, by its name without the {@code @}. */
    record GroupName(String name, int column) implements Term {}

    /** Operands joined by operators, to be worked off strictly from left to right. */
    record Operation(Term first, List<Step> steps) implements Term {
        record Step(Operator operator, Term operand) {}

        @Override
        public int column() {
            return first.column();
        }
    }
}
