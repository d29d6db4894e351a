package dev.shoal.fleet;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Foreign code that is called once and for no host, as the constructor of a plugin: it may hang or spin, too. */
public final class ForeignCall {
    private ForeignCall() {}

    /**
     * Calls it on a platform thread of its own.
     *
     * @param name the thread's
     * @throws ExecutionException around whatever it throws
     * @throws TimeoutException if it takes longer; it was interrupted and is left behind
     * @throws InterruptedException if the calling thread is interrupted; the code was, too
     */
    public static <T> T within(Duration limit, String name, Callable<T> code)
            throws ExecutionException, TimeoutException, InterruptedException {
        var future = new FutureTask<>(code);
        var thread = Thread.ofPlatform().daemon().name(name).start(future);
        try {
            return future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | InterruptedException e) {
            thread.interrupt();
            throw e;
        }
    }
}
