package dev.shoal.script;

import dev.shoal.fleet.ForeignTask;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Foreign code on its own platform thread. A platform thread can be abandoned if it does not end; a virtual thread in an
 * endless loop would block the others.
 */
final class Evaluation extends Thread {
    private static final Logger LOG = LogManager.getLogger(Evaluation.class);
    private static final Duration GRACE = Duration.ofSeconds(1);

    private volatile boolean abandoned;

    private Evaluation(ThreadGroup group, String name, Runnable code) {
        super(group, code, name);
        setDaemon(true);
        setContextClassLoader(Evaluation.class.getClassLoader());
    }

    /**
     * Runs the code and waits for its end; an interrupt is passed on.
     *
     * @throws InterruptedException if the thread was interrupted; the code has ended then, or is abandoned
     */
    static <T> T of(String name, Callable<T> code) throws ExecutionException, InterruptedException {
        return of(name, Evaluation::logDeath, code);
    }

    private static void logDeath(Throwable thrown) {
        LOG.warn("a thread of the script failed", thrown);
    }

    /** As {@link #of(String, Callable)}, and reports exceptions that end a thread of the code. */
    static <T> T of(String name, Consumer<Throwable> deaths, Callable<T> code)
            throws ExecutionException, InterruptedException {
        var task = new FutureTask<>(code);
        var thread = new Evaluation(new ForeignTask.Threads(name, deaths), name, task);
        thread.start();
        try {
            return task.get();
        } catch (InterruptedException e) {
            thread.interrupt();
            thread.letEnd(task);
            throw e;
        }
    }

    /**
     * As {@link #of}, within a limit.
     *
     * @throws TimeoutException if it has not ended by then; it was interrupted, and is abandoned if it does not end
     */
    static <T> T within(Duration limit, String name, Callable<T> code)
            throws ExecutionException, InterruptedException, TimeoutException {
        var task = new FutureTask<>(code);
        var thread = new Evaluation(new ForeignTask.Threads(name, Evaluation::logDeath), name, task);
        thread.start();
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException | TimeoutException e) {
            thread.interrupt();
            thread.letEnd(task);
            throw e;
        }
    }

    /** Whether the calling code is evaluated here, and not on a thread that it has started or for a host. */
    static boolean isCurrent() {
        return Thread.currentThread() instanceof Evaluation;
    }

    /** Whether the calling code was abandoned, so that it must not do anything visible. */
    static boolean isAbandoned() {
        return Thread.currentThread() instanceof Evaluation evaluation && evaluation.abandoned;
    }

    private void letEnd(FutureTask<?> task) throws InterruptedException {
        try {
            task.get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            LOG.debug("{}: ended by the interrupt", getName(), e);
        } catch (TimeoutException e) {
            abandoned = true;
            LOG.warn("{}: does not end and is abandoned; it still runs in this process", getName());
        }
    }
}
