package dev.shoal.nodeset;

/**
 * A word of a nodeset expression.
 *
 * @param column where it begins, from 1
 */
record Token(Kind kind, String text, int column) {
    enum Kind {
        /** Part of a name. */
        TEXT,
        WILDCARD,
        AT,
        OPERATOR,
        OPENING_PARENTHESIS,
        CLOSING_PARENTHESIS,
        /** Parentheses with any text in them, after {@code @exit} or {@code @match}. */
        ARGUMENT,
        OPENING_BRACKET,
        CLOSING_BRACKET,
        /** In brackets, as the four below. */
        NUMBER,
        DASH,
        SLASH,
        COMMA,
        END
    }

    boolean is(Kind other) {
        return kind == other;
    }

    /** Whether nothing stands between the two. */
    boolean touches(Token next) {
        return column + text.length() == next.column;
    }
}
