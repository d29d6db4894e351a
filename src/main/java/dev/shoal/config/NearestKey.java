package dev.shoal.config;

import java.util.List;
import java.util.Optional;
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
                .or(() -> nearest(unknown, known))
                .map(word -> "the nearest is " + word)
                .orElse(otherwise);
    }

    private static Optional<String> nearest(String unknown, List<String> known) {
        Optional<String> nearest = Optional.empty();
        int fewest = Math.max(1, unknown.length() / 4) + 1;
        for (var word : known) {
            int slips = slips(unknown, word);
            if (slips < fewest) {
                fewest = slips;
                nearest = Optional.of(word);
            }
        }
        return nearest;
    }

    /** The distance of Levenshtein: letters added, left out or replaced. */
    private static int slips(String a, String b) {
        var previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            var row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(previous[j], row[j - 1]) + 1);
            }
            previous = row;
        }
        return previous[b.length()];
    }
}
