package dev.shoal.cli;

import dev.shoal.fleet.Ledger;
import dev.shoal.inventory.Host;
import dev.shoal.inventory.NodeSet;
import dev.shoal.log.AuditEntry;
import dev.shoal.output.RunTitle;

/** A run as the audit file keeps it. */
final class AuditRecord {
    private AuditRecord() {}

    static AuditEntry of(String verb, RunTitle title, Ledger<?> ledger, int exit) {
        var parts = ledger.parts().stream()
                .map(part -> new AuditEntry.Part(
                        part.outcome().word(), part.detail(), part.hosts().size(), folded(part)))
                .toList();
        return new AuditEntry(
                title.at(),
                title.run(),
                AuditEntry.Who.here(),
                verb,
                title.target(),
                title.command(),
                ledger.total(),
                parts,
                exit,
                ledger.took());
    }

    private static String folded(Ledger.Part part) {
        return NodeSet.of(part.hosts().stream().map(Host::name).toList()).fold();
    }
}
