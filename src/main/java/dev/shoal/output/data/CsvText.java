package dev.shoal.output.data;

import dev.shoal.plugin.Column;
import dev.shoal.plugin.Rows;
import dev.shoal.terminal.Channel;
import dev.shoal.terminal.Screen;
import dev.shoal.text.CleanText;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * CSV after RFC 4180: a line of titles, lines that end with CR LF, numbers bare and without units, lists and maps as
 * JSON, a text without the end of its last line.
 *
 * <p>CSV is what people open with a spreadsheet, and what hosts reply is not to be trusted: a text that a spreadsheet would
 * take for a formula gets an apostrophe before it, which spreadsheets take for "this is text". Programs that want every
 * character as it was read {@code json}.
 */
record CsvText(Rows rows) {
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+([.,][0-9]+)?%?");
    private static final String FORMULA_STARTS = "=+-@\t\r";

    /** On a terminal the carriage return is noise, and bytes of hosts are not let through. */
    Screen.Text on(Channel channel) {
        return stream -> {
            var names = rows.columns().stream().map(Column::name).toList();
            if (!names.isEmpty()) {
                write(line(names.stream()), channel, stream);
            }
            for (var row : rows.rows()) { // one at a time: a thousand replies may be large
                write(line(names.stream().map(row.cells()::get)), channel, stream);
            }
        };
    }

    private static void write(String line, Channel channel, OutputStream stream) throws IOException {
        var text = channel.isTerminal() ? CleanText.of(line.replace("\r\n", "\n")) : line;
        stream.write(text.getBytes(UTF_8));
    }

    private static String line(Stream<? extends @Nullable Object> cells) {
        return cells.map(cell -> cell == null ? "" : quoted(harmless(cell)))
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String harmless(Object value) {
        var text = withoutEnd(CellText.raw(value));
        var formula = !text.isEmpty()
                && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0
                && !(value instanceof Number)
                && !NUMBER.matcher(text).matches();
        return formula ? "'" + text : text;
    }

    /** The end of the last line is not part of a cell: of a command's output, or of a plugin's text made from it. */
    private static String withoutEnd(String text) {
        int end = text.endsWith("\r\n") ? 2 : text.endsWith("\n") ? 1 : 0;
        return text.substring(0, text.length() - end);
    }

    private static String quoted(String text) {
        var plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
