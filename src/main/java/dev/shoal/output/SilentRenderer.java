package dev.shoal.output;

import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Reply;

/** Nothing on stdout; why hosts failed and the ledger line are told as ever. */
final class SilentRenderer implements Renderer<Reply> {
    private final Epilogue epilogue;

    SilentRenderer(Epilogue epilogue) {
        this.epilogue = epilogue;
    }

    @Override
    public void finish(RunTitle title, Ledger<Reply> ledger) {
        epilogue.write(ledger);
    }
}
