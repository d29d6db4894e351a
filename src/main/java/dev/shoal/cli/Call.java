package dev.shoal.cli;

import java.util.List;

/**
 * One use of a verb.
 *
 * @param given its options, those before the verb and of the configuration included
 * @param words what follows them, a word each
 * @param text what follows them as one text: on a command line the words joined by a blank, at the prompt as it was typed
 */
record Call(Given given, List<String> words, String text) {}
