package dev.shoal.config;

import dev.shoal.text.Nearest;

import java.util.List;
import java.util.stream.Stream;

/** What somebody who wrote an unknown key may have meant. */
final class NearestKey {
    private NearestKey() {}

    /** What to do about an unknown key or section: the nearest one, or all keys where none is near. */
    static String advice(String unknown) {
        var keys = Keys.ALL.stream().map(Key::name).toList();
        var sections = keys.stream()
                .filter(key -> key.contains("."))
                .map(key -> key.substring(0, key.indexOf('.')))
                .distinct();
        var tail = "." + unknown.substring(unknown.lastIndexOf('.') + 1);
        var known = Stream.concat(keys.stream(), sections).toList();
        return advice(unknown, tail, known, "there are " + String.join(", ", keys));
    }

    /** What to do about an environment variable that is no key's. */
    static String adviceForVariable(String unknown) {
        var known = Keys.ALL.stream().map(Key::variable).toList();
        return advice(
                unknown,
                unknown.substring("SHOAL".length()),
                known,
                "ssh.connect-timeout is SHOAL_SSH_CONNECT_TIMEOUT");
    }

    /** A tail is what a key ends in that was written in the wrong section or in none. */
    private static String advice(String unknown, String tail, List<String> known, String otherwise) {
        return known.stream()
                .filter(word -> word.endsWith(tail))
                .findFirst()
                .or(() -> Nearest.to(unknown, known))
                .map(word -> "the nearest is " + word)
                .orElse(otherwise);
    }
}
