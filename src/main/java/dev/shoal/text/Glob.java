package dev.shoal.text;

import java.util.function.Predicate;

/**
 * A pattern of names with wildcards. It matches a name as a whole, in time proportional to the lengths of both multiplied, so that a
 * pattern of many stars cannot stop the program. Safe for many threads.
 */
public final class Glob implements Predicate<String> {
    private final String pattern;
    private final boolean hasClasses;

    private Glob(String pattern, boolean hasClasses) {
        this.pattern = pattern;
        this.hasClasses = hasClasses;
    }

    /** A pattern of {@code *} and {@code ?}; brackets stand for themselves. */
    public static Glob ofWildcards(String pattern) {
        return new Glob(pattern, false);
    }

    /**
     * A pattern of a shell: {@code *}, {@code ?}, {@code [a-c]} and {@code [!a-c]}.
     *
     * @throws IllegalArgumentException if a range runs backwards
     */
    public static Glob of(String pattern) {
        var glob = new Glob(pattern, true);
        for (int i = 0; i < pattern.length(); i = glob.next(i)) {
            glob.fits(i, ' ');
        }
        return glob;
    }

    /** Only the last star is tried again: what the earlier ones have taken can stay as it is. */
    @Override
    public boolean test(String name) {
        int star = -1;
        int tried = 0;
        int p = 0;
        int n = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                tried = n;
            } else if (p < pattern.length() && fits(p, name.charAt(n))) {
                p = next(p);
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++tried;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** Where the class that begins here is closed; -1 where no class begins. */
    private int closing(int at) {
        return hasClasses && pattern.charAt(at) == '[' ? pattern.indexOf(']', at + 2) : -1;
    }

    private int next(int at) {
        return Math.max(at, closing(at)) + 1;
    }

    private boolean fits(int at, char c) {
        int closing = closing(at);
        if (closing < 0) {
            return pattern.charAt(at) == '?' || pattern.charAt(at) == c;
        }
        boolean isNegated = pattern.charAt(at + 1) == '!' && closing > at + 2;
        boolean isIn = false;
        for (int i = at + (isNegated ? 2 : 1); i < closing; i++) {
            char low = pattern.charAt(i);
            boolean isRange = i + 2 < closing && pattern.charAt(i + 1) == '-';
            char high = isRange ? pattern.charAt(i += 2) : low;
            if (low > high) {
                throw new IllegalArgumentException("a range in " + pattern + " runs backwards");
            }
            isIn |= low <= c && c <= high;
        }
        return isIn != isNegated;
    }
}
