package dev.shoal.text;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Times, sizes and counts as people read them. */
public final class Amounts {
    private static final List<String> UNITS = List.of("KiB", "MiB", "GiB", "TiB", "PiB", "EiB");

    private Amounts() {}

    /** {@code 1 host}, {@code 2 hosts}. */
    public static String of(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** {@code 3.02 s}, {@code 2 min 05 s}, {@code 1 h 02 min}. */
    public static String time(Duration time) {
        return time.compareTo(Duration.ofMinutes(1)) < 0
                ? String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1000.0)
                : roughly(time);
    }

    /** {@code 3 s}, {@code 2 min 05 s}, {@code 1 h 02 min}. */
    public static String roughly(Duration time) {
        if (time.toMinutes() == 0) {
            return time.toSeconds() + " s";
        }
        return time.toHours() == 0
                ? String.format(Locale.ROOT, "%d min %02d s", time.toMinutes(), time.toSecondsPart())
                : String.format(Locale.ROOT, "%d h %02d min", time.toHours(), time.toMinutesPart());
    }

    /** How long something has lasted, its two largest units: {@code 0.5 s}, {@code 4 min 10 s}, {@code 3 d 4 h}. */
    public static String age(double seconds) {
        if (seconds < 60) {
            return seconds == Math.rint(seconds)
                    ? (long) seconds + " s"
                    : String.format(Locale.ROOT, "%.1f s", seconds);
        }
        var time = Duration.ofSeconds((long) seconds);
        if (time.toMinutes() < 60) {
            return time.toMinutes() + " min" + rest(time.toSecondsPart(), "s");
        }
        return time.toHours() < 24
                ? time.toHours() + " h" + rest(time.toMinutesPart(), "min")
                : time.toDays() + " d" + rest(time.toHoursPart(), "h");
    }

    private static String rest(int amount, String unit) {
        return amount == 0 ? "" : " " + amount + " " + unit;
    }

    /** {@code 512 B}, {@code 16.0 MiB}. */
    public static String size(long bytes) {
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
