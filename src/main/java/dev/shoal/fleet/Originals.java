package dev.shoal.fleet;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What the hosts of one run wrote, each text kept once however many sent it: ten thousand equal answers hold the memory of one.
 * A host's own copy lives until its result is entered. Safe for many threads.
 */
final class Originals {
    private final Spool spool;
    private final ConcurrentMap<Captured, Captured> texts = new ConcurrentHashMap<>();

    Originals(Spool spool) {
        this.spool = spool;
    }

    /** One stream of a host, of which so many bytes are kept. */
    Capture capture(long bytes) {
        return spool.capture(bytes);
    }

    /** The text equal to this one that came first; this one is given up then. */
    @SuppressWarnings("ReferenceEquality") // a text that is its own original must not be given up
    Captured of(Captured text) {
        var first = texts.putIfAbsent(text, text);
        if (first != null && first != text) {
            text.discard();
        }
        return first == null ? text : first;
    }

    /** The same reply in texts that it shares with equal ones. */
    Reply of(Reply reply) {
        return new Reply(reply.ending(), of(reply.out()), of(reply.err()));
    }
}
