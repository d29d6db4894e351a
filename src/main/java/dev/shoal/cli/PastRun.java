package dev.shoal.cli;

import dev.shoal.fleet.Captured;
import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Reply;
import dev.shoal.fold.Fold;
import dev.shoal.fold.FoldGroup;
import dev.shoal.inventory.Host;
import dev.shoal.output.RunTitle;
import dev.shoal.output.Shown;
import dev.shoal.output.data.RunRows;
import dev.shoal.plugin.Rows;
import dev.shoal.text.CleanText;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/**
 * A run that is over, as long as this process remembers it.
 *
 * @param verb which one it was, as {@code exec}
 * @param call how it was asked for
 * @param shown the answers as the operator has seen them; empty where a format without groups was wanted
 */
public record PastRun(String verb, Verb.Invocation call, RunTitle title, Ledger<?> ledger, Optional<Shown> shown) {
    /** The columns of a command in messages; the operator knows the rest. */
    private static final int COMMAND = 48;

    List<? extends HostResult<?>> results() {
        return ledger.results();
    }

    /** The groups as they were shown, the first one being {@code @1}; none where the hosts were not asked for text. */
    public List<FoldGroup> groups() {
        return shown.map(Shown::groups).orElseGet(this::equal);
    }

    /** What messages call it, as {@code run 41 (nginx -v)}; of a long command its beginning. */
    String called() {
        var command = CleanText.line(title.command());
        var cut = command.length() <= COMMAND ? command : command.substring(0, COMMAND - 1) + "…";
        return "run " + title.run() + " (" + cut + ")";
    }

    /** The hosts where the command was sent and its end is not known: it may run there still, or once more if repeated. */
    List<Host> mayRun() {
        return results().stream()
                .filter(result -> result instanceof HostResult.Failed<?> failed
                        && failed.failure().mayStillRun())
                .<Host>map(HostResult::host)
                .toList();
    }

    /** What a host has answered, or said before it failed. */
    static Optional<Object> said(HostResult<?> result) {
        return switch (result) {
            case HostResult.Done<?> done -> Optional.of(done.value());
            case HostResult.Failed<?> failed -> failed.partial().map(part -> part);
            case HostResult.NotStarted<?> _ -> Optional.empty();
        };
    }

    /** How many bytes its answers are, equal ones counted once. */
    long bytes() {
        var texts = Collections.<Captured>newSetFromMap(new IdentityHashMap<>());
        for (var result : results()) {
            if (said(result).orElse(null) instanceof Reply reply) {
                texts.add(reply.out());
                texts.add(reply.err());
            }
        }
        return texts.stream().mapToLong(Captured::keptBytes).sum();
    }

    /** Its rows, or the replies of a command as rows; none where files were copied. */
    @SuppressWarnings("unchecked") // each is asked before
    Rows table() {
        if (isOf(Rows.class)) {
            return RunRows.ofRows((Ledger<Rows>) ledger).rows();
        }
        return isOf(Reply.class) ? RunRows.ofReplies((Ledger<Reply>) ledger).rows() : new Rows(List.of(), List.of());
    }

    private boolean isOf(Class<?> type) {
        return results().stream()
                .anyMatch(result -> type.isInstance(said(result).orElse(null)));
    }

    /** The groups of equal answers, however they were shown. */
    @SuppressWarnings("unchecked") // what a command answers is a Reply, and no other run has one
    List<FoldGroup> equal() {
        var isText = results().stream().anyMatch(result -> said(result).orElse(null) instanceof Reply);
        return isText ? Fold.of((Ledger<Reply>) ledger) : List.of();
    }
}
