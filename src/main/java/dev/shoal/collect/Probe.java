package dev.shoal.collect;

import dev.shoal.plugin.HostContext;
import dev.shoal.transport.TransportException;

import java.time.Duration;

/**
 * The commands of a collector, as one shell text and so one round trip. In the text, {@code end NAME} closes a section: it prints
 * the name and the exit status of the command before it. A mark at the start, on both streams, separates the sections from
 * output of the account's start-up files; a mark at the end shows that the reply is complete.
 *
 * <p>The remote user's shell, of any kind, gets the text as {@code sh -c '…'}. csh and fish must read it as one word, too, so it
 * has no quote, backslash, exclamation mark or line break.
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

    /** Runs the commands on the host, with the limit of the configuration. */
    ProbeOutput ask(HostContext host) throws TransportException, InterruptedException, CollectException {
        return ProbeOutput.of(host.tryExec(command));
    }

    /** Runs the commands on the host, with this limit. */
    ProbeOutput ask(HostContext host, Duration limit)
            throws TransportException, InterruptedException, CollectException {
        return ProbeOutput.of(host.tryExec(command, limit));
    }
}
