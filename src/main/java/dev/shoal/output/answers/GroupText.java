package dev.shoal.output.answers;

import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Outcome;
import dev.shoal.fleet.Reply;
import dev.shoal.fold.FoldGroup;
import dev.shoal.fold.FoldLine;
import dev.shoal.fold.FoldText;
import dev.shoal.fold.MaskKind;
import dev.shoal.fold.SimilarFold;
import dev.shoal.inventory.Selection;
import dev.shoal.output.OutcomeWords;
import dev.shoal.terminal.Channel;
import dev.shoal.text.Amounts;
import dev.shoal.text.CleanText;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The header and the body of one group, as they stand on one channel: cleaned where that is a terminal. */
public final class GroupText {
    /** What stands for the output of a group that has none. */
    public static final String NOTHING = "(no output)";

    private final Channel channel;
    private final LineText lines;
    private final NearText near;

    GroupText(Channel channel) {
        this.channel = channel;
        this.lines = new LineText(channel);
        this.near = new NearText(channel);
    }

    /** As {@code web[1-3] (3) exit 2}, without colour. */
    String header(FoldGroup group, Ledger<Reply> ledger) {
        var mark = mark(group, ledger);
        return hosts(group) + (mark.isEmpty() ? "" : " " + mark);
    }

    /** As {@code web[1-3] (3)}. */
    public String hosts(FoldGroup group) {
        return CleanText.line(Selection.fold(group.hosts())) + " (" + group.size() + ")";
    }

    /** As {@code exit 2}; empty where all is well. */
    public String mark(FoldGroup group, Ledger<Reply> ledger) {
        return CleanText.line(OutcomeWords.mark(group.first(), ledger.okExits()));
    }

    /** The same for hosts with similar replies, of which one is shown: with what the others differ in. */
    String header(SimilarFold.Group similar, Ledger<Reply> ledger) {
        var header = header(similar.group(), ledger);
        if (similar.varying().isEmpty()) {
            return header;
        }
        var kinds = similar.varying().stream().map(MaskKind::word).collect(Collectors.joining(", "));
        var first = CleanText.line(similar.group().first().host().name());
        var mark = OutcomeWords.mark(similar.group().first(), ledger.okExits());
        return header + (mark.isEmpty() ? " " : ", ") + "similar except " + kinds + "; shown: " + first;
    }

    /** The header in the colour of its group: what is not ok, and what the biggest groups are not. */
    public String painted(String header, FoldGroup group, Ledger<Reply> ledger, boolean big) {
        var palette = channel.palette();
        if (ledger.outcome(group.first()) != Outcome.OK) {
            return palette.bad(header);
        }
        return big ? header : palette.odd(header);
    }

    /** Writes what each of the hosts wrote; on a terminal what sets a minority apart, where that is little. */
    void writeBody(FoldGroup group, int number, FoldGroup majority, OutputStream stream) throws IOException {
        var difference = near.of(group, number, majority);
        if (difference.isPresent()) {
            difference.get().writeTo(stream);
        } else {
            writeBody(group, stream);
        }
    }

    /** Writes all that the first of the hosts wrote, with what is another for others painted. */
    void writeBody(SimilarFold.Group similar, OutputStream stream) throws IOException {
        if (similar.varying().isEmpty()) {
            writeBody(similar.group(), stream);
            return;
        }
        writeLines(similar.out(), stream);
        writeTruncation(similar.group().out(), stream);
        if (!similar.group().err().isEmpty()) {
            line(stream, "stderr:");
        }
        writeLines(similar.err(), stream);
        writeTruncation(similar.group().err(), stream);
    }

    /** One host's numbers must not hide that another has a hundred times as much: the range is below the line. */
    private void writeLines(List<FoldLine> said, OutputStream stream) throws IOException {
        for (var line : said) {
            lines.write(line, stream);
            var apart = lines.apart(line);
            if (apart.isPresent()) {
                line(stream, apart.get());
            }
        }
    }

    /** Writes all that each of the hosts wrote. */
    void writeBody(FoldGroup group, OutputStream stream) throws IOException {
        if (group.out().isEmpty() && group.err().isEmpty()) {
            line(stream, NOTHING);
        }
        if (!group.out().isEmpty()) {
            writeText(group.out(), stream);
        }
        if (!group.err().isEmpty()) {
            line(stream, "stderr:");
            writeText(group.err(), stream);
        }
    }

    /** Writes one stream whole. */
    void writeText(FoldText text, OutputStream stream) throws IOException {
        if (channel.isTerminal()) {
            try (var source = text.stream()) {
                CleanText.copy(source, stream);
            }
        } else {
            text.writeTo(stream);
        }
        stream.write('\n');
        writeTruncation(text, stream);
    }

    /** Writes a note where more came than was kept. */
    void writeTruncation(FoldText text, OutputStream stream) throws IOException {
        if (text.isTruncated()) {
            line(stream, truncated(text));
        }
    }

    static String truncated(FoldText text) {
        return "[truncated: " + Amounts.size(text.keptBytes()) + " of " + Amounts.size(text.totalBytes()) + " kept]";
    }

    private static void line(OutputStream stream, String line) throws IOException {
        stream.write((line + "\n").getBytes(UTF_8));
    }

    /**
     * A minority that said nearly what the majority said, as what sets it apart: of both outputs together at least four lines in
     * five are common ones, in the same order, and there are some to begin with. Only for terminals: what programs read never
     * depends on who else replied what.
     */
    static final class NearText {
        private static final int LEAST_LINES = 5;
        private static final int LEAST_PERCENT = 80;
        private static final int CONTEXT = 1;
        /** To compare more would keep the operator waiting. */
        private static final int MOST_BYTES = 8 << 20;

        private final Channel channel;
        private final UnifiedText unified;
        private final Difference.Budget budget = new Difference.Budget(Difference.Budget.USUAL);

        NearText(Channel channel) {
            this.channel = channel;
            this.unified = new UnifiedText(channel);
        }

        /**
         * The difference; empty where the whole group is to be shown.
         *
         * @param number of the group, as in {@code @2}
         */
        Optional<Sections.Section.Body> of(FoldGroup group, int number, FoldGroup majority) {
            boolean isWhole = group.out().isTruncated() || group.err().isTruncated();
            if (!channel.isTerminal() || group.size() >= majority.size() || isWhole) {
                return Optional.empty();
            }
            if (bytes(majority) + bytes(group) > MOST_BYTES) {
                return Optional.empty();
            }
            var both = SimilarFold.same(List.of(majority, group)).groups();
            var base = both.getFirst();
            var other = both.getLast();
            if (other.out().size() + other.err().size() < LEAST_LINES || !mayBeNear(base, other)) {
                return Optional.empty();
            }
            var out = Difference.between(base.out(), other.out(), budget);
            var err = Difference.between(base.err(), other.err(), budget);
            if (out.isEmpty() || err.isEmpty() || !isNear(out.get(), err.get())) {
                return Optional.empty();
            }
            return Optional.of(stream -> write(out.get(), err.get(), number, majority, stream));
        }

        private static long bytes(FoldGroup group) {
            return group.out().keptBytes() + group.err().keptBytes();
        }

        /** Cheap, and enough where lengths alone tell. */
        private static boolean mayBeNear(SimilarFold.Group base, SimilarFold.Group other) {
            int some = base.out().size() + base.err().size();
            int others = other.out().size() + other.err().size();
            return 200L * Math.min(some, others) >= (long) LEAST_PERCENT * (some + others);
        }

        private static boolean isNear(Difference out, Difference err) {
            int all = out.base().size()
                    + out.other().size()
                    + err.base().size()
                    + err.other().size();
            return 200L * (out.common() + err.common()) >= (long) LEAST_PERCENT * all;
        }

        private void write(Difference out, Difference err, int number, FoldGroup majority, OutputStream stream)
                throws IOException {
            int common = out.common() + err.common();
            int all = out.other().size() + err.other().size();
            var how = " (all of it: less @" + number + ", or | cat)";
            var hosts = CleanText.line(Selection.fold(majority.hosts()));
            LineText.write(
                    out.isNothing() && err.isNothing()
                            ? "the same as " + hosts + how
                            : common + " of " + all + " lines as " + hosts + ", but" + how + ":",
                    stream);
            unified.write(out, CONTEXT, stream);
            if (!err.isNothing()) {
                LineText.write("stderr:", stream);
                unified.write(err, CONTEXT, stream);
            }
        }
    }
}
