package dev.shoal.fold;

/**
 * Numbers that count or measure something: a whole or decimal number that stands by itself, with its unit. A number that a
 * letter, a dash or a dot ties to a word is part of a name or a version ({@code openssl-3.0}, {@code 1.24.0}, {@code web17},
 * {@code 22/tcp}); one with a leading zero is a mode or a label ({@code 0644}); {@link WordContext} knows those that a word before
 * them makes a verdict ({@code exit 3}). None of them is found here.
 */
final class NumberMatcher {
    /** From here on the system picks ports, and they mean nothing. */
    private static final int FIRST_PICKED_PORT = 32_768;

    /** Groups of digits that go on for longer are a list. */
    private static final int LONGEST_NUMBER = 40;

    private final ByteScanner text;
    private final WordContext context;
    private int foundEnd;
    private MaskKind foundKind = MaskKind.NUMBER;

    NumberMatcher(ByteScanner text, WordContext context) {
        this.text = text;
        this.context = context;
    }

    /**
     * Whether one begins with the digit at this place; then it is known by its {@link #end} and {@link #kind}.
     *
     * @param behindToken whether a token ends here or right before a slash, as in {@code 3/12}
     */
    boolean find(int i, boolean behindToken) {
        int whole = text.digits(i);
        if (text.is(i - 1, '[') && text.is(whole, ']') && (text.isAlnum(i - 2) || text.isOneOf(i - 2, ")-_."))) {
            return found(whole, MaskKind.PID);
        }
        var word = context.before(i);
        if (context.isProcess(i, word) && !text.isLetter(whole)) {
            return found(whole, MaskKind.PID);
        }
        if (context.isPort(i, word)) {
            return text.number(i, whole) >= FIRST_PICKED_PORT && endsFree(whole) && found(whole, MaskKind.PORT);
        }
        boolean isLabel = text.is(i, '0') && whole - i > 1;
        boolean isFree = isFree(i) || (behindToken && text.is(i - 1, '/'));
        int end = decimals(whole);
        return !isLabel && isFree && (!WordContext.isKept(word) || isStamp(i, whole, end)) && measured(i, end);
    }

    /** Where the one ends that was found last. */
    int end() {
        return foundEnd;
    }

    /** What it is. */
    MaskKind kind() {
        return foundKind;
    }

    private boolean found(int to, MaskKind kind) {
        foundEnd = to;
        foundKind = kind;
        return true;
    }

    /** Where the number ends that has these digits first: groups of three, then a fraction. */
    private int decimals(int whole) {
        int end = whole;
        while (text.is(end, ',') && text.digits(end + 1) == end + 4 && end - whole < LONGEST_NUMBER) {
            end += 4;
        }
        return text.is(end, '.') && text.isDigit(end + 1) ? text.digits(end + 1) : end;
    }

    private boolean measured(int from, int number) {
        int unit = text.letters(number);
        if (unit > number) {
            return attached(number, unit);
        }
        if (!endsFree(number) || (number - from == 1 && text.is(from, '0') && context.isNone(from, number))) {
            return false;
        }
        int next = text.blanks(number);
        int apart = text.letters(next);
        boolean isWord = apart > next + 1 && endsFree(rate(apart));
        boolean isUnit = next == number + 1 && (isWord || isSecond(next));
        if (isUnit && Units.isTime(text.text(next, apart))) {
            return found(apart, MaskKind.DURATION);
        }
        boolean isSize = isUnit && Units.isSize(text.text(next, apart));
        if (isSize) {
            return found(rate(apart), MaskKind.SIZE);
        }
        boolean mayBeVersion = text.digits(from) < number && !text.is(number, '%');
        return !(mayBeVersion && context.isVersion(from)) && found(number, MaskKind.NUMBER);
    }

    /** Whether it is the kernel's clock, as in {@code kernel: [   12.345678]}. */
    private boolean isStamp(int from, int whole, int end) {
        int before = from;
        while (text.isBlank(before - 1)) {
            before--;
        }
        return end > whole && text.is(before - 1, '[') && text.is(end, ']');
    }

    private boolean isSecond(int at) {
        return text.isOneOf(at, "sB") && !text.isAlnum(at + 1);
    }

    /** With the unit right after the number, as {@code 512M} and {@code 1h23m4.5s}. */
    private boolean attached(int number, int unit) {
        var word = text.text(number, unit);
        if (Units.isSize(word) && !Units.isTime(word) && endsFree(rate(unit))) {
            return found(rate(unit), MaskKind.SIZE);
        }
        int end = unit;
        while (Units.isTime(word) && text.isDigit(end)) {
            int next = decimals(text.digits(end));
            end = text.letters(next);
            word = text.text(next, end);
        }
        return Units.isTime(word) && endsFree(end) && found(end, MaskKind.DURATION);
    }

    private int rate(int end) {
        return text.is(end, '/') && text.is(end + 1, 's') && !text.isAlnum(end + 2) ? end + 2 : end;
    }

    /** Whether nothing before the place makes it the end of a word. */
    private boolean isFree(int i) {
        if (text.isOneOf(i - 1, "-+")) {
            return !text.isAlnum(i - 2) && !text.isOneOf(i - 2, "._-)]");
        }
        return !text.isAlnum(i - 1) && !text.isOneOf(i - 1, "._/@~%\\");
    }

    /** Whether the word ends at this offset. */
    private boolean endsFree(int i) {
        if (text.is(i, '/')) {
            return !text.isLetter(i + 1);
        }
        return !text.isAlnum(i) && !text.is(i, '_') && !(text.isOneOf(i, ".-~+@:") && text.isAlnum(i + 1));
    }
}
