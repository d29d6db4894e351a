package dev.shoal.sources;

import dev.shoal.text.ProblemsException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * One of the sources that an inventory is made of.
 *
 * @param names what its groups may be reached by, the best one first; empty where it has none
 * @param place what messages call it
 * @param reader reads it
 * @param keep how long its contents are good if reading it runs code, so that it is read only when it is needed; empty for a file, which
 *     is read at once and once
 */
public record InventorySource(List<String> names, String place, HostSource reader, Optional<Duration> keep) {
    private static final Logger LOG = LogManager.getLogger(InventorySource.class);

    /** A file, read at once. */
    public static InventorySource file(List<String> names, String place, HostSource reader) {
        return new InventorySource(names, place, reader, Optional.empty());
    }

    /** Something that runs code, read when it is needed. */
    public static InventorySource program(List<String> names, String place, HostSource reader, Duration keep) {
        return new InventorySource(names, place, reader, Optional.of(keep));
    }

    /** A source and what was last read of it. Confined to one thread. */
    static final class Cached {
        private final InventorySource source;
        private final LongSupplier nanos;
        private final Consumer<String> warn;
        private @Nullable SourceContents contents;
        private long readAt;

        /** @param warn shows a warning where old contents are used */
        Cached(InventorySource source, LongSupplier nanos, Consumer<String> warn) {
            this.source = source;
            this.nanos = nanos;
            this.warn = warn;
        }

        InventorySource source() {
            return source;
        }

        /** The contents, as long as they are good. */
        Optional<SourceContents> known() {
            return Optional.ofNullable(contents).filter(read -> isGood());
        }

        private boolean isGood() {
            return source.keep()
                    .map(keep -> nanos.getAsLong() - readAt < keep.toNanos())
                    .orElse(true);
        }

        /**
         * The contents, read if they are unknown or too old. If they cannot be read again, the operator is warned and the old ones stay
         * good for as long again: a program that fails during an incident must not take the hosts away.
         *
         * @throws ProblemsException if the source was never read and cannot be
         */
        SourceContents read() throws ProblemsException {
            var good = known();
            if (good.isPresent()) {
                return good.get();
            }
            try {
                return keep(source.reader().read());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ProblemsException(source.place() + ": stopped before it answered", e);
            } catch (ProblemsException e) {
                if (contents == null) {
                    throw e;
                }
                LOG.warn("{}: cannot be read again", source.place(), e);
                warn.accept(e.getMessage() + "; its previous answer is used");
                return keep(contents);
            }
        }

        private SourceContents keep(SourceContents read) {
            contents = read;
            readAt = nanos.getAsLong();
            return read;
        }
    }
}
