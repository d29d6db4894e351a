package dev.shoal.cli;

import dev.shoal.plugin.PluginException;
import dev.shoal.plugin.PluginTemplate;

import java.util.List;
import java.util.Set;

/** Lists plugins, checks them, begins a new one, looks for them again. Reaches out to no host. */
final class PluginsVerb implements Verb {
    @Override
    public String name() {
        return "plugins";
    }

    @Override
    public String arguments() {
        return "[check | new NAME | reload]";
    }

    @Override
    public String summary() {
        return "list the plugins; load all; write a new one; look again";
    }

    @Override
    public Set<Option> options() {
        var options = Option.of("start", "help");
        options.addAll(Set.of(Option.OUTPUT, Option.COLOR));
        return options;
    }

    @Override
    public Answer run(Call call, CommandContext desk) throws UsageException {
        var words = call.words();
        if (words.isEmpty()) {
            return list(call, desk).print();
        }
        if (words.equals(List.of("check"))) {
            return list(call, desk).check();
        }
        if (words.equals(List.of("reload"))) {
            return reload(call, desk);
        }
        if (words.size() == 2 && words.getFirst().equals("new")) {
            return write(words.getLast(), desk);
        }
        throw new UsageException(
                "plugins " + call.text() + ": write plugins, plugins check, plugins new NAME or plugins reload");
    }

    private static PluginsList list(Call call, CommandContext desk) throws UsageException {
        return new PluginsList(desk, Formats.ofLists("plugins", call.given(), desk));
    }

    private static Answer reload(Call call, CommandContext desk) throws UsageException {
        try {
            desk.site().plugins().reload();
            return list(call, desk).print();
        } catch (PluginException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Answer write(String name, CommandContext desk) throws UsageException {
        try {
            var registry = desk.site().plugins();
            var files = PluginTemplate.write(registry.dirs().own(), name);
            registry.reload();
            files.forEach(file -> desk.print(file.toString()));
            return Answer.of(ExitStatus.OK, files.getFirst().toString());
        } catch (PluginException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }
}
