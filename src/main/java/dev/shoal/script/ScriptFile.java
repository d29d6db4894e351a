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
    private final CodePath code;

    public ScriptFile(Path file, CodePath code) {
        this.file = file;
        this.code = code;
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
        var sources = sources();
        var values = new Values();
        values.put("args", List.copyOf(args));
        var errors = new ScriptErrors(sources);
        try {
            Evaluation.of(
                    sources.main().name(),
                    thrown -> errors.reportDeath(thrown, verbs),
                    () -> run(sources, new ShoalBinding(values, verbs, Map.of())));
        } catch (ExecutionException e) {
            throw errors.of(e.getCause());
        }
    }

    private Sources sources() throws ScriptException {
        try {
            return code.helpers().beside(file);
        } catch (IOException e) {
            throw new ScriptException(FileProblem.of(file, e), e);
        }
    }

    private @Nullable Object run(Sources sources, ShoalBinding binding)
            throws IOException, ClassNotFoundException, ScriptException {
        var name = sources.main().name();
        var configuration = Compilation.ofScripts(Compilation.importsBeside(name));
        try (var classes = code.cache()
                .compile(sources, KIND, configuration, code.libraries().get())) {
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
