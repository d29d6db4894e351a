package dev.shoal.collect;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A network interface.
 *
 * @param addresses with prefix lengths, as {@code 192.0.2.7/24}; without scopes
 * @param mac the hardware address in lower case; empty if it has none
 */
record Interface(String name, State state, List<String> addresses, Optional<String> mac) {
    /** Whether it can send and receive. */
    enum State {
        UP("up"),
        NO_CARRIER("no carrier"),
        DOWN("down");

        private final String words;

        State(String words) {
            this.words = words;
        }

        /**
         * The state for the flags of an interface.
         *
         * @param carrier the flag that a link sets: {@code LOWER_UP} or {@code RUNNING}
         */
        static State of(Set<String> flags, String carrier) {
            if (!flags.contains("UP")) {
                return DOWN;
            }
            return flags.contains(carrier) ? UP : NO_CARRIER;
        }
    }

    /** Bytes since the start. */
    record Traffic(long received, long sent) {}

    Interface {
        addresses = List.copyOf(addresses);
    }

    /** The row's columns; without traffic its numbers are null. */
    Map<String, @Nullable Object> columns(@Nullable Traffic traffic) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        row.put("interface", name);
        row.put("state", state.words);
        row.put("addresses", String.join(" ", addresses));
        row.put("mac", mac.orElse(null));
        row.put("rx", traffic == null ? null : traffic.received());
        row.put("tx", traffic == null ? null : traffic.sent());
        return row;
    }
}
