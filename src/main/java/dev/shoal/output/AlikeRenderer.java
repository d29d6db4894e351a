package dev.shoal.output;

import dev.shoal.fleet.AlikeGroup;
import dev.shoal.fleet.Fold;
import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Reply;

import java.util.List;
import java.util.Optional;

/** Answers as {@code -L}, {@code --diff} and {@code --similar} show them: all at the end, then the ledger. */
final class AlikeRenderer implements Renderer<Reply> {
    private final Screen screen;
    private final FoldStyle style;
    private final AlikeText text;
    private final Sections sections;
    private final Epilogue epilogue;
    private Shown shown;

    AlikeRenderer(Screen screen, Wording wording, RenderOptions options, Epilogue epilogue) {
        this.screen = screen;
        this.style = options.fold();
        this.text = AlikeText.of(style, screen.out(), wording, options.window());
        this.sections = new Sections(screen.out(), options.window());
        this.epilogue = epilogue;
        this.shown = new Shown(List.of(), style);
    }

    @Override
    public void finish(RunTitle title, Ledger<Reply> ledger) {
        var fold = style.fold(Fold.of(ledger));
        shown = new Shown(fold.groups().stream().map(AlikeGroup::group).toList(), style);
        if (!fold.groups().isEmpty()) {
            screen.out(stream -> sections.write(text.sections(fold, ledger), stream));
        }
        fold.givenUp()
                .forEach(mask ->
                        screen.err(Screen.Text.of("fold.masks: " + mask + " takes too long on this output and was"
                                + " left out; write it without a repetition inside a repetition\n")));
        epilogue.write(ledger);
    }

    @Override
    public Optional<Shown> shown() {
        return Optional.of(shown);
    }
}
