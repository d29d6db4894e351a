package dev.shoal.plugin;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A parameter of a plugin, as {@code n} of {@code collect top-mem n=5}. The plugin declares it in {@link Plugin#params} and reads
 * its value with {@link HostContext#param}; a value is checked before anything runs. Immutable.
 *
 * @param name letters, digits and dashes, beginning with a letter, at most 40 characters
 * @param type Integer, Long, Double, String, Boolean or Duration; the class of its values
 * @param usual the value if none is given, of that type; empty if one must be given
 * @param choices the only values that are accepted, of that type; empty accepts all
 * @param least the smallest number that is accepted; empty for no limit
 * @param help what it is for, in a few words
 */
public record Param(
        String name, Class<?> type, Optional<Object> usual, List<Object> choices, Optional<Double> least, String help) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,39}");
    private static final Map<Class<?>, Class<?>> BOXED = Map.of(
            int.class, Integer.class, long.class, Long.class, double.class, Double.class, boolean.class, Boolean.class);
    private static final List<Class<?>> TYPES =
            List.of(Integer.class, Long.class, Double.class, String.class, Boolean.class, Duration.class);

    /**
     * A parameter of these properties.
     *
     * @throws IllegalArgumentException if they do not fit together; the message has the name and the remedy
     */
    public Param {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a parameter cannot be called \"" + name
                    + "\"; use letters, digits and dashes, at most 40, beginning with a letter");
        }
        var title = "parameter " + name;
        if (!TYPES.contains(type)) {
            throw new IllegalArgumentException(title + ": " + type.getSimpleName()
                    + " is not a type of parameters; use Integer, Long, Double, String, Boolean or Duration");
        }
        choices = List.copyOf(choices);
        for (var value : choices) {
            if (!type.isInstance(value)) {
                throw new IllegalArgumentException(title + ": the choice " + value + " does not have its type, "
                        + type.getSimpleName() + "; change the choice or the default");
            }
        }
        if (least.isPresent() && !Number.class.isAssignableFrom(type)) {
            throw new IllegalArgumentException(title + ": min is for numbers, not for " + type.getSimpleName());
        }
        if (usual.isPresent() && !accepts(usual.get(), choices, least)) {
            throw new IllegalArgumentException(
                    title + ": its default, " + usual.get() + ", is not a value that it accepts; change one of them");
        }
    }

    /**
     * A parameter with a default, whose class is the type of its values.
     *
     * @param usual an Integer, a Long, a Double or BigDecimal, a text, a Boolean or a Duration
     * @throws IllegalArgumentException if the name or the default is not valid
     */
    public static Param of(String name, Object usual, String help) {
        var value = plain(usual);
        return new Param(name, value.getClass(), Optional.of(value), List.of(), Optional.empty(), help);
    }

    /**
     * A parameter without a default, which must be given a value, unless {@code plugins.yaml} has one.
     *
     * @throws IllegalArgumentException if the name or the type is not valid
     */
    public static Param required(String name, Class<?> type, String help) {
        return new Param(name, BOXED.getOrDefault(type, type), Optional.empty(), List.of(), Optional.empty(), help);
    }

    /** The same parameter, which accepts these values only. */
    public Param oneOf(Object... values) {
        return new Param(
                name, type, usual, List.of(values).stream().map(Param::plain).toList(), least, help);
    }

    /** The same parameter, which accepts numbers from this one up only. */
    public Param min(double from) {
        return new Param(name, type, usual, choices, Optional.of(from), help);
    }

    /** Whether a value of its type is one that it accepts. */
    public boolean accepts(Object value) {
        return accepts(value, choices, least);
    }

    private static boolean accepts(Object value, List<Object> choices, Optional<Double> least) {
        return (choices.isEmpty() || choices.contains(value))
                && (least.isEmpty() || !(value instanceof Number number) || number.doubleValue() >= least.get());
    }

    /** Groovy writes 0.5 as a BigDecimal, and a text with values in it as a class of its own. */
    private static Object plain(Object value) {
        return switch (value) {
            case BigDecimal number -> number.doubleValue();
            case CharSequence text -> text.toString();
            default -> value;
        };
    }
}
