package dev.shoal.output.data;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.shoal.fleet.Captured;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Plain values as JSON. */
final class JsonValues {
    private JsonValues() {}

    static void write(@Nullable Object value, JsonGenerator json) throws IOException {
        switch (value) {
            case null -> json.writeNull();
            case Boolean truth -> json.writeBoolean(truth);
            case Number number -> number(number, json);
            case Map<?, ?> map -> {
                json.writeStartObject();
                for (var entry : map.entrySet()) {
                    json.writeFieldName(sound(String.valueOf(entry.getKey())));
                    write(entry.getValue(), json);
                }
                json.writeEndObject();
            }
            case List<?> list -> {
                json.writeStartArray();
                for (var item : list) {
                    write(item, json);
                }
                json.writeEndArray();
            }
            case Captured said -> {
                try (var text = said.reader()) { // piece by piece, as it may be large
                    json.writeString(text, -1);
                }
            }
            default -> json.writeString(sound(value.toString()));
        }
    }

    private static void number(Number number, JsonGenerator json) throws IOException {
        switch (number) {
            case Double real -> json.writeNumber(real);
            case Float real -> json.writeNumber(real);
            case BigDecimal real -> json.writeNumber(real);
            case BigInteger whole -> json.writeNumber(whole);
            default -> json.writeNumber(number.longValue());
        }
    }

    /** Half a surrogate pair, which a script's string may have, would end the document with an error. */
    static String sound(String text) {
        return new String(text.getBytes(UTF_8), UTF_8);
    }
}
