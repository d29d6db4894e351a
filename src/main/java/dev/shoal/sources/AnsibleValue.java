package dev.shoal.sources;

import com.fasterxml.jackson.jr.ob.JSON;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Values of Ansible's variables. */
final class AnsibleValue {
    private static final Pattern INTEGER = Pattern.compile("[-+]?(0+|[1-9][0-9]{0,17})");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]{1,15}\\.[0-9]{0,15}");
    private static final Pattern QUOTED = Pattern.compile("'([^'\\\\]*)'|\"([^\"\\\\]*)\"");
    private static final Pattern COMMENT = Pattern.compile("((?:'[^']*'|\"[^\"]*\"|[-+.\\w]+))\\s+#.*");

    /** How ansible-inventory prints a text in which no template is to be looked for. */
    private static final String UNSAFE = "__ansible_unsafe";

    private AnsibleValue() {}

    /** A value as an INI file writes it: a literal of Python where it is one, else the text as it stands. */
    static Object ofIni(String written) {
        var comment = COMMENT.matcher(written);
        var text = comment.matches() && isLiteral(comment.group(1)) ? comment.group(1) : written;
        var quoted = QUOTED.matcher(text);
        if (quoted.matches()) {
            return quoted.group(1) == null ? quoted.group(2) : quoted.group(1);
        }
        if (INTEGER.matcher(text).matches()) {
            return Long.parseLong(text);
        }
        if (DECIMAL.matcher(text).matches()) {
            return Double.parseDouble(text);
        }
        return switch (text) {
            case "True" -> true;
            case "False" -> false;
            case "None" -> Map.of(); // as nothing; no text
            default -> text;
        };
    }

    private static boolean isLiteral(String text) {
        return QUOTED.matcher(text).matches() || !(ofIni(text) instanceof String);
    }

    /** The value as text: a list of plain values separated by commas, anything deeper as JSON; empty for null. */
    static Optional<String> text(Optional<Object> value) {
        if (value.isEmpty() || value.get().equals(Map.of())) {
            return Optional.empty();
        }
        return switch (value.get()) {
            case Map<?, ?> map when map.containsKey(UNSAFE) -> text(Optional.ofNullable(map.get(UNSAFE)));
            case Map<?, ?> map -> Optional.of(json(map));
            case Collection<?> list ->
                Optional.of(
                        list.stream().anyMatch(item -> item instanceof Map || item instanceof Collection)
                                ? json(list)
                                : list.stream().map(String::valueOf).collect(Collectors.joining(",")));
            default -> Optional.of(String.valueOf(value.get()));
        };
    }

    private static String json(Object value) {
        try {
            return JSON.std.asString(value);
        } catch (IOException e) {
            return String.valueOf(value);
        }
    }

    /** Why the text is not the value itself: a template, or encrypted. */
    static Optional<String> obstacle(String text) {
        if (text.contains("{{") || text.contains("{%")) {
            return Optional.of("a template, " + text + ", which only a playbook run fills in");
        }
        return isVault(text) ? Optional.of("encrypted with ansible-vault") : Optional.empty();
    }

    static boolean isVault(String text) {
        return text.contains("$ANSIBLE_VAULT;") || text.contains("__ansible_vault");
    }
}
