package dev.shoal.script;

import dev.shoal.plugin.Unit;
import dev.shoal.script.Condition.Verdict;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition on the columns of rows. Sizes such as {@code 10g} and durations such as {@code 2d} become numbers in the unit of the
 * column that they are compared with; Groovy itself would read them as the numbers 10 and 2.
 */
final class Where {
    private static final Map<String, BigDecimal> SIZES =
            Map.of("k", power(1), "m", power(2), "g", power(3), "t", power(4), "p", power(5));
    /** In seconds. */
    private static final Map<String, BigDecimal> TIMES = Map.of(
            "us",
            new BigDecimal("0.000001"),
            "ms",
            new BigDecimal("0.001"),
            "s",
            BigDecimal.ONE,
            "m",
            BigDecimal.valueOf(60),
            "h",
            BigDecimal.valueOf(3_600),
            "d",
            BigDecimal.valueOf(86_400));
    /** Of a unit in seconds. */
    private static final Map<Unit, BigDecimal> SECONDS = Map.of(
            Unit.SECONDS, BigDecimal.ONE, Unit.MILLIS, new BigDecimal("0.001"), Unit.DAYS, BigDecimal.valueOf(86_400));

    private static final String NUMBER =
            "(?<![\\w.])[0-9]+(?:\\.[0-9]+)?(?:(?:us|ms|[kmgtpshd])(?![\\w.])|%(?=\\s*(?:$|[)&|])))";
    /** A text in quotes, a comparison of a column with such a number, or such a number alone. */
    private static final Pattern PARTS = Pattern.compile("'(?:\\\\.|[^'\\\\])*'|\"(?:\\\\.|[^\"\\\\])*\""
            + "|(?<left>[A-Za-z_]\\w*)(?<operator>\\s*(?:[=!]=|[<>]=?)\\s*)(?<right>" + NUMBER + ")"
            + "|(?<first>" + NUMBER + ")(?<turned>\\s*(?:[=!]=|[<>]=?)\\s*)(?<column>[A-Za-z_]\\w*)"
            + "|(?<alone>" + NUMBER + ")");

    private static final Pattern UNIT =
            Pattern.compile(NUMBER.replace("[0-9]+(?:\\.[0-9]+)?", "([0-9]+(?:\\.[0-9]+)?)"));

    private final Head head;

    /** The condition with numbers that have no units: its form can be checked before the columns are known. */
    static String withoutUnits(String condition) {
        return UNIT.matcher(condition).replaceAll("$1");
    }

    Where(Head head) {
        this.head = head;
    }

    private static BigDecimal power(int exponent) {
        return BigDecimal.valueOf(1024).pow(exponent);
    }

    /** The rows that meet the condition. */
    RowsView of(String text, List<RowView> rows) {
        try {
            var condition = checked(text);
            var verdicts =
                    condition.of(rows.stream().map(row -> row.row().cells()).toList());
            var found = new ArrayList<RowView>();
            for (int i = 0; i < rows.size(); i++) {
                if (verdicts.get(i) instanceof Verdict.Says(var holds) && holds) {
                    found.add(rows.get(i));
                }
            }
            return new RowsView(head, found);
        } catch (ScriptException e) {
            throw new RowsException(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            throw ListView.<RuntimeException>sneaky(e);
        }
    }

    private Condition checked(String text) throws ScriptException, InterruptedException {
        var condition = Condition.of(PARTS.matcher(text).replaceAll(this::plain), Set.of());
        for (var name : condition.names()) {
            if (!head.has(name.text())) {
                var problem = head.unknown(name.text());
                var advice = problem.contains("did you mean") ? "" : ". A text needs quotes: '" + name.text() + "'";
                throw new RowsException(condition.at(name, problem + advice));
            }
        }
        return condition;
    }

    private String plain(MatchResult part) {
        var text = part.group();
        if (part.group("right") != null) {
            text = part.group("left") + part.group("operator") + number(part.group("right"), part.group("left"));
        } else if (part.group("first") != null) {
            text = number(part.group("first"), part.group("column")) + part.group("turned") + part.group("column");
        } else if (part.group("alone") != null) {
            throw new RowsException(
                    part.group("alone")
                            + " has a unit, so it only compares with a column: free < 10g, up > 2d, use > 90%; else write the number");
        }
        return Matcher.quoteReplacement(text);
    }

    private String number(String text, String name) {
        var unit = head.column(name).unit();
        int digits = text.replaceFirst("[a-z%]+$", "").length();
        var suffix = text.substring(digits);
        var amount = new BigDecimal(text.substring(0, digits));
        var seconds = SECONDS.get(unit);
        if (unit == Unit.PERCENT && suffix.equals("%")) {
            return amount.toPlainString();
        }
        if (unit == Unit.BYTES && SIZES.containsKey(suffix)) {
            return amount.multiply(SIZES.get(suffix)).toPlainString();
        }
        if (seconds != null && TIMES.containsKey(suffix)) {
            return amount.multiply(TIMES.get(suffix))
                    .divide(seconds, MathContext.DECIMAL64)
                    .toPlainString();
        }
        throw new RowsException(name + " and " + text + ": " + fits(unit) + ", not " + text);
    }

    private static String fits(Unit unit) {
        return switch (unit) {
            case BYTES -> "the column holds sizes; write 10k, 10m, 10g or 10t";
            case SECONDS, MILLIS, DAYS -> "the column holds durations; write 500ms, 30s, 5m, 2h or 3d";
            case PERCENT -> "the column holds percentages; write 90 or 90%";
            case NONE, COUNT, RATE, TIMESTAMP -> "the column holds neither sizes nor durations; write a number";
        };
    }
}
