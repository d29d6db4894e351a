package dev.shoal.plugin;

import dev.shoal.text.Durations;
import dev.shoal.text.Nearest;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The named arguments of {@link HostContext#exec(Map, String)}.
 *
 * @param limit how long the command may take, unless the usual limit applies
 * @param okExits the exit statuses that are expected
 */
@SuppressWarnings("ArrayRecordComponent") // no options are compared with others
record ExecOptions(Optional<Duration> limit, int[] okExits) {
    private static final List<String> NAMES = List.of("okExit", "limit");

    /** Checks the options; a wrong one is an {@link IllegalArgumentException} with what to write. */
    static ExecOptions of(Map<String, ?> options) {
        for (var name : options.keySet()) {
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException("exec has no option " + name
                        + Nearest.to(name, NAMES)
                                .map(near -> "; did you mean " + near + "?")
                                .orElse("; it has okExit and limit"));
            }
        }
        return new ExecOptions(
                Optional.ofNullable(options.get("limit")).map(ExecOptions::limit),
                Optional.ofNullable(options.get("okExit"))
                        .map(ExecOptions::statuses)
                        .orElseGet(() -> new int[] {0}));
    }

    private static Duration limit(Object value) {
        if (value instanceof Duration limit) {
            return limit;
        }
        try {
            return Durations.parse(String.valueOf(value));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("exec limit: " + e.getMessage(), e);
        }
    }

    private static int[] statuses(Object value) {
        return switch (value) {
            case Collection<?> several
            when !several.isEmpty() ->
                several.stream().mapToInt(ExecOptions::status).toArray();
            case int[] several when several.length > 0 -> several.clone();
            default -> new int[] {status(value)};
        };
    }

    private static int status(Object value) {
        if (value instanceof Integer status && status >= 0 && status <= 255) {
            return status;
        }
        throw new IllegalArgumentException(
                "exec okExit: " + value + " is not an exit status; write a number from 0 to 255, or a list: [0, 1]");
    }
}
