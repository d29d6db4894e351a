package dev.shoal.output;

import dev.shoal.fleet.Masks;

import java.util.Set;
import java.util.function.IntSupplier;

/**
 * What the operator chose, whatever the format.
 *
 * @param okExits the exit statuses that count as ok, usually 0 alone
 * @param ledger when the ledger line is written
 * @param labels whether raw lines begin with their host
 * @param fold how answers are shown together
 * @param width the terminal's columns, asked when needed; 0 where there is none
 */
public record RenderOptions(Set<Integer> okExits, LedgerWhen ledger, Labels labels, FoldStyle fold, IntSupplier width) {
    /** As without any option. */
    public static final RenderOptions DEFAULTS =
            new RenderOptions(Set.of(0), LedgerWhen.ALWAYS, Labels.SHOWN, FoldStyle.DEFAULT);

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

    /** For streams that are as wide as need be. */
    public RenderOptions(Set<Integer> okExits, LedgerWhen ledger, Labels labels, FoldStyle fold) {
        this(okExits, ledger, labels, fold, () -> 0);
    }

    /** The same for a terminal of that width. */
    public RenderOptions fitting(IntSupplier columns) {
        return new RenderOptions(okExits, ledger, labels, fold, columns);
    }

    /** The same with these masks for what is similar. */
    public RenderOptions masking(Masks masks) {
        return new RenderOptions(okExits, ledger, labels, fold.masking(masks), width);
    }
}
