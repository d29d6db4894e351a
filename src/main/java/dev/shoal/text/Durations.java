package dev.shoal.text;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms 30s 2m 1h}, a bare number being seconds. */
public final class Durations {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,12})(ms|s|m|h|)");
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Durations() {}

    /**
     * Reads a duration; {@code 0} is zero.
     *
     * @throws IllegalArgumentException if it is none, or longer than a hundred years; the message names the text and what to
     *     write, and wants the option or key before it
     */
    public static Duration parse(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) {
            throw wrong(text);
        }
        var number = Long.parseLong(match.group(1));
        var duration =
                switch (match.group(2)) {
                    case "ms" -> Duration.ofMillis(number);
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    default -> Duration.ofSeconds(number);
                };
        if (duration.compareTo(LONGEST) > 0) {
            throw wrong(text);
        }
        return duration;
    }

    /**
     * Reads a limit, where {@code 0} means none: then it is empty.
     *
     * @throws IllegalArgumentException as {@link #parse}
     */
    public static Optional<Duration> limit(String text) {
        return Optional.of(parse(text)).filter(Duration::isPositive);
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "\"" + text + "\" is not a duration; write 500ms, 30s, 2m, 1h or a whole number of seconds");
    }
}
