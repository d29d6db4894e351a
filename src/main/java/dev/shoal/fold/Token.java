package dev.shoal.fold;

/**
 * A part of a text that says which host, when or how many, rather than what.
 *
 * @param from the offset of its first byte
 * @param to the offset behind its last byte
 */
public record Token(int from, int to, MaskKind kind) {
    public Token {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("a token from " + from + " to " + to);
        }
    }

    /** The same token in a text that begins so many bytes later. */
    Token without(int bytes) {
        return new Token(from - bytes, to - bytes, kind);
    }
}
