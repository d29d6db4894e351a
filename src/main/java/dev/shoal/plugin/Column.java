package dev.shoal.plugin;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A column of a plugin's rows: its name, the unit of its numbers, and which values are warnings or critical. Columns are
 * optional: a plugin that declares none still gets one for every key of its rows. Immutable.
 *
 * <p>A limit is a number from which on, or below which, a number is bad, or a condition on the value. Of several limits of the
 * same level each counts.
 *
 * @param name the key in the rows' maps; not blank
 * @param unit the unit of its numbers, which decides how people see them
 * @param warns whether a value, never null, is a warning
 * @param isCritical whether a value, never null, is critical; what is critical is not also a warning
 * @param limits what makes a value a warning or critical, for people: {@code warn from 90}
 */
public record Column(
        String name, Unit unit, Predicate<Object> warns, Predicate<Object> isCritical, List<String> limits) {
    @SuppressWarnings("UnnecessaryLambda") // one object, so that columns without limits are equal
    private static final Predicate<Object> NEVER = _ -> false;

    public Column {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a column's name is not blank");
        }
        limits = List.copyOf(limits);
    }

    /** A column without a unit and without limits. */
    public static Column of(String name) {
        return of(name, Unit.NONE);
    }

    /** A column of numbers in this unit. */
    public static Column of(String name, Unit unit) {
        return new Column(name, unit, NEVER, NEVER, List.of());
    }

    /** The same column, in which numbers from this one up are warnings. */
    public Column warn(double from) {
        return warn(number(value -> value >= from), "from " + text(from));
    }

    /** The same column, in which numbers below this one are warnings. */
    public Column warnBelow(double limit) {
        return warn(number(value -> value < limit), "below " + text(limit));
    }

    /** The same column, in which values that meet the condition are warnings. */
    public Column warnIf(Predicate<Object> condition) {
        return warn(condition, "on a condition");
    }

    /** The same column, in which numbers from this one up are critical. */
    public Column critical(double from) {
        return critical(number(value -> value >= from), "from " + text(from));
    }

    /** The same column, in which numbers below this one are critical. */
    public Column criticalBelow(double limit) {
        return critical(number(value -> value < limit), "below " + text(limit));
    }

    /** The same column, in which values that meet the condition are critical. */
    public Column criticalIf(Predicate<Object> condition) {
        return critical(condition, "on a condition");
    }

    /** How bad a value of this column is. What a condition throws passes through. */
    public Level level(Object value) {
        if (isCritical.test(value)) {
            return Level.CRITICAL;
        }
        return warns.test(value) ? Level.WARN : Level.OK;
    }

    /** The same column without limits, and so without code of the plugin that declared them. */
    public Column bare() {
        return of(name, unit);
    }

    private Column warn(Predicate<Object> condition, String limit) {
        return new Column(name, unit, either(warns, condition), isCritical, and("warn " + limit));
    }

    private Column critical(Predicate<Object> condition, String limit) {
        return new Column(name, unit, warns, either(isCritical, condition), and("critical " + limit));
    }

    private List<String> and(String limit) {
        return Stream.concat(limits.stream(), Stream.of(limit)).toList();
    }

    private static String text(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    private static Predicate<Object> number(DoublePredicate condition) {
        return value -> value instanceof Number number && condition.test(number.doubleValue());
    }

    private static Predicate<Object> either(Predicate<Object> one, Predicate<Object> other) {
        return one.equals(NEVER) ? other : one.or(other);
    }
}
