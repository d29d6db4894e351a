package dev.shoal.cli;

import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Moved;
import dev.shoal.fleet.Reply;
import dev.shoal.output.FoldStyle;
import dev.shoal.output.Format;
import dev.shoal.output.RenderOptions;
import dev.shoal.output.RenderOptions.Labels;
import dev.shoal.output.RenderOptions.LedgerWhen;
import dev.shoal.output.RunFooter;
import dev.shoal.output.data.RowsText;
import dev.shoal.output.data.RunRows;
import dev.shoal.plugin.Rows;
import dev.shoal.script.RowsView;
import dev.shoal.script.RunView;
import dev.shoal.script.ScriptException;
import dev.shoal.terminal.Window;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Prints what came out of a line. */
final class ValuePrinter {
    private final CommandContext context;

    ValuePrinter(CommandContext context) {
        this.context = context;
    }

    /**
     * A run as the verb prints it, rows as a table, anything else as Groovy would write it; in the format where one is given.
     * What the line's last verb has shown already is not shown again: {@code exec('df')} reads as {@code exec df}.
     */
    void print(Object value, Optional<Format> asked) throws UsageException, ScriptException {
        if (context.hasTold(value)) {
            return;
        }
        var isRun = value instanceof RunView run && (run.isOfReplies() || run.isOfFiles());
        var rows = isRun ? Optional.<Rows>empty() : rows(value);
        var format = asked.isPresent() || (rows.isEmpty() && !isRun) ? asked : Formats.usualOfValues(context);
        if (value instanceof RunView run && rows.isEmpty()) {
            run(run, format.orElse(Format.FOLD));
        } else if (rows.isPresent()) {
            var ofRows = format.filter(Format::isForRows).orElse(Format.TABLE);
            if (value instanceof RunView run
                    && ofRows == Format.TABLE
                    && run.getRows().isEmpty()
                    && !run.getFailed().isEmpty()) {
                new RunFooter(context.screen(), options()).write(run.ledger()); // instead of rows: why there are none
            } else {
                rows(rows.get(), ofRows);
            }
        } else if (format.filter(Format::isForRows).isPresent()) {
            plain(context.groovy().plain(value), format.get());
        } else {
            context.print(context.groovy().shown(value));
        }
    }

    @SuppressWarnings("unchecked") // asked before each
    private void run(RunView run, Format format) {
        var screen = context.screen();
        var options = options();
        if (run.isOfReplies()) {
            Renderers.commands(format, screen, options).finish(run.title(), (Ledger<Reply>) run.ledger());
        } else {
            Renderers.files(format, screen, options).finish(run.title(), (Ledger<Moved>) run.ledger());
        }
    }

    private RenderOptions options() {
        return new RenderOptions(
                        Set.of(0),
                        context.options().has(Option.QUIET) ? LedgerWhen.TROUBLE : LedgerWhen.ALWAYS,
                        Labels.SHOWN,
                        FoldStyle.DEFAULT)
                .in(Window.wide(context.streams().width()));
    }

    private void rows(Rows rows, Format format) {
        var screen = context.screen();
        screen.out(RowsText.in(format, rows, screen.out(), context.window()));
        if (format == Format.TABLE && rows.rows().isEmpty() && !rows.columns().isEmpty()) {
            context.note("no rows");
        }
        if (format == Format.TABLE) {
            context.tables(() -> Map.of("", rows));
        }
    }

    /** Tables have a row for each item of a list, a column for each key of a map, and a column {@code value} for the rest. */
    private void plain(Object value, Format format) {
        switch (format) {
            case JSON, YAML ->
                context.screen()
                        .out(RowsText.value(format, value, context.screen().out()));
            case JSONL -> {
                for (var item : value instanceof List<?> list ? list : List.of(value)) {
                    context.screen()
                            .out(RowsText.value(format, item, context.screen().out()));
                }
            }
            default -> rows(RunRows.ofItems(value instanceof List<?> list ? list : List.of(value)), format);
        }
    }

    /** The rows of the value, where it has some. */
    private static Optional<Rows> rows(Object value) {
        return RowsView.in(value).map(RowsView::rows);
    }
}
