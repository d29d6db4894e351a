package dev.shoal.config;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A key of the configuration: its values, its default and its meaning.
 *
 * @param name the dotted name; one that ends in {@code .*} is a pattern of every name that begins so
 * @param type which values it takes, for {@code src/docs/configuration.md}
 * @param byDefault the value where no layer sets the key, as text; empty for none
 * @param meaning what it sets, and what applies where it has neither a value nor a default, for the same document
 * @param reader makes the value; an IllegalArgumentException names the mistake and what to write
 */
record Key<T>(String name, Shape shape, String type, String byDefault, String meaning, Function<Setting, T> reader) {
    enum Shape {
        /** One of a few words: YAML's {@code off} is then the word, not a truth value. */
        WORD,
        TEXT,
        LIST
    }

    /** The value. */
    T read(Setting setting) {
        if (shape == Shape.LIST && !setting.isList()) {
            throw new IllegalArgumentException(
                    "\"" + setting.text() + "\" is not a list; write [" + setting.text() + "]");
        }
        if (shape != Shape.LIST && setting.isList()) {
            throw new IllegalArgumentException(setting.items() + " is a list; write one value");
        }
        return reader.apply(setting);
    }

    /** The same key with its value turned into another type. */
    <U> Key<U> as(Function<T, U> turned) {
        return new Key<>(name, shape, type, byDefault, meaning, reader.andThen(turned));
    }

    boolean isPattern() {
        return name.endsWith(".*");
    }

    /** The name; of a pattern, what every name that matches begins with. */
    String stem() {
        return isPattern() ? name.substring(0, name.length() - 1) : name;
    }

    /** Whether that is its name, or one that matches the pattern. */
    boolean isCalled(String other) {
        return isPattern() ? other.startsWith(stem()) && other.length() > stem().length() : name.equals(other);
    }

    /** The environment variable of the key; of a pattern, what those variables begin with. */
    String variable() {
        return "SHOAL_" + stem().toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** The name that an environment variable sets; empty if it does not set this key. */
    Optional<String> nameOf(String variable) {
        if (!isPattern()) {
            return variable.equals(variable()) ? Optional.of(name) : Optional.empty();
        }
        boolean isMatch = variable.startsWith(variable())
                && variable.length() > variable().length();
        return isMatch
                ? Optional.of(stem()
                        + variable.substring(variable().length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '.'))
                : Optional.empty();
    }
}
