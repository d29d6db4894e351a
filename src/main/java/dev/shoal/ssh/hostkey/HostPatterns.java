package dev.shoal.ssh.hostkey;

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
                if (fits(pattern, 1, name)) {
                    return false;
                }
            } else if (fits(pattern, 0, name)) {
                fits = true;
            }
        }
        return fits;
    }

    /** Goes back to the last star only, so that hostile patterns cost no more than the product of the lengths. */
    private static boolean fits(String pattern, int from, String name) {
        int p = from;
        int n = 0;
        int star = -1;
        int resume = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = n;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == name.charAt(n))) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
