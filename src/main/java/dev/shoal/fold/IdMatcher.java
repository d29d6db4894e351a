package dev.shoal.fold;

/** Names made by machines: each method returns where the one that begins at this offset ends, or -1. */
final class IdMatcher {
    private static final int NONE = -1;
    /** Shorter ones are words too often. */
    private static final int LEAST = 8;
    /** From this length on, digits alone and letters alone count as an id, too. */
    private static final int LONG = 32;

    private static final int[] UUID = {8, 4, 4, 4, 12};

    private IdMatcher() {}

    static int uuid(ByteScanner text, int i) {
        int at = i;
        for (int part = 0; part < UUID.length; part++) {
            if (part > 0 && !text.is(at++, '-')) {
                return NONE;
            }
            int end = text.hexDigits(at);
            if (end - at != UUID[part]) {
                return NONE;
            }
            at = end;
        }
        return text.isAlnum(at) ? NONE : at;
    }

    /** {@code 0x…}, or eight and more hex digits of which some are letters and some are not. */
    static int hex(ByteScanner text, int i) {
        if (text.is(i, '0') && (text.at(i + 1) | 0x20) == 'x') {
            int end = text.hexDigits(i + 2);
            return end == i + 2 || text.isAlnum(end) ? NONE : end;
        }
        int end = text.hexDigits(i);
        if (end - i < LEAST || text.isAlnum(end)) {
            return NONE;
        }
        return (end - i >= LONG || isMixed(text, i, end)) && !isSum(text, i, end) ? end : NONE;
    }

    /** Whether this is the sum of a file as {@code sha256sum} writes it, who compares them wants to know the odd one. */
    private static boolean isSum(ByteScanner text, int from, int to) {
        return to - from >= LONG
                && (from == 0 || text.is(from - 1, '\n'))
                && text.is(to, ' ')
                && text.isOneOf(to + 1, " *")
                && text.at(to + 2) > ' ';
    }

    private static boolean isMixed(ByteScanner text, int from, int to) {
        int digits = 0;
        for (int i = from; i < to; i++) {
            digits += text.isDigit(i) ? 1 : 0;
        }
        return digits > 0 && digits < to - from;
    }
}
