package dev.shoal.fleet;

import dev.shoal.inventory.Host;
import dev.shoal.transport.Ending;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * The partition of a job's hosts by outcome; always adds up to the number of hosts.
 *
 * @param results one per host, in the order of the job
 * @param took from the submission to the last result
 * @param okExits the exit statuses that counted as ok
 */
public record Ledger<T>(List<HostResult<T>> results, Duration took, Set<Integer> okExits) {
    public Ledger {
        results = List.copyOf(results);
        okExits = Set.copyOf(okExits);
    }

    /**
     * Hosts that ended the same way.
     *
     * @param outcome how
     * @param detail what the outcome leaves open: the exit status, the signal's name, the phase of a time-out, else the kind
     *     of the failure; empty for {@code ok}, {@code cancelled} and {@code notstarted}
     * @param hosts never empty, in the order of the job
     */
    public record Part(Outcome outcome, String detail, List<Host> hosts) {
        public Part {
            hosts = List.copyOf(hosts);
        }

        /** For logs, which a thousand names would fill. */
        @Override
        public String toString() {
            return hosts.size() + " " + outcome.word() + (detail.isEmpty() ? "" : " " + detail);
        }
    }

    private record Key(Outcome outcome, String detail) {}

    public int total() {
        return results.size();
    }

    public Outcome outcome(HostResult<T> result) {
        return Outcome.of(result, okExits);
    }

    /** The parts, ok first, then by outcome and detail; numbers among the details in their order. */
    public List<Part> parts() {
        var parts = new TreeMap<Key, List<Host>>(Comparator.comparing(Key::outcome)
                .thenComparingInt(key -> key.detail().length())
                .thenComparing(Key::detail));
        for (var result : results) {
            var key = new Key(outcome(result), detail(result));
            parts.computeIfAbsent(key, _ -> new ArrayList<>()).add(result.host());
        }
        return parts.entrySet().stream()
                .map(e -> new Part(e.getKey().outcome(), e.getKey().detail(), e.getValue()))
                .toList();
    }

    private String detail(HostResult<T> result) {
        return switch (result) {
            case HostResult.Done<T> done -> done.value() instanceof Reply reply ? detail(reply) : "";
            case HostResult.Failed<T> failed ->
                switch (outcome(failed)) {
                    case TIMEOUT -> failed.failure().phase().word();
                    case CANCELLED -> "";
                    default -> failed.failure().kind().word();
                };
            case HostResult.NotStarted<T> _ -> "";
        };
    }

    private String detail(Reply reply) {
        return reply.ending()
                .map(ending -> switch (ending) {
                    case Ending.Exited exited -> okExits.contains(exited.status()) ? "" : "" + exited.status();
                    case Ending.Signalled signalled -> signalled.signal();
                })
                .orElse("");
    }
}
