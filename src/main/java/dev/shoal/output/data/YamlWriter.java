package dev.shoal.output.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;

import java.io.IOException;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * JSON as YAML in block style, so that both formats have one shape, written once in {@link JsonShape}. Going through
 * SnakeYAML's emitter was the alternative: it costs its start, and leaves what steers a terminal as it is.
 */
public final class YamlWriter {
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

    private final YamlText texts;

    public YamlWriter(YamlText texts) {
        this.texts = texts;
    }

    /** The fields of an object, each on lines of its own; empty for an object without any. */
    String fields(byte[] object) throws IOException {
        return object(object, "", "");
    }

    /** The same as an item of a list. */
    public String item(byte[] object) throws IOException {
        return object(object, "- ", STEP);
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

    /** From the token behind an object's start to its end. */
    private void fields(JsonParser in, String first, String indent, StringBuilder yaml) throws IOException {
        var begin = first;
        for (; in.currentToken() != JsonToken.END_OBJECT; in.nextToken()) {
            var key = texts.line(in.currentName());
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

    /** What stands behind a colon or a dash, with the line feed at its end. */
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
                yaml.append(' ')
                        .append(texts.block(in.getText(), indent + STEP))
                        .append('\n');
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
}
