package dev.shoal.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The hosts and groups of a demo fleet: known at once, while the fleet itself takes a second or two to start. Loads nothing of the
 * embedded servers.
 */
public final class DemoPlan {
    private static final int ONE_DB_OF = 3;

    private final List<DemoHost> hosts;

    private DemoPlan(List<DemoHost> hosts) {
        this.hosts = hosts;
    }

    /** The plan for so many hosts, at least 1. */
    public static DemoPlan of(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("a demo fleet has at least one host, not " + count);
        }
        var databases = count / ONE_DB_OF;
        var webs = count - databases;
        return new DemoPlan(Stream.concat(
                        IntStream.rangeClosed(1, webs).mapToObj(i -> new DemoHost("web", i, webs)),
                        IntStream.rangeClosed(1, databases).mapToObj(i -> new DemoHost("db", i, databases)))
                .toList());
    }

    List<DemoHost> hosts() {
        return hosts;
    }

    /** The hosts' names, the web ones first. */
    public List<String> names() {
        return hosts.stream().map(DemoHost::name).toList();
    }

    /** Group names and their nodesets, as {@code web} and {@code web[1-6]}. Every group has a host. */
    public Map<String, String> groups() {
        return hosts.stream()
                .collect(Collectors.toMap(DemoHost::kind, DemoPlan::siblings, (one, _) -> one, LinkedHashMap::new));
    }

    private static String siblings(DemoHost host) {
        return host.kind() + (host.siblings() == 1 ? "1" : "[1-" + host.siblings() + "]");
    }
}
