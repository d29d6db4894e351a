package dev.shoal.ssh

import dev.shoal.transport.Phase
import dev.shoal.transport.Receiver
import java.util.concurrent.CountDownLatch

/** Keeps what a command writes, counts it, and tells when there is something and where the command is. */
class Collected implements Receiver {
    final ByteArrayOutputStream out = new ByteArrayOutputStream()
    final ByteArrayOutputStream err = new ByteArrayOutputStream()
    final List<Phase> phases = [].asSynchronized()
    final CountDownLatch running = new CountDownLatch(1)
    final CountDownLatch something = new CountDownLatch(1)

    @Override
    void out(byte[] bytes, int offset, int length) {
        out.write(bytes, offset, length)
        something.countDown()
    }

    @Override
    void err(byte[] bytes, int offset, int length) {
        err.write(bytes, offset, length)
        something.countDown()
    }

    @Override
    void entered(Phase phase) {
        phases << phase
        if (phase == Phase.RUN) {
            running.countDown()
        }
    }
}
