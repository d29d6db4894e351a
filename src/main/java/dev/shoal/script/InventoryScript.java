package dev.shoal.script;

import groovy.lang.Binding;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** A Groovy file whose last value lists the hosts of the inventory. It cannot call verbs, since it runs before any host is known. */
public final class InventoryScript {
    private static final String KIND = "inventory 1";

    private final Path file;
    private final ClassCache cache;
    private final Duration limit;

    /** A script that may take this long. */
    public InventoryScript(Path file, ClassCache cache, Duration limit) {
        this.file = file;
        this.limit = limit;
        this.cache = cache;
    }

    /**
     * Runs it on its own thread.
     *
     * @return its last value
     * @throws ScriptException if it cannot be read, compiled or run to its end; the message has the line
     * @throws InterruptedException if the thread is interrupted: the script is interrupted, too, and abandoned if it does not end
     */
    public @Nullable Object value() throws ScriptException, InterruptedException {
        var text = ScriptFile.text(file);
        var name = String.valueOf(file.getFileName());
        try {
            // starting Groovy does not count towards the limit
            var classes = Evaluation.of(name, () -> compile(name, text));
            return Evaluation.within(limit, name, () -> run(name, classes));
        } catch (TimeoutException e) {
            throw new ScriptException(
                    file + ": no value within " + limit.toSeconds() + " s; fix the script, or raise inventory.timeout",
                    e);
        } catch (ExecutionException e) {
            throw new ScriptErrors(new SourceText(name, text, SourceText.Kind.FILE)).of(e.getCause());
        }
    }

    private ScriptClasses compile(String name, String text) throws IOException {
        var app = InventoryScript.class.getClassLoader();
        return cache.compile(Sources.of(name, text), KIND, Compilation.configuration(), app);
    }

    private static @Nullable Object run(String name, ScriptClasses classes)
            throws ClassNotFoundException, ScriptException {
        try (classes) {
            return classes.script(name, new Binding()).run();
        }
    }
}
