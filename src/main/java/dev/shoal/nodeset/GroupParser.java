package dev.shoal.nodeset;

import dev.shoal.nodeset.Term.AllHosts;
import dev.shoal.nodeset.Term.GroupNames;
import dev.shoal.nodeset.Term.Groups;
import dev.shoal.nodeset.Term.Names;
import dev.shoal.nodeset.Term.RunParts;
import dev.shoal.nodeset.Token.Kind;

import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads what begins with {@code @}: groups, names of groups, all hosts, and the sets of earlier runs. */
final class GroupParser {
    private static final String NO_GROUP_NAME = "the name of a group must follow its @";
    private static final String NO_WILDCARDS =
            "wildcards match hosts, never groups: write the groups out, as @io[1-3]; hosts -e @@ lists them";

    /** The digits of a run's number that fit in a long. */
    private static final int MAX_DIGITS = 18;

    private final Cursor cursor;

    GroupParser(Cursor cursor) {
        this.cursor = cursor;
    }

    Term group() throws NodeSetException {
        var sign = cursor.next();
        if (cursor.touches(Kind.AT)) {
            return groupNames(sign);
        }
        if (cursor.touches(Kind.WILDCARD)) {
            return allHosts("", sign);
        }
        if (!cursor.touches(Kind.TEXT) && !cursor.touches(Kind.OPENING_BRACKET)) {
            throw cursor.mistake(NO_GROUP_NAME, sign);
        }
        var names = new NamesParser(cursor).groups();
        int colon = names.text().indexOf(':');
        return colon < 0 ? named("", names, sign) : prefixed(names, colon, sign);
    }

    private Term prefixed(Names names, int colon, Token sign) throws NodeSetException {
        var source = names.text().substring(0, colon);
        boolean isAll = names.parts().size() == 1 && colon == names.text().length() - 1;
        if (isAll && cursor.touches(Kind.WILDCARD)) {
            return allHosts(source, sign);
        }
        if (source.isEmpty() || source.indexOf('[') >= 0) {
            throw cursor.mistake("the name of one source must stand before the colon, as @source:group", sign);
        }
        if (isAll) {
            throw cursor.mistake("the name of a group must follow @" + source + ":", sign);
        }
        return named(source, names.from(colon + 1), sign);
    }

    private Term named(String source, Names names, Token sign) throws NodeSetException {
        if (cursor.touches(Kind.WILDCARD)) {
            throw cursor.mistake(NO_WILDCARDS, cursor.current());
        }
        if (RunSets.isNumber(source)) {
            if (source.length() > MAX_DIGITS) {
                throw cursor.mistake("no run has a number of " + source.length() + " digits", sign);
            }
            return runParts(OptionalLong.of(Long.parseLong(source)), names, sign);
        }
        boolean isPart = source.isEmpty() && RunSets.isName(names.first());
        return isPart
                ? runParts(OptionalLong.empty(), names, sign)
                : new Groups(source, listed(names, sign), sign.column());
    }

    private Term runParts(OptionalLong run, Names names, Token sign) throws NodeSetException {
        var argument = cursor.touches(Kind.ARGUMENT)
                ? Optional.of(Argument.value(cursor.next().text()))
                : Optional.<String>empty();
        return new RunParts(run, listed(names, sign), argument, sign.column());
    }

    private Names listed(Names names, Token sign) throws NodeSetException {
        if (names.count().compareTo(BigInteger.valueOf(TooManyPieces.MAX_HOSTS)) > 0) {
            throw cursor.mistake("@" + names.text() + " is " + names.count() + " groups", sign);
        }
        return names;
    }

    private Term allHosts(String source, Token sign) throws NodeSetException {
        var star = cursor.next();
        if (!star.text().equals("*") || cursor.touches(Kind.TEXT) || cursor.touches(Kind.WILDCARD)) {
            throw cursor.mistake(NO_WILDCARDS, star);
        }
        return new AllHosts(source, sign.column());
    }

    private Term groupNames(Token sign) throws NodeSetException {
        var second = cursor.next();
        if (!cursor.touches(Kind.TEXT)) {
            return new GroupNames("", sign.column());
        }
        var source = cursor.next().text();
        if (source.indexOf(':') >= 0) {
            throw cursor.mistake(
                    "@@ names all groups of one source, as @@source: write @" + source + " for a group", second);
        }
        return new GroupNames(source, sign.column());
    }
}
