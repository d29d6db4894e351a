package dev.shoal.fleet;

import dev.shoal.transport.Ending;
import dev.shoal.transport.Failure;
import dev.shoal.transport.Phase;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Groups hosts whose answers are the same: how the command ended, stdout and stderr ({@link FoldText} says what "same" leaves
 * out). Hosts that neither ended a command nor said anything are in no group; the ledger has them. Outputs are compared where
 * they are and never copied, so that ten thousand equal ones cost a pass over each.
 */
public final class Fold {
    private final Map<Key, List<HostResult<Reply>>> groups = new HashMap<>();

    private sealed interface How {
        record Ended(Optional<Ending> ending) implements How {}

        record Broke(Phase phase, Failure.Kind kind) implements How {}
    }

    private record Key(How how, FoldText out, FoldText err) {}

    /** The groups of a whole run. */
    public static List<FoldGroup> of(Ledger<Reply> ledger) {
        var fold = new Fold();
        ledger.results().forEach(fold::add);
        return fold.groups();
    }

    /** Puts a result into its group. */
    public void add(HostResult<Reply> result) {
        key(result).ifPresent(key -> groups.computeIfAbsent(key, _ -> new ArrayList<>())
                .add(result));
    }

    /** The groups so far: the biggest first, equally big ones in the order of their first hosts. */
    public List<FoldGroup> groups() {
        return groups.entrySet().stream()
                .map(e -> new FoldGroup(
                        sorted(e.getValue()), e.getKey().out(), e.getKey().err()))
                .sorted(Comparator.comparingInt(FoldGroup::size).reversed().thenComparing(g -> g.first()
                        .index()))
                .toList();
    }

    private static List<HostResult<Reply>> sorted(List<HostResult<Reply>> results) {
        return results.stream()
                .sorted(Comparator.comparingInt(HostResult::index))
                .toList();
    }

    private static Optional<Key> key(HostResult<Reply> result) {
        return switch (result) {
            case HostResult.Done<Reply> done ->
                Optional.of(key(new How.Ended(done.value().ending()), done.value()));
            case HostResult.Failed<Reply> failed ->
                failed.partial()
                        .filter(reply -> !reply.out().isEmpty() || !reply.err().isEmpty())
                        .map(reply -> key(
                                new How.Broke(
                                        failed.failure().phase(),
                                        failed.failure().kind()),
                                reply));
            case HostResult.NotStarted<Reply> _ -> Optional.empty();
        };
    }

    private static Key key(How how, Reply reply) {
        return new Key(how, new FoldText(reply.out()), new FoldText(reply.err()));
    }
}
