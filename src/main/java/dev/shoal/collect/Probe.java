package dev.shoal.collect;

import dev.shoal.plugin.HostContext;
import dev.shoal.transport.TransportException;

import java.time.Duration;

/**
 * What a collector asks, as one shell text and so one round trip. In the text, {@code end NAME} closes a section: what was
 * printed since the one before, and the exit status of the command in front of it. A first mark, on both streams, parts it from
 * what the account's start-up files print; a last one tells a whole answer from one that was cut off.
 *
 * <p>The text is handed to whatever shell the remote user has as {@code sh -c '…'}. csh and fish must read that as one word
 * too, so it has no quote, backslash, exclamation mark or line break.
 */
final class Probe {
    /** {@code ip}, {@code ifconfig} and {@code sysctl} are often not on the PATH of commands over SSH. */
    private static final String SETTING =
            "LC_ALL=C; PATH=$PATH:/usr/sbin:/sbin; export LC_ALL PATH; end() { r=$?; echo; echo @shoal $1 $r; }; "
                    + "true; end begin; end begin >&2; ";

    private final String command;

    Probe(String text) {
        if (text.matches("(?s).*['\\\\!\n].*")) {
            throw new IllegalArgumentException("not for every shell: " + text);
        }
        command = "sh -c '" + SETTING + text + "; end all'";
    }

    /** Asks the host, with the limit that the configuration gives. */
    ProbeOutput ask(HostContext host) throws TransportException, InterruptedException, CollectException {
        return ProbeOutput.of(host.exec(command));
    }

    /** Asks the host, with a limit of its own. */
    ProbeOutput ask(HostContext host, Duration limit)
            throws TransportException, InterruptedException, CollectException {
        return ProbeOutput.of(host.exec(command, limit));
    }
}
