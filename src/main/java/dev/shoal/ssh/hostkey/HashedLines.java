package dev.shoal.ssh.hostkey;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The lines of a known_hosts file whose names are hashed. 5,000 of them cost 7 ms a look-up, so each name is looked up once;
 * and as a line hides one name only, lines that were found are left out of later searches. Safe for many threads; more lines
 * make a new object.
 */
final class HashedLines {
    static final HashedLines NONE = new HashedLines(List.of());

    private record Line(HashedName name, KnownKey key) {}

    private final List<Line> lines;
    private final Set<HashedName> found = ConcurrentHashMap.newKeySet();
    private final Map<String, List<KnownKey>> byName = new ConcurrentHashMap<>();

    private HashedLines(List<Line> lines) {
        this.lines = lines;
    }

    HashedLines and(List<KnownKey> more) {
        if (more.isEmpty()) {
            return this;
        }
        var all = new ArrayList<>(lines);
        for (var key : more) {
            HashedName.parse(key.names()).ifPresent(name -> all.add(new Line(name, key)));
        }
        return new HashedLines(List.copyOf(all));
    }

    List<KnownKey> of(String name) {
        return lines.isEmpty() ? List.of() : byName.computeIfAbsent(name, this::search);
    }

    private List<KnownKey> search(String name) {
        var mac = HashedName.mac();
        var keys = new ArrayList<KnownKey>();
        for (var line : lines) {
            if (!found.contains(line.name) && line.name.hides(name, mac)) {
                found.add(line.name);
                keys.add(line.key);
            }
        }
        return List.copyOf(keys);
    }
}
