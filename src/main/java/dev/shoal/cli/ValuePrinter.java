package dev.shoal.cli;

import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Reply;
import dev.shoal.output.Format;
import dev.shoal.output.RenderOptions;
import dev.shoal.output.data.GridText;
import dev.shoal.script.RunView;
import dev.shoal.script.ScriptException;

import java.util.List;
import java.util.Map;

/** Prints what came out of a line. */
final class ValuePrinter {
    private final CommandContext context;

    ValuePrinter(CommandContext context) {
        this.context = context;
    }

    /**
     * A run as it was printed before, rows as a table, anything else as Groovy would write it. What the line's last verb has
     * shown already is not shown again: {@code exec('df')} reads as {@code exec df}.
     */
    void print(Object value) throws ScriptException {
        if (context.hasTold(value)) {
            return;
        }
        switch (value) {
            case RunView run when isOfCommands(run.ledger()) -> fold(run);
            case List<?> list when isOfRows(list) -> table(list);
            default -> context.print(context.groovy().shown(value));
        }
    }

    private static boolean isOfCommands(Ledger<?> ledger) {
        return ledger.results().stream()
                .allMatch(result -> !(result instanceof HostResult.Done<?> done) || done.value() instanceof Reply);
    }

    private static boolean isOfRows(List<?> list) {
        return !list.isEmpty() && list.stream().allMatch(item -> item instanceof Map<?, ?> row && isFlat(row));
    }

    private static boolean isFlat(Map<?, ?> row) {
        return !row.isEmpty() && row.values().stream().noneMatch(cell -> cell instanceof Map<?, ?>);
    }

    private void table(List<?> list) {
        var rows = list.stream().<Map<?, ?>>map(row -> (Map<?, ?>) row).toList();
        context.screen()
                .out(GridText.ofRows(
                        rows, context.screen(), context.streams().width().getAsInt()));
    }

    @SuppressWarnings("unchecked") // asked before
    private void fold(RunView run) {
        Renderers.commands(Format.FOLD, context.screen(), RenderOptions.DEFAULTS)
                .finish(run.title(), (Ledger<Reply>) run.ledger());
    }
}
