package dev.shoal.output;

import dev.shoal.fleet.AlikeFold;
import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Reply;

import java.util.List;

/** What a run looks like in one of the shapes that are written when it is over. */
interface AlikeText {
    /** How the rest is seen of what was cut and is no group by itself. */
    String REMEDY = "less";

    /** The parts of it; none if nobody answered. */
    List<Section> sections(AlikeFold fold, Ledger<Reply> ledger);

    /** The text for a style. */
    static AlikeText of(FoldStyle style, Channel channel, Wording wording, Window window) {
        return switch (style.shape()) {
            case LINES -> new LinesText(channel, wording);
            case DIFF -> new DiffText(channel, wording);
            case GROUPS -> new SimilarText(channel, wording, window);
        };
    }
}
