package dev.shoal.fold;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What replies may differ in and still be similar: the host's own name and address, any IPv4, IPv6 or MAC address, dates, times,
 * durations, PIDs, UUIDs, hex ids, sizes, counters and what the configuration adds. {@link NumberMatcher} defines counters,
 * {@link WordContext} which words forbid it, and {@link MaskedText.Placeholder} which tokens of one kind are not similar. Nothing and
 * something are not similar where troubles are counted ({@code 0 errors}); {@code 5 failed} and {@code 7 failed} are.
 *
 * @param patterns the configuration's
 */
public record Masks(List<Pattern> patterns) {
    /** What is built in. */
    public static final Masks BUILT_IN = new Masks(List.of());

    public Masks {
        patterns = List.copyOf(patterns);
    }

    /**
     * An expression to be masked beside what is built in.
     *
     * @throws IllegalArgumentException if it makes no sense, or finds something in nothing
     */
    public static Pattern pattern(String text) {
        try {
            var pattern = Pattern.compile(text);
            if (text.isEmpty() || pattern.matcher("").find()) {
                throw new IllegalArgumentException(
                        "\"" + text
                                + "\" matches the empty text and would be found everywhere; write one that takes at least a character");
            }
            return pattern;
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a valid regular expression: " + e.getDescription() + " at column "
                            + (e.getIndex() + 1),
                    e);
        }
    }
}
