package dev.shoal.sources;

import dev.shoal.inventory.Group;
import dev.shoal.inventory.Host;
import dev.shoal.nodeset.Expression;
import dev.shoal.nodeset.HostName;
import dev.shoal.text.ProblemsException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The hosts, groups and variables of an Ansible inventory, as its files name them; at the end they become hosts. */
final class AnsibleInventory {
    static final String ALL = "all";
    static final String UNGROUPED = "ungrouped";
    private static final String PRIORITY = "ansible_group_priority";
    private static final Logger LOG = LogManager.getLogger(AnsibleInventory.class);

    private final String source;
    private final Map<String, Map<String, Object>> hosts = new LinkedHashMap<>();
    private final Map<String, String> origins = new HashMap<>();
    private final Map<String, Draft> groups = new LinkedHashMap<>();

    AnsibleInventory(String source) {
        this.source = source;
    }

    /** A group; {@code inFiles} are its variables from {@code group_vars}. */
    private record Draft(
            Set<String> hosts, Set<String> children, Map<String, Object> variables, Map<String, Object> inFiles) {
        Draft() {
            this(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        }
    }

    /** Names a host, in a group; the group is made where it is not there. */
    void addHost(String group, String host, String origin) {
        addGroup(group).hosts().add(host);
        hosts.computeIfAbsent(host, _ -> new LinkedHashMap<>());
        origins.putIfAbsent(host, origin);
    }

    /** As {@link #addHost(String, String, String)}; a port counts only where the host is named for the first time, as in Ansible. */
    void addHost(String group, String host, OptionalInt port, String origin) {
        if (port.isPresent() && !hasHost(host)) {
            setVariable(host, "ansible_port", (long) port.getAsInt());
        }
        addHost(group, host, origin);
    }

    boolean hasHost(String host) {
        return hosts.containsKey(host);
    }

    /** Gives a host a variable; a later one wins. */
    void setVariable(String host, String name, Object value) {
        hosts.computeIfAbsent(host, _ -> new LinkedHashMap<>()).put(name, value);
    }

    void setGroupVariable(String group, String name, Object value) {
        addGroup(group).variables().put(name, value);
    }

    /** As {@link #setGroupVariable} from a file of {@code group_vars}: even that of all hosts wins over every inventory's. */
    void setFileVariable(String group, String name, Object value) {
        addGroup(group).inFiles().put(name, value);
    }

    void addChild(String group, String child) {
        addGroup(group).children().add(child);
        addGroup(child);
    }

    boolean hasGroup(String group) {
        return groups.containsKey(group) || group.equals(ALL) || group.equals(UNGROUPED);
    }

    private Draft addGroup(String name) {
        return groups.computeIfAbsent(name, _ -> new Draft());
    }

    /** Makes a group, which may stay empty. */
    void nameGroup(String name) {
        addGroup(name);
    }

    /**
     * Everything, in Ansible's order.
     *
     * @throws ProblemsException where a name cannot be one of ours: all such names at once
     */
    SourceContents contents() throws ProblemsException {
        addGroup(ALL);
        ungroup();
        groups.forEach((name, group) -> { // with children alone a group is under all, too
            if (!name.equals(ALL)
                    && groups.values().stream()
                            .noneMatch(other -> other.children().contains(name))) {
                addGroup(ALL).children().add(name);
            }
        });
        var problems = new ArrayList<String>();
        var made = new ArrayList<Host>();
        var byHost = groupsOfHosts();
        for (var name : hosts.keySet()) {
            var problem = HostName.problem(name);
            if (problem.isPresent()) {
                problems.add("'" + name + "': " + problem.get());
                continue;
            }
            made.add(AnsibleHost.of(name, variables(name, byHost.getOrDefault(name, List.of()))));
        }
        if (!problems.isEmpty()) {
            throw new ProblemsException(source + ": "
                    + problems.stream().limit(5).collect(Collectors.joining("; "))
                    + (problems.size() > 5 ? "; and " + (problems.size() - 5) + " more hosts" : ""));
        }
        return new SourceContents(source, made, groupsMade(), origins, Optional.empty());
    }

    /** The group of the ungrouped is the hosts that are in no group but all, wherever they are named. */
    private void ungroup() {
        var grouped = new HashSet<String>();
        groups.forEach((name, group) -> {
            if (!name.equals(ALL) && !name.equals(UNGROUPED)) {
                grouped.addAll(group.hosts());
            }
        });
        var alone = addGroup(UNGROUPED).hosts();
        alone.clear();
        hosts.keySet().stream().filter(host -> !grouped.contains(host)).forEach(alone::add);
    }

    /** The groups that each host is in, the far ones first, so that the near ones win. */
    private Map<String, List<String>> groupsOfHosts() {
        var depths = depths();
        var sorted = groups.keySet().stream()
                .sorted(Comparator.comparingInt((String name) -> depths.getOrDefault(name, 1))
                        .thenComparingInt(this::priority)
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        var byHost = new HashMap<String, List<String>>();
        for (var group : sorted) {
            for (var host : hostsWithin(group)) {
                byHost.computeIfAbsent(host, _ -> new ArrayList<>()).add(group);
            }
        }
        return byHost;
    }

    private int priority(String group) {
        var value = addGroup(group).variables().get(PRIORITY);
        var text = String.valueOf(value);
        return text.matches("[-+]?[0-9]{1,9}") ? Integer.parseInt(text) : 1;
    }

    /** How far below all a group is, by the longest way. */
    private Map<String, Integer> depths() {
        var depths = new HashMap<String, Integer>();
        deepen(ALL, 0, depths, new LinkedHashSet<>());
        return depths;
    }

    private void deepen(String group, int depth, Map<String, Integer> depths, Set<String> way) {
        if (depths.getOrDefault(group, -1) >= depth || !way.add(group)) {
            return;
        }
        depths.put(group, depth);
        addGroup(group).children().forEach(child -> deepen(child, depth + 1, depths, way));
        way.remove(group);
    }

    private Set<String> hostsWithin(String group) {
        if (group.equals(ALL)) {
            return hosts.keySet();
        }
        var within = new LinkedHashSet<String>();
        collect(group, within, new HashSet<>());
        return within;
    }

    private void collect(String group, Set<String> within, Set<String> seen) {
        if (seen.add(group)) {
            within.addAll(addGroup(group).hosts());
            addGroup(group).children().forEach(child -> collect(child, within, seen));
        }
    }

    private Map<String, Object> variables(String host, List<String> inGroups) {
        var all = new LinkedHashMap<String, Object>();
        inGroups.forEach(group -> all.putAll(addGroup(group).variables()));
        inGroups.forEach(group -> all.putAll(addGroup(group).inFiles()));
        all.putAll(hosts.getOrDefault(host, Map.of()));
        all.remove(PRIORITY);
        return all;
    }

    /** Without all, which is every host of all sources, and without groups whose name cannot be written in a nodeset. */
    private List<Group> groupsMade() {
        var made = new ArrayList<Group>();
        var alone = String.join(",", addGroup(UNGROUPED).hosts());
        if (!alone.isEmpty()) {
            made.add(new Group(UNGROUPED, Expression.at(source, alone)));
        }
        groups.forEach((name, group) -> {
            if (name.equals(ALL) || name.equals(UNGROUPED)) {
                return;
            }
            if (HostName.problem(name).isPresent()) {
                LOG.warn(
                        "{}: group {} is left out: {}",
                        source,
                        name,
                        HostName.problem(name).orElse(""));
                return;
            }
            var children = group.children().stream()
                    .filter(child -> HostName.problem(child).isEmpty())
                    .map(child -> "@" + child);
            var definition = Stream.concat(group.hosts().stream(), children).collect(Collectors.joining(","));
            made.add(new Group(name, Expression.at(source, definition)));
        });
        return made;
    }
}
