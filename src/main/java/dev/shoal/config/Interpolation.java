package dev.shoal.config;

import org.apache.commons.configuration2.interpol.ConfigurationInterpolator;
import org.apache.commons.configuration2.interpol.DefaultLookups;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Fills in <code>${env:X}</code>, <code>${sys:X}</code> and <code>${file:UTF-8:/path}</code>, and nothing else: the library's
 * other prefixes could run scripts and ask name servers. Remembers what did not resolve.
 */
final class Interpolation {
    private final ConfigurationInterpolator interpolator = new ConfigurationInterpolator();
    private final Set<String> asked = new LinkedHashSet<>();
    private final List<String> problems = new ArrayList<>();

    Interpolation(Map<String, String> environment) {
        interpolator.registerLookup("env", environment::get);
        interpolator.registerLookup("sys", System::getProperty);
        interpolator.registerLookup("file", Interpolation::content);
        interpolator.addDefaultLookup(
                this::miss); // asked for what the three do not know, before a `:-default` is taken
    }

    /** The text with its variables filled in; those that do not resolve stay and are problems. */
    String apply(String text) {
        asked.clear();
        try {
            var filled = String.valueOf(interpolator.interpolate(text));
            asked.stream().filter(name -> filled.contains("${" + name + "}")).forEach(this::complain);
            return filled;
        } catch (IllegalStateException e) {
            problems.add(text + " refers to itself; write the value");
            return text;
        }
    }

    List<String> problems() {
        return problems;
    }

    private @Nullable Object miss(String name) {
        asked.add(name);
        return null;
    }

    private void complain(String name) {
        var rest = name.substring(name.indexOf(':') + 1);
        var fact =
                switch (name.substring(0, Math.max(0, name.indexOf(':')))) {
                    case "env" -> "the environment has no " + rest + "; set it, or write ${env:" + rest + ":-default}";
                    case "sys" -> "there is no system property " + rest + "; set it with -D" + rest + "= in SHOAL_OPTS";
                    case "file" -> "write ${file:UTF-8:/path} with the whole path of a file that you may read";
                    default -> "only ${env:X}, ${sys:X} and ${file:UTF-8:/path} are filled in; $${ stands for ${";
                };
        problems.add("${" + name + "} does not resolve: " + fact);
    }

    /**
     * The file's text without the newlines at its end, as in {@code $(cat FILE)}; null if it cannot be read or has no
     * absolute path.
     */
    private static @Nullable Object content(String name) {
        try {
            if (!Path.of(name.substring(name.indexOf(':') + 1)).isAbsolute()) {
                return null;
            }
            var text = DefaultLookups.FILE.getLookup().lookup(name);
            return text == null ? null : String.valueOf(text).replaceFirst("[\r\n]+$", "");
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
