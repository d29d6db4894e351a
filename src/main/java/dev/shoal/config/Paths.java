package dev.shoal.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Paths in values: {@code ~/} is the home directory, and a relative one starts from the directory of its file. */
final class Paths {
    private Paths() {}

    /** The setting's items. */
    static List<Path> of(Setting setting) {
        return setting.items().stream().map(text -> of(text, setting.origin())).toList();
    }

    private static Path of(String text, Origin origin) {
        if (text.isBlank()) {
            throw wrong(text, "is no path");
        }
        if (text.startsWith("~") && !text.equals("~") && !text.startsWith("~/")) {
            throw wrong(text, "names somebody else's home directory");
        }
        try {
            return text.startsWith("~")
                    ? origin.home().resolve(text.substring(Math.min(2, text.length())))
                    : origin.directory().resolve(text).normalize();
        } catch (InvalidPathException e) {
            throw wrong(text, "is no path (" + e.getReason() + ")");
        }
    }

    private static IllegalArgumentException wrong(String text, String fact) {
        return new IllegalArgumentException("\"" + text + "\" " + fact + "; write one, as ~/.ssh/name or /etc/name");
    }
}
