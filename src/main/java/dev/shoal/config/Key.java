package dev.shoal.config;

import java.util.Locale;
import java.util.function.Function;

/**
 * A key and what it takes.
 *
 * @param name the dotted name; where it ends in {@code .*} it stands for every name in that place
 * @param type which values it takes, for {@code src/docs/configuration.md}
 * @param meaning what it sets, and what applies where it has neither a value nor a default, for the same document
 * @param reader makes the value; an IllegalArgumentException says what is wrong and what to write
 */
record Key<T>(String name, Shape shape, String type, String meaning, Function<Setting, T> reader) {
    enum Shape {
        /** One of a few words: there YAML's {@code off} is the word, not a truth value. */
        WORD,
        TEXT,
        LIST
    }

    /** The value. */
    T read(Setting setting) {
        if (shape == Shape.LIST && !setting.isList()) {
            throw new IllegalArgumentException("\"" + setting.text() + "\" is no list; write [" + setting.text() + "]");
        }
        if (shape != Shape.LIST && setting.isList()) {
            throw new IllegalArgumentException(setting.items() + " is a list; write one value");
        }
        return reader.apply(setting);
    }

    /** The same key with its value turned into another type. */
    <U> Key<U> as(Function<T, U> turned) {
        return new Key<>(name, shape, type, meaning, reader.andThen(turned));
    }

    /** Whether it stands for every name in its place. */
    boolean isPattern() {
        return name.endsWith(".*");
    }

    /** The name; of a pattern, what every name that it stands for begins with. */
    String stem() {
        return isPattern() ? name.substring(0, name.length() - 1) : name;
    }

    /** Whether that is its name, or one that it stands for. */
    boolean isCalled(String other) {
        return isPattern() ? other.startsWith(stem()) && other.length() > stem().length() : name.equals(other);
    }

    /** The environment's name for it, or what those names begin with. */
    String variable() {
        return "SHOAL_" + stem().toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
