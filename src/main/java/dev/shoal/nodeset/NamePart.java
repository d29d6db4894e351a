package dev.shoal.nodeset;

import java.math.BigInteger;
import java.util.List;

/** A piece of a name as it is written: text, or ranges in brackets. */
sealed interface NamePart {
    /** What may stand there, in the order written. */
    List<String> choices();

    /** How many {@link #choices}. */
    BigInteger count();

    /** The first of the {@link #choices}. */
    String first();

    /** The greatest number of characters that any choice has. */
    int length();

    record Text(String text) implements NamePart {
        @Override
        public List<String> choices() {
            return List.of(text);
        }

        @Override
        public BigInteger count() {
            return BigInteger.ONE;
        }

        @Override
        public String first() {
            return text;
        }

        @Override
        public int length() {
            return text.length();
        }
    }

    /**
     * Ranges in brackets.
     *
     * @param ranges at least one
     */
    record Brackets(List<Range> ranges) implements NamePart {
        @Override
        public List<String> choices() {
            return ranges.stream().flatMap(range -> range.indexes().stream()).toList();
        }

        @Override
        public BigInteger count() {
            return ranges.stream().map(Range::count).reduce(BigInteger.ZERO, BigInteger::add);
        }

        @Override
        public String first() {
            return ranges.getFirst().first();
        }

        @Override
        public int length() {
            return ranges.stream()
                    .mapToInt(range -> range.last().length())
                    .max()
                    .orElse(0);
        }
    }
}
