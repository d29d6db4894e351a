package dev.shoal.output.answers;

import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Reply;
import dev.shoal.fold.FoldGroup;
import dev.shoal.output.answers.ShownGroups.News;
import dev.shoal.terminal.Channel;
import dev.shoal.terminal.Window;
import dev.shoal.text.CleanText;
import dev.shoal.text.Widths;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Groups of which each wrote one line, on a line each: the hosts, what they wrote, how it ended. For people at a terminal, who
 * see twenty groups at a glance; what programs read has its rules and headers always, and so has the reply of a single host.
 */
public final class OneLineGroups {
    private static final List<Function<Row, String>> COLUMNS = List.of(Row::hosts, Row::said, Row::mark, Row::number);
    private static final int GAP = 2;
    /** Of a line that may fit: what is written takes fewer columns than bytes, but never a tenth of them. */
    private static final int BYTES_A_COLUMN = 10;

    private final Channel channel;
    private final GroupText text;
    private final Window window;

    public OneLineGroups(Channel channel, GroupText text, Window window) {
        this.channel = channel;
        this.text = text;
        this.window = window;
    }

    /**
     * One group's line, in its parts.
     *
     * @param mark how it ended, empty where it is ok; {@code number} as {@code @2}, empty where there are none
     */
    private record Row(FoldGroup group, String hosts, String said, String mark, String number) {}

    /** Whose numbers are shown, and the size from which on a group is not odd. */
    public record Style(boolean isNumbered, int biggest) {}

    /** The lines, each with its end; empty where a group wrote more, or a line would be longer than the terminal is wide. */
    public Optional<String> of(List<News.Group> groups, Ledger<Reply> ledger, Style style) {
        if (channel.end() != Channel.End.TERMINAL || ledger.total() == 1) {
            return Optional.empty(); // what one host says has nothing beside it, and is copied more easily as it is
        }
        var rows = new ArrayList<Row>();
        for (var one : groups) {
            var said = said(one.group());
            if (said.isEmpty()) {
                return Optional.empty();
            }
            rows.add(new Row(
                    one.group(),
                    text.hosts(one.group()),
                    said.get(),
                    text.mark(one.group(), ledger),
                    style.isNumbered() ? "@" + one.number() : ""));
        }
        return lines(rows, ledger, style);
    }

    /** What all of the group wrote, if that is one line. */
    private Optional<String> said(FoldGroup group) {
        var isErr = group.out().isEmpty() && !group.err().isEmpty();
        var stream = isErr ? group.err() : group.out();
        boolean isMore = (!isErr && !group.err().isEmpty()) || stream.isTruncated();
        if (isMore || stream.keptBytes() > (long) BYTES_A_COLUMN * window.usualColumns()) {
            return Optional.empty();
        }
        if (stream.isEmpty()) {
            return Optional.of(GroupText.NOTHING);
        }
        var line = CleanText.of(stream.bytes());
        return line.indexOf('\n') >= 0 || line.indexOf('\t') >= 0
                ? Optional.empty()
                : Optional.of((isErr ? "stderr: " : "") + line);
    }

    private Optional<String> lines(List<Row> rows, Ledger<Reply> ledger, Style style) {
        var widths = COLUMNS.stream()
                .mapToInt(column -> rows.stream()
                        .mapToInt(row -> Widths.of(column.apply(row)))
                        .max()
                        .orElse(0))
                .toArray();
        int width = IntStream.of(widths)
                        .filter(one -> one > 0)
                        .map(one -> one + GAP)
                        .sum()
                - GAP;
        if (width > window.usualColumns()) {
            return Optional.empty();
        }
        var lines = new StringBuilder();
        for (var row : rows) {
            int blanks = 0;
            for (int i = 0; i < widths.length; i++) {
                var cell = COLUMNS.get(i).apply(row);
                if (!cell.isEmpty()) {
                    lines.append(" ".repeat(blanks)).append(painted(i, cell, row.group(), ledger, style));
                    blanks = 0;
                }
                blanks += widths[i] == 0 ? 0 : widths[i] - Widths.of(cell) + GAP;
            }
            lines.append('\n');
        }
        return Optional.of(lines.toString());
    }

    private String painted(int column, String cell, FoldGroup group, Ledger<Reply> ledger, Style style) {
        return switch (column) {
            case 0, 2 -> text.painted(cell, group, ledger, group.size() == style.biggest());
            case 3 -> channel.palette().dim(cell);
            default -> cell;
        };
    }
}
