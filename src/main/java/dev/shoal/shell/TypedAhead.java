package dev.shoal.shell;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What is typed while a line runs. Of that only Enter is taken, and one character of the next line, after which Enter is not a
 * question; the rest stays where it is, for the next reader of the keyboard. Safe for many threads.
 */
final class TypedAhead {
    private static final Logger LOG = LogManager.getLogger(TypedAhead.class);

    private final InputStream keys;
    /** The character, if there is one. Guarded by {@code this}. */
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    /** The keys; only those are read that are there, so that this never waits. */
    TypedAhead(InputStream keys) {
        this.keys = keys;
    }

    /** Whether Enter was pressed since the last time, and nothing typed before it. */
    synchronized boolean takeEnter() {
        var asked = false;
        try {
            while (kept.size() == 0 && keys.available() > 0) {
                int key = keys.read();
                if (key == '\r' || key == '\n') {
                    asked = true;
                } else {
                    keep(key);
                }
            }
        } catch (IOException e) {
            LOG.debug("the keyboard cannot be read", e);
        }
        return asked;
    }

    /** All of it, that which is not read yet included. */
    synchronized void forget() {
        kept.reset();
        try {
            for (int there = keys.available(); there > 0; there = keys.available()) {
                keys.skipNBytes(there);
            }
        } catch (IOException e) {
            LOG.debug("the keyboard cannot be read", e);
        }
    }

    /** A whole character, as the next reader could not tell what its second byte is. */
    private void keep(int key) throws IOException {
        kept.write(key);
        int further = key >= 0xf0 ? 3 : key >= 0xe0 ? 2 : key >= 0xc0 ? 1 : 0; // RFC 3629 3
        for (; further > 0 && keys.available() > 0; further--) {
            kept.write(keys.read());
        }
    }

    /** The character that is kept, to be read before all others; from now on it is not kept. */
    synchronized String take() {
        var text = kept.toString(UTF_8);
        kept.reset();
        return text;
    }
}
