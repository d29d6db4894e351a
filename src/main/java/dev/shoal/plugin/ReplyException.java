package dev.shoal.plugin;

import dev.shoal.text.CleanText;
import org.jspecify.annotations.Nullable;

/**
 * A command's reply is not what a plugin needs: its exit status is not expected, or its output is not JSON or not a table. Let
 * it pass, so that it becomes the failure of the host. The message is about the reply alone and names no host.
 */
public final class ReplyException extends RuntimeException {
    private static final int SHOWN = 80;
    /** Exit statuses from here on are those of shells after a signal: 128 + its number. */
    private static final int SIGNALLED = 128;

    private static final int LAST_SIGNAL = 64;

    private final String remedy;

    /**
     * A reply that cannot be used.
     *
     * @param problem the thing and the fact, as {@code the output is not valid JSON: …}
     * @param remedy what the author of the plugin can do; a sentence without its full stop
     */
    public ReplyException(String problem, String remedy) {
        this(problem, remedy, null);
    }

    ReplyException(String problem, String remedy, @Nullable Throwable cause) {
        super(problem, cause);
        this.remedy = remedy;
    }

    /** For a command whose exit status is not expected. */
    static ReplyException unexpected(String command, Reply reply) {
        var exit = reply.exit();
        var signal = exit - SIGNALLED;
        var end = signal > 0 && signal <= LAST_SIGNAL ? exit + " (signal " + signal + ")" : String.valueOf(exit);
        var reason = reason(reply);
        return new ReplyException(
                "'" + shown(command.strip().replaceAll("\\s+", " ")) + "' ended with exit " + end
                        + (reason.isEmpty() ? "" : ": " + shown(reason)),
                "Where this is expected, use host.tryExec or okExit in the plugin");
    }

    /** Some programs write to standard output why they fail; there the reason comes last. */
    private static String reason(Reply reply) {
        return reply.err().lines().filter(line -> !line.isBlank()).findFirst().orElseGet(() -> reply.out()
                .lines()
                .filter(line -> !line.isBlank())
                .reduce("", (_, last) -> last));
    }

    /** The start of a foreign text, in one line and without control characters. */
    static String shown(String text) {
        var clean = CleanText.line(text.strip());
        return clean.length() <= SHOWN ? clean : clean.substring(0, SHOWN) + "…";
    }

    /** What the author of the plugin can do. */
    public String remedy() {
        return remedy;
    }
}
