package dev.shoal.output.answers;

import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Reply;
import dev.shoal.fold.SimilarFold;
import dev.shoal.output.FoldStyle;
import dev.shoal.terminal.Channel;
import dev.shoal.terminal.Window;

import java.util.ArrayList;
import java.util.List;

/** What a run looks like in one of the shapes that are written when it is over. */
interface StyledText {
    /** How to see the rest of a text that was cut and is not a group. */
    String REMEDY = "less";

    /** The parts of it; none if no host replied. */
    List<Sections.Section> sections(SimilarFold fold, Ledger<Reply> ledger);

    /** The text for a style. */
    static StyledText of(FoldStyle style, Channel channel, Window window) {
        return switch (style.shape()) {
            case LINES -> new LinesText(channel);
            case DIFF -> new DiffText(channel);
            case GROUPS -> new Similar(channel, window);
        };
    }

    /** {@code --similar}: hosts whose replies are similar once, with what the first of them wrote and what varies in it painted. */
    final class Similar implements StyledText {
        private final GroupText text;
        private final Channel channel;
        private final boolean isAtPrompt;

        Similar(Channel channel, Window window) {
            this.channel = channel;
            this.text = new GroupText(channel);
            this.isAtPrompt = window.isPromptOf(channel);
        }

        @Override
        public List<Sections.Section> sections(SimilarFold fold, Ledger<Reply> ledger) {
            int biggest = fold.groups().getFirst().group().size();
            boolean isNumbered = isAtPrompt && fold.groups().size() > 1;
            var sections = new ArrayList<Sections.Section>();
            for (var group : fold.groups()) {
                int number = sections.size() + 1;
                var header = text.header(group, ledger);
                boolean isBig = group.group().size() == biggest;
                var painted = text.painted(header, group.group(), ledger, isBig);
                var mark = isNumbered ? "  " + channel.palette().dim("@" + number) : "";
                sections.add(new Sections.Section(
                        painted + mark, stream -> text.writeBody(group, stream), "less @" + number));
            }
            return sections;
        }
    }
}
