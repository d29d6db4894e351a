package dev.shoal.script;

import dev.shoal.transfer.Sftp;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Calls of verbs from Groovy; implemented by the room of the verbs. An error is a {@link VerbFailure}, which passes through
 * the script. Only the thread that evaluates may call it.
 */
public interface VerbCalls {
    /**
     * Runs a verb with the arguments of the call.
     *
     * @param options the named arguments: the long names of options, also in camel case
     * @param words the other arguments, each a word or a collection of words
     * @return the verb's value, or null
     */
    @Nullable
    Object call(String verb, Map<String, Object> options, List<Object> words);

    /** Runs the body with another target. Calls can be nested. */
    @Nullable
    Object on(String nodeset, Supplier<@Nullable Object> body);

    /**
     * Runs the work with the files of each host of the target.
     *
     * @param isChecked whether it fails where a host is not ok
     */
    RunView sftp(FileWork work, boolean isChecked);

    /** Work on a host's files; called once for each host, each on its own thread. */
    @FunctionalInterface
    interface FileWork {
        @Nullable
        Object with(Sftp files) throws Exception;
    }

    /** The target's hosts. */
    List<KnownHost> hosts();

    /**
     * Reports the failure of a thread that the script has started: at once, and in the exit status. Any thread may call it.
     */
    void threadDied(String problem);

    /** Prints text as data, with or without a line feed at its end. */
    void print(String text, boolean endsLine);
}
