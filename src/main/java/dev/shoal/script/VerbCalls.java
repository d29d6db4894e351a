package dev.shoal.script;

import dev.shoal.transfer.Sftp;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The verbs as Groovy calls them: implemented where the verbs are. What goes wrong is a {@link VerbFailure}, which passes
 * through the script. Called by the one thread that evaluates.
 */
public interface VerbCalls {
    /**
     * Does what the verb does, with what the verb's name is called with.
     *
     * @param options the named arguments; their names are the options' long names, also in camel case
     * @param words the others, each a word or a collection of words
     * @return the verb's value, or null
     */
    @Nullable
    Object call(String verb, Map<String, Object> options, List<Object> words);

    /** Does something with another target; the innermost one counts. */
    @Nullable
    Object on(String nodeset, Supplier<@Nullable Object> body);

    /** Does something with the files of each of the target's hosts. */
    RunView sftp(FileWork work);

    /** What is done with a host's files; called once for each host, on threads of their own. */
    @FunctionalInterface
    interface FileWork {
        @Nullable
        Object with(Sftp files) throws Exception;
    }

    /** The target's hosts. */
    List<KnownHost> hosts();

    /**
     * A thread that the script has started could not do what it was to do: told at once, and in the exit status. Any thread
     * may call it.
     */
    void threadDied(String problem);

    /** Text as data, with a line feed behind it or not. */
    void print(String text, boolean endsLine);
}
