package dev.shoal.output.answers;

import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Reply;
import dev.shoal.fold.FoldGroup;
import dev.shoal.inventory.Selection;
import dev.shoal.output.answers.ShownGroups.News;
import dev.shoal.terminal.Channel;
import dev.shoal.terminal.Window;
import dev.shoal.text.CleanText;
import dev.shoal.text.Widths;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Groups one below the other; on a terminal those that all wrote one line are a line each. At a prompt they carry the number that
 * later lines may use, and those that are longer than the screen are shortened, so that the odd host stays on it; elsewhere they
 * are whole.
 */
final class GroupList {
    private final Channel channel;
    private final GroupText text;
    private final Sections sections;
    private final OneLineGroups oneLine;
    private final Window window;
    private final boolean isAtPrompt;

    GroupList(Channel channel, GroupText text, Window window) {
        this.channel = channel;
        this.text = text;
        this.sections = new Sections(channel, window);
        this.oneLine = new OneLineGroups(channel, text, window);
        this.window = window;
        this.isAtPrompt = window.isPromptOf(channel);
    }

    /** When numbers are shown. */
    enum Numbers {
        /** Where there is more than one group. */
        OF_SEVERAL,
        /** In any case, as more groups may follow. */
        ALWAYS
    }

    /**
     * Writes what is new.
     *
     * @param ledger the results so far
     * @param all the groups so far, these included
     * @return whether it was more than the screen of a prompt holds
     */
    boolean write(List<News> news, Ledger<Reply> ledger, List<FoldGroup> all, Numbers numbers, OutputStream stream)
            throws IOException {
        var majority =
                all.stream().max(Comparator.comparingInt(FoldGroup::size)).orElseThrow(); // the first of them
        int biggest = majority.size();
        boolean numbered = isAtPrompt && (numbers == Numbers.ALWAYS || all.size() > 1);
        var fresh = new ArrayList<News.Group>();
        for (var one : news) {
            switch (one) {
                case News.Also also -> stream.write((also(also) + "\n").getBytes(UTF_8));
                case News.Group group -> fresh.add(group);
            }
        }
        var lines = oneLine.of(fresh, ledger, new OneLineGroups.Style(numbered, biggest));
        if (lines.isPresent()) {
            stream.write(lines.get().getBytes(UTF_8));
            return isAtPrompt && !window.fits(lines.get());
        }
        var parts = new ArrayList<Sections.Section>();
        for (var one : fresh) {
            var header = text.painted(
                    text.header(one.group(), ledger),
                    one.group(),
                    ledger,
                    one.group().size() == biggest);
            var mark = numbered ? "  " + channel.palette().dim("@" + one.number()) : "";
            parts.add(new Sections.Section(
                    header + mark,
                    body -> text.writeBody(one.group(), one.number(), majority, body),
                    "less @" + one.number(),
                    Sections.Section.Claim.SHARE,
                    body -> text.writeBody(one.group(), body)));
        }
        return sections.write(parts, stream);
    }

    /** As {@code also @1: app07}; without numbers a host of the group names it. */
    private String also(News.Also also) {
        var like = isAtPrompt
                ? "@" + also.number()
                : "as " + CleanText.line(also.group().first().host().name());
        return "also " + like + ": " + CleanText.line(Selection.fold(also.hosts()));
    }

    /**
     * Groups of which each wrote one line, on a line each: the hosts, what they wrote, how it ended. For people at a terminal, who
     * see twenty groups at a glance; what programs read has its rules and headers always, and so has the reply of a single host.
     */
    private static final class OneLineGroups {
        private static final List<Function<Row, String>> COLUMNS =
                List.of(Row::hosts, Row::said, Row::mark, Row::number);
        private static final int GAP = 2;
        /** Of a line that may fit: what is written takes fewer columns than bytes, but never a tenth of them. */
        private static final int BYTES_A_COLUMN = 10;

        private final Channel channel;
        private final GroupText text;
        private final Window window;

        OneLineGroups(Channel channel, GroupText text, Window window) {
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
        record Style(boolean isNumbered, int biggest) {}

        /** The lines, each with its end; empty where a group wrote more, or a line would be longer than the terminal is wide. */
        Optional<String> of(List<News.Group> groups, Ledger<Reply> ledger, Style style) {
            if (channel.end() != Channel.End.TERMINAL || ledger.total() == 1) {
                return Optional
                        .empty(); // the reply of one host has nothing beside it, and plain text is easier to copy
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
}
