package dev.shoal.cli;

import java.util.Optional;

/**
 * What a verb came to.
 *
 * @param status what the process should end with, as far as this verb goes
 * @param value what Groovy gets: a result's view, or rows; empty for verbs that only say something
 */
record Answer(int status, Optional<Object> value) {
    /** Without a value. */
    static Answer of(int status) {
        return new Answer(status, Optional.empty());
    }

    static Answer of(int status, Object value) {
        return new Answer(status, Optional.of(value));
    }
}
