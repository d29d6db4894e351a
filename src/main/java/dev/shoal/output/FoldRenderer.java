package dev.shoal.output;

import dev.shoal.fleet.Fold;
import dev.shoal.fleet.FoldGroup;
import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Reply;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** Hosts that answered the same once, under a header that names them; the biggest group first. */
final class FoldRenderer implements Renderer<Reply> {
    private final Screen screen;
    private final GroupText text;
    private final Epilogue epilogue;
    private List<FoldGroup> groups = List.of();

    FoldRenderer(Screen screen, Wording wording, Epilogue epilogue) {
        this.screen = screen;
        this.text = new GroupText(screen.out(), wording);
        this.epilogue = epilogue;
    }

    @Override
    public void finish(RunTitle title, Ledger<Reply> ledger) {
        groups = Fold.of(ledger);
        if (!groups.isEmpty()) {
            screen.out(stream -> write(groups, ledger, stream));
        }
        epilogue.write(ledger);
    }

    @Override
    public Optional<List<FoldGroup>> shown() {
        return Optional.of(groups);
    }

    private void write(List<FoldGroup> groups, Ledger<Reply> ledger, OutputStream stream) throws IOException {
        int biggest = groups.getFirst().size();
        int number = 0;
        for (var group : groups) {
            var header = text.header(group, ledger);
            text.writeHeader(text.painted(header, group, ledger, group.size() == biggest), stream);
            text.writeBody(group, ++number, groups.getFirst(), stream);
        }
    }
}
