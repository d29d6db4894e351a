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
    private final Wording wording;
    private final Window window;
    private final Sections sections;
    private final Epilogue epilogue;
    private Shown shown;

    AlikeRenderer(Screen screen, Wording wording, RenderOptions options, Epilogue epilogue) {
        this.screen = screen;
        this.style = options.fold();
        this.wording = wording;
        this.window = options.window();
        this.sections = new Sections(screen.out(), options.window());
        this.epilogue = epilogue;
        this.shown = new Shown(List.of(), style);
    }

    @Override
    public void finish(RunTitle title, Ledger<Reply> ledger) {
        var equal = Fold.of(ledger);
        var fitting = style.fitting(equal);
        var fold = fitting.fold(equal);
        var text = AlikeText.of(fitting, screen.out(), wording, window);
        if (!fitting.equals(style)) {
            screen.err(Screen.Text.of(FoldStyle.tooMuch(equal) + "\n"));
        }
        shown = new Shown(fold.groups().stream().map(AlikeGroup::group).toList(), fitting);
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
