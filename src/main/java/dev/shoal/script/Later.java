package dev.shoal.script;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/**
 * A value of a verb that is made when it is first asked for: most results of one-shot verbs never are, and making one loads a part
 * of Groovy. The monitor guards the field.
 */
public final class Later {
    private final Supplier<Object> making;
    private @Nullable Object made;

    public Later(Supplier<Object> making) {
        this.making = making;
    }

    /** The value, always the same. */
    public synchronized Object get() {
        var known = made == null ? making.get() : made;
        made = known;
        return known;
    }
}
