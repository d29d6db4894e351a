package dev.shoal.text;

import java.util.List;

/** Finds the names that a pattern fits. It never tries a place twice as often as the name has characters. */
public final class Wildcards {
    private static final char ANY_TEXT = '*';
    private static final char ANY_CHARACTER = '?';

    private Wildcards() {}

    public static List<String> matching(String pattern, List<String> names) {
        return names.stream().filter(name -> matches(pattern, name)).toList();
    }

    /** Only the last star has to be tried again: what the ones before it have taken can stay as it is. */
    private static boolean matches(String pattern, String name) {
        int star = -1;
        int tried = 0;
        int p = 0;
        int n = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == ANY_TEXT) {
                star = p++;
                tried = n;
            } else if (p < pattern.length() && fits(pattern.charAt(p), name.charAt(n))) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++tried;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == ANY_TEXT) {
            p++;
        }
        return p == pattern.length();
    }

    private static boolean fits(char wanted, char found) {
        return wanted == ANY_CHARACTER || wanted == found;
    }
}
