package dev.shoal.sources;

import dev.shoal.inventory.Host;
import dev.shoal.inventory.Provenance;
import dev.shoal.text.ProblemsException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What each source states of a host, looked up only when it is asked for. Safe for many threads. */
final class MergedProvenance implements Provenance {
    private final List<SourceContents> all;
    private final List<HostSource> readers;
    private final List<Map<String, Host>> hosts = new ArrayList<>();

    MergedProvenance(List<SourceContents> all, List<HostSource> readers) {
        this.all = all;
        this.readers = readers;
    }

    @Override
    public List<Host> completed(List<Host> selected) throws ProblemsException {
        var completed = selected;
        for (var reader : readers) {
            completed = reader.completed(completed);
        }
        return completed;
    }

    @Override
    public List<String> places(String host) {
        var places = new ArrayList<String>();
        for (int i = 0; i < all.size(); i++) {
            if (hosts(i).containsKey(host)) {
                places.add(place(i, host));
            }
        }
        return places;
    }

    @Override
    public List<Statement> statements(String host) {
        var statements = new ArrayList<Statement>();
        for (int i = 0; i < all.size(); i++) {
            var said = hosts(i).get(host);
            if (said == null) {
                continue;
            }
            var place = place(i, host);
            all.get(i)
                    .provenance()
                    .map(more -> more.statements(host))
                    .orElseGet(() -> statements(said, place))
                    .forEach(statements::add);
        }
        return statements;
    }

    private static List<Statement> statements(Host said, String place) {
        var statements = new ArrayList<Statement>();
        HostVariables.valuesOf(said).forEach((key, value) -> statements.add(new Statement(key, value, place)));
        return statements;
    }

    private String place(int source, String host) {
        var contents = all.get(source);
        return Objects.requireNonNullElse(contents.origins().get(host), contents.source());
    }

    /** Made at the first question: most inventories are never asked. */
    private synchronized Map<String, Host> hosts(int source) {
        if (hosts.isEmpty()) {
            all.forEach(contents -> hosts.add(contents.hosts().stream()
                    .collect(Collectors.toMap(Host::name, Function.identity(), (one, other) -> one))));
        }
        return hosts.get(source);
    }
}
