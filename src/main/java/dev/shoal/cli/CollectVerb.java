package dev.shoal.cli;

import dev.shoal.inventory.Selection;
import dev.shoal.output.Format;
import dev.shoal.plugin.PluginException;
import dev.shoal.plugin.PluginState;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs plugins on the target, one after the other, and shows their rows. */
final class CollectVerb implements Verb {
    @Override
    public String name() {
        return "collect";
    }

    @Override
    public String arguments() {
        return "[KEY...]";
    }

    @Override
    public String summary() {
        return "run plugins on every host of the target; without KEY, list them";
    }

    /** Nothing of a plugin's rows can be folded. */
    @Override
    public Set<Option> options() {
        var options = Option.of("target", "ssh", "run", "output", "start", "help");
        options.removeAll(Formats.SHAPES);
        options.remove(Option.NO_LABELS);
        return options;
    }

    @Override
    public boolean hasValue() {
        return true;
    }

    @Override
    public Answer run(Call call, CommandContext desk) throws UsageException, InterruptedException {
        var keys = new LinkedHashSet<>(call.words());
        if (keys.isEmpty()) {
            return new PluginsList(desk, Formats.ofLists("collect", call.given(), desk)).print();
        }
        var format = Formats.ofRows(call.given(), desk);
        if (format == Format.CSV && keys.size() > 1) {
            throw new UsageException("collect: csv is one table; collect " + String.join(" and ", keys)
                    + " one after the other, or take -o json");
        }
        List<PluginState> plugins;
        var waiting = Thread.currentThread();
        try (var _ = desk.interrupts().begins(waiting::interrupt)) {
            plugins = ready(keys, desk);
        }
        if (desk.interrupts().isInterrupted()) {
            return Answer.of(ExitStatus.INTERRUPTED);
        }
        var selection = Targets.select(call.given(), desk);
        if (selection.isEmpty()) {
            return Targets.nobody("run", call.given(), desk);
        }
        if (call.given().has(Option.DRY_RUN)) {
            return Answer.of(new Plan(desk).print(selection, call.given(), "collect " + String.join(" ", keys)));
        }
        return each(plugins, selection, new CollectRun(desk, call, format, plugins.size()));
    }

    /** Every plugin loaded before anything runs. */
    private static List<PluginState> ready(Set<String> keys, CommandContext desk) throws UsageException {
        var registry = desk.site().plugins();
        var plugins = new ArrayList<PluginState>();
        var problems = new ArrayList<String>();
        try {
            registry.untold().forEach(problem -> desk.note("shoal: " + problem));
            for (var key : keys) {
                try {
                    plugins.add(registry.ready(key));
                } catch (PluginException e) {
                    problems.add("collect: " + e.getMessage());
                }
            }
        } catch (PluginException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
        if (!problems.isEmpty() && !desk.interrupts().isInterrupted()) { // else what did not load was stopped
            throw UsageException.ofAll(problems);
        }
        plugins.forEach(plugin -> plugin.note().ifPresent(note -> desk.note("shoal: " + note)));
        return plugins;
    }

    private static Answer each(List<PluginState> plugins, Selection selection, CollectRun run)
            throws UsageException, InterruptedException {
        var status = ExitStatus.OK;
        Map<String, Object> values = new LinkedHashMap<>();
        try {
            for (var plugin : plugins) {
                var answer = run.of(plugin, selection);
                status = ExitStatus.worse(status, answer.status());
                answer.value().ifPresent(rows -> values.put(plugin.key(), rows));
                if (answer.status() == ExitStatus.INTERRUPTED) {
                    break;
                }
            }
        } finally {
            run.end();
        }
        return Answer.ofRun(
                status, plugins.size() == 1 ? values.values().iterator().next() : values);
    }
}
