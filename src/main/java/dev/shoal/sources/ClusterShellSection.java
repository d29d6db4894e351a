package dev.shoal.sources;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A section of groups.conf(5) that defines how a group source is asked.
 *
 * @param place its file and line
 * @param keep how long answers are kept
 */
record ClusterShellSection(
        String place,
        Optional<Upcall> map,
        Optional<Upcall> mapall,
        Optional<Upcall> all,
        Optional<Upcall> list,
        Optional<Upcall> reverse,
        Duration keep) {
    /**
     * A command with variables.
     *
     * @param key what it is called there, as {@code map}
     * @param template what stands there
     * @param directory where it is run, which is also {@code $CFGDIR}
     */
    record Upcall(String key, String template, String place, Path directory) {
        private static final Pattern VARIABLE =
                Pattern.compile("\\$(?:(\\$)|([A-Za-z_][A-Za-z0-9_]*)|\\{([A-Za-z_][A-Za-z0-9_]*)})");

        /** What the shell gets: these variables, {@code $SOURCE} and {@code $CFGDIR} are filled in, others are left to it. */
        String text(Map<String, String> variables, String source) {
            return VARIABLE.matcher(template).replaceAll(found -> {
                if (found.group(1) != null) {
                    return Matcher.quoteReplacement("$");
                }
                var name = found.group(2) != null ? found.group(2) : found.group(3);
                var value =
                        switch (name) {
                            case "SOURCE" -> source;
                            case "CFGDIR" -> directory.toString();
                            default -> variables.getOrDefault(name, found.group());
                        };
                return Matcher.quoteReplacement(value);
            });
        }
    }
}
