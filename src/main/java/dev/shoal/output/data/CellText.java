package dev.shoal.output.data;

import com.fasterxml.jackson.core.JsonFactory;
import dev.shoal.fleet.Captured;
import dev.shoal.plugin.Column;
import dev.shoal.text.Amounts;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Values of a plugin's rows as text: for people with their units, for programs as they are. */
final class CellText {
    private static final JsonFactory JSON = new JsonFactory();
    private static final long LONGEST_SECONDS = Duration.ofDays(365_000).toSeconds();
    private static final List<String> SHORT_UNITS = List.of("s", "ms", "µs", "ns");
    private static final List<String> PREFIXES = List.of("", " k", " M", " G", " T");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final long LATEST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private CellText() {}

    /** As people read it: {@code 93 %}, {@code 1.2 TiB}, {@code 3 d 4 h}, {@code 250 ms}. */
    static String shown(Object value, Column column) {
        if (!(value instanceof Number number) || !Double.isFinite(number.doubleValue())) {
            return raw(value);
        }
        double real = number.doubleValue();
        return switch (column.unit()) {
            case NONE -> raw(value);
            case PERCENT -> decimal(number) + " %";
            case DAYS -> decimal(number) + " d";
            case COUNT -> decimal(number);
            case BYTES -> sized(number);
            case SECONDS -> lasting(real).orElseGet(() -> raw(value) + " s");
            case MILLIS -> lasting(real / 1000).orElseGet(() -> raw(value) + " ms");
            case RATE -> rate(real).orElseGet(() -> raw(value)) + "/s";
            case TIMESTAMP -> real < 0 || real > LATEST ? raw(value) : TIME.format(Instant.ofEpochSecond((long) real));
        };
    }

    private static String sized(Number bytes) {
        double size = Math.abs(bytes.doubleValue());
        return size >= Long.MAX_VALUE
                ? raw(bytes) + " B"
                : (bytes.doubleValue() < 0 ? "-" : "") + Amounts.size((long) size);
    }

    /** A duration in its largest units; empty where it is too long or too short for any. */
    private static Optional<String> lasting(double seconds) {
        double time = Math.abs(seconds);
        if (time > LONGEST_SECONDS || (time > 0 && time < 1e-9)) {
            return Optional.empty();
        }
        var sign = seconds < 0 ? "-" : "";
        if (time >= 59.95) {
            return Optional.of(sign + Amounts.age(Math.rint(time)));
        }
        int unit = 0;
        double amount = time;
        while (amount > 0 && amount < 0.9995 && unit < SHORT_UNITS.size() - 1) {
            amount *= 1000;
            unit++;
        }
        return Optional.of(sign + threeDigits(amount) + " " + SHORT_UNITS.get(unit));
    }

    private static Optional<String> rate(double rate) {
        double amount = Math.abs(rate);
        int unit = 0;
        while (amount >= 999.5 && unit < PREFIXES.size() - 1) {
            amount /= 1000;
            unit++;
        }
        return amount >= 999.5
                ? Optional.empty()
                : Optional.of((rate < 0 ? "-" : "") + threeDigits(amount) + PREFIXES.get(unit));
    }

    /** {@code 0.05}, {@code 1.5}, {@code 12.3}, {@code 250}: three digits at most. */
    private static String threeDigits(double amount) {
        var text = amount < 0.1
                ? new BigDecimal(amount).round(new MathContext(2)).toPlainString()
                : String.format(Locale.ROOT, amount < 1 ? "%.2f" : amount < 99.95 ? "%.1f" : "%.0f", amount);
        return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
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

    /** In groups of three digits, with one after the point where it is not whole. */
    private static String decimal(Number number) {
        double real = number.doubleValue();
        if (Math.abs(real) >= 1e15) {
            return raw(number);
        }
        return String.format(Locale.ROOT, real == Math.rint(real) ? "%,.0f" : "%,.1f", real);
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
