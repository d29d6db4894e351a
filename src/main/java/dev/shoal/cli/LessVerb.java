package dev.shoal.cli;

import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.Reply;
import dev.shoal.fold.FoldGroup;
import dev.shoal.nodeset.NodeSet;
import dev.shoal.output.FoldStyle;
import dev.shoal.output.Format;
import dev.shoal.output.Shown;
import dev.shoal.output.answers.FullText;
import dev.shoal.output.data.RowsText;
import dev.shoal.plugin.Rows;
import dev.shoal.terminal.Channel;
import dev.shoal.terminal.Screen;
import dev.shoal.text.CleanText;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Shows whole replies, one screen after the other. */
final class LessVerb {
    private static final Pattern GROUP = Pattern.compile("@(?:([0-9]{1,18}):)?([0-9]{1,9})");

    private LessVerb() {}

    static Verb.Result run(Verb.Invocation call, CommandContext context) throws UsageException, InterruptedException {
        if (call.words().size() > 1) {
            throw new UsageException(
                    "less " + call.text() + ": give one group or one host, e.g. less @1 or less web07");
        }
        var what = call.words().isEmpty() ? "" : call.words().getFirst();
        var asked = call.options().beyond(context.options());
        var shape = Formats.SHAPES.stream().filter(asked::has).findFirst();
        if (shape.isPresent() && !what.isEmpty()) {
            throw new UsageException("less " + what + ": " + shape.get().longName()
                    + " shows all replies of the last run; leave out " + what);
        }
        if (!context.tables().isEmpty() && shape.isEmpty() && !what.startsWith("@")) {
            show(what.isEmpty() ? "rows" : what, tables(what, context), context);
            return Verb.Result.of(ExitStatus.OK);
        }
        var last = context.runs().last();
        if (last.isEmpty()) {
            throw new UsageException("less: nothing has run yet");
        }
        var text = shape.isPresent() ? shaped(asked, last.get(), context) : text(what, last.get(), context);
        show(what.isEmpty() ? "answers" : what, text, context);
        return Verb.Result.of(ExitStatus.OK);
    }

    /** The tables that were printed last, or the rows of one host in them. */
    private static String tables(String host, CommandContext context) throws UsageException {
        var text = new StringBuilder();
        for (var table : context.tables().entrySet()) {
            var all = table.getValue();
            var rows = host.isEmpty()
                    ? all.rows()
                    : all.rows().stream()
                            .filter(row -> host.equals(row.cells().get("host")))
                            .toList();
            if (!rows.isEmpty()) {
                text.append(table.getKey().isEmpty() ? "" : CleanText.line(table.getKey()) + ":\n")
                        .append(RowsText.table(new Rows(all.columns(), rows), Columns.available(context)));
            }
        }
        if (text.isEmpty()) {
            throw new UsageException(
                    host.isEmpty()
                            ? "less: the last table has no rows"
                            : "less " + host + ": no row of the last table is of this host");
        }
        return text.toString();
    }

    /** All replies in another shape than they were shown in; no host is asked again. */
    private static String shaped(OptionSet asked, PastRun last, CommandContext context) throws UsageException {
        var style = new OptionValues(asked).rendering().fold();
        var equal = answers(last, last.equal());
        return new FullText()
                .of(
                        new Shown(equal, style.masking(context.site().defaults().masks())),
                        last.ledger().okExits());
    }

    private static List<FoldGroup> answers(PastRun run, List<FoldGroup> groups) throws UsageException {
        if (groups.isEmpty()) {
            throw new UsageException("less: " + run(run) + " has no groups of replies; name a host: less HOST");
        }
        return groups;
    }

    private static String text(String what, PastRun last, CommandContext context) throws UsageException {
        var full = new FullText();
        var group = GROUP.matcher(what);
        if (group.matches()) {
            var run = group.group(1) == null ? last : numbered(what, Long.parseLong(group.group(1)), last, context);
            var number = Integer.parseInt(group.group(2));
            if (number < 1 || number > run.groups().size()) {
                throw new UsageException("less " + what + ": no group " + number + " in " + run(run) + ", it has "
                        + (run.groups().isEmpty() ? "none" : "" + run.groups().size()));
            }
            return full.of(group(run, number), run.ledger().okExits());
        }
        if (what.startsWith("@")) {
            throw new UsageException("less " + what + ": not the number of a group, e.g. @1 or @41:2");
        }
        if (what.isEmpty() && wasTable(last, context)) {
            return RowsText.table(last.table(), Columns.available(context));
        }
        if (!what.isEmpty()) {
            return full.of(answer(what, last), last.ledger().okExits());
        }
        var groups = answers(last, last.groups());
        var okExits = last.ledger().okExits();
        return last.shown().map(shown -> full.of(shown, okExits)).orElseGet(() -> full.of(groups, okExits));
    }

    /** Whether the replies were shown as a table, or rows in a format for programs. */
    private static boolean wasTable(PastRun last, CommandContext context) throws UsageException {
        return !last.table().rows().isEmpty()
                && (last.groups().isEmpty() || Formats.ofCommands(last.call().options(), context) == Format.TABLE);
    }

    /** A group of similar replies shows one of them, as it did after the run. */
    private static Shown group(PastRun run, int number) {
        var style = run.shown().map(Shown::style).orElse(FoldStyle.DEFAULT);
        return new Shown(
                List.of(run.groups().get(number - 1)),
                new FoldStyle(FoldStyle.Shape.GROUPS, style.likeness(), style.masks()));
    }

    private static PastRun numbered(String what, long number, PastRun last, CommandContext context)
            throws UsageException {
        return context.runs()
                .numbered(number)
                .orElseThrow(() -> new UsageException(
                        "less " + what + ": run " + number + " is not remembered; the last one is run "
                                + last.title().run()));
    }

    private static HostResult<Reply> answer(String host, PastRun run) throws UsageException {
        var result = run.ledger().results().stream()
                .filter(one -> one.host().name().equals(host))
                .findFirst();
        if (result.isEmpty()) {
            throw new UsageException("less " + host + ": not among the hosts of " + run(run) + ", "
                    + NodeSet.of(names(run)).fold());
        }
        return reply(result.get()).orElseThrow(() -> new UsageException("less " + host + ": no output in " + run(run)));
    }

    private static List<String> names(PastRun run) {
        return run.ledger().results().stream().map(one -> one.host().name()).toList();
    }

    /** The result of a command; empty for files and rows, and where a host sent nothing. */
    private static Optional<HostResult<Reply>> reply(HostResult<?> result) {
        return switch (result) {
            case HostResult.Done<?> done ->
                reply(done.value()).map(reply -> new HostResult.Done<>(done.index(), done.host(), done.took(), reply));
            case HostResult.Failed<?> failed ->
                reply(failed.partial().orElse(null))
                        .filter(reply -> !reply.out().isEmpty() || !reply.err().isEmpty())
                        .map(reply -> new HostResult.Failed<>(
                                failed.index(), failed.host(), failed.took(), failed.failure(), Optional.of(reply)));
            case HostResult.NotStarted<?> _ -> Optional.empty();
        };
    }

    private static Optional<Reply> reply(@Nullable Object value) {
        return value instanceof Reply reply ? Optional.of(reply) : Optional.empty();
    }

    private static String run(PastRun run) {
        return "run " + run.title().run() + " (" + run.verb() + ")";
    }

    /** Shows all of these rows. */
    static void page(Rows rows, CommandContext context) throws UsageException, InterruptedException {
        context.tables(() -> Map.of("", rows));
        show("rows", RowsText.table(rows, Columns.available(context)), context);
    }

    private static void show(String title, String text, CommandContext context)
            throws UsageException, InterruptedException {
        if (context.front().isPresent() && context.screen().out().end() == Channel.End.TERMINAL) {
            context.front().get().page(context, title, text);
        } else {
            context.screen().out(Screen.Text.of(text));
        }
    }
}
