package dev.shoal.fold;

import java.util.Locale;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** A text's bytes, asked by place; outside of it there is nothing. What is not ASCII counts as a letter. */
final class ByteScanner {
    private static final int NOTHING = -1;
    private static final int DIGIT = 1;
    private static final int HEX = 2;
    private static final int LETTER = 4;
    private static final int BLANK = 8;
    /** What each byte is: every byte of every reply is asked about, and a look-up costs a third of the comparisons. */
    private static final byte[] IS = kinds();

    private final byte[] bytes;

    ByteScanner(byte[] bytes) {
        this.bytes = bytes;
    }

    private static byte[] kinds() {
        var kinds = new byte[256];
        for (int c = 0; c < kinds.length; c++) {
            boolean isDigit = c >= '0' && c <= '9';
            int lower = c | 0x20;
            boolean isLetter = (lower >= 'a' && lower <= 'z') || c >= 0x80;
            boolean isHex = isDigit || (lower >= 'a' && lower <= 'f' && c < 0x80);
            boolean isBlank = c == ' ' || c == '\t';
            kinds[c] = (byte)
                    ((isDigit ? DIGIT : 0) | (isHex ? HEX : 0) | (isLetter ? LETTER : 0) | (isBlank ? BLANK : 0));
        }
        return kinds;
    }

    private boolean isAny(int i, int kinds) {
        return i >= 0 && i < bytes.length && (IS[bytes[i] & 0xff] & kinds) != 0;
    }

    /** Where those bytes end that are of these kinds. */
    private int end(int from, int kinds) {
        var all = bytes; // the first of the JVM's compilers, which is all that Shoal uses, reads a field each time
        int i = Math.max(0, from);
        while (i < all.length && (IS[all[i] & 0xff] & kinds) != 0) {
            i++;
        }
        return i;
    }

    int length() {
        return bytes.length;
    }

    /** The byte, 0 to 255, or -1 outside of the text. */
    int at(int i) {
        return i < 0 || i >= bytes.length ? NOTHING : bytes[i] & 0xff;
    }

    boolean is(int i, char c) {
        return at(i) == c;
    }

    boolean isOneOf(int i, String chars) {
        int c = at(i);
        return c != NOTHING && chars.indexOf(c) >= 0;
    }

    boolean isDigit(int i) {
        return isAny(i, DIGIT);
    }

    boolean isLetter(int i) {
        return isAny(i, LETTER);
    }

    boolean isHex(int i) {
        return isAny(i, HEX);
    }

    boolean isAlnum(int i) {
        return isAny(i, DIGIT | LETTER);
    }

    boolean isBlank(int i) {
        return isAny(i, BLANK);
    }

    /** Where the digits that begin here end. */
    int digits(int i) {
        return end(i, DIGIT);
    }

    int hexDigits(int i) {
        return end(i, HEX);
    }

    int letters(int i) {
        return end(i, LETTER);
    }

    int alnums(int i) {
        return end(i, DIGIT | LETTER);
    }

    int blanks(int i) {
        return end(i, BLANK);
    }

    /** Whether exactly that many digits begin here; more may follow. */
    boolean hasDigits(int i, int count) {
        return digits(i) - i >= count;
    }

    /** The number that these digits are; a huge one where it does not fit. */
    int number(int from, int to) {
        if (to - from > 9) {
            return Integer.MAX_VALUE;
        }
        int number = 0;
        for (int i = from; i < to; i++) {
            number = 10 * number + at(i) - '0';
        }
        return number;
    }

    String text(int from, int to) {
        return new String(bytes, from, to - from, ISO_8859_1);
    }

    String lower(int from, int to) {
        return text(from, to).toLowerCase(Locale.ROOT);
    }

    /** Whether the text goes on with this word in any case; the word is in lower case. */
    boolean says(int i, String word) {
        for (int k = 0; k < word.length(); k++) {
            int c = at(i + k);
            if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != word.charAt(k)) {
                return false;
            }
        }
        return true;
    }
}
