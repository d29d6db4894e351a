package dev.shoal.plugin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A file's bytes, no more than a limit: then writing fails, which ends the transfer. */
final class LimitedBytes extends OutputStream {
    private final String path;
    private final int most;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean full;

    LimitedBytes(String path, int most) {
        this.path = path;
        this.most = most;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        if (full || length > most - bytes.size()) {
            full = true;
            throw new IOException(problem());
        }
        bytes.write(source, offset, length);
    }

    /** Whether more came than fits. */
    boolean isFull() {
        return full;
    }

    String problem() {
        return path + " is larger than " + most + " bytes, which is what read takes";
    }

    String remedy() {
        return "Copy it in pieces through files(), or cut it on the host";
    }

    byte[] toByteArray() {
        return bytes.toByteArray();
    }
}
