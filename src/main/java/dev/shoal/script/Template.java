package dev.shoal.script;

import dev.shoal.posix.ShellPlace;
import dev.shoal.posix.ShellText;
import dev.shoal.script.Placeholders.Part;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A text with <code>#{expression}</code> in it. In text for a shell a value that is an ordinary word is quoted, and a list becomes
 * several words; in other places only values are allowed that mean nothing to a shell. <code>\#{</code> is literal.
 */
public final class Template {
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_./:@%+,=-]*");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(?:\\.[0-9]+)?");
    private static final Pattern PER_HOST = Pattern.compile("(?<![\\w.'\"])(?:host|i)\\b(?!\\s*:)");

    private final Placeholders placeholders;

    private Template(Placeholders placeholders) {
        this.placeholders = placeholders;
    }

    /** A value that is put into the text unchanged; {@code raw(x)} returns it. */
    public record Raw(String text) {}

    /** Evaluates an expression. */
    @FunctionalInterface
    public interface Evaluator {
        Object value(String expression) throws ScriptException, InterruptedException;
    }

    /** Whether the text has an expression. */
    public static boolean isOne(String text) {
        return text.contains("#{");
    }

    /**
     * Parses the text.
     *
     * @throws ScriptException if a <code>#{</code> is not closed or empty, with its column
     */
    public static Template of(String text) throws ScriptException {
        return new Template(Placeholders.of(text));
    }

    /** Whether an expression names {@code host} or {@code i}, so that the text differs from host to host. */
    public boolean isPerHost() {
        return placeholders.parts().stream()
                .anyMatch(part -> part instanceof Part.Value value
                        && PER_HOST.matcher(value.expression()).find());
    }

    /** The expressions in it, each once. */
    public Set<String> expressions() {
        var expressions = new LinkedHashSet<String>();
        for (var part : placeholders.parts()) {
            if (part instanceof Part.Value value) {
                expressions.add(value.expression());
            }
        }
        return expressions;
    }

    /**
     * The text for a shell with its values.
     *
     * @throws ScriptException if an expression cannot be evaluated or its value is not safe where it is
     */
    public String text(Evaluator evaluator) throws ScriptException, InterruptedException {
        var places = ShellText.of(placeholders.shell()).places().iterator();
        var text = new StringBuilder();
        for (var part : placeholders.parts()) {
            switch (part) {
                case Part.Text plain -> text.append(plain.text());
                case Part.Value value -> {
                    var place = places.hasNext() ? places.next() : ShellPlace.UNCLEAR; // after a pipe of Shoal's
                    text.append(inShell(value, place, evaluator.value(value.expression())));
                }
            }
        }
        return text.toString();
    }

    /**
     * The text as words that no shell reads: values are not quoted. A text that is one list becomes one word for each of its
     * items.
     *
     * @throws ScriptException if an expression cannot be evaluated, or a list is only a part of the text
     */
    public List<String> words(Evaluator evaluator) throws ScriptException, InterruptedException {
        var text = new StringBuilder();
        for (var part : placeholders.parts()) {
            switch (part) {
                case Part.Text plain -> text.append(plain.text());
                case Part.Value value -> {
                    var items = Quoted.items(unwrapped(evaluator.value(value.expression())));
                    if (isOneValue()) {
                        return items.stream().map(String::valueOf).toList();
                    }
                    if (items.size() != 1) {
                        throw new ScriptException(
                                "column " + value.column() + ": #{" + value.expression() + "} is a list of "
                                        + items.size() + " and part of a word; only one value can be part of a word");
                    }
                    text.append(items.iterator().next());
                }
            }
        }
        return List.of(text.toString());
    }

    private boolean isOneValue() {
        return placeholders.shell().length() == 1;
    }

    private static Object unwrapped(Object value) {
        return value instanceof Raw raw ? raw.text() : value;
    }

    /**
     * The text as a nodeset: values are not quoted, a list becomes a nodeset in parentheses, and an {@code @} before it applies
     * to each of its names. An empty list becomes nothing.
     *
     * @throws ScriptException if an expression cannot be evaluated
     */
    public String nodeset(Evaluator evaluator) throws ScriptException, InterruptedException {
        var text = new StringBuilder();
        for (var part : placeholders.parts()) {
            switch (part) {
                case Part.Text plain -> text.append(plain.text());
                case Part.Value value -> addNames(text, evaluator.value(value.expression()));
            }
        }
        return text.toString();
    }

    private static void addNames(StringBuilder text, Object value) {
        var names = Quoted.items(unwrapped(value));
        if (names.size() == 1) {
            text.append(names.iterator().next());
            return;
        }
        boolean isBehindSign = !text.isEmpty() && text.charAt(text.length() - 1) == '@';
        if (isBehindSign) {
            text.setLength(text.length() - 1);
        }
        if (!names.isEmpty()) {
            var sign = isBehindSign ? "@" : "";
            text.append(names.stream().map(name -> sign + name).collect(Collectors.joining(",", "(", ")")));
        }
    }

    private static String inShell(Part.Value part, ShellPlace place, Object value) throws ScriptException {
        if (value instanceof Raw raw) {
            return raw.text();
        }
        var items = Quoted.items(value).stream().map(String::valueOf).toList();
        var isList = value instanceof Iterable<?> || value instanceof Object[];
        var refusal = place == ShellPlace.FREE ? Quoted.refusal(items) : "";
        if (!refusal.isEmpty()) {
            throw new ScriptException("column " + part.column() + ": the value of #{" + part.expression() + "} has "
                    + refusal + "; put the text into a file, or insist: #{raw(" + part.expression() + ")}");
        }
        if (place == ShellPlace.FREE) {
            return Quoted.words(items);
        }
        if ((isList && !place.takesLists()) || !items.stream().allMatch(item -> isSafe(item, place))) {
            throw new ScriptException("column " + part.column() + ": " + place.problem(part.expression()));
        }
        return String.join(" ", items);
    }

    private static boolean isSafe(String item, ShellPlace place) {
        return switch (place) {
            case NUMBER -> NUMBER.matcher(item).matches();
            case AFTER_NAME, NOWHERE -> false;
            case QUOTED, HEREDOC, COMMENT, UNCLEAR -> HARMLESS.matcher(item).matches();
            case REREAD, FREE -> HARMLESS.matcher(item).matches() && !item.startsWith("=");
        };
    }
}
