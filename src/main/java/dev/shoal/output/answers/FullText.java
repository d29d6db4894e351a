package dev.shoal.output.answers;

import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Reply;
import dev.shoal.fold.Fold;
import dev.shoal.fold.FoldGroup;
import dev.shoal.output.Shown;
import dev.shoal.terminal.Channel;
import dev.shoal.terminal.Palette;
import dev.shoal.terminal.Window;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

import static java.nio.charset.StandardCharsets.UTF_8;

/** All that hosts wrote, without colour, fit for a terminal and for a pager. */
public final class FullText {
    private final Channel channel = new Channel(new ByteArrayOutputStream(), Channel.End.TERMINAL, Palette.PLAIN);

    /** In these words. */
    public FullText() {}

    /** The groups one below the other, each under its header. */
    public String of(List<FoldGroup> groups, Set<Integer> okExits) {
        var text = new GroupText(channel);
        return text(groups.stream()
                .map(group -> {
                    var ledger = new Ledger<>(group.results(), Duration.ZERO, okExits);
                    return new Sections.Section(
                            text.header(group, ledger), stream -> text.writeBody(group, stream), "");
                })
                .toList());
    }

    /** All that was shown. */
    public String of(Shown shown, Set<Integer> okExits) {
        if (shown.style().isPlain()) {
            return of(shown.groups(), okExits);
        }
        var results = shown.groups().stream()
                .flatMap(group -> group.results().stream())
                .sorted(Comparator.comparingInt(HostResult::index))
                .toList();
        var ledger = new Ledger<>(results, Duration.ZERO, okExits);
        var fold = shown.style().fold(Fold.of(ledger));
        return text(StyledText.of(shown.style(), channel, Window.NONE).sections(fold, ledger));
    }

    /** What one host wrote, under its header; empty where it neither ended a command nor said anything. */
    public String of(HostResult<Reply> result, Set<Integer> okExits) {
        return of(Fold.of(new Ledger<>(List.of(result), Duration.ZERO, okExits)), okExits);
    }

    private String text(List<Sections.Section> sections) {
        var bytes = new ByteArrayOutputStream();
        try {
            Sections.whole(channel).write(sections, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("an array takes all that is written", e);
        }
        return bytes.toString(UTF_8);
    }
}
