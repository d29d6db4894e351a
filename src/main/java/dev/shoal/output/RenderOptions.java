package dev.shoal.output;

import java.util.Set;

/**
 * What the operator chose, whatever the format.
 *
 * @param okExits the exit statuses that count as ok, usually 0 alone
 * @param ledger when the ledger line is written
 * @param labels whether raw lines begin with their host
 */
public record RenderOptions(Set<Integer> okExits, LedgerWhen ledger, Labels labels) {
    /** As without any option. */
    public static final RenderOptions DEFAULTS = new RenderOptions(Set.of(0), LedgerWhen.ALWAYS, Labels.SHOWN);

    /** When the ledger line is written. */
    public enum LedgerWhen {
        ALWAYS,
        /** {@code -q}: only where not every host is ok. */
        TROUBLE
    }

    /** Whether raw lines begin with their host. */
    public enum Labels {
        SHOWN,
        /** {@code -N}. */
        HIDDEN
    }

    public RenderOptions {
        okExits = Set.copyOf(okExits);
    }
}
