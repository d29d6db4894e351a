package dev.shoal.transport;

import java.util.Locale;

/**
 * Why a host gave no answer, in words for an operator.
 *
 * @param phase where on the way it happened
 * @param kind what happened; callers branch on this, never on the text
 * @param problem one line: the thing and the fact, as {@code web07:22: connection refused}
 * @param remedy one line or more: what to do about it; may be empty
 */
public record Failure(Phase phase, Kind kind, String problem, String remedy) {
    /** What happened, apart from where. */
    public enum Kind {
        /** A limit passed. */
        TIMEOUT,
        /** The name has no address. */
        RESOLVE,
        /** No process listens on the port. */
        REFUSED,
        /** No route to the host or network. */
        ROUTE,
        /** The connection broke or was closed by the other side. */
        LOST,
        /** The way through a proxy or jump host failed. */
        PROXY,
        /** The host did not let the user in. */
        AUTH,
        /** The host is not who it was. */
        HOSTKEY,
        /** The identity of the host is unknown or not trusted: a key that is unknown, revoked or badly certified. */
        UNTRUSTED,
        /** The other side said something that makes no sense, or refused what was asked. */
        PROTOCOL,
        /** A file could not be moved. */
        TRANSFER,
        /** A plugin threw. */
        PLUGIN,
        /** Shoal itself broke; the host is not to blame. */
        SHOAL,
        /** Stopped by the operator, by a limit of the whole run, or by the end of the program. */
        CANCELLED;

        /** The word that operators and JSON see, as {@code refused}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether the command may have run or may still be running there, unattended. */
    public boolean mayStillRun() {
        return phase.mayRun();
    }

    /** Problem and remedy as one text. */
    public String message() {
        return remedy.isEmpty() ? problem : problem + ". " + remedy;
    }
}
