package dev.shoal.ssh;

import dev.shoal.transport.Phase;
import dev.shoal.transport.Receiver;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Hands what two pumps bring to one receiver, serially, until it is stopped. Safe for many threads. */
final class Delivery {
    private static final long STOP_MILLIS = 200;

    private final Receiver receiver;
    private final ReentrantLock turn = new ReentrantLock(); // held while the receiver is called
    private volatile boolean stopped;

    Delivery(Receiver receiver) {
        this.receiver = receiver;
    }

    void out(byte[] bytes, int length) {
        give(() -> receiver.out(bytes, 0, length));
    }

    void err(byte[] bytes, int length) {
        give(() -> receiver.err(bytes, 0, length));
    }

    void entered(Phase phase) {
        give(() -> receiver.entered(phase));
    }

    /** From now on nothing is handed over; what is under way has a moment to get done. */
    void stop() throws InterruptedException {
        stopped = true;
        if (turn.tryLock(STOP_MILLIS, TimeUnit.MILLISECONDS)) {
            turn.unlock();
        }
    }

    private void give(Runnable call) {
        turn.lock();
        try {
            if (!stopped) {
                call.run();
            }
        } finally {
            turn.unlock();
        }
    }
}
