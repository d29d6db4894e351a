package dev.shoal.cli;

import java.util.Optional;

/**
 * What a verb came to.
 *
 * @param status what the process should end with, as far as this verb goes
 * @param value what Groovy gets: a result's view, or rows; empty for verbs that only say something
 * @param source what the value is of
 */
record Answer(int status, Optional<Object> value, Source source) {
    /** What a value may be of. */
    enum Source {
        /** A run, whose value is {@code _} from then on. */
        RUN,
        /** Anything else: what is looked up or calculated leaves {@code _} alone. */
        OTHER
    }

    /** Without a value. */
    static Answer of(int status) {
        return new Answer(status, Optional.empty(), Source.OTHER);
    }

    /** With a value that no run has given. */
    static Answer of(int status, Object value) {
        return new Answer(status, Optional.of(value), Source.OTHER);
    }

    /** With what a run has given. */
    static Answer ofRun(int status, Object value) {
        return new Answer(status, Optional.of(value), Source.RUN);
    }
}
