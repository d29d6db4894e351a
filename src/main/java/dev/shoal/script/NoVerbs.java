package dev.shoal.script;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** For code that calls no verbs. */
final class NoVerbs implements VerbCalls {
    @Override
    public @Nullable Object call(String verb, Map<String, Object> options, List<Object> words) {
        throw none();
    }

    @Override
    public @Nullable Object on(String nodeset, Supplier<@Nullable Object> body) {
        throw none();
    }

    @Override
    public RunView sftp(FileWork work) {
        throw none();
    }

    @Override
    public List<KnownHost> hosts() {
        return List.of();
    }

    @Override
    public void threadDied(String problem) {
        throw none();
    }

    @Override
    public void print(String text, boolean endsLine) {
        throw none();
    }

    private static VerbFailure none() {
        return new VerbFailure(VerbFailure.Reason.USAGE, "there are no verbs here");
    }
}
