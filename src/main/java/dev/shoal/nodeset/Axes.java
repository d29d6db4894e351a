package dev.shoal.nodeset;

import dev.shoal.nodeset.NamePart.Brackets;
import dev.shoal.nodeset.NamePart.Text;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Takes names as they are written apart into their family and the indexes on each of its axes. */
final class Axes {
    private final StringBuilder family = new StringBuilder();
    private final List<List<Span>> indexes = new ArrayList<>();
    private boolean isInIndex;

    Axes(Term.Names names) {
        for (var part : names.parts()) {
            switch (part) {
                case Text text -> text(text.text());
                case Brackets brackets ->
                    index(brackets.ranges().stream()
                            .flatMap(range -> range.spans().stream())
                            .toList());
            }
        }
    }

    /** The names with {@link NameOrder#INDEX} in place of each index. */
    String family() {
        return family.toString();
    }

    /** Per axis from the left the indexes, as often and in the order in which they were written. */
    List<List<Span>> indexes() {
        return indexes;
    }

    private void text(String text) {
        int at = 0;
        while (at < text.length()) {
            int end = NameOrder.endOfIndex(text, at);
            if (end > at) {
                index(List.of(Span.of(text.substring(at, end))));
                at = end;
            } else {
                family.append(text.charAt(at++));
                isInIndex = false;
            }
        }
    }

    private void index(List<Span> spans) {
        if (isInIndex) {
            indexes.add(behindEachOther(indexes.removeLast(), spans));
        } else {
            family.append(NameOrder.INDEX);
            indexes.add(spans);
            isInIndex = true;
        }
    }

    /** Digits that touch brackets: after a span they leave gaps in it, so that its indexes go one by one. */
    private static List<Span> behindEachOther(List<Span> left, List<Span> right) {
        var count = left.stream()
                .map(Span::count)
                .reduce(BigInteger.ZERO, BigInteger::add)
                .multiply(BigInteger.valueOf(right.size()));
        if (count.compareTo(BigInteger.valueOf(TooManyPieces.MAX_INDEXES)) > 0) {
            throw new TooManyPieces(
                    "digits after a range make " + count + " single indexes, too many to be looked at one by one");
        }
        return left.stream()
                .flatMap(span -> span.indexes().stream())
                .flatMap(index -> right.stream().map(tail -> new Span(index + tail.first(), index + tail.last())))
                .toList();
    }
}
