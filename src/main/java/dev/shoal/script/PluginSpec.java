package dev.shoal.script;

import dev.shoal.files.FileProblem;
import dev.shoal.plugin.Plugin;
import groovy.lang.Binding;
import groovy.lang.Closure;
import groovy.lang.Script;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * The spec of a plugin: a Groovy script that runs the plugin on scripted hosts, as {@code test('a full disk is critical') { … }}. It
 * reaches no host and cannot call verbs. {@code plugin} in it is a new object of the plugin each time.
 */
public final class PluginSpec {
    private static final String KIND = "spec 1";

    private final Path file;
    private final CodePath code;

    public PluginSpec(Path file, CodePath code) {
        this.file = file;
        this.code = code;
    }

    /**
     * A test and what became of it.
     *
     * @param name as it is written in the spec; the name of the file for what is outside of its tests
     * @param problem why it failed, with the line; empty if it passed
     */
    public record Outcome(String name, Optional<String> problem) {}

    /**
     * Runs it to its end on its own thread. A test that fails does not keep the others from running.
     *
     * @param plugin makes an object of the plugin
     * @param out prints what the spec prints
     * @return an outcome for each test; one for a spec without tests, and one more if what is outside of its tests fails
     * @throws ScriptException if it cannot be read or compiled; the message has the line
     * @throws InterruptedException if the thread is interrupted: the spec is interrupted, too, and abandoned if it does not end
     */
    public List<Outcome> run(Callable<Plugin> plugin, Consumer<String> out)
            throws ScriptException, InterruptedException {
        var sources = sources();
        var errors = new ScriptErrors(sources);
        var outcomes = new ArrayList<Outcome>();
        try {
            Evaluation.of(sources.main().name(), () -> {
                run(sources, new Work(plugin, out, outcomes, thrown -> problem(errors, thrown)));
                return outcomes;
            });
        } catch (ExecutionException e) {
            throw errors.of(e.getCause());
        }
        return List.copyOf(outcomes);
    }

    private Sources sources() throws ScriptException {
        try {
            return code.helpers().ofSpec(file);
        } catch (IOException e) {
            throw new ScriptException(FileProblem.of(file, e), e);
        }
    }

    private void run(Sources sources, Work work)
            throws IOException, ClassNotFoundException, ScriptException, InterruptedException {
        var name = sources.main().name();
        var imports = Compilation.imports();
        imports.addStarImports("dev.shoal.plugin.testing");
        var configuration = Compilation.configuration(imports);
        configuration.setScriptBaseClass(SpecScript.class.getName());
        try (var classes = code.cache()
                .compile(sources, KIND, configuration, code.libraries().get())) {
            var script = classes.script(name, new Binding());
            if (script instanceof SpecScript spec) {
                spec.begin(work);
            }
            if (!work.passes(name, script::run) || work.outcomes().size() == 1) {
                return;
            }
            work.outcomes().removeLast(); // the file itself is a test only where it has no others
        }
    }

    /** The reason, and the line of the plugin if it was there that it failed. */
    private static String problem(ScriptErrors errors, Throwable thrown) throws InterruptedException {
        try {
            return errors.of(thrown).getMessage() + inPlugin(thrown, errors);
        } catch (VerbFailure | ScriptExit e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String inPlugin(Throwable thrown, ScriptErrors errors) {
        return Arrays.stream(thrown.getStackTrace())
                .filter(frame -> frame.getLineNumber() > 0)
                .takeWhile(frame -> !errors.has(frame))
                .filter(frame -> String.valueOf(frame.getFileName()).endsWith(".groovy"))
                .findFirst()
                .map(frame -> "\n  at " + frame.getFileName() + ":" + frame.getLineNumber())
                .orElse("");
    }

    private interface Problem {
        String of(Throwable thrown) throws InterruptedException;
    }

    private interface Body {
        @Nullable
        Object run() throws Exception;
    }

    /** One run of a spec. */
    private record Work(Callable<Plugin> plugin, Consumer<String> out, List<Outcome> outcomes, Problem problem) {
        /** Runs a test, and enters what became of it; the body is the author's and may throw anything. */
        boolean passes(String name, Body body) throws InterruptedException {
            var problemOf = Optional.<String>empty();
            try {
                body.run();
            } catch (InterruptedException e) {
                throw e;
            } catch (Throwable e) {
                problemOf = Optional.of(problem.of(e));
            }
            outcomes.add(new Outcome(name, problemOf));
            return problemOf.isEmpty();
        }
    }

    /** What specs extend: their own words beside Groovy's. */
    public abstract static class SpecScript extends Script {
        private @Nullable Work work;

        private void begin(Work started) {
            work = started;
        }

        private Work work() {
            var started = work;
            if (started == null) {
                throw new IllegalStateException("run a spec with: plugins test");
            }
            return started;
        }

        /** A new object of the plugin that is tested. */
        public Plugin getPlugin() throws Exception {
            return work().plugin().call();
        }

        /** A test of that name, which runs at once. */
        public void test(String name, Closure<?> body) throws InterruptedException {
            work().passes(name, body::call);
        }

        /** The message of the exception that the code throws; that it throws none is a failure of the test. */
        public String failure(Closure<?> code) {
            Object value;
            try {
                value = code.call();
            } catch (Exception e) {
                return Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
            }
            throw new AssertionError("a failure was expected, and the value is " + Interpreter.text(value));
        }

        @Override
        public void print(Object value) {
            work().out().accept(Interpreter.text(value));
        }

        @Override
        public void println(Object value) {
            work().out().accept(Interpreter.text(value) + "\n");
        }

        @Override
        public void println() {
            work().out().accept("\n");
        }
    }
}
