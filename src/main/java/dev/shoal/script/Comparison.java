package dev.shoal.script;

import groovy.lang.GroovyRuntimeException;
import org.codehaus.groovy.runtime.typehandling.DefaultTypeTransformation;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The comparisons of a {@link Condition}, called by its compiled code. They follow Groovy with three exceptions: text that
 * is a number compares as a number with numbers, since inventories hold text; nothing is less or more than a missing value,
 * where Groovy orders null first; and values that cannot be compared are an error with its place.
 */
public final class Comparison {
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]{1,30}(\\.[0-9]{1,30})?([eE][-+]?[0-9]{1,3})?");

    private Comparison() {}

    /** Values that have no order. */
    static final class Impossible extends RuntimeException {
        private final int line;
        private final int column;

        Impossible(String message, int line, int column, Throwable cause) {
            super(message, cause);
            this.line = line;
            this.column = column;
        }

        int line() {
            return line;
        }

        int column() {
            return column;
        }
    }

    /** {@code a == b}. */
    public static boolean same(
            @Nullable Object a, @Nullable Object b, String left, String right, int line, int column) {
        if (a instanceof Number ^ b instanceof Number) {
            var one = number(a);
            var other = number(b);
            return one.isPresent() && other.isPresent() && one.get().compareTo(other.get()) == 0;
        }
        return DefaultTypeTransformation.compareEqual(a, b);
    }

    /** {@code a != b}. */
    public static boolean other(
            @Nullable Object a, @Nullable Object b, String left, String right, int line, int column) {
        return !same(a, b, left, right, line, column);
    }

    /** {@code a < b}. */
    public static boolean less(
            @Nullable Object a, @Nullable Object b, String left, String right, int line, int column) {
        return order(a, b, left, right, line, column) < 0;
    }

    /** {@code a <= b}. */
    public static boolean atMost(
            @Nullable Object a, @Nullable Object b, String left, String right, int line, int column) {
        return order(a, b, left, right, line, column) <= 0;
    }

    /** {@code a > b}. */
    public static boolean more(
            @Nullable Object a, @Nullable Object b, String left, String right, int line, int column) {
        return order(a, b, left, right, line, column) > 0;
    }

    /** {@code a >= b}. */
    public static boolean atLeast(
            @Nullable Object a, @Nullable Object b, String left, String right, int line, int column) {
        return order(a, b, left, right, line, column) >= 0;
    }

    private static int order(@Nullable Object a, @Nullable Object b, String left, String right, int line, int column) {
        if (a == null || b == null) {
            throw new Condition.Lack(a == null ? left : right);
        }
        if (a instanceof Number ^ b instanceof Number) {
            var one = number(a);
            var other = number(b);
            if (one.isPresent() && other.isPresent()) {
                return one.get().compareTo(other.get());
            }
        }
        try {
            return DefaultTypeTransformation.compareTo(a, b);
        } catch (GroovyRuntimeException | ClassCastException | IllegalArgumentException e) {
            throw new Impossible(shown(left, a) + " and " + shown(right, b) + " have no order", line, column, e);
        }
    }

    private static String shown(String text, Object value) {
        var is = value instanceof Number ? "a number" : "text";
        return text.equals(String.valueOf(value))
                ? text + ", which is " + is + ","
                : text + ", which is '" + value + "',";
    }

    private static Optional<BigDecimal> number(@Nullable Object value) {
        var text = String.valueOf(value).strip();
        return (value instanceof Number || value instanceof CharSequence)
                        && NUMBER.matcher(text).matches()
                ? Optional.of(new BigDecimal(text))
                : Optional.empty();
    }
}
