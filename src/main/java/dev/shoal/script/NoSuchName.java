package dev.shoal.script;

import dev.shoal.text.Nearest;
import groovy.lang.MissingPropertyException;

import java.util.Collection;
import java.util.Locale;

/**
 * A property that a value does not have. Groovy looks it up elsewhere, as in a closure with a delegate, or the message reaches
 * the operator.
 */
final class NoSuchName extends MissingPropertyException {
    private final String message;

    private NoSuchName(String message, String name, Class<?> type) {
        super(message, name, type);
        this.message = message;
    }

    /**
     * A name that a value does not have.
     *
     * @param owner what does not have it, with its verb: {@code rows have no column}
     * @param known the names that it has
     * @param all what the list of all names is called; empty if the list is only given where nothing is near
     */
    static NoSuchName of(String owner, String name, Collection<String> known, String all, Class<?> type) {
        return new NoSuchName(message(owner, name, known, all), name, type);
    }

    /** The message alone, for a name in a text. */
    static String message(String owner, String name, Collection<String> known, String all) {
        var near = Nearest.to(name, known);
        var list = String.join(" ", known);
        var advice = near.map(word -> "did you mean " + word + "?");
        if (known.isEmpty()) {
            return owner + " " + name;
        }
        if (all.isEmpty()) {
            return owner + " " + name + "; " + advice.orElse("it has: " + list);
        }
        return owner + " " + name + "; "
                + advice.map(text -> text + " " + all + ": " + list).orElse(all.toLowerCase(Locale.ROOT) + ": " + list);
    }

    /** Groovy's own would add the name of a Java class. */
    @Override
    public String getMessage() {
        return message;
    }
}
