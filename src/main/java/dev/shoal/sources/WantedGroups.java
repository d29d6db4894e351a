package dev.shoal.sources;

import dev.shoal.inventory.GroupSource;
import dev.shoal.nodeset.Expression;
import dev.shoal.text.ProblemsException;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The groups of a source that is read only when one of them is asked for. */
final class WantedGroups implements GroupSource {
    private final String name;
    private final Set<String> later;
    private final Reader reader;

    /** Reads it, or refuses to. */
    @FunctionalInterface
    interface Reader {
        SourceContents read() throws ProblemsException;
    }

    /** @param later the groups that only a later source has given to the inventory so far */
    WantedGroups(String name, Set<String> later, Reader reader) {
        this.name = name;
        this.later = Set.copyOf(later);
        this.reader = reader;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Expression> group(String group) throws ProblemsException {
        return read().group(group);
    }

    @Override
    public List<String> groups() throws ProblemsException {
        return read().groups();
    }

    @Override
    public Optional<Expression> all() throws ProblemsException {
        return read().all();
    }

    @Override
    public boolean precedes(String group) {
        return later.contains(group);
    }

    @Override
    public boolean belongsToInventory() {
        return true; // it is one of its sources, which is read late
    }

    private FixedGroups read() throws ProblemsException {
        return FixedGroups.of(name, reader.read());
    }
}
