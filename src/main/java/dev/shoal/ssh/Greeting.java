package dev.shoal.ssh;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * What a host sends before the first packet (RFC 4253 4.2), kept to be shown when it is not an SSH server, and limited, because
 * sshj 0.40.0 reads any amount of it, in quadratic time.
 */
final class Greeting {
    private static final int MAX_BYTES = 4 * 1024;
    private static final int SHOWN_CHARACTERS = 80;

    private final ByteArrayOutputStream heard = new ByteArrayOutputStream(); // safe for the two threads that use it
    private volatile boolean over;

    /** From now on packets come, which are none of its business. */
    void ends() {
        over = true;
    }

    /** Whether the host said anything at all. */
    boolean isEmpty() {
        return heard.size() == 0;
    }

    /** Whether the host sent something that is not even the beginning of an SSH identification. */
    boolean isForeign() {
        var text = text();
        var last = text.substring(text.lastIndexOf('\n', Math.max(0, text.length() - 2)) + 1);
        return !isEmpty() && !last.startsWith("SSH-") && !"SSH-".startsWith(last);
    }

    /** The first line, without what a terminal might obey. */
    String firstLine() {
        var line = text().lines().findFirst().orElse("");
        var shown = line.replaceAll("[^\\x20-\\x7e]", "?");
        return shown.length() <= SHOWN_CHARACTERS ? shown : shown.substring(0, SHOWN_CHARACTERS) + "...";
    }

    /** The stream, listened to: sshj reads the greeting byte by byte, and packets by the array. */
    InputStream heardIn(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int read = super.read();
                if (!over && read >= 0) {
                    hear(read);
                }
                return read;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return super.read(bytes, offset, length);
            }
        };
    }

    private void hear(int read) throws IOException {
        if (heard.size() >= MAX_BYTES) {
            throw new IOException("no SSH identification in the first " + MAX_BYTES + " bytes");
        }
        heard.write(read);
    }

    private String text() {
        return heard.toString(StandardCharsets.ISO_8859_1);
    }
}
