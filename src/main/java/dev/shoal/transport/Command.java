package dev.shoal.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
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

    /** What a command reads on its standard input, on each host the same. Safe for many threads. */
    @FunctionalInterface
    public interface Input {
        /** Opens it for one host, from its first byte. The host that stops reading closes it. */
        InputStream open() throws IOException;

        /** These bytes, which must not be changed afterwards. */
        static Input of(byte[] bytes) {
            return () -> new ByteArrayInputStream(bytes);
        }
    }
}
