package dev.shoal.fold;

import dev.shoal.inventory.Host;

import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How hosts that wrote the same text call themselves: by name, by its first label, by address. A word is only the own one of
 * a text if it is that of every host that wrote it: where all write {@code leader: web1}, only web1 writes its own name.
 */
final class OwnNames {
    private final Map<String, MaskKind> words;
    private final List<String> longestFirst;
    private final BitSet starts = new BitSet(128);

    private OwnNames(Map<String, MaskKind> words) {
        this.words = words;
        this.longestFirst = words.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        words.keySet().forEach(word -> starts.set(word.charAt(0) | 0x20));
    }

    static OwnNames of(List<Host> hosts) {
        var words = words(hosts.getFirst());
        for (var host : hosts.subList(1, hosts.size())) {
            if (words.isEmpty()) {
                break;
            }
            words.keySet().retainAll(words(host).keySet());
        }
        return new OwnNames(words);
    }

    private static Map<String, MaskKind> words(Host host) {
        var words = new LinkedHashMap<String, MaskKind>();
        words.put(host.address().toLowerCase(Locale.ROOT), MaskKind.ADDRESS);
        var name = host.name().toLowerCase(Locale.ROOT);
        int label = name.indexOf('.');
        if (label > 0 && !name.substring(0, label).chars().allMatch(Character::isDigit)) {
            words.put(name.substring(0, label), MaskKind.NAME);
        }
        words.put(name, MaskKind.NAME);
        return words;
    }

    /** Whether it is the first byte of one of them: what most words do not begin with. */
    boolean mayBeginWith(int c) {
        return starts.get(c | 0x20);
    }

    /** Where the own name ends that begins at this place, which no letter or digit may touch; the longest one; or -1. */
    int end(ByteScanner text, int i) {
        for (var word : longestFirst) {
            int end = i + word.length();
            if (text.says(i, word) && !text.isAlnum(end)) {
                return end;
            }
        }
        return -1;
    }

    /** What the own name between these places is. */
    MaskKind kind(ByteScanner text, int from, int to) {
        return words.getOrDefault(text.lower(from, to), MaskKind.NAME);
    }
}
