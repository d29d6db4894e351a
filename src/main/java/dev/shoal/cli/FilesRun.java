package dev.shoal.cli;

import dev.shoal.fleet.Moved;
import dev.shoal.fleet.Task;
import dev.shoal.inventory.Host;
import dev.shoal.inventory.Selection;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One use of {@code put} or {@code get}. */
final class FilesRun {
    private final Verb verb;
    private final Call call;
    private final Desk desk;

    FilesRun(Verb verb, Call call, Desk desk) {
        this.verb = verb;
        this.call = call;
        this.desk = desk;
    }

    /** What is moved: the words but the last. */
    static List<String> sources(Verb verb, Call call) throws UsageException {
        if (call.words().size() < 2) {
            throw new UsageException(verb.name() + ": say what goes where: " + verb.name() + " " + verb.arguments());
        }
        return call.words().subList(0, call.words().size() - 1);
    }

    /** The target; empty where it is valid and has no hosts, which is said. */
    Optional<Selection> target() throws UsageException {
        var selection = Targets.select(call.given(), desk);
        if (selection.isEmpty()) {
            Targets.nobody("moved", call.given(), desk);
            return Optional.empty();
        }
        return Optional.of(selection);
    }

    /**
     * Moves the files, or says what would be moved.
     *
     * @param bytes to all hosts together; 0 where that is not known
     * @param plan what would go where for one host, a line each
     */
    Answer run(Selection selection, Task<Moved> task, long bytes, Function<Host, List<String>> plan)
            throws UsageException, InterruptedException {
        var values = new OptionValues(call.given());
        values.check();
        var format = Formats.ofCommands(call.given(), desk);
        var asked = verb.name() + " " + call.text();
        if (call.given().has(Option.DRY_RUN)) {
            var status = new Plan(desk).print(selection, call.given(), asked);
            for (var host : selection.hosts()) {
                plan.apply(host).forEach(line -> desk.print(host.name() + ": " + line));
            }
            return Answer.of(status);
        }
        var renderer = format.filesRenderer(desk.screen(), desk.wording(), values.rendering());
        var ended =
                new JobRun<>(desk, call, verb.name(), renderer).expecting(bytes).on(selection, task, asked);
        return Answer.of(ended.status());
    }
}
