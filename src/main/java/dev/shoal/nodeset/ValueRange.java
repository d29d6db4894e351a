package dev.shoal.nodeset;

import dev.shoal.nodeset.NamePart.Brackets;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Texts written with ranges, such as the addresses {@code 10.0.0.[11-12]} of {@code db[1-2]}. */
public final class ValueRange {
    /** Brackets round anything but numbers are ordinary text. */
    private static final Pattern BRACKETS = Pattern.compile("\\[[0-9][-0-9,/ ]*]");

    private ValueRange() {}

    /**
     * What the text stands for, in the order written, the last range varying fastest; the text alone where it holds no
     * range.
     *
     * @throws NodeSetException where a range is not sound, or there are too many values
     */
    public static List<String> values(String text) throws NodeSetException {
        var values = List.of("");
        var brackets = BRACKETS.matcher(text);
        int end = 0;
        while (brackets.find()) {
            var indexes = indexes(text, brackets.start(), brackets.end());
            var count = indexes.count().multiply(BigInteger.valueOf(values.size()));
            if (count.compareTo(BigInteger.valueOf(TooManyPieces.MAX_HOSTS)) > 0) {
                throw new NodeSetException(
                        "more values than " + TooManyPieces.MAX_HOSTS, Expression.typed(text), brackets.start() + 1);
            }
            values = longer(values, text.substring(end, brackets.start()), indexes.choices());
            end = brackets.end();
        }
        return longer(values, text.substring(end), List.of(""));
    }

    private static List<String> longer(List<String> values, String between, List<String> indexes) {
        var longer = new ArrayList<String>(values.size() * indexes.size());
        for (var value : values) {
            indexes.forEach(index -> longer.add(value + between + index));
        }
        return longer;
    }

    private static Brackets indexes(String text, int start, int end) throws NodeSetException {
        try {
            return new NamesParser(new Cursor(Expression.typed(text.substring(start, end)))).brackets();
        } catch (NodeSetException e) {
            throw new NodeSetException(e.problem(), Expression.typed(text), start + e.column());
        }
    }
}
