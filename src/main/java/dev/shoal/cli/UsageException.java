package dev.shoal.cli;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The operator asked for something that cannot be done as it stands: an unknown option, host or group, a mistake in a file.
 * Nothing has run. Its message may have several lines and is ready to print.
 */
public final class UsageException extends Exception {
    private final String text;

    public UsageException(String message) {
        super(message);
        this.text = message;
    }

    public UsageException(String message, Throwable cause) {
        super(message, cause);
        this.text = message;
    }

    /** As it is printed: each line after the program's name, except lines that show where in a text the mistake is. */
    String shown() {
        return shown(text);
    }

    /** Any message of several lines, likewise. */
    static String shown(String message) {
        return message.lines()
                .map(line -> line.startsWith(" ") ? line : "shoal: " + line)
                .collect(Collectors.joining("\n"));
    }

    /** Several mistakes at once, a line each. */
    public static UsageException ofAll(List<String> problems) {
        return new UsageException(String.join("\n", problems));
    }
}
