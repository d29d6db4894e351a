package dev.shoal;

import dev.shoal.text.Utf8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds arguments that the JVM could not read as they were typed. It decodes them by the locale and puts U+FFFD for each
 * byte that makes no sense, so that a command would name another file than the operator did.
 */
final class Arguments {
    private static final char REPLACED = '\ufffd';

    private Arguments() {}

    /**
     * Why these are not what was typed; empty where they are.
     *
     * @param charset what the JVM decoded them by
     * @param raw the process's whole command line, a NUL after each word; empty where the system does not tell it
     */
    static Optional<String> problem(List<String> args, String charset, Supplier<Optional<byte[]>> raw) {
        if (!charset.equalsIgnoreCase("UTF-8")) {
            return args.stream()
                    .filter(arg -> arg.chars().anyMatch(c -> c > 0x7f))
                    .findFirst()
                    .map(arg -> "this machine has no UTF-8 locale (the JVM has " + charset
                            + "), so arguments and file names must be ASCII. Install the locale C.UTF-8");
        }
        if (args.stream().allMatch(arg -> arg.indexOf(REPLACED) < 0)) {
            return Optional.empty();
        }
        var words = raw.get().map(Arguments::words).orElse(List.of());
        if (words.size() < args.size()) {
            return args.stream()
                    .filter(arg -> arg.indexOf(REPLACED) >= 0)
                    .findFirst()
                    .map(Arguments::refusal);
        }
        return words.subList(words.size() - args.size(), words.size()).stream()
                .filter(word -> Utf8.of(word).isEmpty())
                .findFirst()
                .map(word -> refusal(Utf8.escaped(word)));
    }

    private static String refusal(String shown) {
        return "argument \"" + shown + "\": not UTF-8, so hosts would get other bytes. Write it in UTF-8, or let the"
                + " remote shell make the bytes, as $(printf '\\351') does";
    }

    private static List<byte[]> words(byte[] commandLine) {
        var words = new ArrayList<byte[]>();
        int start = 0;
        for (int at = 0; at < commandLine.length; at++) {
            if (commandLine[at] == 0) {
                words.add(Arrays.copyOfRange(commandLine, start, at));
                start = at + 1;
            }
        }
        return words;
    }
}
