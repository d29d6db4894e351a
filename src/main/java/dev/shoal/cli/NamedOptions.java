package dev.shoal.cli;

import dev.shoal.text.Nearest;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Groovy's named arguments as options: {@code timeout: '10s'} is {@code --timeout 10s}, {@code connectTimeout} works too. */
final class NamedOptions {
    private final Verb verb;

    NamedOptions(Verb verb) {
        this.verb = verb;
    }

    /**
     * The options as words of a command line.
     *
     * @param others names that are no options, and are left out
     */
    List<String> words(Map<String, Object> named, List<String> others) throws UsageException {
        var words = new ArrayList<String>();
        for (var entry : named.entrySet()) {
            if (!others.contains(entry.getKey())) {
                words.addAll(words(option(entry.getKey(), others), entry.getKey(), entry.getValue()));
            }
        }
        return words;
    }

    private List<String> words(Option option, String name, @Nullable Object value) throws UsageException {
        if (value == null || (value instanceof Collection<?> several && several.contains(null))) {
            throw new UsageException(verb.name() + ": " + name + " is null; give it a value, or leave it out");
        }
        if (option.label().isEmpty()) {
            if (value instanceof Boolean isOn) {
                return isOn ? List.of(option.longName()) : List.of();
            }
            throw new UsageException(verb.name() + ": " + name + ": true or false is wanted");
        }
        var texts = value instanceof Collection<?> several
                ? several.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(value));
        return option.isRepeatable()
                ? texts.stream().map(text -> joined(option, text)).toList()
                : List.of(joined(option, String.join(",", texts)));
    }

    private static String joined(Option option, String text) {
        var name = option.longName();
        return name.startsWith("--") ? name + "=" + text : name + text;
    }

    private Option option(String name, List<String> others) throws UsageException {
        var dashed = name.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
        var found = verb.options().stream()
                .filter(option ->
                        option.names().contains("--" + dashed) || option.names().contains("-" + name))
                .findFirst();
        if (found.isPresent()) {
            return found.get();
        }
        var known = verb.options().stream()
                .flatMap(option -> option.names().stream())
                .map(option -> option.replaceFirst("^-+", ""))
                .collect(Collectors.toCollection(ArrayList::new));
        known.addAll(others);
        var near = Optional.of(dashed)
                .flatMap(word -> Nearest.to(word, known))
                .map(word -> "; did you mean " + word + "?");
        throw new UsageException(
                verb.name() + ": unknown option " + name + near.orElse(". Its options: " + verb.name() + " --help"));
    }
}
