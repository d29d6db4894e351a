package dev.shoal.cli;

import dev.shoal.inventory.Host;

import java.util.List;
import java.util.Optional;

/**
 * One use of a verb.
 *
 * @param given its options, those before the verb and of the configuration included
 * @param words what follows them, a word each
 * @param text what follows them as one text: on a command line the words joined by a blank, at the prompt as it was typed
 * @param hostTexts the text for each host, where it differs from host to host
 */
record Call(OptionSet given, List<String> words, String text, Optional<HostTexts> hostTexts) {
    Call(OptionSet given, List<String> words, String text) {
        this(given, words, text, Optional.empty());
    }

    /** Makes the text for each of the hosts, in their order. */
    @FunctionalInterface
    interface HostTexts {
        List<String> of(List<Host> hosts) throws UsageException, InterruptedException;
    }
}
