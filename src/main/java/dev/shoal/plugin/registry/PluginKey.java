package dev.shoal.plugin.registry;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Keys of plugins. Operators type them, and they are part of the names of log files. */
public final class PluginKey {
    /** The form of a key, for messages. */
    public static final String RULE =
            "lowercase letters, digits, - and _, at most 60 characters, starting with a letter";

    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_-]{0,59}");
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");
    private static final String SUFFIX = ".groovy";
    private static final String SPEC = "Spec" + SUFFIX;

    private PluginKey() {}

    /** Whether the text is a valid key. */
    public static boolean isValid(String text) {
        return KEY.matcher(text).matches();
    }

    /** The key of {@code RootFree.groovy} is {@code root-free}; empty if that is not a valid key. */
    static Optional<String> ofFile(String fileName) {
        var stem = fileName.substring(0, fileName.length() - SUFFIX.length());
        return Optional.of(HUMP.matcher(stem).replaceAll("-").toLowerCase(Locale.ROOT))
                .filter(PluginKey::isValid);
    }

    /** {@code RootFreeSpec.groovy} is the spec of {@code root-free}; empty if it is not the name of a spec. */
    static Optional<String> ofSpec(String fileName) {
        return fileName.endsWith(SPEC)
                ? ofFile(fileName.substring(0, fileName.length() - SPEC.length()) + SUFFIX)
                : Optional.empty();
    }

    /** Whether a file of that name is a plugin's script; hidden files and backups of editors are not. */
    static boolean isScript(String fileName) {
        return fileName.endsWith(SUFFIX) && Character.isLetter(fileName.charAt(0));
    }

    /** The class of the key {@code root-free} is {@code RootFree}. */
    public static String className(String key) {
        var name = new StringBuilder();
        for (var part : key.split("[-_]", -1)) {
            if (!part.isEmpty()) {
                name.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
            }
        }
        return name.toString();
    }
}
