package dev.shoal.output;

import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.Outcome;
import dev.shoal.fleet.Reply;
import dev.shoal.transport.Ending;
import dev.shoal.transport.Failure;
import dev.shoal.transport.Failure.Kind;
import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.Set;

/** What became of a host, in the words of the ledger line and of the fold's headers. */
public final class OutcomeWords {
    private static final String HELD_OPEN = "output still held open";

    private OutcomeWords() {}

    /** As {@code exit 3} or {@code timed out (run, may still run)}. */
    static String of(HostResult<?> result, Set<Integer> okExits) {
        return switch (result) {
            case HostResult.Done<?> done -> Outcome.of(done, okExits) == Outcome.OK ? "ok" : ending(done.value());
            case HostResult.Failed<?> failed -> failure(Outcome.of(failed, okExits), failed.failure());
            case HostResult.NotStarted<?> _ -> "not started";
        };
    }

    /** The part of a header after the hosts: how the command ended, unless by exit status 0 where that is ok. */
    public static String mark(HostResult<?> result, Set<Integer> okExits) {
        var words = result instanceof HostResult.Done<?> done ? ending(done.value()) : of(result, okExits);
        if (!words.startsWith("exit 0") || !okExits.contains(0)) {
            return words;
        }
        return words.equals("exit 0") ? "" : HELD_OPEN;
    }

    /** How well it ended, low numbers first: exit statuses in their order, then what was killed, then what broke. */
    static int rank(HostResult<?> result) {
        if (!(result instanceof HostResult.Done<?> done)) {
            return Integer.MAX_VALUE;
        }
        var how = done.value() instanceof Reply reply ? reply.ending() : Optional.<Ending>empty();
        return how.map(ending -> ending instanceof Ending.Exited exited ? exited.status() : Integer.MAX_VALUE - 1)
                .orElse(0);
    }

    private static String ending(@Nullable Object value) {
        var how = value instanceof Reply reply ? reply.ending() : Optional.<Ending>empty();
        return how.map(ending -> switch (ending) {
                    case Ending.Exited exited ->
                        "exit " + exited.status() + (exited.isHeldOpen() ? ", " + HELD_OPEN : "");
                    case Ending.Signalled signalled -> "signal " + signalled.signal();
                })
                .orElse("");
    }

    private static String failure(Outcome outcome, Failure failure) {
        return switch (outcome) {
            case TIMEOUT -> "timed out (" + failure.phase().word() + (failure.mayStillRun() ? ", may still run)" : ")");
            case UNREACHABLE -> "unreachable (" + failure.kind().word() + ")";
            case FAILED -> "failed (" + failure.kind().word() + ")";
            case AUTH -> "auth";
            case HOSTKEY -> failure.kind() == Kind.HOSTKEY ? "host key changed" : "host key not trusted";
            case UNKNOWN -> "unknown (may have run)";
            case CANCELLED -> failure.mayStillRun() ? "cancelled (may still run)" : "cancelled";
            case OK, EXIT, SIGNAL, NOTSTARTED -> throw new IllegalArgumentException(outcome + " is not a failure");
        };
    }
}
