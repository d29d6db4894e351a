package dev.shoal.fold;

import dev.shoal.fleet.Captured;
import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Reply;
import dev.shoal.transport.Ending;
import dev.shoal.transport.Failure;
import dev.shoal.transport.Phase;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Groups hosts whose replies are the same: how the command ended, stdout and stderr ({@link FoldText} defines "same"). Hosts
 * that neither ended a command nor wrote anything are in no group; the ledger has them. Outputs are compared where
 * they are and never copied, so that ten thousand equal ones cost a pass over each.
 */
public final class Fold {
    /** Equally big ones in the order of their first hosts. */
    static final Comparator<FoldGroup> BIGGEST_FIRST = Comparator.comparingInt(FoldGroup::size)
            .reversed()
            .thenComparingInt(group -> group.first().index());

    private final Map<Key, List<HostResult<Reply>>> groups = new HashMap<>();
    /** Texts that are kept once are looked at once. */
    private final IdentityHashMap<Captured, FoldText> texts = new IdentityHashMap<>();

    /** How a host's command ended, or what broke while it ran. */
    sealed interface How {
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
                .sorted(BIGGEST_FIRST)
                .toList();
    }

    private static List<HostResult<Reply>> sorted(List<HostResult<Reply>> results) {
        return results.stream()
                .sorted(Comparator.comparingInt(HostResult::index))
                .toList();
    }

    /** How it ended; only of results that are in a group. */
    static How how(HostResult<Reply> result) {
        return switch (result) {
            case HostResult.Done<Reply> done -> new How.Ended(done.value().ending());
            case HostResult.Failed<Reply> failed ->
                new How.Broke(failed.failure().phase(), failed.failure().kind());
            case HostResult.NotStarted<Reply> _ -> throw new IllegalArgumentException(result.host() + " said nothing");
        };
    }

    private Optional<Key> key(HostResult<Reply> result) {
        return switch (result) {
            case HostResult.Done<Reply> done -> Optional.of(key(done, done.value()));
            case HostResult.Failed<Reply> failed ->
                failed.partial()
                        .filter(reply -> !reply.out().isEmpty() || !reply.err().isEmpty())
                        .map(reply -> key(failed, reply));
            case HostResult.NotStarted<Reply> _ -> Optional.empty();
        };
    }

    private Key key(HostResult<Reply> result, Reply reply) {
        return new Key(how(result), text(reply.out()), text(reply.err()));
    }

    private FoldText text(Captured captured) {
        return texts.computeIfAbsent(captured, FoldText::new);
    }
}
