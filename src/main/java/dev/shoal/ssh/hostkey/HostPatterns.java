package dev.shoal.ssh.hostkey;

import dev.shoal.text.Glob;

import java.util.List;
import java.util.Locale;

/**
 * The names that a line of known_hosts speaks of: a comma list with {@code *}, {@code ?} and {@code !} (sshd(8), "SSH_KNOWN_HOSTS
 * FILE FORMAT"). A negated pattern that fits outweighs all others. Brackets have no meaning of their own here.
 */
final class HostPatterns {
    private final List<String> patterns;

    private HostPatterns(List<String> patterns) {
        this.patterns = patterns;
    }

    static HostPatterns of(String commaList) {
        return new HostPatterns(List.of(commaList.toLowerCase(Locale.ROOT).split(",")));
    }

    /** Whether every name stands there literally, so that an index can find it. */
    boolean isLiteral() {
        return patterns.stream().noneMatch(p -> p.startsWith("!") || p.contains("*") || p.contains("?"));
    }

    /** The patterns as they stand, in lower case. */
    List<String> literals() {
        return patterns;
    }

    /** Whether they speak of the name, which is in lower case. */
    boolean fit(String name) {
        boolean fits = false;
        for (var pattern : patterns) {
            if (pattern.startsWith("!")) {
                if (Glob.ofWildcards(pattern.substring(1)).test(name)) {
                    return false;
                }
            } else if (Glob.ofWildcards(pattern).test(name)) {
                fits = true;
            }
        }
        return fits;
    }
}
