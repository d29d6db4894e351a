package dev.shoal.sources;

import dev.shoal.files.FileProblem;
import dev.shoal.text.ProblemsException;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Optional;

/** A script whose last value is the hosts. */
public final class ScriptSource implements HostSource {
    private final String name;
    private final Script script;

    /** Runs it. */
    @FunctionalInterface
    public interface Script {
        /**
         * Its last value.
         *
         * @throws ProblemsException where it cannot be run, or dies: with its own line
         */
        @Nullable
        Object value() throws ProblemsException, InterruptedException;
    }

    /** With the name of its file. */
    public ScriptSource(String name, Script script) {
        this.name = name;
        this.script = script;
    }

    @Override
    public Optional<String> problem() {
        return FileProblem.reading(Path.of(name));
    }

    @Override
    public SourceContents read() throws ProblemsException, InterruptedException {
        return new DataContents(name).ofScript(script.value());
    }
}
