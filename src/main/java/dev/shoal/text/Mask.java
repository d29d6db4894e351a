package dev.shoal.text;

import java.util.Locale;
import java.util.regex.Matcher;

/**
 * Masks what must not be shown in texts for logs, records and errors: the value of every {@link Secret} alive, if it has at
 * least four characters (less would blot out half of every text), and what command lines usually show: values of options,
 * assignments, headers and URLs that are named like secrets. The second part is a safety net, not a proof.
 */
public final class Mask {
    private static final String MASKED = "***";
    private static final int SHORTEST = 4;

    private Mask() {}

    /** The text with {@code ***} in place of what must not be shown; the text itself if there is nothing. */
    public static String text(String text) {
        var masked = secrets(text);
        var lower = masked.toLowerCase(Locale.ROOT);
        for (var shape : SecretShapes.ALL) {
            if (shape.isLikelyIn(lower)) {
                masked = shape.pattern().matcher(masked).replaceAll(Mask::kept);
            }
        }
        return masked;
    }

    private static String kept(java.util.regex.MatchResult match) {
        return Matcher.quoteReplacement(match.group(1)) + Matcher.quoteReplacement(MASKED);
    }

    private static String secrets(String text) {
        var masked = text;
        for (var secret : Secret.all()) {
            if (secret.length() >= SHORTEST) {
                masked = without(masked, secret);
            }
        }
        return masked;
    }

    private static String without(String text, Secret secret) {
        var at = secret.indexIn(text, 0);
        if (at < 0) {
            return text;
        }
        var masked = new StringBuilder();
        var from = 0;
        for (; at >= 0; at = secret.indexIn(text, from)) {
            masked.append(text, from, at).append(MASKED);
            from = at + secret.length();
        }
        return masked.append(text, from, text.length()).toString();
    }
}
