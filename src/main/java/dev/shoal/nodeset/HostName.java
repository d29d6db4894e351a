package dev.shoal.nodeset;

import java.util.Locale;
import java.util.Optional;

/**
 * Which characters a host's name is made of. Narrower than what DNS or a shell would bear, because a name is typed in
 * nodesets, printed in tables and used as a file's name: no blanks, no operators, no slash, no leading dash or dot.
 */
public final class HostName {
    /** Beside letters and digits; colon and percent are for literal IPv6 addresses. */
    private static final String PUNCTUATION = "-_.:%+";

    private static final String LEADING_PUNCTUATION = "_:";

    /** As in DNS, RFC 1035 3.1; it also bounds the work that folding a name may cost. */
    static final int MAX_LENGTH = 253;

    private HostName() {}

    static boolean mayHold(int character) {
        return Character.isLetterOrDigit(character) || PUNCTUATION.indexOf(character) >= 0;
    }

    static boolean mayBeginWith(int character) {
        return Character.isLetterOrDigit(character) || LEADING_PUNCTUATION.indexOf(character) >= 0;
    }

    /** Why the text cannot be a host's name; empty where it can. */
    public static Optional<String> problem(String name) {
        if (name.isBlank()) {
            return Optional.of("a host's name must not be blank");
        }
        if (name.length() > MAX_LENGTH) {
            return Optional.of("a name of " + name.length() + " characters is longer than " + MAX_LENGTH);
        }
        if (!mayBeginWith(name.codePointAt(0))) {
            return Optional.of("a name cannot begin with " + shown(name.codePointAt(0)));
        }
        return name.codePoints()
                .filter(c -> !mayHold(c))
                .mapToObj(c -> shown(c) + " cannot be part of a name")
                .findFirst();
    }

    /** The character as a message may print it: control characters and the like by their number. */
    static String shown(int character) {
        boolean visible = (character > ' ' && character < 0x7f) || Character.isLetterOrDigit(character);
        return visible ? Character.toString(character) : String.format(Locale.ROOT, "U+%04X", character);
    }
}
