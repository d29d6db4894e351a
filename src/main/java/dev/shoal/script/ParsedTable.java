package dev.shoal.script;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads text in columns under a line of titles, as {@code df}, {@code ps} and {@code free} write it. */
final class ParsedTable {
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,15}\\.[0-9]{1,15}");

    private ParsedTable() {}

    /**
     * The rows: {@code host}, then a key for each title in lower case. Whole and decimal numbers and percentages are numbers.
     * The last column takes what is left of its line; titles of several words at the end of the line of titles are one.
     */
    static List<Map<String, Object>> rows(String host, List<String> lines) {
        var text = lines.stream().filter(line -> !line.isBlank()).toList();
        if (text.isEmpty()) {
            return List.of();
        }
        var body = text.subList(1, text.size());
        var most = body.stream().mapToInt(line -> cells(line, 0).length).max().orElse(0);
        var titles = titles(text.getFirst(), most);
        var rows = new ArrayList<Map<String, Object>>();
        for (var line : body) {
            var cells = cells(line, titles.size());
            var row = new LinkedHashMap<String, Object>();
            row.put("host", host);
            for (int i = 0; i < titles.size(); i++) {
                row.put(titles.get(i), i < cells.length ? value(cells[i]) : "");
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<String> titles(String line, int most) {
        var words = cells(line, 0);
        var count = most > 0 ? Math.min(words.length, most) : words.length;
        var titles = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            var title = i < count - 1 ? words[i] : String.join("_", Arrays.copyOfRange(words, i, words.length));
            titles.add(key(title));
        }
        return titles;
    }

    private static String key(String title) {
        var key = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
        return key.isEmpty() ? title : key;
    }

    private static String[] cells(String line, int limit) {
        return line.strip().split("\\s+", limit);
    }

    private static Object value(String cell) {
        var number = cell.endsWith("%") ? cell.substring(0, cell.length() - 1) : cell;
        if (WHOLE.matcher(number).matches()) {
            return Long.valueOf(number);
        }
        return DECIMAL.matcher(number).matches() ? Double.valueOf(number) : cell;
    }
}
