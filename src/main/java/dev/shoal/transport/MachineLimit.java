package dev.shoal.transport;

import java.util.Optional;

/**
 * A limit of this machine or of this process that was reached; the host is not at fault.
 *
 * @param fact what is short, as a part of a sentence
 * @param remedy what to do about it
 */
public record MachineLimit(String fact, String remedy) {
    private static final MachineLimit FILES = new MachineLimit(
            "this machine allows Shoal no more open files (ulimit -n)", "Use a smaller --fanout, or raise that limit");
    private static final MachineLimit PROCESSES = new MachineLimit(
            "this machine allows no more processes or threads (ulimit -u)",
            "Use a smaller --fanout, or raise that limit");
    private static final MachineLimit MEMORY =
            new MachineLimit("this machine has no memory for another process", "Use a smaller --fanout");

    /** More files cannot be open. */
    public static MachineLimit files() {
        return FILES;
    }

    /** The limit that this exception or one of its causes reports; empty for other exceptions. */
    public static Optional<MachineLimit> in(Throwable thrown) {
        int depth = 0;
        for (Throwable t = thrown; t != null && depth < 20; t = t.getCause()) {
            var text = String.valueOf(t.getMessage());
            if (text.contains("Too many open files")) {
                return Optional.of(FILES);
            }
            if (text.contains("unable to create native thread") || text.contains("Resource temporarily unavailable")) {
                return Optional.of(PROCESSES);
            }
            if (text.contains("Cannot allocate memory")) {
                return Optional.of(MEMORY);
            }
            depth++;
        }
        return Optional.empty();
    }
}
