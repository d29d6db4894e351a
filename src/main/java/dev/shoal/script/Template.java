package dev.shoal.script;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text for hosts with <code>#{expression}</code> in it. Outside the text's own quotes a value becomes a word quoted for the
 * remote shell, a list several words; inside quotes and behind the first line of a heredoc, where quotes protect nothing,
 * only values that cannot break out are let in. <code>\#{</code> is literal.
 */
public final class Template {
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_./:@%+,=-]*");
    private static final Pattern PER_HOST = Pattern.compile("(?<![\\w.'\"])(?:host|i)\\b(?!\\s*:)");

    private final List<Part> parts;

    private Template(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    private sealed interface Part {
        record Text(String text) implements Part {}

        /** An expression; {@code column} is where it begins, from 1. */
        record Value(String expression, int column, ShellPlace.Kind place) implements Part {}
    }

    /** A value that goes into the text as it is: what {@code raw(x)} returns. */
    public record Raw(String text) {}

    /** What an expression stands for. */
    @FunctionalInterface
    public interface Evaluator {
        Object value(String expression) throws ScriptException, InterruptedException;
    }

    /** Whether there is anything to replace. */
    public static boolean isOne(String text) {
        return text.contains("#{");
    }

    /**
     * Reads the text.
     *
     * @throws ScriptException if a <code>#{</code> is not closed or empty, with its column
     */
    public static Template of(String text) throws ScriptException {
        var parts = new ArrayList<Part>();
        var plain = new StringBuilder();
        var place = new ShellPlace();
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("\\#{", i)) {
                plain.append("#{");
                i += 2;
            } else if (text.startsWith("#{", i)) {
                parts.add(new Part.Text(plain.toString()));
                plain.setLength(0);
                var end = closing(text, i);
                parts.add(new Part.Value(text.substring(i + 2, end).strip(), i + 1, place.kind()));
                i = end;
            } else {
                var end = place.pass(text, i);
                plain.append(text, i, end);
                i = end - 1;
            }
        }
        parts.add(new Part.Text(plain.toString()));
        return new Template(parts);
    }

    /** The offset of the brace that closes the one at {@code start + 1}; braces and quotes of the expression nest. */
    private static int closing(String text, int start) throws ScriptException {
        var depth = 0;
        for (int i = start + 1; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '\'' || c == '"') {
                i = Words.closing(text, i + 1, c);
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                if (text.substring(start + 2, i).isBlank()) {
                    throw new ScriptException("column " + (start + 1) + ": #{} is empty; write a Groovy expression");
                }
                return i;
            }
        }
        throw new ScriptException("column " + (start + 1) + ": #{ is not closed by }; a literal one is \\#{");
    }

    /** Whether an expression names {@code host} or {@code i}, so that the text differs from host to host. */
    public boolean isPerHost() {
        return parts.stream()
                .anyMatch(part -> part instanceof Part.Value value
                        && PER_HOST.matcher(value.expression()).find());
    }

    /** The expressions in it, each once. */
    public Set<String> expressions() {
        var expressions = new LinkedHashSet<String>();
        for (var part : parts) {
            if (part instanceof Part.Value value) {
                expressions.add(value.expression());
            }
        }
        return expressions;
    }

    /**
     * The text with its values.
     *
     * @throws ScriptException if an expression cannot be evaluated or its value would break out of the text's quotes
     */
    public String text(Evaluator evaluator) throws ScriptException, InterruptedException {
        var text = new StringBuilder();
        for (var part : parts) {
            switch (part) {
                case Part.Text plain -> text.append(plain.text());
                case Part.Value value -> text.append(shown(value, evaluator.value(value.expression())));
            }
        }
        return text.toString();
    }

    /**
     * The text as a nodeset: of a value nothing is quoted, a list becomes a nodeset in parentheses, and an {@code @} before it stands
     * before each of its names. A list of nobody becomes nothing.
     *
     * @throws ScriptException if an expression cannot be evaluated
     */
    public String nodeset(Evaluator evaluator) throws ScriptException, InterruptedException {
        var text = new StringBuilder();
        for (var part : parts) {
            switch (part) {
                case Part.Text plain -> text.append(plain.text());
                case Part.Value value -> addNames(text, evaluator.value(value.expression()));
            }
        }
        return text.toString();
    }

    private static void addNames(StringBuilder text, Object value) {
        var names = Quoted.items(value instanceof Raw raw ? raw.text() : value);
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

    private static String shown(Part.Value part, Object value) throws ScriptException {
        if (value instanceof Raw raw) {
            return raw.text();
        }
        if (part.place() == ShellPlace.Kind.FREE) {
            return Quoted.words(value);
        }
        var text = String.valueOf(value);
        if (value instanceof Iterable<?> || !HARMLESS.matcher(text).matches()) {
            var isQuoted = part.place() == ShellPlace.Kind.QUOTED;
            throw new ScriptException("column " + part.column() + ": #{" + part.expression() + "} stands "
                    + (isQuoted
                            ? "inside quotes, and its value could break out of them; take it out of the quotes"
                            : "in a heredoc or behind one, where its value cannot be quoted; put it in front")
                    + ", or insist: #{raw(" + part.expression() + ")}");
        }
        return text;
    }
}
