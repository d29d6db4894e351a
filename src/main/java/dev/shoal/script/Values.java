package dev.shoal.script;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The values of names at the prompt and in scripts: {@code _}, {@code _1} and assigned names. Safe for many threads. */
public final class Values {
    private final Map<String, @Nullable Object> values = Collections.synchronizedMap(new TreeMap<>());

    /** A sorted copy of the names that have a value. */
    public Set<String> names() {
        synchronized (values) {
            return new TreeSet<>(values.keySet());
        }
    }

    /** The value of the name; empty if it has none or null. */
    public Optional<Object> get(String name) {
        var value = values.get(name);
        return Optional.ofNullable(value instanceof Later later ? later.get() : value);
    }

    /** Whether the name has a value, which may be null. */
    boolean has(String name) {
        return values.containsKey(name);
    }

    /** Removes the value of the name. */
    public void remove(String name) {
        values.remove(name);
    }

    /** Sets the value of the name; a {@link Later} is made when it is first asked for. */
    public void put(String name, @Nullable Object value) {
        values.put(name, value);
    }
}
