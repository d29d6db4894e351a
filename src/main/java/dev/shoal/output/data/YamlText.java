package dev.shoal.output.data;

import dev.shoal.text.CleanText;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Texts as YAML scalars that every reader of YAML 1.1 and 1.2 takes for exactly these texts: what could be a number, a truth
 * or a date is quoted, lines stand as lines where that loses nothing, anything else is between double quotes.
 */
public final class YamlText {
    /**
     * Starts with a letter, so it is no number and no date; holds nothing that means something to YAML. No groups: for one that
     * is repeated java.util.regex needs the more stack the longer the text.
     */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_./@ -]*");

    /** Words of YAML 1.1 and 1.2 that are no texts; {@code y} and {@code n} only to some readers. */
    private static final Set<String> WORDS = Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

    private final boolean toTerminal;

    /**
     * Scalars for one stream.
     *
     * @param toTerminal whether what could steer or deceive a terminal is escaped, too; YAML itself bears some of it
     */
    public YamlText(boolean toTerminal) {
        this.toTerminal = toTerminal;
    }

    /** The text on one line. */
    String line(String text) {
        return isPlain(text) ? text : quoted(text);
    }

    /**
     * The text as it stands behind a key, without the last line feed.
     *
     * @param indent what the lines of a block begin with, deeper than the key
     */
    String block(String text, String indent) {
        return isBlock(text) ? lines(text, indent) : line(text);
    }

    private static boolean isPlain(String text) {
        return PLAIN.matcher(text).matches()
                && !text.endsWith(" ")
                && !text.contains("  ")
                && !WORDS.contains(text.toLowerCase(Locale.ROOT));
    }

    /** Whether the lines can stand as they are: there are some, and none holds what would have to be escaped. */
    private boolean isBlock(String text) {
        return text.indexOf('\n') >= 0
                && text.codePoints().anyMatch(c -> c != '\n' && c != ' ' && c != '\t')
                && text.codePoints().allMatch(c -> c == '\n' || !isEscaped(c));
    }

    private static String lines(String text, String indent) {
        boolean ends = text.endsWith("\n");
        // + keeps all line ends there are, - has none; where the text begins with blanks, they must not count as indent
        var chomp = !ends ? "-" : text.endsWith("\n\n") ? "+" : "";
        var explicit = text.charAt(0) == ' ' || text.charAt(0) == '\n' ? "2" : "";
        var block = new StringBuilder("|").append(explicit).append(chomp);
        var body = ends ? text.substring(0, text.length() - 1) : text;
        for (var line : body.split("\n", -1)) {
            block.append('\n').append(line.isEmpty() ? "" : indent).append(line);
        }
        return block.toString();
    }

    private String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> append(c, quoted));
        return quoted.append('"').toString();
    }

    private void append(int c, StringBuilder quoted) {
        switch (c) {
            case '"', '\\' -> quoted.append('\\').appendCodePoint(c);
            case '\n' -> quoted.append("\\n");
            case '\t' -> quoted.append("\\t");
            case '\r' -> quoted.append("\\r");
            default -> {
                if (isEscaped(c)) {
                    quoted.append(escape(c));
                } else {
                    quoted.appendCodePoint(c);
                }
            }
        }
    }

    private static String escape(int c) {
        var form = c < 0x100 ? "\\x%02X" : c < 0x10000 ? "\\u%04X" : "\\U%08X";
        return String.format(Locale.ROOT, form, c);
    }

    /** What a YAML stream must not hold (YAML 1.2.2 5.1), what ends a line there to some readers, what a terminal obeys. */
    private boolean isEscaped(int c) {
        if (c == '\t' || (c >= ' ' && c < 0x7f)) {
            return false;
        }
        boolean printable = c >= 0xa0 && c != 0x2028 && c != 0x2029 && c != 0xfeff && (c & 0xfffe) != 0xfffe;
        boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        var text = Character.toString(c);
        return !printable || surrogate || (toTerminal && !CleanText.of(text).equals(text));
    }
}
