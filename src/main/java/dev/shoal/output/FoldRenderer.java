package dev.shoal.output;

import dev.shoal.fleet.Fold;
import dev.shoal.fleet.FoldGroup;
import dev.shoal.fleet.FoldText;
import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Outcome;
import dev.shoal.fleet.Reply;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Hosts that answered the same once, under a header that names them; the biggest group first. */
final class FoldRenderer implements Renderer<Reply> {
    private static final String RULE = "-".repeat(15);

    private final Screen screen;
    private final Wording wording;
    private final Epilogue epilogue;
    private List<FoldGroup> groups = List.of();

    FoldRenderer(Screen screen, Wording wording, Epilogue epilogue) {
        this.screen = screen;
        this.wording = wording;
        this.epilogue = epilogue;
    }

    @Override
    public void finish(RunTitle title, Ledger<Reply> ledger) {
        groups = Fold.of(ledger);
        if (!groups.isEmpty()) {
            screen.out(stream -> write(groups, ledger, stream));
        }
        epilogue.write(ledger);
    }

    @Override
    public Optional<List<FoldGroup>> shown() {
        return Optional.of(groups);
    }

    private void write(List<FoldGroup> groups, Ledger<Reply> ledger, OutputStream stream) throws IOException {
        int biggest = groups.getFirst().size();
        for (var group : groups) {
            line(stream, RULE);
            line(stream, painted(header(group, ledger), group, ledger, group.size() == biggest));
            line(stream, RULE);
            body(group, stream);
        }
    }

    private String header(FoldGroup group, Ledger<Reply> ledger) {
        var mark = wording.line(Verdict.mark(group.first(), ledger.okExits()));
        return wording.shown(group.hosts()) + " (" + group.size() + ")" + (mark.isEmpty() ? "" : " " + mark);
    }

    private String painted(String header, FoldGroup group, Ledger<Reply> ledger, boolean big) {
        var palette = screen.out().palette();
        if (ledger.outcome(group.first()) != Outcome.OK) {
            return palette.bad(header);
        }
        return big ? header : palette.odd(header);
    }

    private void body(FoldGroup group, OutputStream stream) throws IOException {
        if (group.out().isEmpty() && group.err().isEmpty()) {
            line(stream, "(no output)");
        }
        if (!group.out().isEmpty()) {
            text(group.out(), stream);
        }
        if (!group.err().isEmpty()) {
            line(stream, "stderr:");
            text(group.err(), stream);
        }
    }

    private void text(FoldText text, OutputStream stream) throws IOException {
        if (screen.out().isTerminal()) {
            stream.write(wording.cleaner().clean(text.bytes()).getBytes(UTF_8));
        } else {
            text.writeTo(stream);
        }
        stream.write('\n');
        if (text.isTruncated()) {
            line(stream, truncated(text));
        }
    }

    private static String truncated(FoldText text) {
        return "[truncated: " + Amounts.size(text.keptBytes()) + " of " + Amounts.size(text.totalBytes()) + " kept]";
    }

    private static void line(OutputStream stream, String line) throws IOException {
        stream.write((line + "\n").getBytes(UTF_8));
    }
}
