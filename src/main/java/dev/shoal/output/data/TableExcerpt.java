package dev.shoal.output.data;

import dev.shoal.inventory.Host;
import dev.shoal.inventory.Selection;
import dev.shoal.plugin.Level;
import dev.shoal.plugin.Row;
import dev.shoal.plugin.Rows;
import dev.shoal.terminal.Palette;
import dev.shoal.terminal.ScreenRows;
import dev.shoal.terminal.Window;
import dev.shoal.text.Amounts;
import dev.shoal.text.CleanText;
import dev.shoal.text.Widths;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntSupplier;

/** As much of a table as fits on a screen: its first rows, and a line that counts the others and names the bad ones. */
record TableExcerpt(Rows rows, Window window, Palette palette) {
    private static final int FEWEST_ROWS = 3;
    /** The typed line, the ledger and the next prompt. */
    private static final int BESIDE = 3;

    private static final int SHORTEST_NAMES = 20;

    /** The excerpt; the whole table where that fits, or has hardly any rows. */
    String text(String whole) {
        var screen = new ScreenRows(window.usualColumns());
        int room = window.promptRows().map(IntSupplier::getAsInt).orElse(0) - BESIDE;
        int kept = Math.min(rows.rows().size() - 1, Math.max(FEWEST_ROWS, room));
        if (kept < FEWEST_ROWS || screen.of(whole, room + 1) <= room) {
            return whole;
        }
        var text = cut(kept);
        while (kept > FEWEST_ROWS && screen.of(text, room + 1) > room) {
            text = cut(--kept);
        }
        return text;
    }

    private String cut(int kept) {
        var first = new Rows(rows.columns(), rows.rows().subList(0, kept));
        var others = rows.rows().subList(kept, rows.rows().size());
        return RowsText.table(first, window.usualColumns(), palette) + more(others) + "\n";
    }

    private String more(List<Row> others) {
        var critical = bad(others, Level.CRITICAL).map(palette::bad).map(text -> ", " + text);
        var warn = bad(others, Level.WARN).map(palette::odd).map(text -> ", " + text);
        return String.format(Locale.ROOT, "… %,d row%s more", others.size(), others.size() == 1 ? "" : "s")
                + critical.orElse("") + warn.orElse("") + ": less";
    }

    /** How many rows of this level there are, and on which hosts. */
    private Optional<String> bad(List<Row> others, Level level) {
        var bad = others.stream().filter(row -> row.level() == level).toList();
        if (bad.isEmpty()) {
            return Optional.empty();
        }
        var what = level == Level.CRITICAL ? bad.size() + " critical" : Amounts.of(bad.size(), "warning");
        var hosts = bad.stream()
                .flatMap(row -> Optional.ofNullable(row.cells().get(RowsText.HOST)).stream())
                .map(host -> Host.named(host.toString()))
                .distinct()
                .toList();
        int width = Math.max(SHORTEST_NAMES, window.usualColumns() / 2);
        return Optional.of(
                hosts.isEmpty() ? what : what + " on " + Widths.cut(CleanText.line(Selection.fold(hosts)), width));
    }
}
