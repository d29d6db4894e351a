package dev.shoal.output;

import dev.shoal.fleet.Ledger;

/**
 * Nothing on stdout: the epilogue alone.
 *
 * @param <T> what one host answers
 */
public record SilentRenderer<T>(RunFooter epilogue) implements Renderer<T> {
    @Override
    public void finish(RunTitle title, Ledger<T> ledger) {
        epilogue.write(ledger);
    }
}
