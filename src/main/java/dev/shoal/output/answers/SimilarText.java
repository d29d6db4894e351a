package dev.shoal.output.answers;

import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Reply;
import dev.shoal.fold.SimilarFold;
import dev.shoal.terminal.Channel;
import dev.shoal.terminal.Window;

import java.util.ArrayList;
import java.util.List;

/** {@code --similar}: hosts whose answers are alike once, with what the first of them said and what varies in it painted. */
final class SimilarText implements StyledText {
    private final GroupText text;
    private final Channel channel;
    private final boolean isAtPrompt;

    SimilarText(Channel channel, Window window) {
        this.channel = channel;
        this.text = new GroupText(channel);
        this.isAtPrompt = window.isPromptOf(channel);
    }

    @Override
    public List<Section> sections(SimilarFold fold, Ledger<Reply> ledger) {
        int biggest = fold.groups().getFirst().group().size();
        boolean isNumbered = isAtPrompt && fold.groups().size() > 1;
        var sections = new ArrayList<Section>();
        for (var group : fold.groups()) {
            int number = sections.size() + 1;
            var header = text.header(group, ledger);
            boolean isBig = group.group().size() == biggest;
            var painted = text.painted(header, group.group(), ledger, isBig);
            var mark = isNumbered ? "  " + channel.palette().dim("@" + number) : "";
            sections.add(new Section(painted + mark, stream -> text.writeBody(group, stream), "less @" + number));
        }
        return sections;
    }
}
