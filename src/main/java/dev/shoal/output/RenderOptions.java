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
 * @param window the operator's terminal
 */
public record RenderOptions(Set<Integer> okExits, LedgerWhen ledger, Labels labels, FoldStyle fold, Window window) {
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
        this(okExits, ledger, labels, fold, Window.NONE);
    }

    /** The same in that terminal. */
    public RenderOptions in(Window terminal) {
        return new RenderOptions(okExits, ledger, labels, fold, terminal);
    }

    /** The terminal's columns, asked when needed; 0 where there is none. */
    IntSupplier width() {
        return window.columns();
    }

    /** The same with these masks for what is similar. */
    public RenderOptions masking(Masks masks) {
        return new RenderOptions(okExits, ledger, labels, fold.masking(masks), window);
    }
}
