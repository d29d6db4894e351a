package dev.shoal.script;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What names stand for at the prompt and in scripts: {@code _}, {@code _1} and whatever was assigned. Safe for many threads. */
public final class Values {
    private final Map<String, @Nullable Object> values = Collections.synchronizedMap(new TreeMap<>());

    /** The names that have a value, sorted, a copy. */
    public Set<String> names() {
        synchronized (values) {
            return new TreeSet<>(values.keySet());
        }
    }

    /** What the name stands for; empty where it stands for nothing or for null. */
    public Optional<Object> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Whether the name stands for anything, be it null. */
    boolean has(String name) {
        return values.containsKey(name);
    }

    /** From now on the name stands for nothing. */
    public void remove(String name) {
        values.remove(name);
    }

    /** From now on the name stands for this. */
    public void put(String name, @Nullable Object value) {
        values.put(name, value);
    }
}
