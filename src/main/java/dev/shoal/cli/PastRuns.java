package dev.shoal.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The last runs of this process, which later lines may refer to. Confined to the thread that runs the lines. */
public final class PastRuns {
    /** A run of a thousand hosts may be large, and a shell runs for days. */
    static final int MOST = 32;

    /** All answers together. What of them does not fit into memory lies in files. */
    static final long MOST_BYTES = 512L << 20;

    private final Deque<PastRun> runs = new ArrayDeque<>();

    /** Adds a run, and gives those that are not remembered any more: there were too many, or their answers were too large. */
    List<PastRun> add(PastRun run) {
        runs.addLast(run);
        long bytes = runs.stream().mapToLong(PastRun::bytes).sum();
        var gone = new ArrayList<PastRun>();
        while (runs.size() > MOST || (bytes > MOST_BYTES && runs.size() > 1)) {
            var oldest = runs.removeFirst();
            bytes -= oldest.bytes();
            gone.add(oldest);
        }
        return gone;
    }

    public Optional<PastRun> last() {
        return Optional.ofNullable(runs.peekLast());
    }

    /** Which they are, as {@code runs 41 to 44 are}. */
    String known() {
        return runs.size() == 1
                ? "run " + runs.getFirst().title().run() + " is"
                : "runs " + runs.getFirst().title().run() + " to "
                        + runs.getLast().title().run() + " are";
    }

    /** The run of that number; empty where this process had none, or has let it go. */
    Optional<PastRun> numbered(long number) {
        return runs.stream().filter(run -> run.title().run() == number).findFirst();
    }
}
