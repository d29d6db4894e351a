package dev.shoal.fleet;

import dev.shoal.transport.Ending;
import dev.shoal.transport.Failure;

import java.util.Locale;
import java.util.Set;

/** The kind of a result. The order is the one in which ledgers list them. */
public enum Outcome {
    OK,
    EXIT,
    SIGNAL,
    FAILED,
    TIMEOUT,
    UNREACHABLE,
    HOSTKEY,
    AUTH,
    UNKNOWN,
    CANCELLED,
    NOTSTARTED;

    /** The word in JSON, as {@code unreachable}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a process ends with for a host of this outcome, unless the operator stopped it: 0, 1 or 3. */
    public int exit() {
        return switch (this) {
            case OK -> 0;
            case EXIT, SIGNAL, FAILED -> 1;
            case TIMEOUT, UNREACHABLE, AUTH, HOSTKEY, UNKNOWN, CANCELLED, NOTSTARTED -> 3;
        };
    }

    /**
     * The outcome of a result.
     *
     * @param okExits the exit statuses that count as ok, usually 0 alone
     */
    public static Outcome of(HostResult<?> result, Set<Integer> okExits) {
        return switch (result) {
            case HostResult.Done<?> done -> ofValue(done.value(), okExits);
            case HostResult.Failed<?> failed -> ofFailure(failed.failure());
            case HostResult.NotStarted<?> _ -> NOTSTARTED;
        };
    }

    private static Outcome ofValue(Object value, Set<Integer> okExits) {
        if (!(value instanceof Reply reply) || reply.ending().isEmpty()) {
            return OK;
        }
        return switch (reply.ending().get()) {
            case Ending.Exited exited -> okExits.contains(exited.status()) ? OK : EXIT;
            case Ending.Signalled _ -> SIGNAL;
        };
    }

    private static Outcome ofFailure(Failure failure) {
        return switch (failure.kind()) {
            case TIMEOUT -> TIMEOUT;
            case LOST -> failure.mayStillRun() ? UNKNOWN : UNREACHABLE;
            case SHOAL -> failure.mayStillRun() ? UNKNOWN : FAILED;
            case RESOLVE, REFUSED, ROUTE, PROXY -> UNREACHABLE;
            case AUTH -> AUTH;
            case HOSTKEY, UNTRUSTED -> HOSTKEY;
            case CANCELLED -> CANCELLED;
            case PROTOCOL, TRANSFER, PLUGIN -> FAILED;
        };
    }
}
