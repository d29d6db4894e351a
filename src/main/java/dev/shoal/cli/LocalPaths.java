package dev.shoal.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Paths of this machine as an operator types them: {@code ~} and {@code ~/} at the beginning are the home directory, and
 * {@code $NAME} and <code>${NAME}</code> are variables of this machine. A name that is there as typed is taken as it is. Paths of
 * hosts are not for here.
 */
public final class LocalPaths {
    private static final Pattern VARIABLE =
            Pattern.compile("\\$(?:(?<plain>[A-Za-z_][A-Za-z0-9_]*)|\\{(?<braced>[A-Za-z_][A-Za-z0-9_]*)})");

    private final Path home;
    private final Map<String, String> variables;

    /** With the home directory and the variables that the process was started with. */
    public LocalPaths(Path home, Map<String, String> variables) {
        this.home = home;
        this.variables = Map.copyOf(variables);
    }

    /**
     * The path that is meant; a slash at its end stays.
     *
     * @throws UsageException if a variable is not set
     */
    public String of(String typed) throws UsageException {
        if (isThere(typed)) {
            return typed;
        }
        var path = new StringBuilder();
        var text = fromHome(typed);
        var variable = VARIABLE.matcher(text);
        while (variable.find()) {
            variable.appendReplacement(path, Matcher.quoteReplacement(value(typed, name(variable))));
        }
        return variable.appendTail(path).toString();
    }

    /** The same for each. */
    List<String> of(List<String> typed) throws UsageException {
        var paths = new ArrayList<String>();
        for (var text : typed) {
            paths.add(of(text));
        }
        return paths;
    }

    /** The variables that name a directory, as a path begins with them. */
    public List<String> beginnings() {
        return variables.entrySet().stream()
                .filter(one -> one.getValue().startsWith("/") && isDirectory(one.getValue()))
                .map(one -> "$" + one.getKey() + "/")
                .sorted()
                .toList();
    }

    private String fromHome(String typed) {
        return typed.equals("~") || typed.startsWith("~/") ? home + typed.substring(1) : typed;
    }

    private String value(String typed, String name) throws UsageException {
        var value = variables.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw new UsageException(typed + ": $" + name + " is not set on this machine");
        }
        if (value.indexOf('\ufffd') >= 0) {
            throw new UsageException(typed + ": the value of $" + name + " is not UTF-8");
        }
        return value;
    }

    private static String name(Matcher variable) {
        var plain = variable.group("plain");
        return plain == null ? variable.group("braced") : plain;
    }

    private static boolean isThere(String typed) {
        try {
            return Files.exists(Path.of(typed), LinkOption.NOFOLLOW_LINKS);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static boolean isDirectory(String path) {
        try {
            return Files.isDirectory(Path.of(path));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
