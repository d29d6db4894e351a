package dev.shoal.script;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Values as words that every shell reads unchanged: POSIX shells, zsh, fish and csh. Backslashes, exclamation marks and single
 * quotes are outside the quotes, because fish reads a backslash inside of them and csh an exclamation mark; an equals sign is
 * inside, because zsh looks for a program after a first one.
 */
final class Quoted {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:+,-][A-Za-z0-9_./:@%+,-]*");

    private static final String TRIPLE = "'''";

    private static final Set<String> SPECIAL = Set.of("'", "\\", "!");
    private static final Pattern SPECIAL_OR_NOT = Pattern.compile("['\\\\!]|[^'\\\\!]+");

    private Quoted() {}

    /** One word, or several words separated by blanks for a collection or an array; none if it is empty. */
    static String words(Object value) {
        return items(value).stream().map(item -> word(String.valueOf(item))).collect(Collectors.joining(" "));
    }

    /** The items of a collection or an array; any other value is the only item. */
    static Collection<?> items(Object value) {
        return switch (value) {
            case Collection<?> several -> several;
            case Object[] several -> Arrays.asList(several);
            default -> List.of(value);
        };
    }

    /** The text as a literal of Groovy; empty if plain quotes cannot hold it. */
    static Optional<String> literal(String text) {
        if (text.contains("\\") || text.contains(TRIPLE) || text.endsWith("'")) {
            return Optional.empty();
        }
        var quote = text.contains("'") ? TRIPLE : "'";
        return Optional.of(quote + text + quote);
    }

    /** Why one of them cannot be quoted for every shell; empty if all can be. */
    static String refusal(List<String> items) {
        if (items.stream().anyMatch(item -> item.indexOf('\n') >= 0)) {
            return "a line break, which csh and tcsh read as the end of the command";
        }
        return items.stream().anyMatch(item -> item.indexOf('\0') >= 0)
                ? "a NUL character, which no command accepts"
                : "";
    }

    private static String word(String text) {
        if (text.isEmpty()) {
            return "''";
        }
        return PLAIN.matcher(text).matches()
                ? text
                : SPECIAL_OR_NOT.matcher(text).replaceAll(part -> {
                    var found = part.group();
                    return Matcher.quoteReplacement(SPECIAL.contains(found) ? "\\" + found : "'" + found + "'");
                });
    }
}
