package dev.shoal.cli;

import dev.shoal.files.FileProblem;
import dev.shoal.log.LogOptions;
import dev.shoal.log.ModuleLogs;
import dev.shoal.terminal.Screen;
import org.apache.logging.log4j.Level;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Shows the logs and how much they say, and changes that for as long as this process lives. */
final class LogVerb {
    private static final int EVENTS = 20;
    private static final int MOST_EVENTS = 10_000;
    private static final String HOW =
            "log; log level MODULE; log level MODULE LEVEL, as log level transport.ssh debug; log tail [MODULE] [N]";

    private LogVerb() {}

    static Verb.Result run(Verb.Invocation call, CommandContext context) throws UsageException {
        var words = call.words();
        var logs = context.site().logs();
        switch (words.isEmpty() ? "" : words.getFirst()) {
            case "" -> context.screen().out(Screen.Text.of(table(logs)));
            case "level" -> level(words, logs, context);
            case "tail" -> tail(words, logs, context);
            default -> throw unclear(words);
        }
        return Verb.Result.of(ExitStatus.OK);
    }

    private static String table(ModuleLogs logs) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("module", "level", "file"));
        for (var module : logs.modules()) {
            var file = module.file().map(Path::toString).orElse("");
            rows.add(List.of(module.name(), word(module.level()), file));
        }
        return Columns.of(rows);
    }

    private static void level(List<String> words, ModuleLogs logs, CommandContext context) throws UsageException {
        if (words.size() < 2 || words.size() > 3) {
            throw unclear(words);
        }
        var module = words.get(1);
        try {
            if (words.size() == 2) {
                context.print(module + " " + word(logs.level(module)));
                return;
            }
            logs.level(module, LogOptions.level(words.get(2)));
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
        var word = word(logs.level(module));
        context.note(module + " logs at " + word + " until this Shoal ends. To keep it: log.modules." + module + ": "
                + word + " in shoal.yaml");
        if (!logs.hasLoggers(module)) {
            context.note("nothing has been logged to " + module + " yet");
        }
    }

    private static void tail(List<String> words, ModuleLogs logs, CommandContext context) throws UsageException {
        var rest = words.subList(1, words.size());
        var hasCount = !rest.isEmpty() && rest.getLast().matches("[0-9]{1,5}");
        var count = hasCount ? Math.min(Integer.parseInt(rest.getLast()), MOST_EVENTS) : EVENTS;
        var modules = hasCount ? rest.subList(0, rest.size() - 1) : rest;
        if (modules.size() > 1) {
            throw unclear(words);
        }
        try {
            var events = modules.isEmpty() ? logs.tail(count) : logs.tail(modules.getFirst(), count);
            events.forEach(context::print);
            if (events.isEmpty()) {
                context.note("shoal: no log lines" + (modules.isEmpty() ? "" : " of " + modules.getFirst()) + " in "
                        + logs.options().dir());
            }
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new UsageException("log tail: " + FileProblem.of(e), e);
        }
    }

    private static UsageException unclear(List<String> words) {
        return new UsageException("log " + String.join(" ", words) + ": write " + HOW);
    }

    private static String word(Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }
}
