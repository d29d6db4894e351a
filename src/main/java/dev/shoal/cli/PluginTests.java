package dev.shoal.cli;

import dev.shoal.plugin.PluginException;
import dev.shoal.plugin.registry.PluginKey;
import dev.shoal.plugin.registry.PluginProject;
import dev.shoal.plugin.registry.PluginRegistry;
import dev.shoal.plugin.registry.PluginState;
import dev.shoal.script.PluginSpec;
import dev.shoal.script.ScriptException;
import dev.shoal.terminal.Screen;
import dev.shoal.text.Amounts;
import dev.shoal.text.ShellWords;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** {@code plugins test}: runs the specs of plugins, which reach no host. */
final class PluginTests {
    /** Of /bin/sh, where a program is missing. */
    private static final int NOT_FOUND = 127;

    private final CommandContext context;
    private final PluginRegistry registry;
    private final Map<String, Path> specs;

    PluginTests(CommandContext context, PluginRegistry registry) throws PluginException {
        this.context = context;
        this.registry = registry;
        this.specs = registry.specs();
    }

    /** Tests these plugins, or all that have a spec. */
    Verb.Result run(List<String> keys) throws UsageException, PluginException, InterruptedException {
        for (var key : keys) {
            requireSpec(key);
        }
        var tested = new TreeSet<>(keys);
        if (keys.isEmpty()) {
            tested.addAll(specs.keySet());
            tested.addAll(PluginProject.keys(registry.dirs().own()));
        }
        int failed = 0;
        for (var key : tested) {
            failed += passes(key) ? 0 : 1;
        }
        if (tested.size() != 1) {
            context.note(
                    Amounts.of(tested.size(), "plugin") + " tested, " + failed + " failed" + untested(keys, tested));
        }
        return Verb.Result.of(failed == 0 ? ExitStatus.OK : ExitStatus.FAILED);
    }

    private void requireSpec(String key) throws UsageException, PluginException {
        if (specs.containsKey(key) || project(key).exists()) {
            return;
        }
        var known = registry.ready(key);
        throw new UsageException("plugins test " + key + ": no spec; write " + place(known)
                + ", or run plugins new NAME" + " to see one");
    }

    private Path place(PluginState plugin) {
        return plugin.script()
                .map(file -> file.toAbsolutePath().resolveSibling("spec"))
                .orElse(registry.dirs().own().resolve("spec"))
                .resolve(PluginKey.className(plugin.key()) + "Spec.groovy");
    }

    private String untested(List<String> keys, Set<String> tested) throws PluginException {
        var without = registry.list().stream()
                .filter(plugin -> !plugin.isBuiltIn())
                .map(PluginState::key)
                .filter(key -> !tested.contains(key))
                .toList();
        return keys.isEmpty() && !without.isEmpty() ? "; without a spec: " + String.join(" ", without) : "";
    }

    private PluginProject project(String key) {
        return new PluginProject(registry.dirs().own(), key);
    }

    private boolean passes(String key) throws UsageException, InterruptedException {
        var file = specs.get(key);
        if (file == null || project(key).exists()) {
            return maven(project(key));
        }
        return spec(key, file);
    }

    private boolean spec(String key, Path file) throws InterruptedException {
        var objection = registry.dirs().trust().apply(file);
        if (objection.isPresent()) {
            return cannotRun(key, objection.get());
        }
        var waiting = Thread.currentThread();
        try (var _ = context.interrupts().register(waiting::interrupt)) {
            registry.another(key); // what is wrong with the plugin is reported once, not by each test
            var outcomes = new PluginSpec(file, context.site().code())
                    .run(() -> registry.another(key), text -> context.screen().out(Screen.Text.of(text)));
            return report(key, outcomes);
        } catch (PluginException | ScriptException e) {
            return cannotRun(key, String.valueOf(e.getMessage()));
        }
    }

    private boolean cannotRun(String key, String problem) {
        context.print(key + ": not tested");
        context.note(UsageException.shown(problem));
        return false;
    }

    private boolean report(String key, List<PluginSpec.Outcome> outcomes) {
        var failed = outcomes.stream()
                .filter(outcome -> outcome.problem().isPresent())
                .toList();
        context.print(key + ": "
                + (failed.isEmpty()
                        ? outcomes.size() + " passed"
                        : failed.size() + " of " + outcomes.size() + " failed"));
        for (var outcome : failed) {
            context.note(
                    "shoal: test: " + outcome.name() + "\n" + outcome.problem().orElseThrow());
        }
        return failed.isEmpty();
    }

    /** Its output is that of Maven, which names the failed tests itself. */
    private boolean maven(PluginProject project) throws UsageException, InterruptedException {
        try (var _ = context.interrupts().register(() -> {})) {
            // with the JDK of Shoal: that of the PATH may be older than the API
            var status = context.site()
                    .local("command -v mvn >/dev/null 2>&1 || exit " + NOT_FOUND + "; JAVA_HOME="
                            + ShellWords.quoted(System.getProperty("java.home")) + " exec mvn -B -q -f "
                            + ShellWords.quoted(project.pom().toString()) + " test");
            if (status == NOT_FOUND) {
                return cannotRun(
                        project.key(),
                        "plugins test " + project.key() + ": the program mvn is not on the PATH;"
                                + " install Maven, or run the tests in " + project.dir() + " with another tool");
            }
            context.print(project.key() + ": " + (status == 0 ? "passed" : "failed") + " (mvn test)");
            return status == 0;
        } catch (IOException e) {
            throw new UsageException("plugins test: /bin/sh cannot be started: " + e.getMessage(), e);
        }
    }
}
