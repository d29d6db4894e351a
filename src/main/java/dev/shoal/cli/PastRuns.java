package dev.shoal.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The last runs of this process, which later lines may refer to. Confined to the thread that runs the lines. */
final class PastRuns {
    /** A run of a thousand hosts may be large, and a shell runs for days. */
    static final int MOST = 32;

    private final Deque<PastRun> runs = new ArrayDeque<>();

    void add(PastRun run) {
        runs.addLast(run);
        if (runs.size() > MOST) {
            runs.removeFirst();
        }
    }

    Optional<PastRun> last() {
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
