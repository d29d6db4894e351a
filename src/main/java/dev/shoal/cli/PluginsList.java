package dev.shoal.cli;

import dev.shoal.output.Format;
import dev.shoal.output.data.Listing;
import dev.shoal.plugin.PluginException;
import dev.shoal.plugin.PluginState;

import java.util.List;

/** The plugins there are, and how it stands with each. */
final class PluginsList {
    private final CommandContext desk;
    private final Format format;

    PluginsList(CommandContext desk, Format format) {
        this.desk = desk;
        this.format = format;
    }

    /** Prints them as they are, without loading any. */
    Answer print() throws UsageException {
        try {
            var registry = desk.site().plugins();
            var plugins = registry.list();
            print(plugins);
            registry.problems().forEach(problem -> desk.note("shoal: " + problem));
            return Answer.of(ExitStatus.OK);
        } catch (PluginException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Loads all of them, and tells what is wrong with those that do not load, and with files that are left out. */
    Answer check() throws UsageException {
        try {
            var registry = desk.site().plugins();
            var plugins = registry.check();
            print(plugins);
            plugins.forEach(plugin -> plugin.trouble().ifPresent(trouble -> desk.note("shoal: " + trouble)));
            var told = plugins.stream()
                    .flatMap(plugin -> plugin.trouble().stream())
                    .toList();
            var others = registry.problems().stream()
                    .filter(problem -> !told.contains(problem))
                    .toList();
            others.forEach(problem -> desk.note("shoal: " + problem));
            var broken = plugins.stream().filter(PluginState::isBroken).count();
            desk.note(plugins.size() + (plugins.size() == 1 ? " plugin, " : " plugins, ") + broken + " broken"
                    + (others.isEmpty() ? "" : ", " + others.size() + " left out"));
            return Answer.of(broken == 0 && others.isEmpty() ? ExitStatus.OK : ExitStatus.FAILED);
        } catch (PluginException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private void print(List<PluginState> plugins) {
        if (format == Format.TABLE && plugins.isEmpty()) {
            desk.note("no plugins yet: plugins new NAME writes one");
        } else {
            Listing.ofPlugins(plugins).write(format, desk.screen(), Columns.available(desk));
        }
    }
}
