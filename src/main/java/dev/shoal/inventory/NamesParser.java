package dev.shoal.inventory;

import dev.shoal.inventory.Term.Names;
import dev.shoal.inventory.Token.Kind;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Reads one term of names, such as {@code rack[1-2]-node[01-20/2]}: texts and ranges in brackets that touch each other. */
final class NamesParser {
    /** More than any fleet has, and little enough to be held in memory. */
    static final int MAX_HOSTS = 1_000_000;

    private final Cursor cursor;
    private final Token first;
    private final StringBuilder text = new StringBuilder();
    private final List<List<String>> parts = new ArrayList<>();
    private int colon;

    NamesParser(Cursor cursor) {
        this.cursor = cursor;
        this.first = cursor.current();
    }

    Names names() throws NodeSetException {
        if (first.is(Kind.TEXT) && !HostName.mayBeginWith(first.text().codePointAt(0))) {
            throw cursor.mistake("a name cannot begin with " + first.text().charAt(0), first);
        }
        do {
            if (cursor.isAt(Kind.WILDCARD)) {
                throw cursor.mistake("wildcards are not in this version", cursor.current());
            } else if (cursor.isAt(Kind.TEXT)) {
                text();
            } else {
                parts.add(brackets());
            }
        } while (cursor.touches(Kind.TEXT) || cursor.touches(Kind.OPENING_BRACKET) || cursor.touches(Kind.WILDCARD));
        refuseUserAndPort();
        refuseTooLong();
        refuseTooMany();
        return new Names(text.toString(), List.copyOf(parts), first.column());
    }

    private void text() {
        var token = cursor.next();
        if (token.text().contains(":")) {
            colon = token.column() + token.text().indexOf(':');
        }
        text.append(token.text());
        parts.add(List.of(token.text()));
    }

    /** The indexes in the brackets at the cursor, in the order written. */
    List<String> brackets() throws NodeSetException {
        var opening = cursor.next();
        if (cursor.isAt(Kind.CLOSING_BRACKET)) {
            throw cursor.mistake("empty brackets", opening);
        }
        var indexes = new ArrayList<String>();
        text.append('[');
        addRange(indexes);
        while (cursor.isAt(Kind.COMMA)) {
            text.append(cursor.next().text());
            addRange(indexes);
        }
        if (!cursor.isAt(Kind.CLOSING_BRACKET)) {
            throw cursor.mistake("a comma is missing between ranges", cursor.current());
        }
        text.append(cursor.next().text());
        if (cursor.touches(Kind.OPENING_BRACKET)) {
            throw cursor.mistake("two ranges need text between them", cursor.current());
        }
        return indexes;
    }

    private void addRange(List<String> indexes) throws NodeSetException {
        var start = cursor.current();
        var range = range();
        if (range.isMixed()) {
            throw cursor.mistake("mixed padding in " + range + ": write both ends in the same width", start);
        }
        if (range.isReversed()) {
            throw cursor.mistake("reversed range " + range + ": write " + range.last() + "-" + range.first(), start);
        }
        refuseMoreThan(MAX_HOSTS - indexes.size(), range.toString(), range.count(), start);
        range.addTo(indexes);
        text.append(range);
    }

    private Range range() throws NodeSetException {
        var from = number();
        if (cursor.isAt(Kind.SLASH)) {
            throw cursor.mistake("a step needs a range, as 1-9/2 has", cursor.current());
        }
        if (!cursor.isAt(Kind.DASH)) {
            return Range.of(from);
        }
        cursor.next();
        var to = number();
        if (!cursor.isAt(Kind.SLASH)) {
            return new Range(from, to, BigInteger.ONE);
        }
        cursor.next();
        var step = cursor.current();
        var range = new Range(from, to, new BigInteger(number()));
        if (range.step().signum() == 0) {
            throw cursor.mistake("a step of 0 in " + from + "-" + to + ": write 1 or more", step);
        }
        return range;
    }

    private String number() throws NodeSetException {
        if (!cursor.isAt(Kind.NUMBER)) {
            throw cursor.mistake(
                    "a number is missing before " + cursor.current().text(), cursor.current());
        }
        if (cursor.current().text().length() > HostName.MAX_LENGTH) {
            throw cursor.mistake("a number of more than " + HostName.MAX_LENGTH + " digits", cursor.current());
        }
        return cursor.next().text();
    }

    private void refuseUserAndPort() throws NodeSetException {
        if (cursor.touches(Kind.AT)) {
            throw cursor.mistake("a user cannot be given here: use -l, or user: in the inventory", cursor.current());
        }
        int at = text.indexOf(":");
        boolean isPort =
                at > 0 && at + 1 < text.length() && NameOrder.endOfIndex(text.toString(), at + 1) == text.length();
        if (isPort) {
            throw cursor.mistake("a port cannot be given here: use -p, or port: in the inventory", colon);
        }
    }

    private void refuseTooLong() throws NodeSetException {
        int length = parts.stream().mapToInt(part -> part.getLast().length()).sum();
        if (length > HostName.MAX_LENGTH) {
            throw cursor.mistake("a name of " + length + " characters is longer than " + HostName.MAX_LENGTH, first);
        }
    }

    private void refuseTooMany() throws NodeSetException {
        var count = parts.stream()
                .map(part -> BigInteger.valueOf(part.size()))
                .reduce(BigInteger.ONE, BigInteger::multiply);
        refuseMoreThan(MAX_HOSTS, text.toString(), count, first);
    }

    private void refuseMoreThan(int most, String what, BigInteger count, Token token) throws NodeSetException {
        if (count.compareTo(BigInteger.valueOf(most)) > 0) {
            throw cursor.mistake(
                    what + " is " + count + " hosts: one nodeset may name " + MAX_HOSTS + " at most", token);
        }
    }
}
