package dev.shoal.transport;

import java.util.Locale;

/** Where on its way to an answer a host is, in the order of the way. */
public enum Phase {
    /** Looking the address up. */
    RESOLVE,
    /** Opening the TCP connection. */
    CONNECT,
    /** Waiting for the server's identification line (RFC 4253 4.2). */
    IDENT,
    /** Exchanging keys (RFC 4253 7). */
    KEX,
    /** Checking the host's key. */
    HOSTKEY,
    /** Authenticating the user (RFC 4252). */
    AUTH,
    /** Opening the channel and asking for the command (RFC 4254 5, 6.5). */
    CHANNEL,
    /** The command was sent: from here on it may have run. */
    RUN,
    /** Moving files; what breaks off here is not done, and nothing goes on. */
    TRANSFER;

    /** The word that operators and JSON see, as {@code hostkey}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether something was sent that may run on the host without us; moving a file needs us to the end. */
    public boolean mayRun() {
        return this == RUN;
    }
}
