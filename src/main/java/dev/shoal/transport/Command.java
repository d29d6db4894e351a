package dev.shoal.transport;

import java.util.Optional;

/**
 * What a host is asked to run.
 *
 * @param text handed to the remote user's shell byte for byte, in UTF-8; never blank
 * @param stdin what the command reads; empty means that its standard input is closed at once
 */
public record Command(String text, Optional<Input> stdin) {
    public Command {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a command must not be blank");
        }
    }

    public static Command of(String text) {
        return new Command(text, Optional.empty());
    }
}
