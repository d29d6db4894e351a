package dev.shoal.output.answers;

import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Reply;
import dev.shoal.fold.SimilarFold;
import dev.shoal.output.FoldStyle;
import dev.shoal.terminal.Channel;
import dev.shoal.terminal.Window;

import java.util.List;

/** What a run looks like in one of the shapes that are written when it is over. */
interface StyledText {
    /** How the rest is seen of what was cut and is no group by itself. */
    String REMEDY = "less";

    /** The parts of it; none if nobody answered. */
    List<Section> sections(SimilarFold fold, Ledger<Reply> ledger);

    /** The text for a style. */
    static StyledText of(FoldStyle style, Channel channel, Window window) {
        return switch (style.shape()) {
            case LINES -> new LinesText(channel);
            case DIFF -> new DiffText(channel);
            case GROUPS -> new SimilarText(channel, window);
        };
    }
}
