package dev.shoal.script;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Values as words of a POSIX shell. */
final class Quoted {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+,=-]+");

    private static final String TRIPLE = "'''";

    private Quoted() {}

    /** One word, or several parted by blanks where the value is a collection or an array; an empty one gives no word. */
    static String words(Object value) {
        return items(value).stream().map(item -> word(String.valueOf(item))).collect(Collectors.joining(" "));
    }

    /** What a collection or an array holds; of anything else that alone. */
    static Collection<?> items(Object value) {
        return switch (value) {
            case Collection<?> several -> several;
            case Object[] several -> Arrays.asList(several);
            default -> List.of(value);
        };
    }

    /** The text as a literal of Groovy; empty where its plain quotes cannot hold it. */
    static Optional<String> literal(String text) {
        if (text.contains("\\") || text.contains(TRIPLE) || text.endsWith("'")) {
            return Optional.empty();
        }
        var quote = text.contains("'") ? TRIPLE : "'";
        return Optional.of(quote + text + quote);
    }

    private static String word(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
