package dev.shoal.output;

import dev.shoal.fleet.Fold;
import dev.shoal.fleet.FoldGroup;
import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Reply;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import static java.nio.charset.StandardCharsets.UTF_8;

/** All that hosts said, without colour, fit for a terminal and for a pager. */
public final class FullText {
    private final GroupText text;

    /** In these words. */
    public FullText(Wording wording) {
        this.text =
                new GroupText(new Channel(new ByteArrayOutputStream(), Channel.End.TERMINAL, Palette.PLAIN), wording);
    }

    /** The groups one below the other, each under its header. */
    public String of(List<FoldGroup> groups, Set<Integer> okExits) {
        var bytes = new ByteArrayOutputStream();
        try {
            for (var group : groups) {
                var ledger = new Ledger<>(group.results(), Duration.ZERO, okExits);
                text.writeHeader(text.header(group, ledger), bytes);
                text.writeBody(group, bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("an array takes all that is written", e);
        }
        return bytes.toString(UTF_8);
    }

    /** What one host said, under its header; empty where it neither ended a command nor said anything. */
    public String of(HostResult<Reply> result, Set<Integer> okExits) {
        return of(Fold.of(new Ledger<>(List.of(result), Duration.ZERO, okExits)), okExits);
    }
}
