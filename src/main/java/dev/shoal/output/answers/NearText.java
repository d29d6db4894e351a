package dev.shoal.output.answers;

import dev.shoal.fold.FoldGroup;
import dev.shoal.fold.SimilarFold;
import dev.shoal.inventory.Host;
import dev.shoal.terminal.Channel;
import dev.shoal.text.CleanText;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * A minority that said nearly what the majority said, as what sets it apart: of both outputs together at least four lines in
 * five are common ones, in the same order, and there are some to begin with. Only for terminals: what programs read never
 * depends on who else replied what.
 */
final class NearText {
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
        var hosts = CleanText.line(Host.fold(majority.hosts()));
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
