package dev.shoal.ssh.reach;

import dev.shoal.inventory.Host;
import dev.shoal.ssh.reach.SshProgram.Refused;
import dev.shoal.text.ProblemsException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** The hosts that a file in the format of ssh_config(5) names, and the settings that {@code ssh -G} gives for them. Confined to one thread. */
public final class SshConfigHosts {
    /** Each run takes 4 ms of a processor. */
    private static final int AT_ONCE = 8;

    private final Path file;
    private final SshProgram ssh;
    private final SshConfigText text;
    private final Map<String, Map<String, String>> learnt = new LinkedHashMap<>();

    private SshConfigHosts(Path file, SshProgram ssh, SshConfigText text) {
        this.file = file;
        this.ssh = ssh;
        this.text = text;
    }

    /**
     * Reads the names alone, which runs nothing.
     *
     * @param home where {@code ~/.ssh} is
     * @throws ProblemsException where the file cannot be read
     */
    public static SshConfigHosts read(Path file, Path home) throws ProblemsException {
        return read(file, home, "ssh");
    }

    /** With another program in the place of ssh. */
    static SshConfigHosts read(Path file, Path home, String program) throws ProblemsException {
        return new SshConfigHosts(file, new SshProgram(program), SshConfigText.read(file, home));
    }

    /** The names, with the file and line of the first mention. */
    public Map<String, String> places() {
        return text.places();
    }

    /**
     * What the file sets for these hosts, of {@code address port user key jump}. Hosts of which the same blocks
     * speak share one run of ssh; what was learnt is kept.
     *
     * @throws ProblemsException where ssh cannot be asked
     */
    public Map<String, Map<String, String>> values(Collection<Host> hosts)
            throws ProblemsException, InterruptedException {
        var names = new ArrayList<String>();
        for (var host : hosts) {
            if (host.fallbacks().isEmpty()) {
                names.add(host.name());
            } else {
                learn(host);
            }
        }
        var asked = new LinkedHashMap<String, String>(); // by host: the one whose answer it shares
        var firsts = new LinkedHashMap<List<Integer>, String>();
        for (var name : names) {
            if (!learnt.containsKey(name)) {
                var signature = text.signature(name);
                asked.put(
                        name,
                        signature
                                .map(same -> firsts.computeIfAbsent(same, none -> name))
                                .orElse(name));
            }
        }
        learn(asked);
        var values = new LinkedHashMap<String, Map<String, String>>();
        hosts.forEach(host -> values.put(host.name(), learnt.getOrDefault(host.name(), Map.of())));
        return values;
    }

    /** One for which ssh has to decide between the file and what later sources say. */
    private void learn(Host host) throws ProblemsException, InterruptedException {
        if (learnt.containsKey(host.name())) {
            return;
        }
        try {
            var said = ssh.ask(file, List.of(), host);
            var values = values(said, ssh.byItself(), said.one("hostname"));
            SshProgram.ONLY_ONE_COUNTS.stream()
                    .filter(host.fallbacks()::containsKey)
                    .forEach(key -> said.one(key).ifPresent(value -> values.put(key, value)));
            learnt.put(host.name(), values);
        } catch (Refused e) {
            throw new ProblemsException("ssh config " + file + ": ssh: " + e.getMessage(), e);
        }
    }

    private void learn(Map<String, String> asked) throws ProblemsException, InterruptedException {
        if (asked.isEmpty()) {
            return;
        }
        try {
            var byItself = ssh.byItself();
            var answers = answers(asked.values().stream().distinct().toList());
            for (var entry : asked.entrySet()) {
                var said = answers.get(entry.getValue());
                if (said == null) {
                    throw new Refused("no answer for " + entry.getValue());
                }
                boolean isSure = entry.getKey().equals(entry.getValue())
                        || said.one("hostname").equals(Optional.of(text.address(entry.getValue())));
                learnt.put(
                        entry.getKey(),
                        entry.getKey().equals(entry.getValue())
                                ? values(said, byItself, said.one("hostname"))
                                : isSure
                                        ? values(said, byItself, Optional.of(text.address(entry.getKey())))
                                        : own(entry.getKey(), byItself));
            }
        } catch (Refused e) {
            throw new ProblemsException("ssh config " + file + ": ssh: " + e.getMessage(), e);
        }
    }

    /** Something that ssh does to names is not known here, as making them canonical. */
    private Map<String, String> own(String name, ConfigDump byItself) throws Refused, InterruptedException {
        var said = ssh.ask(file, List.of(), name);
        return values(said, byItself, said.one("hostname"));
    }

    private Map<String, ConfigDump> answers(List<String> names) throws Refused, InterruptedException {
        var answers = new ConcurrentHashMap<String, ConfigDump>();
        var refusals = new ConcurrentHashMap<String, Refused>();
        var slots = new Semaphore(AT_ONCE);
        var threads = new ArrayList<Thread>();
        for (var name : names) {
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    slots.acquire();
                    try {
                        answers.put(name, ssh.ask(file, List.of(), name));
                    } finally {
                        slots.release();
                    }
                } catch (Refused e) {
                    refusals.put(name, e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt(); // the waiting caller has gone
                }
            }));
        }
        try {
            for (var thread : threads) {
                thread.join();
            }
        } finally {
            threads.forEach(Thread::interrupt);
        }
        if (!refusals.isEmpty()) {
            throw refusals.values().iterator().next();
        }
        return answers;
    }

    private static Map<String, String> values(ConfigDump said, ConfigDump byItself, Optional<String> address) {
        var values = new LinkedHashMap<String, String>();
        address.ifPresent(text -> values.put("address", text));
        said.changed("port", byItself).ifPresent(text -> values.put("port", text));
        said.changed("user", byItself).ifPresent(text -> values.put("user", text));
        var keys = said.all("identityfile");
        if (!keys.equals(byItself.all("identityfile"))
                && keys.size() == 1
                && !keys.getFirst().contains("%")) {
            values.put("key", keys.getFirst());
        }
        said.changed("proxyjump", byItself)
                .filter(text -> !text.equals("none"))
                .ifPresent(text -> values.put("jump", text));
        return values;
    }
}
