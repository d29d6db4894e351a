package dev.shoal.sources;

import dev.shoal.text.ProblemsException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** A source and what was read of it. Confined to one thread. */
final class ReadPart {
    private static final Logger LOG = LogManager.getLogger(ReadPart.class);

    private final InventorySource part;
    private final LongSupplier nanos;
    private final Consumer<String> warn;
    private @Nullable SourceContents contents;
    private long readAt;

    /** With somebody to tell where an old answer must do. */
    ReadPart(InventorySource part, LongSupplier nanos, Consumer<String> warn) {
        this.part = part;
        this.nanos = nanos;
        this.warn = warn;
    }

    InventorySource part() {
        return part;
    }

    /** What was read and is still good. */
    Optional<SourceContents> known() {
        return Optional.ofNullable(contents).filter(read -> isGood());
    }

    private boolean isGood() {
        return part.keep()
                .map(keep -> nanos.getAsLong() - readAt < keep.toNanos())
                .orElse(true);
    }

    /**
     * What it says, read where that was not done, or too long ago. Where it cannot be read again, the operator is told, and
     * what it has said before holds for as long again: a program that dies in an incident must not take the hosts away.
     *
     * @throws ProblemsException where it has never been read and cannot be
     */
    SourceContents read() throws ProblemsException {
        var good = known();
        if (good.isPresent()) {
            return good.get();
        }
        try {
            return keep(part.reader().read());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemsException(part.place() + ": stopped before it had answered", e);
        } catch (ProblemsException e) {
            if (contents == null) {
                throw e;
            }
            LOG.warn("{}: read again in vain", part.place(), e);
            warn.accept(e.getMessage() + "; what it said before is used");
            return keep(contents);
        }
    }

    private SourceContents keep(SourceContents read) {
        contents = read;
        readAt = nanos.getAsLong();
        return read;
    }
}
