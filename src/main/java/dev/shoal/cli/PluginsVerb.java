package dev.shoal.cli;

import dev.shoal.output.Format;
import dev.shoal.output.data.Listing;
import dev.shoal.plugin.PluginException;
import dev.shoal.plugin.registry.PluginProject;
import dev.shoal.plugin.registry.PluginRegistry;
import dev.shoal.plugin.registry.PluginState;
import dev.shoal.plugin.registry.PluginTemplate;
import dev.shoal.text.Amounts;

import java.util.List;

/** Lists plugins, checks them, begins a new one, looks for them again. Connects to no host. */
final class PluginsVerb {
    private PluginsVerb() {}

    private interface Work {
        Verb.Result run(PluginRegistry plugins) throws UsageException, PluginException, InterruptedException;
    }

    static Verb.Result run(Verb.Invocation call, CommandContext context) throws UsageException, InterruptedException {
        var words = call.words();
        if (words.isEmpty()) {
            return list("plugins", call, context);
        }
        if (words.equals(List.of("check"))) {
            return with(context, plugins -> check(plugins, call, context));
        }
        if (words.equals(List.of("reload"))) {
            with(context, plugins -> {
                plugins.reload();
                return Verb.Result.of(ExitStatus.OK);
            });
            return list("plugins", call, context);
        }
        if (words.size() == 2 && words.getFirst().equals("help")) {
            var format = Formats.ofLists("plugins", call.options(), context);
            return with(context, plugins -> help(plugins, words.getLast(), format, context));
        }
        if (words.size() == 2 && words.getFirst().equals("new")) {
            return with(
                    context,
                    plugins -> call.options().has(Option.JAVA)
                            ? writeProject(plugins, words.getLast(), context)
                            : write(plugins, words.getLast(), context));
        }
        if (words.getFirst().equals("test")) {
            return with(context, plugins -> new PluginTests(context, plugins).run(words.subList(1, words.size())));
        }
        throw new UsageException(
                "plugins " + call.text()
                        + ": write plugins, plugins help KEY, plugins check, plugins new NAME, plugins test [NAME...] or plugins reload");
    }

    /** Prints them as they are, without loading any. */
    static Verb.Result list(String verb, Verb.Invocation call, CommandContext context)
            throws UsageException, InterruptedException {
        var format = Formats.ofLists(verb, call.options(), context);
        return with(context, plugins -> {
            print(plugins.list(), format, context);
            plugins.problems().forEach(problem -> context.note("shoal: " + problem));
            return Verb.Result.of(ExitStatus.OK);
        });
    }

    private static Verb.Result with(CommandContext context, Work work) throws UsageException, InterruptedException {
        try {
            return work.run(context.site().plugins());
        } catch (PluginException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Loads all of them, and reports those that do not load, and files that are left out. */
    private static Verb.Result check(PluginRegistry registry, Verb.Invocation call, CommandContext context)
            throws UsageException, PluginException {
        var plugins = registry.check();
        print(plugins, Formats.ofLists("plugins", call.options(), context), context);
        var problems =
                plugins.stream().flatMap(plugin -> plugin.trouble().stream()).toList();
        var others = registry.problems().stream()
                .filter(problem -> !problems.contains(problem))
                .toList();
        problems.forEach(problem -> context.note("shoal: " + problem));
        others.forEach(problem -> context.note("shoal: " + problem));
        var broken = plugins.stream().filter(PluginState::isBroken).count();
        context.note(Amounts.of(plugins.size(), "plugin") + ", " + broken + " broken"
                + (others.isEmpty() ? "" : ", " + others.size() + " left out"));
        return Verb.Result.of(broken == 0 && others.isEmpty() ? ExitStatus.OK : ExitStatus.FAILED);
    }

    /** Describes one, which is loaded for that. */
    private static Verb.Result help(PluginRegistry registry, String key, Format format, CommandContext context)
            throws PluginException {
        var plugin = registry.ready(key);
        plugin.note().ifPresent(note -> context.note("shoal: " + note));
        new PluginHelp(plugin).print(format, context);
        return Verb.Result.of(ExitStatus.OK);
    }

    private static Verb.Result write(PluginRegistry registry, String name, CommandContext context)
            throws PluginException {
        var files = PluginTemplate.write(registry.dirs().own(), registry.newKey(name));
        registry.reload();
        files.forEach(file -> context.print(file.toString()));
        return Verb.Result.of(ExitStatus.OK, () -> files.getFirst().toString());
    }

    private static Verb.Result writeProject(PluginRegistry registry, String name, CommandContext context)
            throws PluginException {
        var project = PluginProject.write(registry.dirs().own(), registry.newKey(name));
        context.print(project.dir().toString());
        context.note("mvn -f " + project.dir() + " package builds " + project.jar()
                + ", with shoal-api, which scripts/install-api installs once; plugins.yaml needs:\n"
                + project.setting());
        return Verb.Result.of(ExitStatus.OK, () -> project.dir().toString());
    }

    private static void print(List<PluginState> plugins, Format format, CommandContext context) {
        if (format == Format.TABLE && plugins.isEmpty()) {
            context.note("no plugins yet: plugins new NAME writes one");
        } else {
            Listing.ofPlugins(plugins).write(format, context.screen(), Columns.available(context));
        }
    }
}
