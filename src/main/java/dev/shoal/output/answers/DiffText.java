package dev.shoal.output.answers;

import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Reply;
import dev.shoal.fold.Fold;
import dev.shoal.fold.FoldLine;
import dev.shoal.fold.FoldText;
import dev.shoal.fold.SimilarFold;
import dev.shoal.output.FoldStyle;
import dev.shoal.terminal.Channel;
import dev.shoal.terminal.Palette;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The first group whole, and each other one as what sets it apart from the first. */
public final class DiffText implements StyledText {
    private static final int CONTEXT = 3;
    /** A first group that is longer is not written again as removed lines, where nothing of it is in the other one. */
    private static final int MOST_REPEATED = 20;

    private final Channel channel;
    private final GroupText text;
    private final UnifiedText unified;
    private final Difference.Budget budget = new Difference.Budget(Difference.Budget.USUAL);

    DiffText(Channel channel) {
        this.channel = channel;
        this.text = new GroupText(channel);
        this.unified = new UnifiedText(channel);
    }

    /** All of it as plain text, for programs; empty if no host replied. */
    public static String of(Ledger<Reply> ledger, FoldStyle style) {
        var bytes = new ByteArrayOutputStream();
        var groups = new FoldStyle(FoldStyle.Shape.DIFF, style.likeness(), style.masks()).fold(Fold.of(ledger));
        try {
            var channel = new Channel(bytes, Channel.End.FILE, Palette.PLAIN);
            Sections.whole(channel).write(new DiffText(channel).sections(groups, ledger), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(UTF_8);
    }

    @Override
    public List<Sections.Section> sections(SimilarFold fold, Ledger<Reply> ledger) {
        if (fold.groups().isEmpty()) {
            return List.of();
        }
        var base = fold.groups().getFirst();
        var sections = new ArrayList<Sections.Section>();
        sections.add(new Sections.Section(
                header(base, ledger), stream -> text.writeBody(base, stream), "less @1", Sections.Section.Claim.REST));
        for (var other : fold.groups().subList(1, fold.groups().size())) {
            sections.add(new Sections.Section("", stream -> other(base, other, ledger, stream), REMEDY));
        }
        return sections;
    }

    private String header(SimilarFold.Group base, Ledger<Reply> ledger) {
        return text.painted(text.header(base, ledger), base.group(), ledger, true);
    }

    private void other(SimilarFold.Group base, SimilarFold.Group other, Ledger<Reply> ledger, OutputStream stream)
            throws IOException {
        var from = "--- " + text.header(base, ledger);
        UnaryOperator<String> to =
                what -> text.painted("+++ " + text.header(other, ledger) + what, other.group(), ledger, false);
        boolean outs = isOther(base.out(), other.out());
        boolean errs = isOther(base.err(), other.err());
        if (outs || !errs) {
            header(from, to, "", stream);
        }
        if (other.group().out().isEmpty() && other.group().err().isEmpty()) {
            LineText.write("(no output)", stream);
            return;
        }
        if (outs) {
            body(base.out(), other.out(), other.group().out(), stream);
        } else if (!errs) {
            LineText.write("(same output)", stream);
        }
        if (errs) {
            header(from, to, ", stderr", stream);
            body(base.err(), other.err(), other.group().err(), stream);
        }
    }

    private static boolean isOther(List<FoldLine> base, List<FoldLine> other) {
        return !base.stream()
                .map(FoldLine::key)
                .toList()
                .equals(other.stream().map(FoldLine::key).toList());
    }

    private void header(String from, UnaryOperator<String> to, String what, OutputStream stream) throws IOException {
        LineText.write(channel.palette().gone(from + what), stream);
        LineText.write(to.apply(what), stream);
    }

    private void body(List<FoldLine> base, List<FoldLine> other, FoldText whole, OutputStream stream)
            throws IOException {
        var difference = Difference.between(base, other, budget);
        if (difference.isEmpty()) {
            LineText.write("(too different to be compared; all of it:)", stream);
            text.writeText(whole, stream);
        } else if (other.isEmpty() && base.size() > MOST_REPEATED) {
            LineText.write("(nothing)", stream);
        } else if (difference.get().common() == 0 && base.size() > MOST_REPEATED) {
            LineText.write("(no line in common; all of it:)", stream);
            text.writeText(whole, stream);
        } else {
            unified.write(difference.get(), CONTEXT, stream);
            text.writeTruncation(whole, stream);
        }
    }
}
