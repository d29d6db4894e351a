package dev.shoal.output.data;

import com.fasterxml.jackson.core.JsonFactory;
import dev.shoal.fleet.Captured;
import dev.shoal.plugin.Column;
import dev.shoal.text.Amounts;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Values of a plugin's rows as text: for people with their units, for programs as they are. */
final class CellText {
    private static final JsonFactory JSON = new JsonFactory();
    private static final long LONGEST_SECONDS = Duration.ofDays(365_000).toSeconds();

    private CellText() {}

    /** As people read it: {@code 93 %}, {@code 1.2 TiB}, {@code 3 d 4 h}. */
    static String shown(Object value, Column column) {
        if (!(value instanceof Number number) || !Double.isFinite(number.doubleValue())) {
            return raw(value);
        }
        return switch (column.unit()) {
            case NONE, MILLIS, COUNT, RATE, TIMESTAMP, DAYS -> raw(value);
            case PERCENT -> decimal(number.doubleValue()) + " %";
            case BYTES ->
                number.doubleValue() < 0 || number.doubleValue() > Long.MAX_VALUE
                        ? raw(value) + " B"
                        : Amounts.size(number.longValue());
            case SECONDS ->
                number.doubleValue() < 0 || number.doubleValue() > LONGEST_SECONDS
                        ? raw(value) + " s"
                        : Amounts.age(number.doubleValue());
        };
    }

    /** As programs read it: numbers bare, lists and maps as JSON. */
    static String raw(Object value) {
        return switch (value) {
            case String text -> text;
            case Captured said -> said.text(); // not before it is written: all of them may be large
            case BigDecimal number -> number.toPlainString();
            case List<?> _, Map<?, ?> _ -> json(value);
            default -> value.toString();
        };
    }

    /** With one digit after the point where it is not whole. */
    private static String decimal(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? String.valueOf((long) number)
                : String.format(Locale.ROOT, "%.1f", number);
    }

    private static String json(Object value) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            JsonValues.write(value, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
