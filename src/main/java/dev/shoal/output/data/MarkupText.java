package dev.shoal.output.data;

import dev.shoal.plugin.Column;
import dev.shoal.plugin.Level;
import dev.shoal.plugin.Row;
import dev.shoal.plugin.Rows;
import dev.shoal.text.CleanText;

import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Rows in the markup of documents. What hosts sent is text there and nothing else. */
final class MarkupText {
    /** Signs with a meaning in Markdown; an underscore inside of a word has none. */
    private static final Pattern MEANT = Pattern.compile("[\\\\`*|~\\[\\]]|(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])");

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>Shoal</title>
            <style>
            table { border-collapse: collapse; font-family: sans-serif }
            th, td { border: 1px solid #bbb; padding: 2px 8px; text-align: left; vertical-align: top; white-space: pre-wrap }
            .number { text-align: right }
            .warn { background: #fff3c4 }
            .critical { background: #f8d0d0 }
            </style>
            </head>
            <body>
            <table>
            """;
    private static final String FOOT = """
            </tbody>
            </table>
            </body>
            </html>
            """;

    private MarkupText() {}

    static String md(Rows rows) {
        if (rows.columns().isEmpty()) {
            return "";
        }
        var text = new StringBuilder();
        text.append(line(rows, column -> mdCell(CleanText.line(column.name()))));
        text.append(line(rows, column -> RowsText.isNumeric(column, rows) ? "---:" : "---"));
        rows.rows().forEach(row -> text.append(line(rows, column -> mdCell(RowsText.marked(row, column)))));
        return text.toString();
    }

    private static String line(Rows rows, Function<Column, String> cell) {
        return rows.columns().stream().map(cell).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String mdCell(String text) {
        return MEANT.matcher(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
                .replaceAll("\\\\$0")
                .replace("\n", "<br>");
    }

    static String html(Rows rows) {
        var text = new StringBuilder(HEAD);
        text.append("<thead>\n<tr>");
        rows.columns().forEach(column -> text.append("<th")
                .append(kind(column, rows, Level.OK))
                .append('>')
                .append(htmlCell(CleanText.line(column.name())))
                .append("</th>"));
        text.append("</tr>\n</thead>\n<tbody>\n");
        rows.rows().forEach(row -> htmlRow(row, rows, text));
        return text.append(FOOT).toString();
    }

    private static void htmlRow(Row row, Rows rows, StringBuilder text) {
        text.append("<tr>");
        for (var column : rows.columns()) {
            text.append("<td")
                    .append(kind(column, rows, row.level(column.name())))
                    .append('>')
                    .append(htmlCell(RowsText.marked(row, column)))
                    .append("</td>");
        }
        text.append("</tr>\n");
    }

    private static String kind(Column column, Rows rows, Level level) {
        var kinds = (RowsText.isNumeric(column, rows) ? "number " : "")
                + (level == Level.OK ? "" : level.name().toLowerCase(Locale.ROOT));
        return kinds.isEmpty() ? "" : " class=\"" + kinds.strip() + "\"";
    }

    private static String htmlCell(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
