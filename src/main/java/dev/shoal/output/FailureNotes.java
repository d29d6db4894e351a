package dev.shoal.output;

import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Reply;
import dev.shoal.inventory.Host;
import dev.shoal.terminal.Palette;
import dev.shoal.text.CleanText;
import dev.shoal.transport.Ending;
import dev.shoal.transport.Failure;
import dev.shoal.transport.Phase;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Why hosts failed: one note for all hosts of which the same is to be said, so that five hundred refusals are one line. Hosts
 * whose key changed get a note each, whole.
 */
final class FailureNotes {
    private final Palette palette;

    FailureNotes(Palette palette) {
        this.palette = palette;
    }

    /** What failures have in common; host keys have nothing in common, so their index keeps them apart. */
    private record Key(String verdict, Masked remedy, int index) {}

    /** The notes in the order of their first hosts; none for hosts that were stopped, which the ledger names. */
    List<String> of(Ledger<?> ledger) {
        Map<Key, List<HostResult.Failed<?>>> same = new LinkedHashMap<>();
        for (var result : ledger.results()) {
            if (result instanceof HostResult.Failed<?> failed
                    && failed.failure().kind() != Failure.Kind.CANCELLED) {
                same.computeIfAbsent(key(failed, ledger.okExits()), _ -> new ArrayList<>())
                        .add(failed);
            }
        }
        var notes = new ArrayList<String>();
        same.forEach((key, hosts) -> notes.add(note(key.verdict(), hosts)));
        var held = ledger.results().stream()
                .filter(FailureNotes::isHeldOpen)
                .map(HostResult::host)
                .toList();
        if (!held.isEmpty()) {
            notes.add(Host.fold(held) + ": the command has ended, but a background process keeps its output open"
                    + " and was not waited for. To avoid this, write > /dev/null 2>&1 before the &");
        }
        return notes;
    }

    private static boolean isHeldOpen(HostResult<?> result) {
        return result instanceof HostResult.Done<?> done
                && done.value() instanceof Reply reply
                && reply.ending().orElse(null) instanceof Ending.Exited exited
                && exited.isHeldOpen();
    }

    private static Key key(HostResult.Failed<?> failed, Set<Integer> okExits) {
        var failure = failed.failure();
        return new Key(
                OutcomeWords.of(failed, okExits),
                Masked.of(failure.remedy(), failed.host()),
                failure.phase() == Phase.HOSTKEY ? failed.index() : -1);
    }

    private String note(String verdict, List<HostResult.Failed<?>> same) {
        var failure = same.getFirst().failure();
        var problem = palette.bad(CleanText.line(problem(verdict, same)));
        return failure.remedy().isEmpty() ? problem : problem + ". " + CleanText.line(failure.remedy());
    }

    private String problem(String verdict, List<HostResult.Failed<?>> same) {
        var first = same.getFirst();
        if (same.size() == 1) {
            return first.failure().problem();
        }
        var hosts = same.stream().map(HostResult.Failed::host).toList();
        var masked = same.stream()
                .map(failed -> Masked.of(failed.failure().problem(), failed.host()))
                .distinct()
                .toList();
        return masked.size() == 1 && masked.getFirst().namesHost()
                ? masked.getFirst().with(hosts)
                : Host.fold(hosts) + ": " + verdict + ", for one: "
                        + first.failure().problem();
    }
}
