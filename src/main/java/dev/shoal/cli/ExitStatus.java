package dev.shoal.cli;

import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Outcome;

import java.util.List;

/** What the process ends with: the worst that happened. */
public final class ExitStatus {
    public static final int OK = 0;
    /** A command ended otherwise than ok, or a plugin or a transfer failed. */
    public static final int FAILED = 1;
    /** Usage, configuration, an unknown host or group: nothing has run. */
    public static final int USAGE = 2;
    /** A host gave no answer. */
    public static final int UNREACHED = 3;
    /** The target is valid and empty. */
    public static final int EMPTY = 4;
    /** The script itself died of an error. */
    public static final int DIED = 5;
    /** The operator stopped it. */
    public static final int INTERRUPTED = 130;

    private static final List<Integer> MILD_TO_WORST = List.of(OK, EMPTY, FAILED, UNREACHED, DIED, USAGE, INTERRUPTED);

    private ExitStatus() {}

    /** The worse of the two. */
    static int worse(int one, int other) {
        return rank(one) >= rank(other) ? one : other;
    }

    /** A remote exit status handed through by {@code -S} ranks as a failure, and the larger one is the worse. */
    private static long rank(int status) {
        var known = MILD_TO_WORST.indexOf(status);
        var failed = MILD_TO_WORST.indexOf(FAILED);
        return known >= 0 ? known * 1000L : failed * 1000L + status;
    }

    /** What a run ends with. */
    static int of(Ledger<?> ledger, boolean byOperator) {
        var worst = OK;
        for (var part : ledger.parts()) {
            worst = worse(worst, of(part.outcome(), byOperator));
        }
        return worst;
    }

    private static int of(Outcome outcome, boolean byOperator) {
        var isCutShort = outcome == Outcome.CANCELLED || outcome == Outcome.NOTSTARTED;
        return isCutShort && byOperator ? INTERRUPTED : outcome.exit();
    }
}
