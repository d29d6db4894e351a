package dev.shoal.text;

import java.util.HexFormat;

/** Takes one character after the other and writes what may be shown. Holds back at most one, whose fate the next decides. */
final class Cleaner {
    private static final HexFormat HEX = HexFormat.of();
    private static final int ZERO_WIDTH_JOINER = 0x200d;
    private static final int TEXT_PRESENTATION = 0xfe0e;
    private static final int EMOJI_PRESENTATION = 0xfe0f;
    private static final int NONE = -1;

    private final StringBuilder out;
    private int held = NONE;
    private int last = NONE;
    private boolean afterEmoji;

    Cleaner(StringBuilder out) {
        this.out = out;
    }

    /** Whether the next character is looked at by itself. */
    boolean isIdle() {
        return held == NONE;
    }

    void add(int c) {
        if (held != NONE) {
            decide(c);
        }
        if (c == '\r' || (c == ZERO_WIDTH_JOINER && afterEmoji)) {
            held = c;
            return;
        }
        if (isControl(c)) {
            showByte(c);
        } else if (isHidden(c) || (isSelector(c) && !selects(c))) {
            out.append("\\u{").append(Integer.toHexString(c)).append('}');
        } else {
            out.appendCodePoint(c);
        }
        last = c;
        afterEmoji = c > 0x7f && (isPicture(c) || (afterEmoji && c == EMOJI_PRESENTATION));
    }

    /** A byte that is not part of a character. */
    void addBad(int b) {
        decide(NONE);
        showByte(b & 0xff);
        last = NONE;
        afterEmoji = false;
    }

    /** What was written since the last call. */
    String take() {
        var text = out.toString();
        out.setLength(0);
        return text;
    }

    /** The rest: nothing follows. */
    String end() {
        decide(NONE);
        return take();
    }

    private void decide(int next) {
        if (held == '\r' && next != '\n') {
            out.append("\\r");
        } else if (held == ZERO_WIDTH_JOINER && isPicture(next)) {
            out.appendCodePoint(ZERO_WIDTH_JOINER);
        } else if (held == ZERO_WIDTH_JOINER) {
            out.append("\\u{200d}");
        }
        afterEmoji &= held == NONE;
        held = NONE;
    }

    private void showByte(int b) {
        HEX.toHexDigits(out.append("\\x"), (byte) b);
    }

    private static boolean isPicture(int c) {
        return c > 0x7f && (Character.isExtendedPictographic(c) || Character.isEmojiModifier(c));
    }

    private static boolean isControl(int c) {
        return c < ' ' ? c != '\n' && c != '\t' : c >= 0x7f && c <= 0x9f;
    }

    /** A variation selector, which is not seen itself. */
    private static boolean isSelector(int c) {
        return (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef);
    }

    /** Whether it can change how the character before it looks; elsewhere it only hides a difference, or carries a message. */
    private boolean selects(int selector) {
        boolean ofPictures = selector == EMOJI_PRESENTATION || selector == TEXT_PRESENTATION;
        return ofPictures ? isPicture(last) : last > 0x7f && Character.isIdeographic(last);
    }

    /** What Unicode calls ignorable by default (UAX 44), and what ends a line there; nothing of it is seen. */
    private static boolean isHidden(int c) {
        return c >= 0xad
                && (c == 0xad // soft hyphen
                        || c == 0x34f // grapheme joiner
                        || c == 0x61c // Arabic letter mark
                        || isBlankLetter(c)
                        || (c >= 0x180b && c <= 0x180f) // Mongolian selectors
                        || (c >= 0x200b && c <= 0x200f) // zero width, direction marks
                        || (c >= 0x2028 && c <= 0x202e) // line separators, direction
                        || (c >= 0x2060 && c <= 0x206f) // invisible operators, isolates
                        || c == 0xfeff
                        || (c >= 0xfff0 && c <= 0xfffb)
                        || (c >= 0x1bca0 && c <= 0x1bca3) // shorthand controls
                        || (c >= 0x1d173 && c <= 0x1d17a) // musical controls
                        || (c >= 0xe0000 && c <= 0xe0fff && !isSelector(c)) // tags
                        || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)); // half a character
    }

    /** Hangul fillers and Khmer vowels that leave no mark, yet are letters. */
    private static boolean isBlankLetter(int c) {
        return c == 0x115f || c == 0x1160 || c == 0x3164 || c == 0xffa0 || c == 0x17b4 || c == 0x17b5;
    }
}
