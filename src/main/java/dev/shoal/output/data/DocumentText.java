package dev.shoal.output.data;

import dev.shoal.output.Format;
import dev.shoal.terminal.Channel;
import dev.shoal.terminal.Screen;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * One document in {@code json} or {@code yaml}: some fields, then a list of objects.
 *
 * @param head the fields
 * @param list the name of the list
 * @param items the objects of the list; each is made when it is written, since a thousand replies may be large
 */
record DocumentText(JsonShape.Fields head, String list, List<JsonShape.Fields> items) {
    /** The document in that format. YAML begins with {@code ---}, so that several documents in a row are still YAML. */
    Screen.Text in(Format format, Channel channel) {
        var shape = new JsonShape(channel);
        return switch (format) {
            case JSON ->
                shape.object(json -> {
                    head.writeTo(json);
                    json.writeArrayFieldStart(list);
                    for (var item : items) {
                        json.writeStartObject();
                        item.writeTo(json);
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                });
            case YAML -> stream -> yaml(shape, new YamlWriter(channel.isTerminal()), stream);
            case FOLD, RAW, JSONL, TABLE, CSV, MD, NONE ->
                throw new IllegalArgumentException(format.word() + " is not one document");
        };
    }

    private void yaml(JsonShape shape, YamlWriter yaml, OutputStream stream) throws IOException {
        write("---\n" + yaml.fields(json(shape, head)) + list + (items.isEmpty() ? ": []\n" : ":\n"), stream);
        for (var item : items) {
            write(yaml.item(json(shape, item)), stream);
        }
    }

    private static byte[] json(JsonShape shape, JsonShape.Fields object) throws IOException {
        var json = new ByteArrayOutputStream();
        shape.object(object).writeTo(json);
        return json.toByteArray();
    }

    private static void write(String text, OutputStream stream) throws IOException {
        stream.write(text.getBytes(UTF_8));
    }
}
