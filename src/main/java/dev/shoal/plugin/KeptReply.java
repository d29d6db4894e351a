package dev.shoal.plugin;

import dev.shoal.transport.Ending;
import dev.shoal.transport.Phase;
import dev.shoal.transport.Receiver;

import java.io.ByteArrayOutputStream;
import java.util.Map;

/**
 * Receives the output of a plugin's command and keeps it up to a limit, which the two streams share; the rest is drained and
 * dropped. The monitor guards all fields.
 */
final class KeptReply implements Receiver {
    private static final int SIGNALLED = 128;
    /** The signals of RFC 4254 6.10 that have the same number on Linux and the BSDs. */
    private static final Map<String, Integer> SIGNALS = Map.ofEntries(
            Map.entry("HUP", 1),
            Map.entry("INT", 2),
            Map.entry("QUIT", 3),
            Map.entry("ILL", 4),
            Map.entry("ABRT", 6),
            Map.entry("FPE", 8),
            Map.entry("KILL", 9),
            Map.entry("SEGV", 11),
            Map.entry("PIPE", 13),
            Map.entry("ALRM", 14),
            Map.entry("TERM", 15));

    private final Receiver phases;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private int left;
    private boolean isTruncated;

    KeptReply(int keepBytes, Receiver phases) {
        this.left = keepBytes;
        this.phases = phases;
    }

    @Override
    public void entered(Phase phase) {
        phases.entered(phase);
    }

    @Override
    public synchronized void out(byte[] bytes, int offset, int length) {
        keep(out, bytes, offset, length);
    }

    @Override
    public synchronized void err(byte[] bytes, int offset, int length) {
        keep(err, bytes, offset, length);
    }

    private void keep(ByteArrayOutputStream kept, byte[] bytes, int offset, int length) {
        var take = Math.min(length, left);
        kept.write(bytes, offset, take);
        left -= take;
        isTruncated |= take < length;
    }

    /** The reply, once the command has ended. */
    synchronized Reply reply(Ending ending) {
        return new Reply(exit(ending), out.toByteArray(), err.toByteArray(), isTruncated);
    }

    private static int exit(Ending ending) {
        return switch (ending) {
            case Ending.Exited exited -> exited.status();
            case Ending.Signalled signalled -> SIGNALLED + SIGNALS.getOrDefault(signalled.signal(), 0);
        };
    }
}
