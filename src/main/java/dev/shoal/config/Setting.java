package dev.shoal.config;

import dev.shoal.yaml.Problems;
import dev.shoal.yaml.YamlPosition;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The value that one layer gives a key, and where.
 *
 * @param name of a pattern's key, the name that is set
 * @param items the texts: one, or those of a list
 * @param isList whether it was written as a list
 * @param position where the key is; empty outside of files
 * @param origin how people name that: {@code /etc/shoal/shoal.yaml:3}, {@code SHOAL_OUTPUT}, {@code --set output}
 * @param directory what relative paths in the value start from
 * @param home what {@code ~} in the value means
 */
record Setting(
        Key<?> key,
        String name,
        List<String> items,
        boolean isList,
        Optional<YamlPosition> position,
        String origin,
        Path directory,
        Path home) {
    Setting {
        items = List.copyOf(items);
    }

    /** Of a variable or an option, where the items of a list are separated by commas. */
    static Setting ofText(Key<?> key, String name, String text, String origin, Path home) {
        boolean isList = key.shape() == Key.Shape.LIST;
        List<String> items = !isList
                ? List.of(text)
                : text.isBlank()
                        ? List.of()
                        : List.of(text.split(",", -1)).stream()
                                .map(String::strip)
                                .toList();
        return new Setting(
                key, name, items, isList, Optional.empty(), origin, Path.of("").toAbsolutePath(), home);
    }

    String text() {
        return items.getFirst();
    }

    /** Notes the mistake if the key does not take the value. */
    void check(Problems problems) {
        try {
            key.read(this);
        } catch (IllegalArgumentException e) {
            var fact = String.valueOf(e.getMessage());
            position.ifPresentOrElse(
                    place -> problems.add(place, name, fact), () -> problems.add(origin + ": " + fact));
        }
    }

    /** The items as paths: {@code ~/} is the home directory, and a relative one starts from the directory of its file. */
    List<Path> paths() {
        return items.stream().map(this::path).toList();
    }

    private Path path(String text) {
        if (text.isBlank()) {
            throw wrong(text, "is not a path");
        }
        if (text.startsWith("~") && !text.equals("~") && !text.startsWith("~/")) {
            throw wrong(text, "is in the home directory of another user");
        }
        try {
            return text.startsWith("~")
                    ? home.resolve(text.substring(Math.min(2, text.length())))
                    : directory.resolve(text).normalize();
        } catch (InvalidPathException e) {
            throw wrong(text, "is not a path (" + e.getReason() + ")");
        }
    }

    private static IllegalArgumentException wrong(String text, String fact) {
        return new IllegalArgumentException("\"" + text + "\" " + fact + "; write one, as ~/.ssh/name or /etc/name");
    }
}
