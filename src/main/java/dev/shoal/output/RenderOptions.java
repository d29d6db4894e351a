package dev.shoal.output;

import dev.shoal.fold.Masks;
import dev.shoal.terminal.Window;

import java.util.Set;
import java.util.function.IntSupplier;

/**
 * What the operator chose for any format.
 *
 * @param okExits the exit statuses that count as ok, usually 0 alone
 * @param ledger when the ledger line is written
 * @param labels whether raw lines begin with their host
 * @param fold how replies are shown together
 * @param window the operator's terminal
 * @param hosts how many hosts share a stream
 */
public record RenderOptions(
        Set<Integer> okExits, LedgerWhen ledger, Labels labels, FoldStyle fold, Window window, Hosts hosts) {
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

    /** How many hosts share a stream. */
    public enum Hosts {
        /** What it writes need not wait for the end of a line, as no other host's line can come between. */
        ONE,
        MANY
    }

    public RenderOptions {
        okExits = Set.copyOf(okExits);
    }

    /** For streams that are as wide as need be. */
    public RenderOptions(Set<Integer> okExits, LedgerWhen ledger, Labels labels, FoldStyle fold) {
        this(okExits, ledger, labels, fold, Window.NONE, Hosts.MANY);
    }

    /** The same in that terminal. */
    public RenderOptions in(Window terminal) {
        return new RenderOptions(okExits, ledger, labels, fold, terminal, hosts);
    }

    /** The terminal's columns, asked when needed; 0 where there is none. */
    public IntSupplier width() {
        return window.columns();
    }

    /** The same with these masks for what is similar. */
    public RenderOptions masking(Masks masks) {
        return new RenderOptions(okExits, ledger, labels, fold.masking(masks), window, hosts);
    }

    /** The same for so many hosts. */
    public RenderOptions of(int number) {
        return new RenderOptions(okExits, ledger, labels, fold, window, number == 1 ? Hosts.ONE : Hosts.MANY);
    }
}
