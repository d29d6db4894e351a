package dev.shoal.ssh.key;

import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.transport.random.Random;

import java.security.SecureRandom;

/**
 * Random bytes for one connection, fetched from the shared source by the block: sshj asks for a few for the padding of each
 * packet, and its own factory guards one source by one monitor for all connections (3 % of the time at a fan-out of 8).
 * The connection's write lock guards it, as it does the whole encoder.
 */
public final class BufferedRandom implements Random {
    private final SecureRandom source;
    private final byte[] block = new byte[256];
    private int used = block.length;

    private BufferedRandom(SecureRandom source) {
        this.source = source;
    }

    public static Factory<Random> factory() {
        var source = new SecureRandom();
        return () -> new BufferedRandom(source);
    }

    @Override
    public void fill(byte[] bytes) {
        fill(bytes, 0, bytes.length);
    }

    @Override
    public void fill(byte[] bytes, int start, int length) {
        if (length > block.length) {
            var many = new byte[length];
            source.nextBytes(many);
            System.arraycopy(many, 0, bytes, start, length);
            return;
        }
        if (used + length > block.length) {
            source.nextBytes(block);
            used = 0;
        }
        System.arraycopy(block, used, bytes, start, length);
        used += length;
    }
}
