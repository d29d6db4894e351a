package dev.shoal.transport;

import java.util.regex.Pattern;

/** Sizes in bytes as people write them: {@code 64k 10m 2g}, each step 1024, a bare number being bytes. */
public final class Sizes {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,15})([kKmMgG]?)");

    private Sizes() {}

    /**
     * Reads a size, in bytes.
     *
     * @throws IllegalArgumentException if it is none or does not fit; the message names the text and what to write, and wants
     *     the option or key before it
     */
    public static long parse(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) {
            throw wrong(text);
        }
        var unit = match.group(2).isEmpty()
                ? 0
                : 1 + "kmg".indexOf(Character.toLowerCase(match.group(2).charAt(0)));
        var number = Long.parseLong(match.group(1));
        if (number > Long.MAX_VALUE >> (10 * unit)) {
            throw wrong(text);
        }
        return number << (10 * unit);
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "\"" + text + "\" is no size; write 64k, 10m, 2g or a whole number of bytes");
    }
}
