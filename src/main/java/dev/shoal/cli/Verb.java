package dev.shoal.cli;

import dev.shoal.inventory.Host;
import dev.shoal.script.Later;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Something an operator can do: one row of the table in {@link Verbs}. The command line, the prompt, Groovy, help and
 * completion read the same row.
 *
 * @param arguments what follows the options, as help shows it
 * @param operand what those words name, for completion and for lists in {@code #{…}}
 * @param action what it does
 */
public record Verb(
        String name,
        String arguments,
        String summary,
        Set<Option> options,
        Operand operand,
        Set<Trait> traits,
        Action action) {

    public Verb {
        options = Set.copyOf(options);
        traits = Set.copyOf(traits);
    }

    /** What the words of a verb name. */
    public enum Operand {
        /** Nothing that can be completed. */
        NONE,
        NODESET,
        /** Plugins, each with its parameters. */
        PLUGIN,
        /** What to do with plugins, then which of them. */
        PLUGIN_WORK,
        FILE,
        /** A group or a host of the last run. */
        REPLY,
        VERB
    }

    /** What makes a verb differ from others. */
    public enum Trait {
        /** The words after its options are text for a shell or a script; no option of ours is among them. */
        RAW,
        /** Its words may begin with a dash, as {@code -web3}. */
        DASHES,
        /** It may run more than one job, so sessions are kept. */
        MANY_JOBS,
        /** Its result has a value, which can be given a name or passed to {@code |>}. */
        VALUE
    }

    /** What a verb does. */
    @FunctionalInterface
    interface Action {
        /** Does it, and prints what there is to print. */
        Result run(Invocation call, CommandContext context) throws UsageException, InterruptedException;
    }

    public boolean has(Trait trait) {
        return traits.contains(trait);
    }

    /** Does it, and prints what there is to print. */
    Result run(Invocation call, CommandContext context) throws UsageException, InterruptedException {
        return action.run(call, context);
    }

    /**
     * One use of a verb.
     *
     * @param options its options, with those before the verb and those of earlier lines
     * @param words what follows them, a word each
     * @param text what follows them as one text: on a command line the words joined by a blank, at the prompt as typed
     * @param hostTexts the text for each host, where it differs from host to host
     */
    record Invocation(OptionSet options, List<String> words, String text, Optional<HostTexts> hostTexts) {
        Invocation(OptionSet options, List<String> words, String text) {
            this(options, words, text, Optional.empty());
        }

        /** Of words that were separate from the start. */
        static Invocation of(OptionSet options, List<String> words) {
            return new Invocation(options, words, String.join(" ", words));
        }
    }

    /** Makes the text for each of the hosts, in their order. */
    @FunctionalInterface
    interface HostTexts {
        List<String> of(List<Host> hosts) throws UsageException, InterruptedException;
    }

    /**
     * What a verb came to.
     *
     * @param status the exit status, as far as this verb is concerned
     * @param later what Groovy gets: a result's view, or rows; empty for verbs that only print
     * @param reason why the status is not ok, where the outcomes of the hosts do not show it
     * @param isOfRun whether a run made the value, which is {@code _} from then on
     */
    record Result(int status, Optional<Later> later, Optional<String> reason, boolean isOfRun) {
        /** Without a value. */
        static Result of(int status) {
            return new Result(status, Optional.empty(), Optional.empty(), false);
        }

        /** With a value that was looked up or calculated. */
        static Result of(int status, Supplier<Object> value) {
            return new Result(status, Optional.of(new Later(value)), Optional.empty(), false);
        }

        /** With the value of a run. */
        static Result ofRun(int status, Supplier<Object> value) {
            return new Result(status, Optional.of(new Later(value)), Optional.empty(), true);
        }

        /** The same, with this reason. */
        Result because(Optional<String> why) {
            return new Result(status, later, why, isOfRun);
        }

        /** What Groovy gets, which is made now. */
        Optional<Object> value() {
            return later.map(Later::get);
        }
    }
}
