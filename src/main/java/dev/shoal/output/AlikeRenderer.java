package dev.shoal.output;

import dev.shoal.fleet.AlikeFold;
import dev.shoal.fleet.AlikeGroup;
import dev.shoal.fleet.Fold;
import dev.shoal.fleet.FoldGroup;
import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Reply;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** What the shapes of {@code -L}, {@code --diff} and {@code --similar} have in common: groups at the end, then the ledger. */
abstract class AlikeRenderer implements Renderer<Reply> {
    private final Screen screen;
    private final FoldStyle style;
    private final Epilogue epilogue;
    private List<FoldGroup> groups = List.of();

    AlikeRenderer(Screen screen, FoldStyle style, Epilogue epilogue) {
        this.screen = screen;
        this.style = style;
        this.epilogue = epilogue;
    }

    /** Writes the groups, of which there is at least one. */
    abstract void write(AlikeFold fold, Ledger<Reply> ledger, OutputStream stream) throws IOException;

    @Override
    public final void finish(RunTitle title, Ledger<Reply> ledger) {
        var fold = style.fold(Fold.of(ledger));
        groups = fold.groups().stream().map(AlikeGroup::group).toList();
        if (!groups.isEmpty()) {
            screen.out(stream -> write(fold, ledger, stream));
        }
        fold.givenUp()
                .forEach(mask ->
                        screen.err(Screen.Text.of("fold.masks: " + mask + " takes too long on this output and was"
                                + " left out; write it without a repetition inside a repetition\n")));
        epilogue.write(ledger);
    }

    @Override
    public final Optional<List<FoldGroup>> shown() {
        return Optional.of(groups);
    }
}
