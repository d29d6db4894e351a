package dev.shoal.sources;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Host names as inventories write them: {@code web[01:12]}, {@code db[a:d]}, {@code n[0:10:5]}, and perhaps a port after a
 * colon.
 */
record AnsibleRange(List<String> names, OptionalInt port) {
    private static final int MOST = 1_000_000;
    private static final Pattern WITH_PORT = Pattern.compile("((?:[^:\\[\\]]|\\[[^\\]]*])+):([0-9]{1,5})");
    private static final Pattern BRACKETED = Pattern.compile("\\[([0-9A-Fa-f:.]+)](?::([0-9]{1,5}))?");
    private static final Pattern ADDRESS = Pattern.compile(".*:.*:.*|[0-9]+(\\.[0-9]+){3}");
    private static final Pattern RANGE = Pattern.compile("([^\\[\\]]*)\\[([^\\[\\]]*)](.*)");
    private static final Pattern NUMBERS = Pattern.compile("([0-9]{0,9}):([0-9]{1,9})(?::([0-9]{1,9}))?");
    private static final Pattern LETTERS = Pattern.compile("([a-zA-Z]):([a-zA-Z])(?::([0-9]{1,9}))?");
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    AnsibleRange {
        names = List.copyOf(names);
    }

    /**
     * What the text names, in its order.
     *
     * @throws IllegalArgumentException where a range makes no sense
     */
    static AnsibleRange of(String text) {
        var bracketed = BRACKETED.matcher(text);
        if (bracketed.matches() && ADDRESS.matcher(bracketed.group(1)).matches()) {
            return new AnsibleRange(List.of(bracketed.group(1)), port(bracketed.group(2)));
        }
        var withPort = WITH_PORT.matcher(text);
        return withPort.matches()
                ? new AnsibleRange(expanded(withPort.group(1)), port(withPort.group(2)))
                : new AnsibleRange(expanded(text), OptionalInt.empty());
    }

    private static OptionalInt port(@Nullable String digits) {
        return digits == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(digits));
    }

    private static List<String> expanded(String text) {
        var names = List.of("");
        var rest = text;
        for (var range = RANGE.matcher(rest); range.matches(); range = RANGE.matcher(rest)) {
            var longer = new ArrayList<String>();
            var steps = steps(range.group(2));
            if ((long) names.size() * steps.size() > MOST) {
                throw new IllegalArgumentException(text + " is more than " + MOST + " hosts");
            }
            for (var name : names) {
                var head = name + range.group(1);
                steps.forEach(step -> longer.add(head + step));
            }
            names = longer;
            rest = range.group(3);
        }
        if (rest.contains("[") || rest.contains("]")) {
            throw new IllegalArgumentException(text + " has a bracket without its partner");
        }
        var end = rest;
        return names.stream().map(name -> name + end).toList();
    }

    private static List<String> steps(String range) {
        var numbers = NUMBERS.matcher(range);
        if (numbers.matches()) {
            return numbers(
                    range,
                    numbers.group(1).isEmpty() ? "0" : numbers.group(1),
                    numbers.group(2),
                    step(numbers.group(3)));
        }
        var letters = LETTERS.matcher(range);
        if (!letters.matches()) {
            throw new IllegalArgumentException(
                    "not a valid range: [" + range + "]; write it as [01:12], [a:d] or [0:10:5]");
        }
        int from = ALPHABET.indexOf(letters.group(1));
        int to = ALPHABET.indexOf(letters.group(2));
        refuseReversed(from > to, range);
        var steps = new ArrayList<String>();
        for (int i = from; i <= to; i += step(letters.group(3))) {
            steps.add(ALPHABET.substring(i, i + 1));
        }
        return steps;
    }

    private static List<String> numbers(String range, String from, String to, int step) {
        boolean isPadded = from.startsWith("0") && from.length() > 1;
        if (isPadded && from.length() != to.length()) {
            throw new IllegalArgumentException("[" + range + "] has ends of different width");
        }
        long first = Long.parseLong(from);
        long last = Long.parseLong(to);
        refuseReversed(first > last, range);
        if ((last - first) / step >= MOST) {
            throw new IllegalArgumentException("[" + range + "] is more than " + MOST + " hosts");
        }
        var steps = new ArrayList<String>();
        for (long i = first; i <= last; i += step) {
            var digits = String.valueOf(i);
            steps.add(isPadded ? "0".repeat(from.length() - digits.length()) + digits : digits);
        }
        return steps;
    }

    private static int step(@Nullable String digits) {
        int step = digits == null ? 1 : Integer.parseInt(digits);
        if (step == 0) {
            throw new IllegalArgumentException("a step of 0; write 1 or more");
        }
        return step;
    }

    private static void refuseReversed(boolean isReversed, String range) {
        if (isReversed) {
            throw new IllegalArgumentException("[" + range + "] is reversed and would name no host");
        }
    }
}
