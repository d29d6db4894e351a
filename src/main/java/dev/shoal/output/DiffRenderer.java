package dev.shoal.output;

import dev.shoal.fleet.AlikeFold;
import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Reply;

import java.io.IOException;
import java.io.OutputStream;

/** {@code --diff}: the biggest group whole, of the others what sets them apart from it. */
final class DiffRenderer extends AlikeRenderer {
    private final DiffText text;

    DiffRenderer(Screen screen, Wording wording, FoldStyle style, Epilogue epilogue) {
        super(screen, style, epilogue);
        this.text = new DiffText(screen.out(), wording);
    }

    @Override
    void write(AlikeFold fold, Ledger<Reply> ledger, OutputStream stream) throws IOException {
        text.write(fold, ledger, stream);
    }
}
