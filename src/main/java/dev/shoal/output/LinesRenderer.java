package dev.shoal.output;

import dev.shoal.fleet.AlikeFold;
import dev.shoal.fleet.AlikeGroup;
import dev.shoal.fleet.FoldText;
import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.LineFold;
import dev.shoal.fleet.Reply;
import dev.shoal.inventory.Host;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * {@code -L}: each line once, in the order of the outputs, behind the hosts that wrote it: {@code web[1-3]: line}. What all who
 * answered wrote is behind {@code web[1-9] (all): }. Standard error comes last and is marked.
 */
final class LinesRenderer extends AlikeRenderer {
    private final Screen screen;
    private final Wording wording;
    private final LineText lines;

    LinesRenderer(Screen screen, Wording wording, FoldStyle style, Epilogue epilogue) {
        super(screen, style, epilogue);
        this.screen = screen;
        this.wording = wording;
        this.lines = new LineText(screen.out(), wording);
    }

    @Override
    void write(AlikeFold fold, Ledger<Reply> ledger, OutputStream stream) throws IOException {
        var labels = new Labels(fold.groups());
        for (var merged : LineFold.of(fold.groups(), AlikeGroup::out)) {
            label(labels.of(merged.groups(), merged.isSimilar() ? " similar" : ""), stream);
            lines.write(merged.line(), stream);
        }
        for (var merged : LineFold.of(fold.groups(), AlikeGroup::err)) {
            label(labels.of(merged.groups(), merged.isSimilar() ? " stderr, similar" : " stderr"), stream);
            lines.write(merged.line(), stream);
        }
        for (int i = 0; i < fold.groups().size(); i++) {
            var group = fold.groups().get(i).group();
            note(group.out().isEmpty() && group.err().isEmpty(), "(no output)", labels.of(List.of(i), ""), stream);
            truncated(group.out(), labels.of(List.of(i), ""), stream);
            truncated(group.err(), labels.of(List.of(i), " stderr"), stream);
        }
    }

    private static void label(String label, OutputStream stream) throws IOException {
        stream.write(label.getBytes(UTF_8));
    }

    private static void truncated(FoldText text, String label, OutputStream stream) throws IOException {
        note(text.isTruncated(), GroupText.truncated(text), label, stream);
    }

    private static void note(boolean holds, String note, String label, OutputStream stream) throws IOException {
        if (holds) {
            LineText.write(label + note, stream);
        }
    }

    /** The hosts of groups in words; few combinations are on many lines, so each is folded once. */
    private final class Labels {
        private final List<AlikeGroup> groups;
        private final Map<List<Integer>, String> known = new HashMap<>();

        Labels(List<AlikeGroup> groups) {
            this.groups = groups;
        }

        String of(List<Integer> some, String mark) {
            var hosts = known.computeIfAbsent(some, this::hosts);
            boolean isAll = some.size() == groups.size();
            var label = hosts + (isAll ? " (all)" : "") + mark + ": ";
            return isAll ? label : screen.out().palette().odd(label);
        }

        private String hosts(List<Integer> some) {
            List<Host> hosts = some.stream()
                    .flatMap(group -> groups.get(group).group().results().stream())
                    .sorted(Comparator.comparingInt(HostResult::index))
                    .<Host>map(HostResult::host)
                    .toList();
            return wording.shown(hosts);
        }
    }
}
