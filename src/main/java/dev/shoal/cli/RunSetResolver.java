package dev.shoal.cli;

import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.Outcome;
import dev.shoal.fleet.Reply;
import dev.shoal.fold.FoldGroup;
import dev.shoal.inventory.Host;
import dev.shoal.nodeset.NodeSet;
import dev.shoal.nodeset.RunSets;
import dev.shoal.text.ProblemsException;
import dev.shoal.transport.Ending;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** {@code @failed}, {@code @2} and the like, out of the runs of this process; remembers which of them were asked for. */
public final class RunSetResolver implements RunSets {
    private final PastRuns runs;
    private final Map<String, String> used = new LinkedHashMap<>();

    public RunSetResolver(PastRuns runs) {
        this.runs = runs;
    }

    /** What was asked for so far, a line each: {@code @2 of run 41 (nginx -v) = web11}. */
    Collection<String> used() {
        return used.values();
    }

    @Override
    public NodeSet hosts(OptionalLong number, String name, Optional<String> argument) throws ProblemsException {
        var run = run(number, name);
        var hosts = RunSets.isNumber(name) ? group(run, name) : set(run, name, argument);
        var set = NodeSet.of(hosts.stream().map(Host::name).toList());
        var word = "@" + name + argument.map(text -> "(" + text + ")").orElse("");
        var title = run.title();
        used.put(title.run() + word, word + " of " + run.called() + " = " + (set.isEmpty() ? "no hosts" : set.fold()));
        return set;
    }

    private PastRun run(OptionalLong number, String name) throws ProblemsException {
        if (runs.last().isEmpty() && number.isPresent()) {
            throw new ProblemsException("run " + number.getAsLong() + " is not remembered here; nothing has run yet");
        }
        if (runs.last().isEmpty()) {
            throw new ProblemsException("@" + name + " is a set of the last run, and nothing has run yet");
        }
        if (number.isEmpty()) {
            return runs.last().get();
        }
        var run = runs.numbered(number.getAsLong());
        if (run.isEmpty()) {
            throw new ProblemsException("run " + number.getAsLong() + " is not remembered here; only " + runs.known());
        }
        return run.get();
    }

    private static Collection<Host> group(PastRun run, String number) throws ProblemsException {
        var groups = run.groups();
        if (groups.isEmpty()) {
            throw new ProblemsException(run.called() + " has no groups of equal replies");
        }
        var place = number.length() > 9 ? 0 : Integer.parseInt(number);
        if (place < 1 || place > groups.size()) {
            throw new ProblemsException(run.called() + " has no group " + number + "; it has "
                    + (groups.size() == 1 ? "one, @1" : "@1 to @" + groups.size()));
        }
        return groups.get(place - 1).hosts();
    }

    private static Collection<Host> set(PastRun run, String name, Optional<String> argument) throws ProblemsException {
        var named = RunSets.Named.of(name).orElseThrow(() -> new ProblemsException("unknown set of a run: @" + name));
        return switch (named) {
            case OK -> hosts(run, result -> outcome(run, result) == Outcome.OK);
            case FAILED -> hosts(run, result -> outcome(run, result) != Outcome.OK);
            case TIMEOUT -> hosts(run, result -> outcome(run, result) == Outcome.TIMEOUT);
            case UNREACHABLE -> hosts(run, result -> outcome(run, result) == Outcome.UNREACHABLE);
            case UNKNOWN -> hosts(run, result -> outcome(run, result) == Outcome.UNKNOWN);
            case MAYRUN -> run.mayRun();
            case SILENT -> hosts(run, RunSetResolver::isSilent);
            case ODD -> odd(run);
            case EXIT -> exits(run, argument);
            case MATCH -> matching(run, argument);
        };
    }

    private static Collection<Host> hosts(PastRun run, Predicate<HostResult<?>> wanted) {
        return run.results().stream().filter(wanted).map(HostResult::host).toList();
    }

    private static Outcome outcome(PastRun run, HostResult<?> result) {
        return Outcome.of(result, run.ledger().okExits());
    }

    private static boolean isSilent(HostResult<?> result) {
        return result instanceof HostResult.Done<?> done && done.value() instanceof Reply reply && reply.isSilent();
    }

    /** The hosts of every group that is smaller than the biggest one. */
    private static Collection<Host> odd(PastRun run) {
        var groups = run.groups();
        int most = groups.stream().mapToInt(FoldGroup::size).max().orElse(0);
        return groups.stream()
                .filter(group -> group.size() < most)
                .flatMap(group -> group.hosts().stream())
                .toList();
    }

    private static Collection<Host> exits(PastRun run, Optional<String> argument) throws ProblemsException {
        if (argument.isEmpty()) {
            return hosts(run, result -> outcome(run, result) == Outcome.EXIT);
        }
        var wanted = argument.get().strip();
        if (wanted.length() > 3 || !RunSets.isNumber(wanted)) {
            throw new ProblemsException("@exit(" + wanted + "): not an exit status from 0 to 255, e.g. @exit(3)");
        }
        var status = Integer.parseInt(wanted);
        return hosts(
                run,
                result -> result instanceof HostResult.Done<?> done
                        && done.value() instanceof Reply reply
                        && reply.ending().orElse(null) instanceof Ending.Exited exited
                        && exited.status() == status);
    }

    /** Those whose answer has the text in it, as it stands. */
    private static Collection<Host> matching(PastRun run, Optional<String> text) throws ProblemsException {
        if (text.isEmpty() || text.get().isEmpty()) {
            throw new ProblemsException("@match needs a text that is in a reply, e.g. @match(no space left)");
        }
        return hosts(run, result -> answer(result).contains(text.get()));
    }

    private static String answer(HostResult<?> result) {
        return PastRun.said(result)
                .map(said -> said instanceof Reply reply
                        ? reply.out().text() + "\n" + reply.err().text()
                        : String.valueOf(said))
                .orElse("");
    }
}
