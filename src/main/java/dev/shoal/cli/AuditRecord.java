package dev.shoal.cli;

import dev.shoal.fleet.Ledger;
import dev.shoal.inventory.Host;
import dev.shoal.log.AuditEntry;
import dev.shoal.log.AuditException;
import dev.shoal.log.AuditLog;
import dev.shoal.nodeset.NodeSet;
import dev.shoal.output.RunTitle;

import java.util.Optional;

/** A run as the audit file keeps it. */
final class AuditRecord {
    private final AuditLog log;
    private final AuditEntry entry;

    private AuditRecord(AuditLog log, AuditEntry entry) {
        this.log = log;
        this.entry = entry;
    }

    /**
     * Records that a run begins, before anything is sent.
     *
     * @throws UsageException if that cannot be recorded and must be
     */
    static AuditRecord begun(CommandContext desk, String verb, RunTitle title, int hosts) throws UsageException {
        var command = desk.isKeptOut() ? Optional.<String>empty() : Optional.of(title.command());
        var entry =
                new AuditEntry(title.at(), title.run(), AuditEntry.Who.here(), verb, title.target(), command, hosts);
        var log = desk.site().audit();
        try {
            log.begun(entry);
        } catch (AuditException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
        return new AuditRecord(log, entry);
    }

    /** Records how it ended. */
    void ended(Ledger<?> ledger, int exit) {
        var parts = ledger.parts().stream()
                .map(part -> new AuditEntry.Part(
                        part.outcome().word(), part.detail(), part.hosts().size(), folded(part)))
                .toList();
        log.ended(entry, new AuditEntry.End(parts, exit, ledger.took()));
    }

    private static String folded(Ledger.Part part) {
        return NodeSet.of(part.hosts().stream().map(Host::name).toList()).fold();
    }
}
