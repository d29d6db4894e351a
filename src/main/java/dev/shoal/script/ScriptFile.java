package dev.shoal.script;

import dev.shoal.files.FileProblem;
import dev.shoal.text.Utf8;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** A batch script: a Groovy file in which every verb is a method, as {@code exec 'uptime'}. */
public final class ScriptFile {
    private static final String KIND = "script 1";

    private final Path file;
    private final ClassCache cache;

    public ScriptFile(Path file, ClassCache cache) {
        this.file = file;
        this.cache = cache;
    }

    /**
     * Runs it to its end on its own thread.
     *
     * @param args the script's {@code args}
     * @throws ScriptException if it cannot be read, compiled or run to its end; the message has the line
     * @throws VerbFailure if the operator stopped it
     * @throws ScriptExit if it calls {@code exit}
     * @throws InterruptedException if the thread is interrupted: the script is interrupted, too, and abandoned if it does not end
     */
    public void run(List<String> args, VerbCalls verbs) throws ScriptException, InterruptedException {
        var text = text(file);
        var name = String.valueOf(file.getFileName());
        var values = new Values();
        values.put("args", List.copyOf(args));
        var errors = new ScriptErrors(new SourceText(name, text, SourceText.Kind.FILE));
        try {
            Evaluation.of(
                    name,
                    thrown -> errors.reportDeath(thrown, verbs),
                    () -> run(name, text, new ShoalBinding(values, verbs, Map.of())));
        } catch (ExecutionException e) {
            throw errors.of(e.getCause());
        }
    }

    private @Nullable Object run(String name, String text, ShoalBinding binding)
            throws IOException, ClassNotFoundException, ScriptException {
        var app = ScriptFile.class.getClassLoader();
        try (var classes = cache.compile(name, text, KIND, Compilation.ofScripts(), app)) {
            return classes.script(name, binding).run();
        }
    }

    /** The file's text. */
    static String text(Path file) throws ScriptException {
        try {
            return Utf8.withoutMark(Files.readString(file));
        } catch (IOException e) {
            throw new ScriptException(FileProblem.of(file, e), e);
        }
    }
}
