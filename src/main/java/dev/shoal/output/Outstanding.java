package dev.shoal.output;

import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.RunListener;
import dev.shoal.inventory.Host;
import dev.shoal.inventory.Selection;
import dev.shoal.text.Amounts;
import dev.shoal.text.CleanText;
import dev.shoal.transport.Phase;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Which hosts of a run have no result yet, and what each of them is waited for. Safe for many threads.
 *
 * @param <T> what the task returns for one host
 */
public final class Outstanding<T> implements RunListener<T> {
    private final LongSupplier nanos;
    private final int total;

    /** Guarded by {@code this}, as all below: the hosts whose turn it is, by their place in the job. */
    private final TreeMap<Integer, Stage> atWork = new TreeMap<>();

    private int done;
    private long changedAt;
    private long version;

    /** Where a host is since when. */
    private record Stage(Host host, Phase phase, long since) {}

    /** Hosts in one phase, and when the first of them came to it. */
    private record Waiting(List<Host> hosts, long first, long last) {}

    /** All hosts of a run that begins now; the clock is as {@link System#nanoTime}. */
    Outstanding(LongSupplier nanos, int total) {
        this.nanos = nanos;
        this.total = total;
        this.changedAt = nanos.getAsLong();
    }

    @Override
    public void entered(int index, Host host, Phase phase) {
        var stage = new Stage(host, phase, nanos.getAsLong());
        synchronized (this) {
            version += atWork.put(index, stage) == null ? 1 : 0;
        }
    }

    @Override
    public synchronized void finished(HostResult<T> result) {
        atWork.remove(result.index());
        version++;
        done++;
        changedAt = nanos.getAsLong();
    }

    public int total() {
        return total;
    }

    public synchronized int done() {
        return done;
    }

    /** Another number whenever other hosts are at work. */
    synchronized long version() {
        return version;
    }

    /** How long no host has had its result. */
    public synchronized Duration quiet() {
        return Duration.ofNanos(nanos.getAsLong() - changedAt);
    }

    /** The hosts whose turn it is, in the order of the job; those without a turn yet are not among them. */
    synchronized List<Host> atWork() {
        return atWork.values().stream().map(Stage::host).toList();
    }

    /** As {@code waiting: app07 (no ident 3 s), web[1-3] (run 12 s), 5 not started}; empty where no host is waited for. */
    public String text() {
        List<Stage> stages;
        int later;
        long now;
        synchronized (this) {
            stages = new ArrayList<>(atWork.values());
            later = total - done - stages.size();
            now = nanos.getAsLong(); // after the copy, or a host that starts now has a negative wait
        }
        var parts = new ArrayList<String>();
        byPhase(stages).forEach((phase, waiting) -> parts.add(part(phase, waiting, now)));
        if (later > 0) {
            parts.add(later + " not started");
        }
        return parts.isEmpty() ? "" : "waiting: " + String.join(", ", parts);
    }

    private static EnumMap<Phase, Waiting> byPhase(Collection<Stage> stages) {
        var phases = new EnumMap<Phase, Waiting>(Phase.class);
        for (var stage : stages) {
            var one = new Waiting(new ArrayList<>(List.of(stage.host())), stage.since(), stage.since());
            phases.merge(stage.phase(), one, (all, next) -> {
                all.hosts().addAll(next.hosts());
                return new Waiting(all.hosts(), earlier(all.first(), next.first()), later(all.last(), next.last()));
            });
        }
        return phases;
    }

    /** Points of {@link System#nanoTime} may overflow: only their difference has an order. */
    private static long earlier(long one, long other) {
        return one - other < 0 ? one : other;
    }

    private static long later(long one, long other) {
        return one - other < 0 ? other : one;
    }

    private static String part(Phase phase, Waiting waiting, long now) {
        var longest = Amounts.roughly(Duration.ofNanos(now - waiting.first()));
        var shortest = Amounts.roughly(Duration.ofNanos(now - waiting.last()));
        var word = phase == Phase.IDENT ? "no ident" : phase.word();
        var upTo = longest.equals(shortest) ? " " : " up to ";
        return CleanText.line(Selection.fold(waiting.hosts())) + " (" + word + upTo + longest + ")";
    }
}
