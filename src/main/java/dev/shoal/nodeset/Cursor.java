package dev.shoal.nodeset;

import dev.shoal.nodeset.Token.Kind;

import java.util.List;

/** Where the parsers are in an expression; both of them move the same one. */
final class Cursor {
    private final Expression expression;
    private final List<Token> tokens;
    private int at;

    Cursor(Expression expression) throws NodeSetException {
        this.expression = expression;
        this.tokens = Tokenizer.tokens(expression);
    }

    Token current() {
        return tokens.get(at);
    }

    boolean isAt(Kind kind) {
        return current().is(kind);
    }

    /** The current token; moves on to the next one. Never called at the end. */
    Token next() {
        return tokens.get(at++);
    }

    /** The token before the current one; the current one if it is the first. */
    Token previous() {
        return tokens.get(Math.max(0, at - 1));
    }

    /** Whether the current token is of this kind and touches the one before it. */
    boolean touches(Kind kind) {
        return isAt(kind) && previous().touches(current());
    }

    NodeSetException mistake(String problem, Token token) {
        return mistake(problem, token.column());
    }

    NodeSetException mistake(String problem, int column) {
        return new NodeSetException(problem, expression, column);
    }
}
