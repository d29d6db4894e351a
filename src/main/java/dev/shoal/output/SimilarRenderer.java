package dev.shoal.output;

import dev.shoal.fleet.AlikeFold;
import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Reply;

import java.io.IOException;
import java.io.OutputStream;

/** {@code --similar}: hosts whose answers are alike once, with what the first of them said and what varies in it painted. */
final class SimilarRenderer extends AlikeRenderer {
    private final GroupText text;
    private final Channel channel;
    private final boolean isAtPrompt;

    SimilarRenderer(Screen screen, Wording wording, RenderOptions options, Epilogue epilogue) {
        super(screen, options.fold(), epilogue);
        this.channel = screen.out();
        this.text = new GroupText(channel, wording);
        this.isAtPrompt = options.window().isPromptOf(channel);
    }

    @Override
    void write(AlikeFold fold, Ledger<Reply> ledger, OutputStream stream) throws IOException {
        int biggest = fold.groups().getFirst().group().size();
        boolean isNumbered = isAtPrompt && fold.groups().size() > 1;
        int number = 0;
        for (var group : fold.groups()) {
            var header = text.header(group, ledger);
            boolean isBig = group.group().size() == biggest;
            var mark = "  " + channel.palette().dim("@" + ++number);
            var painted = text.painted(header, group.group(), ledger, isBig);
            text.writeHeader(isNumbered ? painted + mark : painted, stream);
            text.writeBody(group, stream);
        }
    }
}
