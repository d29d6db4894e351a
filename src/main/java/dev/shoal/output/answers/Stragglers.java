package dev.shoal.output.answers;

import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Reply;
import dev.shoal.fold.Fold;
import dev.shoal.fold.FoldGroup;
import dev.shoal.output.Outstanding;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The replies of a run that still runs, and whether so few hosts are missing for so long that the others need not wait.
 * {@link #finished} may be called by any thread, the rest by one.
 */
final class Stragglers {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    /** Of twenty hosts one may be late, of a thousand fifty. */
    private static final int PART = 20;

    private static final int FEW = 2;

    private final Queue<HostResult<Reply>> arrived = new ConcurrentLinkedQueue<>();
    private final List<HostResult<Reply>> results = new ArrayList<>();
    private final BitSet known = new BitSet();
    private final Fold fold = new Fold();

    void finished(HostResult<Reply> result) {
        arrived.add(result);
    }

    /** Whether most hosts have replied, and the others let them wait. */
    static boolean areLate(Outstanding<?> outstanding) {
        int missing = outstanding.total() - outstanding.done();
        return missing > 0
                && missing < outstanding.done()
                && missing <= Math.max(FEW, outstanding.total() / PART)
                && outstanding.quiet().compareTo(PATIENCE) >= 0;
    }

    /** Takes in what has arrived. Returns whether there was anything. */
    boolean hasNew() {
        int before = results.size();
        for (var result = arrived.poll(); result != null; result = arrived.poll()) {
            add(result);
        }
        return results.size() > before;
    }

    /** Takes in all of a run that is over. */
    void addAll(Ledger<Reply> ledger) {
        ledger.results().forEach(this::add);
    }

    private void add(HostResult<Reply> result) {
        if (!known.get(result.index())) {
            known.set(result.index());
            results.add(result);
            fold.add(result);
        }
    }

    /** What was taken in, as if the run were over. */
    Ledger<Reply> ledger(Set<Integer> okExits) {
        return new Ledger<>(results, Duration.ZERO, okExits);
    }

    List<FoldGroup> groups() {
        return fold.groups();
    }
}
