package dev.shoal.sources;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One of the sources that an inventory is made of.
 *
 * @param names what its groups may be reached by, the best one first; empty where it has none
 * @param place what messages call it
 * @param reader reads it
 * @param keep how long what was read is good where reading it runs somebody's code, so that it is read only when it is wanted;
 *     empty for a file, which is read at once and once
 */
public record InventorySource(List<String> names, String place, HostSource reader, Optional<Duration> keep) {
    /** A file, read at once. */
    public static InventorySource file(List<String> names, String place, HostSource reader) {
        return new InventorySource(names, place, reader, Optional.empty());
    }

    /** Something that runs code, read when it is wanted. */
    public static InventorySource wanted(List<String> names, String place, HostSource reader, Duration keep) {
        return new InventorySource(names, place, reader, Optional.of(keep));
    }
}
