package dev.shoal.fleet;

import java.util.Locale;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** A text's bytes, asked by place; outside of it there is nothing. What is not ASCII counts as a letter. */
final class Chars {
    private static final int NOTHING = -1;

    private final byte[] bytes;

    Chars(byte[] bytes) {
        this.bytes = bytes;
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
        int c = at(i);
        return c >= '0' && c <= '9';
    }

    boolean isLetter(int i) {
        int c = at(i);
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
    }

    boolean isHex(int i) {
        int c = at(i);
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    boolean isAlnum(int i) {
        return isDigit(i) || isLetter(i);
    }

    boolean isBlank(int i) {
        return isOneOf(i, " \t");
    }

    /** Where the digits that begin here end. */
    int digits(int i) {
        int end = i;
        while (isDigit(end)) {
            end++;
        }
        return end;
    }

    int hexDigits(int i) {
        int end = i;
        while (isHex(end)) {
            end++;
        }
        return end;
    }

    int letters(int i) {
        int end = i;
        while (isLetter(end)) {
            end++;
        }
        return end;
    }

    int alnums(int i) {
        int end = i;
        while (isAlnum(end)) {
            end++;
        }
        return end;
    }

    int blanks(int i) {
        int end = i;
        while (isBlank(end)) {
            end++;
        }
        return end;
    }

    /** Whether exactly that many digits begin here; more may follow. */
    boolean hasDigits(int i, int count) {
        return digits(i) - i >= count;
    }

    /** The number that these digits are; a huge one where it does not fit. */
    int number(int from, int to) {
        return to - from > 9 ? Integer.MAX_VALUE : Integer.parseInt(text(from, to));
    }

    String text(int from, int to) {
        return new String(bytes, from, to - from, ISO_8859_1);
    }

    String lower(int from, int to) {
        return text(from, to).toLowerCase(Locale.ROOT);
    }

    /** Whether the text goes on with this word, which is in lower case, whatever its own case. */
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
