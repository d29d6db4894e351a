package dev.shoal.nodeset;

import dev.shoal.nodeset.NamePart.Brackets;
import dev.shoal.nodeset.NamePart.Text;
import dev.shoal.nodeset.Term.Names;
import dev.shoal.nodeset.Term.Wildcard;
import dev.shoal.nodeset.Token.Kind;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Reads names such as {@code rack[1-2]-node[01-20/2]}: texts, wildcards and ranges in brackets that touch each other. */
final class NamesParser {
    private static final String NEEDS_TEXT = "two ranges need text between them";

    private final Cursor cursor;
    private final Token first;
    private final StringBuilder text = new StringBuilder();
    private final List<NamePart> parts = new ArrayList<>();
    private boolean isWild;
    private int colon;

    NamesParser(Cursor cursor) {
        this.cursor = cursor;
        this.first = cursor.current();
    }

    /** Names of hosts, which may have wildcards. */
    Term names() throws NodeSetException {
        if (first.is(Kind.TEXT) && !HostName.mayBeginWith(first.text().codePointAt(0))) {
            throw cursor.mistake("a name cannot begin with " + first.text().charAt(0), first);
        }
        do {
            part();
        } while (cursor.touches(Kind.TEXT) || cursor.touches(Kind.OPENING_BRACKET) || cursor.touches(Kind.WILDCARD));
        refuseUserAndPort();
        refuseTooLong();
        var names = new Names(text.toString(), List.copyOf(parts), first.column());
        return isWild ? new Wildcard(names) : names;
    }

    /** Names of groups, which never have wildcards. */
    Names groups() throws NodeSetException {
        do {
            part();
        } while (cursor.touches(Kind.TEXT) || cursor.touches(Kind.OPENING_BRACKET));
        refuseTooLong();
        return new Names(text.toString(), List.copyOf(parts), first.column());
    }

    private void part() throws NodeSetException {
        if (cursor.isAt(Kind.OPENING_BRACKET)) {
            parts.add(brackets());
            return;
        }
        var token = cursor.next();
        if (token.text().contains(":")) {
            colon = token.column() + token.text().indexOf(':');
        }
        isWild |= token.is(Kind.WILDCARD);
        text.append(token.text());
        boolean isIndex = NameOrder.endOfIndex(token.text(), 0) == token.text().length();
        if (isIndex
                && !parts.isEmpty()
                && parts.getLast() instanceof Brackets
                && cursor.touches(Kind.OPENING_BRACKET)) {
            throw cursor.mistake(NEEDS_TEXT, cursor.current());
        }
        parts.add(new Text(token.text()));
    }

    /** The ranges in the brackets at the cursor. */
    Brackets brackets() throws NodeSetException {
        var opening = cursor.next();
        if (cursor.isAt(Kind.CLOSING_BRACKET)) {
            throw cursor.mistake("empty brackets", opening);
        }
        var ranges = new ArrayList<Range>();
        text.append('[');
        ranges.add(soundRange());
        while (cursor.isAt(Kind.COMMA)) {
            text.append(cursor.next().text());
            ranges.add(soundRange());
        }
        if (!cursor.isAt(Kind.CLOSING_BRACKET)) {
            throw cursor.mistake("a comma is missing between ranges", cursor.current());
        }
        text.append(cursor.next().text());
        if (cursor.touches(Kind.OPENING_BRACKET)) {
            throw cursor.mistake(NEEDS_TEXT, cursor.current());
        }
        return new Brackets(List.copyOf(ranges));
    }

    private Range soundRange() throws NodeSetException {
        var start = cursor.current();
        var range = range();
        if (range.isMixed()) {
            throw cursor.mistake("mixed padding in " + range + ": write both ends in the same width", start);
        }
        if (range.isReversed()) {
            throw cursor.mistake("reversed range " + range + ": write " + range.last() + "-" + range.first(), start);
        }
        text.append(range);
        return range;
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
        if (cursor.isAt(Kind.DASH)) {
            throw cursor.mistake(
                    "no index is negative: a dash between name and number stands before the bracket, as in node-[1-2]",
                    cursor.current());
        }
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
        if (text.indexOf(Expression.ANSIBLE) == 0) {
            throw cursor.mistake(
                    Expression.ANSIBLE + " stands at the beginning, and what follows it is the whole target:"
                            + " give it a -w of its own",
                    first);
        }
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
        int length = parts.stream().mapToInt(NamePart::length).sum();
        if (length > HostName.MAX_LENGTH) {
            throw cursor.mistake("a name of " + length + " characters is longer than " + HostName.MAX_LENGTH, first);
        }
    }
}
