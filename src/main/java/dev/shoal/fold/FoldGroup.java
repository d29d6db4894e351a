package dev.shoal.fold;

import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.Reply;
import dev.shoal.inventory.Host;

import java.util.List;

/**
 * Hosts that wrote the same and ended the same way.
 *
 * @param results never empty, in the order of the job
 * @param out what each of them wrote to stdout, in the bytes of one of them
 * @param err what each of them wrote to stderr, in the bytes of one of them
 */
public record FoldGroup(List<HostResult<Reply>> results, FoldText out, FoldText err) {
    public FoldGroup {
        results = List.copyOf(results);
    }

    /** The result that stands for all. */
    public HostResult<Reply> first() {
        return results.getFirst();
    }

    public int size() {
        return results.size();
    }

    public List<Host> hosts() {
        return results.stream().map(HostResult::host).toList();
    }
}
