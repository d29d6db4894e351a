package dev.shoal.output.answers;

import dev.shoal.fold.FoldLine;
import dev.shoal.terminal.Channel;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** A difference as {@code diff -u} writes it, without its two first lines. */
final class UnifiedText {
    private final Channel channel;
    private final LineText lines;

    UnifiedText(Channel channel) {
        this.channel = channel;
        this.lines = new LineText(channel);
    }

    /** One line of it, with its places in both texts, or where it would stand. */
    private record Edit(char mark, FoldLine line, int inBase, int inOther) {}

    /** Writes the lines that differ with so many others around them; nothing where the texts are the same. */
    void write(Difference difference, int context, OutputStream stream) throws IOException {
        var edits = edits(difference);
        int from = next(edits, 0);
        while (from < edits.size()) {
            int to = from;
            for (int next = from; next < edits.size() && next - to <= 2 * context + 1; next = next(edits, next + 1)) {
                to = next;
            }
            hunk(edits.subList(Math.max(0, from - context), Math.min(edits.size(), to + context + 1)), stream);
            from = next(edits, to + 1);
        }
    }

    private static List<Edit> edits(Difference difference) {
        var edits = new ArrayList<Edit>();
        int base = 0;
        int other = 0;
        while (base < difference.base().size() || other < difference.other().size()) {
            if (difference.isGone(base)) {
                edits.add(new Edit('-', difference.base().get(base), base, other));
                base++;
            } else if (difference.isAdded(other)) {
                edits.add(new Edit('+', difference.other().get(other), base, other));
                other++;
            } else {
                edits.add(new Edit(' ', difference.base().get(base), base, other));
                base++;
                other++;
            }
        }
        return edits;
    }

    private static int next(List<Edit> edits, int from) {
        int at = from;
        while (at < edits.size() && edits.get(at).mark() == ' ') {
            at++;
        }
        return at;
    }

    private void hunk(List<Edit> edits, OutputStream stream) throws IOException {
        int added = (int) edits.stream().filter(edit -> edit.mark() == '+').count();
        int gone = (int) edits.stream().filter(edit -> edit.mark() == '-').count();
        var first = edits.getFirst();
        var place = "@@ -" + range(first.inBase(), edits.size() - added) + " +"
                + range(first.inOther(), edits.size() - gone) + " @@";
        LineText.write(channel.palette().place(place), stream);
        for (var edit : edits) {
            var mark = String.valueOf(edit.mark());
            switch (edit.mark()) {
                case '-' -> lines.write(mark, edit.line(), channel.palette()::gone, stream);
                case '+' -> lines.write(mark, edit.line(), channel.palette()::added, stream);
                default -> lines.write(mark, edit.line(), text -> text, stream);
            }
        }
    }

    /** Lines count from 1; where there is none, the one before is named. */
    private static String range(int from, int size) {
        return size == 1 ? String.valueOf(from + 1) : (size == 0 ? from : from + 1) + "," + size;
    }
}
