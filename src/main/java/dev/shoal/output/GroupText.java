package dev.shoal.output;

import dev.shoal.fleet.FoldGroup;
import dev.shoal.fleet.FoldText;
import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Outcome;
import dev.shoal.fleet.Reply;

import java.io.IOException;
import java.io.OutputStream;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The header and the body of one group, as they stand on one channel: cleaned where that is a terminal. */
final class GroupText {
    private static final String RULE = "-".repeat(15);

    private final Channel channel;
    private final Wording wording;

    GroupText(Channel channel, Wording wording) {
        this.channel = channel;
        this.wording = wording;
    }

    /** As {@code web[1-3] (3) exit 2}, without colour. */
    String header(FoldGroup group, Ledger<Reply> ledger) {
        var mark = wording.line(Verdict.mark(group.first(), ledger.okExits()));
        return wording.shown(group.hosts()) + " (" + group.size() + ")" + (mark.isEmpty() ? "" : " " + mark);
    }

    /** The header in the colour of its group: what is not ok, and what the biggest groups are not. */
    String painted(String header, FoldGroup group, Ledger<Reply> ledger, boolean big) {
        var palette = channel.palette();
        if (ledger.outcome(group.first()) != Outcome.OK) {
            return palette.bad(header);
        }
        return big ? header : palette.odd(header);
    }

    /** Writes the header between its rules. */
    void writeHeader(String header, OutputStream stream) throws IOException {
        line(stream, RULE);
        line(stream, header);
        line(stream, RULE);
    }

    /** Writes all that each of the hosts said. */
    void writeBody(FoldGroup group, OutputStream stream) throws IOException {
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
        if (channel.isTerminal()) {
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
