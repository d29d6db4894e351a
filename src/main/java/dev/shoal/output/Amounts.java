package dev.shoal.output;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Times and sizes as people read them. */
final class Amounts {
    private static final List<String> UNITS = List.of("KiB", "MiB", "GiB", "TiB");

    private Amounts() {}

    /** {@code 3.02 s}, {@code 2 min 05 s}, {@code 1 h 02 min}. */
    static String time(Duration time) {
        return time.compareTo(Duration.ofMinutes(1)) < 0
                ? String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1000.0)
                : roughly(time);
    }

    /** {@code 3 s}, {@code 2 min 05 s}, {@code 1 h 02 min}. */
    static String roughly(Duration time) {
        if (time.toMinutes() == 0) {
            return time.toSeconds() + " s";
        }
        return time.toHours() == 0
                ? String.format(Locale.ROOT, "%d min %02d s", time.toMinutes(), time.toSecondsPart())
                : String.format(Locale.ROOT, "%d h %02d min", time.toHours(), time.toMinutesPart());
    }

    /** {@code 512 B}, {@code 16.0 MiB}. */
    static String size(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        double amount = bytes / 1024.0;
        int unit = 0;
        while (amount >= 1023.95 && unit < UNITS.size() - 1) {
            amount /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", amount, UNITS.get(unit));
    }
}
