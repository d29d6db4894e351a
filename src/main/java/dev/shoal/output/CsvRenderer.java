package dev.shoal.output;

import dev.shoal.fleet.Ledger;
import dev.shoal.plugin.Column;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * CSV after RFC 4180: a line of titles, lines that end with CR LF, numbers bare and without units, lists and maps as JSON.
 *
 * <p>CSV is what people open with a spreadsheet, and what hosts answer is not to be trusted: a text that a spreadsheet would
 * take for a formula gets an apostrophe before it, which spreadsheets take for "this is text". Programs that want every
 * character as it was read {@code json}.
 *
 * @param <T> what one host answers
 */
final class CsvRenderer<T> implements Renderer<T> {
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+([.,][0-9]+)?%?");
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private final Screen screen;
    private final Wording wording;
    private final Function<Ledger<T>, Grid> grids;
    private final Epilogue epilogue;

    CsvRenderer(Screen screen, Wording wording, Function<Ledger<T>, Grid> grids, Epilogue epilogue) {
        this.screen = screen;
        this.wording = wording;
        this.grids = grids;
        this.epilogue = epilogue;
    }

    @Override
    public void finish(RunTitle title, Ledger<T> ledger) {
        var grid = grids.apply(ledger);
        var lines = new ArrayList<String>();
        lines.add(line(grid.columns().stream()
                .map(Column::name)
                .map(Optional::<Object>of)
                .toList()));
        grid.rows().forEach(row -> lines.add(line(row)));
        var text = String.join("", lines);
        // on a terminal the carriage return is noise, and bytes of hosts are not let through
        screen.out(Screen.Text.of(screen.out().isTerminal() ? wording.clean(text.replace("\r\n", "\n")) : text));
        if (!grid.without().isEmpty()) {
            screen.err(Screen.Text.of("no rows: " + wording.shown(grid.without()) + "\n"));
        }
        epilogue.write(ledger);
    }

    private static String line(List<Optional<Object>> cells) {
        return cells.stream()
                .map(cell ->
                        cell.map(CsvRenderer::harmless).map(CsvRenderer::quoted).orElse(""))
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String harmless(Object value) {
        var text = CellText.raw(value);
        var formula = !text.isEmpty()
                && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0
                && !(value instanceof Number)
                && !NUMBER.matcher(text).matches();
        return formula ? "'" + text : text;
    }

    private static String quoted(String text) {
        var plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
