package dev.shoal.fold;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The words round a number, which tell whether it counts something. */
final class WordContext {
    /** What follows these is a verdict, a version or an identity: two of them that differ are never similar. */
    private static final Set<String> KEPT = Set.of(
            ("exit exited code status rc errno error signal returned result state http version_id release runlevel linux"
                            + " kernel uid gid ubuntu debian centos stream fedora rhel almalinux mtu vlan slot")
                    .split(" "));

    private static final Pattern PARTS = Pattern.compile("[_./]");
    private static final Set<String> PROCESS = Set.of("pid ppid tid pgid spid".split(" "));
    /** These may stand between such a word and its number. */
    private static final Set<String> JOINING = Set.of("with", "is", "was");
    /** An address after these words is that of a host on which this one relies: which one it is matters. */
    private static final Set<String> PEERS =
            Set.of("nameserver nameservers dns ntp server via gateway gw leader master primary".split(" "));
    /** None of these and some of these are not similar. */
    private static final Set<String> TROUBLE = Set.of(
            ("fail failed failure failures error errors err errs warning warnings critical lost loss dropped degraded dead"
                            + " down missing unreachable refused rejected denied corrupt corrupted bad invalid unhealthy"
                            + " offline killed zombie sector sectors")
                    .split(" "));

    /** No word that means something here is longer; without an end, a line of many short ones would be read again for each. */
    private static final int LONGEST_WORD = 64;

    private final ByteScanner text;

    WordContext(ByteScanner text) {
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

    /**
     * Whether the 0 between these offsets means none of something: troubles are counted, as in
     * {@code 0 packets dropped} and {@code rx_errors: 0}, it is set, as in {@code ip_forward = 0}, or the line begins with it.
     */
    boolean isNone(int from, int to) {
        int before = text.isBlank(from - 1) ? from - 2 : from - 1;
        return from == 0
                || text.is(from - 1, '\n')
                || text.is(before, '=')
                || isBehindTrouble(from)
                || isBeforeTrouble(to);
    }

    /** Whether one of the two words before the place is such a word. */
    private boolean isBehindTrouble(int i) {
        int to = end(i);
        int from = beginning(to);
        return isTrouble(text.lower(from, to)) || (text.isBlank(from - 1) && isTrouble(before(from)));
    }

    /** Whether one of the two words after this offset is. */
    private boolean isBeforeTrouble(int i) {
        int from = text.blanks(text.is(i, '%') ? i + 1 : i);
        int to = text.letters(from);
        int next = text.blanks(to);
        return isTrouble(text.lower(from, to)) || isTrouble(text.lower(next, text.letters(next)));
    }

    private static boolean isTrouble(String word) {
        return Stream.of(PARTS.split(word)).anyMatch(TROUBLE::contains);
    }

    /** Whether a number with a fraction, without a unit, is a version: {@code Python 3.11}, {@code (GNU grep) 3.8}. */
    boolean isVersion(int i) {
        int end = i - 1;
        if (!text.is(end, ' ')) {
            return false;
        }
        int from = end;
        while (end - from < LONGEST_WORD && text.isLetter(from - 1)) {
            from--;
        }
        return text.is(end - 1, ')') || (from < end && text.at(from) >= 'A' && text.at(from) <= 'Z');
    }

    boolean isBehindPeer(int i) {
        return PEERS.contains(before(i));
    }

    private boolean endsWith(int i, String lower) {
        return text.says(i - lower.length(), lower);
    }

    /** The word before the place, with nothing between them that ends a phrase; in lower case. */
    String before(int i) {
        int to = end(i);
        int from = beginning(to);
        var word = text.lower(from, to);
        if (!JOINING.contains(word)) {
            return word;
        }
        int end = end(from);
        return text.lower(beginning(end), end);
    }

    /** Where the word before the place ends. */
    private int end(int i) {
        int end = i;
        while (text.isOneOf(end - 1, " \t:=(\"'#[")) {
            end--;
        }
        return end;
    }

    /** Where the word begins that ends there. */
    private int beginning(int end) {
        int from = end;
        while (end - from < LONGEST_WORD && (text.isAlnum(from - 1) || text.isOneOf(from - 1, "_/."))) {
            from--;
        }
        return from;
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
