package dev.shoal.sources;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A group's hosts as ClusterShell's files and upcalls write them, as one nodeset of ours. */
final class GroupText {
    /** A group that is named without a source means one of the same source there. */
    private static final Pattern UNNAMED = Pattern.compile("(?<!@)@(?!@)(?=[^,!&^@:\\s()]*(?:[,!&^\\s()]|$))");

    private static final Pattern TAKES_AWAY = Pattern.compile("[!&^]");
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{Nd}_.%+-]+");

    private GroupText() {}

    /**
     * The nodeset.
     *
     * @param items nodesets, each of which may hold several, separated by blanks or line ends: the union of all
     * @param source whose groups they are
     */
    static String nodeset(List<String> items, String source) {
        var words = words(String.join(",", items));
        var several = words.size() > 1;
        var text = words.stream()
                .map(word -> several && TAKES_AWAY.matcher(word).find() ? "(" + word + ")" : word)
                .collect(Collectors.joining(","));
        return UNNAMED.matcher(text).replaceAll("@" + source + ":");
    }

    /** The words of an answer, each once. */
    static List<String> words(String text) {
        return Arrays.stream(text.strip().split("\\s+"))
                .map(word -> word.replaceAll("^,+|,+$", ""))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    /** Whether a group may be called so: the name becomes part of a command. */
    static boolean isName(String group) {
        return NAME.matcher(group).matches();
    }
}
