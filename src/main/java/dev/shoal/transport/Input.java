package dev.shoal.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

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
