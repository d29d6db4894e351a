package dev.shoal.posix;

/** A text and the position up to which it was read. */
final class Cursor {
    /** Each level is some frames of Java's stack; a text that a person writes has ten. */
    private static final int MOST_LEVELS = 200;

    private final String text;
    private int at;
    private int levels;

    Cursor(String text) {
        this.text = text;
    }

    int at() {
        return at;
    }

    void moveTo(int offset) {
        at = offset;
    }

    void advance() {
        at++;
    }

    String from(int start) {
        return text.substring(start, at);
    }

    boolean isAtEnd() {
        return at >= text.length();
    }

    /** The next character; 0 at the end. */
    char peek() {
        return peek(0);
    }

    /** The character that many after the next; 0 beyond the end. */
    char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : 0;
    }

    char charAt(int offset) {
        return text.charAt(offset);
    }

    /** The character before; 0 at the beginning. */
    char last() {
        return at > 0 ? text.charAt(at - 1) : 0;
    }

    boolean sees(String wanted) {
        return text.startsWith(wanted, at);
    }

    boolean takes(String wanted) {
        if (sees(wanted)) {
            at += wanted.length();
            return true;
        }
        return false;
    }

    boolean seesAnyOf(String characters) {
        return !isAtEnd() && characters.indexOf(peek()) >= 0;
    }

    /** Where the line ends that is being read. */
    int lineEnd() {
        var end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    /** A text that ends here is not finished. */
    void requireMore() throws ShellEnd {
        if (isAtEnd()) {
            throw ShellEnd.open();
        }
    }

    /** One level deeper; every call needs a {@link #leave}. */
    void enter() throws ShellEnd {
        levels++;
        if (levels > MOST_LEVELS) {
            throw ShellEnd.doubt("it is nested more than " + MOST_LEVELS + " levels deep");
        }
    }

    void leave() {
        levels--;
    }
}
