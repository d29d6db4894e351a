package dev.shoal.fold;

import java.util.Arrays;

/**
 * What stands for a token in shapes: a byte for its kind, and another one where an operator would look twice. A disk that is
 * nearly full is not similar to one that is not, three of three are not similar to two of three, and a service that can be
 * reached from outside is not similar to one that only listens locally. Sizes and numbers are one: a size may be 0 or 12K.
 */
final class Placeholder {
    /** Percentages from 90 up; those below are numbers like others. */
    private static final byte NEARLY_FULL = '%';
    /** The second of two numbers that are equal, as in {@code 3/3}. */
    private static final byte ALL = '/';
    /** {@code 127.0.0.1} and {@code ::1}. */
    private static final byte LOOPBACK = 'l';

    private Placeholder() {}

    static byte of(Tokens tokens, int token, byte[] text) {
        var kind = tokens.kind(token);
        int from = tokens.from(token);
        int to = tokens.to(token);
        if (kind == MaskKind.NUMBER && isNearlyFull(text, from, to)) {
            return NEARLY_FULL;
        }
        if (kind == MaskKind.NUMBER && isAll(tokens, token, text)) {
            return ALL;
        }
        if (kind == MaskKind.ADDRESS && isLoopback(text, from, to)) {
            return LOOPBACK;
        }
        return (byte) (kind == MaskKind.SIZE ? MaskKind.NUMBER : kind).letter();
    }

    /** Whether this is a percentage from 90 up, as {@code 93%} and {@code 99.5%}; also one of more than a hundred. */
    private static boolean isNearlyFull(byte[] text, int from, int to) {
        if (to >= text.length || text[to] != '%') {
            return false;
        }
        int digits = 0;
        while (from + digits < to && text[from + digits] >= '0' && text[from + digits] <= '9') {
            digits++;
        }
        return digits > 2 || (digits == 2 && text[from] == '9');
    }

    private static boolean isAll(Tokens tokens, int token, byte[] text) {
        int from = tokens.from(token);
        return token > 0
                && tokens.to(token - 1) == from - 1
                && text[from - 1] == '/'
                && Arrays.equals(text, tokens.from(token - 1), from - 1, text, from, tokens.to(token));
    }

    private static boolean isLoopback(byte[] text, int from, int to) {
        return begins(text, from, to, "127.") || (to - from == 3 && begins(text, from, to, "::1"));
    }

    private static boolean begins(byte[] text, int from, int to, String word) {
        int same = 0;
        while (same < word.length() && from + same < to && text[from + same] == word.charAt(same)) {
            same++;
        }
        return same == word.length();
    }
}
