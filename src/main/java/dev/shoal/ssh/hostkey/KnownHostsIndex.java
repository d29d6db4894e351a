package dev.shoal.ssh.hostkey;

import dev.shoal.ssh.hostkey.KnownHostsLine.Entry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The lines of one known_hosts file, found by name. Look-ups are safe for many threads beside one that adds. */
final class KnownHostsIndex {
    private record Patterned(HostPatterns patterns, Entry key) {}

    private final Map<String, List<Entry>> literal = new ConcurrentHashMap<>();
    private final List<Patterned> patterned = new CopyOnWriteArrayList<>();
    private volatile HashedLines hashed = HashedLines.NONE;

    void add(List<Entry> keys) {
        var newlyPatterned = new ArrayList<Patterned>();
        for (var key : keys) {
            if (!key.isHashed()) {
                addPlain(key, newlyPatterned);
            }
        }
        patterned.addAll(newlyPatterned);
        hashed = hashed.and(keys.stream().filter(Entry::isHashed).toList());
    }

    private void addPlain(Entry key, List<Patterned> newlyPatterned) {
        var patterns = HostPatterns.of(key.names());
        if (!patterns.isLiteral()) {
            newlyPatterned.add(new Patterned(patterns, key));
            return;
        }
        for (var name : patterns.literals()) {
            literal.merge(name, List.of(key), KnownHostsIndex::joined);
        }
    }

    /** The lines for the name, in the order of the file; the name is in lower case, with brackets where it has a port. */
    List<Entry> of(String name) {
        var keys = new ArrayList<Entry>(literal.getOrDefault(name, List.of()));
        for (var line : patterned) {
            if (line.patterns.fit(name)) {
                keys.add(line.key);
            }
        }
        keys.addAll(hashed.of(name));
        keys.sort(Comparator.comparingInt(Entry::line));
        return keys;
    }

    private static List<Entry> joined(List<Entry> some, List<Entry> more) {
        var all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }
}
