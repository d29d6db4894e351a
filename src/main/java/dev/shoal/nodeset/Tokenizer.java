package dev.shoal.nodeset;

import dev.shoal.nodeset.Token.Kind;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a nodeset expression into words. Brackets hold another language than the rest: numbers, dashes, slashes and commas;
 * an argument holds anything. Blanks separate words and are otherwise ignored; whether two words touch is left to the
 * parser.
 */
final class Tokenizer {
    private static final String BRACKETS_WANT = "only digits, -, / and commas are allowed in brackets";

    private final Expression expression;
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private boolean inBrackets;

    private Tokenizer(Expression expression) {
        this.expression = expression;
        this.text = expression.text();
    }

    /** The words in order; the last one is the end. */
    static List<Token> tokens(Expression expression) throws NodeSetException {
        return new Tokenizer(expression).tokens();
    }

    private List<Token> tokens() throws NodeSetException {
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (inBrackets) {
                bracketToken(c);
            } else {
                token(c);
            }
        }
        add(Kind.END, 0);
        return tokens;
    }

    private void token(int c) throws NodeSetException {
        if (HostName.mayHold(c)) {
            add(Kind.TEXT, lengthOfText());
        } else if (Operator.isSign(c)) {
            add(Kind.OPERATOR, 1);
        } else if (c == '(' && Argument.opensAt(text, at)) {
            argument();
        } else {
            add(kindOf(c), 1);
        }
    }

    private void argument() throws NodeSetException {
        int end = Argument.end(text, at);
        if (end < 0) {
            throw mistake("( is never closed: put a text with parentheses or quotes in it in quotes");
        }
        add(Kind.ARGUMENT, end + 1 - at);
    }

    private Kind kindOf(int c) throws NodeSetException {
        return switch (c) {
            case '@' -> Kind.AT;
            case '*', '?' -> Kind.WILDCARD;
            case '(' -> Kind.OPENING_PARENTHESIS;
            case ')' -> Kind.CLOSING_PARENTHESIS;
            case '[' -> openingBracket();
            case ']' -> throw mistake("] has no [ before it");
            default -> throw mistake(HostName.shown(c) + " cannot be part of a name");
        };
    }

    private Kind openingBracket() throws NodeSetException {
        if (text.indexOf(']', at) < 0) {
            throw mistake("[ is never closed");
        }
        inBrackets = true;
        return Kind.OPENING_BRACKET;
    }

    private void bracketToken(int c) throws NodeSetException {
        if (NameOrder.isDigit(c)) {
            add(Kind.NUMBER, NameOrder.endOfIndex(text, at) - at);
            return;
        }
        inBrackets = c != ']';
        switch (c) {
            case '-' -> add(Kind.DASH, 1);
            case '/' -> add(Kind.SLASH, 1);
            case ',' -> add(Kind.COMMA, 1);
            case ']' -> add(Kind.CLOSING_BRACKET, 1);
            default ->
                throw mistake(
                        Character.isLetter(c)
                                ? "letters in a range: " + BRACKETS_WANT
                                : HostName.shown(c) + " in a range: " + BRACKETS_WANT);
        }
    }

    private int lengthOfText() {
        int end = at;
        while (end < text.length() && HostName.mayHold(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end - at;
    }

    private void add(Kind kind, int length) {
        tokens.add(new Token(kind, text.substring(at, at + length), at + 1));
        at += length;
    }

    private NodeSetException mistake(String problem) {
        return new NodeSetException(problem, expression, at + 1);
    }
}
