package dev.shoal.output.answers;

import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Reply;
import dev.shoal.fold.Fold;
import dev.shoal.fold.SimilarFold;
import dev.shoal.output.FoldStyle;
import dev.shoal.output.RenderOptions;
import dev.shoal.output.Renderer;
import dev.shoal.output.RunFooter;
import dev.shoal.output.RunTitle;
import dev.shoal.output.Shown;
import dev.shoal.terminal.Screen;
import dev.shoal.terminal.Window;

import java.util.List;
import java.util.Optional;

/** Replies as {@code -L}, {@code --diff} and {@code --similar} show them: all at the end, then the ledger. */
public final class StyledFoldRenderer implements Renderer<Reply> {
    private final Screen screen;
    private final FoldStyle style;
    private final Window window;
    private final Sections sections;
    private final RunFooter epilogue;
    private Shown shown;

    public StyledFoldRenderer(Screen screen, RenderOptions options, RunFooter epilogue) {
        this.screen = screen;
        this.style = options.fold();
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
        var text = StyledText.of(fitting, screen.out(), window);
        if (!fitting.equals(style)) {
            screen.err(Screen.Text.of(FoldStyle.tooMuch(equal) + "\n"));
        }
        shown = new Shown(fold.groups().stream().map(SimilarFold.Group::group).toList(), fitting);
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
