package dev.shoal.inventory;

import dev.shoal.inventory.Term.GroupName;
import dev.shoal.inventory.Term.Names;
import dev.shoal.inventory.Term.Operation;
import dev.shoal.inventory.Token.Kind;

import java.util.ArrayList;

/**
 * Reads a nodeset expression, by recursive descent:
 *
 * <pre>
 * expression = operand { operator operand }      operators , ! &amp; ^ from left to right; &amp;! is "and not", as ! is
 * operand    = "(" expression ")" | "@" text | names
 * names      = ( text | brackets ) { text | brackets }     that touch each other
 * brackets   = "[" range { "," range } "]"
 * range      = number [ "-" number [ "/" number ] ]
 * </pre>
 */
final class Parser {
    private static final int MAX_DEPTH = 100;
    private static final String NOT_YET = " not in this version";
    private static final String NO_GROUP_NAME = "the name of a group must follow its @";

    private final Cursor cursor;
    private int depth;

    private Parser(Expression expression) throws NodeSetException {
        this.cursor = new Cursor(expression);
    }

    /** The whole expression as a tree; its ranges are sound and not too large. */
    static Term parse(Expression expression) throws NodeSetException {
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
            case AT -> group();
            case TEXT, WILDCARD, OPENING_BRACKET -> names();
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

    private Term group() throws NodeSetException {
        var sign = cursor.next();
        if (cursor.touches(Kind.WILDCARD)) {
            throw cursor.mistake("@* is" + NOT_YET + ": @all is every host of the inventory", sign);
        }
        if (cursor.touches(Kind.AT)) {
            throw cursor.mistake("@@ is" + NOT_YET, sign);
        }
        if (!cursor.touches(Kind.TEXT)) {
            throw cursor.mistake(NO_GROUP_NAME, sign);
        }
        var name = cursor.next().text();
        if (name.contains(":")) {
            throw cursor.mistake("group sources (@source:group) are" + NOT_YET, sign);
        }
        if (cursor.touches(Kind.OPENING_BRACKET)) {
            throw cursor.mistake("ranges of groups (@io[1-3]) are" + NOT_YET, cursor.current());
        }
        if (cursor.touches(Kind.WILDCARD)) {
            throw cursor.mistake("wildcards are" + NOT_YET, cursor.current());
        }
        return new GroupName(name, sign.column());
    }

    private Names names() throws NodeSetException {
        return new NamesParser(cursor).names();
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
