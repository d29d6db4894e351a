package dev.shoal.fleet;

import java.util.Set;

/** The words round a number, which tell whether it counts something. */
final class Context {
    /** What follows these is a verdict, a version or an identity: two of them that differ are never alike. */
    private static final Set<String> KEPT = Set.of(
            ("exit exited code status rc errno error signal returned result state http version_id release runlevel linux"
                            + " kernel uid gid")
                    .split(" "));

    private static final Set<String> PROCESS = Set.of("pid ppid tid pgid spid".split(" "));
    /** None of these and some of these are not alike. */
    private static final Set<String> TROUBLE = Set.of(
            ("fail failed failure failures error errors err errs warning warnings critical lost dropped degraded dead down"
                            + " missing unreachable")
                    .split(" "));

    /** No word that means something here is longer; without an end, a line of many short ones would be read again for each. */
    private static final int LONGEST_WORD = 64;

    private final Chars text;

    Context(Chars text) {
        this.text = text;
    }

    /** Whether the number at this place is of the kind that differs for a reason. */
    static boolean isKept(String word) {
        return KEPT.contains(word.substring(word.lastIndexOf('/') + 1))
                || word.contains("version")
                || word.startsWith("http/");
    }

    boolean isProcess(int i, String word) {
        return PROCESS.contains(word) || endsWith(i, "/proc/");
    }

    boolean isPort(int i, String word) {
        return word.equals("port") || (text.is(i - 1, ':') && isHost(i - 1));
    }

    /** Whether the number between these places counts troubles. */
    boolean isTrouble(int from, int to) {
        int next = text.blanks(to);
        return TROUBLE.contains(before(from)) || TROUBLE.contains(text.lower(next, text.letters(next)));
    }

    private boolean endsWith(int i, String lower) {
        return text.says(i - lower.length(), lower);
    }

    /** The word before the place, with nothing between them that ends a phrase; in lower case. */
    String before(int i) {
        int end = i;
        while (text.isOneOf(end - 1, " \t:=(\"'#[")) {
            end--;
        }
        int from = end;
        while (end - from < LONGEST_WORD && (text.isAlnum(from - 1) || text.isOneOf(from - 1, "_/."))) {
            from--;
        }
        return text.lower(from, end);
    }

    /** Whether what ends here may be a host, as in {@code db1:3306}, {@code [::1]:22} and {@code *:80}. */
    private boolean isHost(int end) {
        if (text.isOneOf(end - 1, "]*")) {
            return true;
        }
        int from = end;
        boolean isWord = true;
        while (text.isAlnum(from - 1) || text.isOneOf(from - 1, ".-_")) {
            from--;
            isWord &= text.isLetter(from) || text.isOneOf(from, "-_");
        }
        return from < end && (!isWord || text.lower(from, end).equals("localhost"));
    }
}
