package dev.shoal.plugin;

import dev.shoal.transport.Ending;
import dev.shoal.transport.Phase;
import dev.shoal.transport.PhaseListener;
import dev.shoal.transport.Receiver;

import java.util.Map;

/** Keeps what a plugin's command writes, up to a limit; the rest is drained and dropped. Its monitor guards both streams. */
final class KeptReply implements Receiver {
    private static final int SIGNALLED = 128;
    /** The numbers that Linux and the BSDs agree on, of those that RFC 4254 6.10 has. */
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

    private final PhaseListener phases;
    private final KeptBytes out;
    private final KeptBytes err;

    KeptReply(int keepBytes, PhaseListener phases) {
        this.phases = phases;
        var budget = new KeptBytes.Budget(keepBytes);
        this.out = new KeptBytes(budget);
        this.err = new KeptBytes(budget);
    }

    @Override
    public void entered(Phase phase) {
        phases.entered(phase);
    }

    @Override
    public synchronized void out(byte[] bytes, int offset, int length) {
        out.add(bytes, offset, length);
    }

    @Override
    public synchronized void err(byte[] bytes, int offset, int length) {
        err.add(bytes, offset, length);
    }

    synchronized Reply reply(Ending ending) {
        return Reply.of(exit(ending), out, err);
    }

    private static int exit(Ending ending) {
        return switch (ending) {
            case Ending.Exited exited -> exited.status();
            case Ending.Signalled signalled -> SIGNALLED + SIGNALS.getOrDefault(signalled.signal(), 0);
        };
    }
}
