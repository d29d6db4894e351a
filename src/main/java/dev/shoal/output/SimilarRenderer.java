package dev.shoal.output;

import dev.shoal.fleet.AlikeFold;
import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Reply;

import java.io.IOException;
import java.io.OutputStream;

/** {@code --similar}: hosts whose answers are alike once, with what the first of them said and what varies in it painted. */
final class SimilarRenderer extends AlikeRenderer {
    private final GroupText text;

    SimilarRenderer(Screen screen, Wording wording, FoldStyle style, Epilogue epilogue) {
        super(screen, style, epilogue);
        this.text = new GroupText(screen.out(), wording);
    }

    @Override
    void write(AlikeFold fold, Ledger<Reply> ledger, OutputStream stream) throws IOException {
        int biggest = fold.groups().getFirst().group().size();
        for (var group : fold.groups()) {
            var header = text.header(group, ledger);
            boolean isBig = group.group().size() == biggest;
            text.writeHeader(text.painted(header, group.group(), ledger, isBig), stream);
            text.writeBody(group, stream);
        }
    }
}
