package dev.shoal.fleet;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What foreign code has thrown, in words for its author. Where the JDK or Groovy only names its own types and methods, they
 * say what was missing instead.
 */
public final class ThrownText {
    /** Groovy: {@code Cannot invoke method size() on null object}, {@code Cannot get property 'x' on null object}. */
    private static final Pattern ON_NULL =
            Pattern.compile("Cannot \\w+ (?:method |property )?'?(?<name>[^']+?)'? on null object", Pattern.DOTALL);

    /** The JDK: {@code Cannot invoke "String.length()" because "path" is null}. */
    private static final Pattern BECAUSE = Pattern.compile("Cannot .* because (?<what>.+) is null", Pattern.DOTALL);

    private static final Pattern OVERLOADED = Pattern.compile(
            "Ambiguous method overloading for method (?<name>\\S+?)\\.\\s+Cannot resolve .* for \\[(?<given>.*?)] due to.*",
            Pattern.DOTALL);

    private static final Pattern NO_PROPERTY =
            Pattern.compile("No such property: (?<name>\\S+) for class: (?<type>\\S+).*", Pattern.DOTALL);
    private static final Pattern NO_METHOD = Pattern.compile(
            "No signature of (?:static )?method:? (?:static )?(?<type>\\S+)\\.(?<name>[^.\\s]+) is applicable for argument types:"
                    + " \\((?<given>.*?)\\) values:.*",
            Pattern.DOTALL);

    private static final Pattern NO_CONSTRUCTOR = Pattern.compile(
            "Could not find matching constructor for: (?<type>[^(\\s]+)\\((?<given>.*)\\)", Pattern.DOTALL);

    private ThrownText() {}

    /** As {@link #of}, the first line alone. */
    public static String line(Throwable thrown) {
        return of(thrown).lines().findFirst().orElse("");
    }

    /** The words, in as many lines as the author of the message gave it. */
    public static String of(Throwable thrown) {
        var message = message(thrown);
        if (thrown instanceof NullPointerException) {
            return ofNull(message);
        }
        var overloaded = OVERLOADED.matcher(message);
        if (overloaded.matches()) {
            return overloaded(overloaded.group("name"), overloaded.group("given"));
        }
        var property = NO_PROPERTY.matcher(message);
        if (property.matches()) {
            return simple(property.group("type")) + " has no property " + property.group("name");
        }
        var missing = NO_METHOD.matcher(message);
        if (missing.matches()) {
            return simple(missing.group("type")) + " has no method " + missing.group("name") + "("
                    + missing.group("given") + ")";
        }
        var constructor = NO_CONSTRUCTOR.matcher(message);
        if (constructor.matches()) {
            return simple(constructor.group("type")) + " has no constructor (" + constructor.group("given") + ")";
        }
        var type = thrown.getClass().getName();
        return simple(type) + (message.isEmpty() ? "" : ": " + message);
    }

    private static String ofNull(String message) {
        var groovy = ON_NULL.matcher(message);
        if (groovy.matches()) {
            return groovy.group("name") + ": the value before the dot is null";
        }
        var jdk = BECAUSE.matcher(message);
        if (jdk.matches()) {
            return message.contains("Object.getClass()") // how Groovy's own calls come upon it
                    ? "the value before a dot is null"
                    : jdk.group("what").replace("\"", "") + " is null, but needs a value";
        }
        return message.isEmpty() ? "null where a value is needed" : message + " is null";
    }

    private static String overloaded(String method, String given) {
        var name = method.substring(method.indexOf('#') + 1);
        var type = method.substring(0, Math.max(0, method.indexOf('#')));
        var called = name.equals("<init>") ? "new " + simple(type) : name;
        var values = given.replaceAll("(?:class |interface )?(?:[a-z]\\w*\\.)*([A-Z])", "$1");
        return called + "(" + values + ") could mean several methods; give the type, as in " + called
                + "(null as String), or give it a value";
    }

    private static String simple(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    /** A message may be made by foreign code, too, which may fail again. */
    private static String message(Throwable thrown) {
        try {
            return Optional.ofNullable(thrown.getMessage()).orElse("").strip();
        } catch (RuntimeException | StackOverflowError e) {
            return "(no message: " + e.getClass().getSimpleName() + ")";
        }
    }
}
