package dev.shoal.output.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.shoal.text.CleanText;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * JSON as YAML in block style, so that both formats have one shape, written once in {@link JsonShape}. Each text becomes a
 * scalar that every reader of YAML 1.1 and 1.2 reads as exactly this text: what could be a number, a truth value or a date is
 * quoted, lines remain lines where nothing is lost, everything else is between double quotes.
 *
 * <p>SnakeYAML's emitter, also under Jackson's YAML generator, was rejected: it escapes all characters outside ASCII or
 * none, so that either a terminal gets characters that turn the text or {@code é} is {@code \xE9} there; it writes
 * {@code 1E+5}, a text to readers of YAML 1.1; and its layout differs from the one that scripts know.
 */
final class YamlWriter {
    private static final String STEP = "  ";
    /** YAML wants the colon of an ordinary key within 1,024 characters (YAML 1.2.2 7.4.2), escapes counted. */
    private static final int LONGEST_KEY = 1000;

    /** What was written here needs no limits. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /**
     * Starts with a letter, so it is neither a number nor a date; holds nothing with a meaning in YAML. No groups: for one that
     * is repeated java.util.regex needs the more stack the longer the text.
     */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_./@ -]*");

    /** Words of YAML 1.1 and 1.2 that are not read as text; {@code y} and {@code n} only by some readers. */
    private static final Set<String> WORDS = Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

    private final boolean toTerminal;

    /**
     * A writer for one stream.
     *
     * @param toTerminal whether what could steer or deceive a terminal is escaped, too; YAML itself lets some of it pass
     */
    YamlWriter(boolean toTerminal) {
        this.toTerminal = toTerminal;
    }

    /** The fields of an object, each on lines of its own; empty for an object without any. */
    String fields(byte[] object) throws IOException {
        return object(object, "", "");
    }

    /** The same as an item of a list. */
    String item(byte[] object) throws IOException {
        return object(object, "- ", STEP);
    }

    /** A document of any value. */
    String document(byte[] json) throws IOException {
        var yaml = new StringBuilder("---");
        try (var in = FACTORY.createParser(new String(json, UTF_8))) {
            if (in.nextToken() == JsonToken.START_OBJECT && in.nextToken() != JsonToken.END_OBJECT) {
                yaml.append('\n');
                fields(in, "", "", yaml);
            } else {
                value(in, "", yaml);
            }
        }
        return yaml.toString();
    }

    private String object(byte[] json, String first, String indent) throws IOException {
        var yaml = new StringBuilder();
        // as characters: from bytes, Jackson 2.21.0 does not read the names with emoji that it has written itself
        try (var in = FACTORY.createParser(new String(json, UTF_8))) {
            in.nextToken();
            in.nextToken();
            fields(in, first, indent, yaml);
        }
        return yaml.toString();
    }

    /** From the token after an object's start to its end. */
    private void fields(JsonParser in, String first, String indent, StringBuilder yaml) throws IOException {
        var begin = first;
        for (; in.currentToken() != JsonToken.END_OBJECT; in.nextToken()) {
            var key = line(in.currentName());
            yaml.append(begin);
            if (key.length() > LONGEST_KEY) {
                yaml.append("? ").append(key).append('\n').append(indent).append(':');
            } else {
                yaml.append(key).append(':');
            }
            in.nextToken();
            value(in, indent, yaml);
            begin = indent;
        }
    }

    /** The value after a colon or a dash, with the line feed at its end. */
    private void value(JsonParser in, String indent, StringBuilder yaml) throws IOException {
        switch (in.currentToken()) {
            case START_OBJECT -> {
                if (in.nextToken() == JsonToken.END_OBJECT) {
                    yaml.append(" {}\n");
                } else {
                    yaml.append('\n');
                    fields(in, indent + STEP, indent + STEP, yaml);
                }
            }
            case START_ARRAY -> {
                if (in.nextToken() == JsonToken.END_ARRAY) {
                    yaml.append(" []\n");
                } else {
                    yaml.append('\n');
                    items(in, indent, yaml);
                }
            }
            case VALUE_STRING ->
                yaml.append(' ').append(block(in.getText(), indent + STEP)).append('\n');
            default -> yaml.append(' ').append(number(in.getText())).append('\n');
        }
    }

    private void items(JsonParser in, String indent, StringBuilder yaml) throws IOException {
        for (; in.currentToken() != JsonToken.END_ARRAY; in.nextToken()) {
            if (in.currentToken() == JsonToken.START_OBJECT) {
                if (in.nextToken() == JsonToken.END_OBJECT) {
                    yaml.append(indent).append("- {}\n");
                } else {
                    fields(in, indent + "- ", indent + STEP, yaml);
                }
            } else {
                yaml.append(indent).append('-');
                value(in, in.currentToken() == JsonToken.START_ARRAY ? indent + STEP : indent, yaml);
            }
        }
    }

    /** Readers of YAML 1.1 want a point and the exponent's sign (yaml.org/type/float): {@code 1E5} is a text to them. */
    private static String number(String json) {
        int e = json.indexOf('E') < 0 ? json.indexOf('e') : json.indexOf('E');
        if (e < 0 || !Character.isDigit(json.charAt(e - 1))) {
            return json;
        }
        var digits = json.substring(0, e);
        var exponent = json.substring(e + 1);
        return digits + (digits.indexOf('.') < 0 ? ".0" : "") + "E" + (Character.isDigit(exponent.charAt(0)) ? "+" : "")
                + exponent;
    }

    /** The text on one line. */
    private String line(String text) {
        return isPlain(text) ? text : quoted(text);
    }

    /**
     * The text after a key, without the last line feed.
     *
     * @param indent what the lines of a block begin with, deeper than the key
     */
    private String block(String text, String indent) {
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
