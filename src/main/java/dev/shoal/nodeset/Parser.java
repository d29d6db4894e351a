package dev.shoal.nodeset;

import dev.shoal.nodeset.Term.Operation;
import dev.shoal.nodeset.Token.Kind;

import java.util.ArrayList;

/**
 * Reads a nodeset expression, by recursive descent:
 *
 * <pre>
 * expression = operand { operator operand }      operators , ! &amp; ^ from left to right; &amp;! is "and not", as ! is
 * operand    = "(" expression ")" | "@" group | names
 * names      = ( text | "*" | "?" | brackets ) { text | "*" | "?" | brackets }     that touch each other
 * brackets   = "[" range { "," range } "]"
 * range      = number [ "-" number [ "/" number ] ]
 * group      = [ source ":" ] indexed           the hosts of a group, or of several: @io[1-3]
 *            | [ source ":" ] "*"               every host
 *            | "@" [ source ]                   the names of groups
 *            | [ run ":" ] part [ argument ]    a set of the last run or of the numbered one: @failed @2 @41:exit(3)
 * indexed    = ( text | brackets ) { text | brackets }
 * argument   = "(" any text ")"                 in quotes where it has parentheses that do not pair
 * </pre>
 *
 * Digits that touch brackets are part of the index: {@code node[1-9/2]0} is 10, 30, 50, 70 and 90. No index is negative: the dash
 * of {@code node-1} is part of the name.
 */
public final class Parser {
    private static final int MAX_DEPTH = 100;

    private final Cursor cursor;
    private int depth;

    private Parser(Expression expression) throws NodeSetException {
        this.cursor = new Cursor(expression);
    }

    /** The whole expression as a tree; its ranges are sound and not too large. */
    public static Term parse(Expression expression) throws NodeSetException {
        var parser = new Parser(expression);
        var term = parser.expression();
        if (!parser.cursor.isAt(Kind.END)) {
            throw parser.unexpected();
        }
        return term;
    }

    private Term expression() throws NodeSetException {
        var first = operand();
        var steps = new ArrayList<Operation.Step>();
        while (cursor.isAt(Kind.OPERATOR)) {
            var operator = Operator.ofSign(cursor.next().text());
            if (operator == Operator.INTERSECT && cursor.current().text().equals("!")) {
                cursor.next();
                operator = Operator.MINUS;
            }
            steps.add(new Operation.Step(operator, operand()));
        }
        return steps.isEmpty() ? first : new Operation(first, steps);
    }

    private Term operand() throws NodeSetException {
        return switch (cursor.current().kind()) {
            case OPENING_PARENTHESIS -> parenthesis();
            case AT -> new GroupParser(cursor).group();
            case TEXT, WILDCARD, OPENING_BRACKET -> new NamesParser(cursor).names();
            default -> throw missingOperand();
        };
    }

    private Term parenthesis() throws NodeSetException {
        var opening = cursor.next();
        if (++depth > MAX_DEPTH) {
            throw cursor.mistake("parentheses are nested more than " + MAX_DEPTH + " deep", opening);
        }
        var inner = expression();
        if (cursor.isAt(Kind.END)) {
            throw cursor.mistake("( is never closed", opening);
        }
        if (!cursor.isAt(Kind.CLOSING_PARENTHESIS)) {
            throw unexpected();
        }
        cursor.next();
        depth--;
        return inner;
    }

    /** The complaint where an operand should begin and does not. */
    private NodeSetException missingOperand() {
        var current = cursor.current();
        var previous = cursor.previous();
        if (previous.is(Kind.OPERATOR) && !previous.equals(current)) {
            return cursor.mistake("nothing follows " + previous.text(), previous);
        }
        if (current.is(Kind.OPERATOR)) {
            return cursor.mistake("nothing stands before " + current.text(), current);
        }
        if (previous.is(Kind.OPENING_PARENTHESIS)) {
            return cursor.mistake(current.is(Kind.END) ? "( is never closed" : "empty parentheses", previous);
        }
        return current.is(Kind.END) ? cursor.mistake("the nodeset is empty", 1) : unexpected();
    }

    /** The complaint where an operator should stand and does not. */
    private NodeSetException unexpected() {
        return cursor.isAt(Kind.CLOSING_PARENTHESIS)
                ? cursor.mistake(") has no ( before it", cursor.current())
                : cursor.mistake("an operator is missing here: separate hosts by commas", cursor.current());
    }
}
