package dev.shoal.fleet;

import dev.shoal.inventory.Host;
import dev.shoal.transport.Deadline;
import dev.shoal.transport.Failure;
import dev.shoal.transport.Phase;
import dev.shoal.transport.Receiver;
import dev.shoal.transport.Transport;
import dev.shoal.transport.TransportException;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Foreign code on one host. It runs on a platform thread of its own, while the host's virtual thread waits: the operating
 * system shares the processors out among platform threads, so that code that spins takes its part and no more, and a
 * platform thread that does not end can be abandoned.
 *
 * @param <T> what the code returns
 */
public final class ForeignTask<T> implements HostTask<T> {
    /** How long stopped code may take to end, and again after its sessions are closed under it; both within a run's grace. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private final Code code;
    private final Work<T> work;
    private final Receiver receiver;

    /**
     * Code of a plugin or a script.
     *
     * @param name what messages call it, as {@code plugin disk}
     * @param limit how long it may take on one host; empty is without limit
     * @param own whether a line of a stack trace is in its own source, so that messages can name that line
     * @param log its own log, for details that operators do not need
     */
    public record Code(String name, Optional<Duration> limit, Predicate<StackTraceElement> own, Logger log) {
        /** The line of its source that has thrown it, as {@code  (Raid.groovy:6)}; empty if it was not its own. */
        public String place(Throwable thrown) {
            return Arrays.stream(thrown.getStackTrace())
                    .filter(own)
                    .findFirst()
                    .map(line -> " (" + line.getFileName() + ":" + line.getLineNumber() + ")")
                    .orElse("");
        }
    }

    /**
     * What the code does on one host. One object per host.
     *
     * @param <T> what it returns
     */
    @FunctionalInterface
    public interface Work<T> {
        /**
         * Does it, on a platform thread of its own. What is done with its result, such as a conversion, belongs in here too.
         *
         * @param start until when the first session must be open
         * @throws Exception anything; a {@link TransportException} becomes the host's result as it is
         */
        T run(Host host, Transport transport, Deadline start) throws Exception;

        /**
         * Closes what {@link #run} has opened and refuses everything further: the work was given up and may still be running.
         * From another thread; does not block long. Called more than once.
         */
        default void end() {}
    }

    /**
     * The threads of foreign code: its own and those that it starts. The JDK would print the whole trace of what ends one of
     * them, and the failure would be lost.
     */
    public static final class Threads extends ThreadGroup {
        private final Consumer<Throwable> deaths;

        /**
         * A group without threads.
         *
         * @param deaths called by the thread that dies
         */
        public Threads(String name, Consumer<Throwable> deaths) {
            super(name);
            this.deaths = deaths;
        }

        @Override
        public void uncaughtException(Thread thread, Throwable thrown) {
            deaths.accept(thrown);
        }
    }

    /**
     * Calls foreign code that works on no host, such as the constructor of a plugin, on a platform thread of its own: it may
     * hang or spin.
     *
     * @param thread the name of the thread
     * @throws ExecutionException around what the code throws
     * @throws TimeoutException if it takes longer; it was interrupted and may still run
     * @throws InterruptedException if the calling thread is interrupted; the code was interrupted, too
     */
    public static <T> T call(Duration limit, String thread, Callable<T> code)
            throws ExecutionException, TimeoutException, InterruptedException {
        var future = new FutureTask<>(code);
        var runner = Thread.ofPlatform().daemon().name(thread).start(future);
        try {
            return future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | InterruptedException e) {
            runner.interrupt();
            throw e;
        }
    }

    public ForeignTask(Code code, Work<T> work, Receiver receiver) {
        this.code = code;
        this.work = work;
        this.receiver = receiver;
    }

    @Override
    public T run(Host host, Transport transport, Deadline start) throws TransportException, InterruptedException {
        receiver.entered(Phase.RESOLVE);
        var future = new FutureTask<>(() -> work.run(host, transport, start));
        var name = code.name() + " " + host.name();
        var death = new AtomicReference<@Nullable Throwable>();
        var thread = new Thread(new Threads(name, thrown -> death.compareAndSet(null, thrown)), future, name);
        thread.setDaemon(true);
        thread.start();
        try {
            var value = code.limit().isPresent()
                    ? future.get(code.limit().get().toNanos(), TimeUnit.NANOSECONDS)
                    : future.get();
            var thrown = death.get();
            if (thrown != null) { // what the code was to do is not done, though it may not have noticed
                throw new ForeignFailure(code, host).ofThread(thrown);
            }
            return value;
        } catch (ExecutionException e) {
            throw new ForeignFailure(code, host).of(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw new TransportException(tooLate(host, stop(thread)), e);
        } catch (InterruptedException e) {
            if (stop(thread)) {
                throw e;
            }
            throw new TransportException(left(Failure.Kind.CANCELLED, host, "was stopped and does not end"), e);
        }
    }

    private Failure tooLate(Host host, boolean ended) {
        var problem =
                "not done within " + code.limit().map(ForeignTask::seconds).orElse("");
        return ended
                ? failure(
                        Failure.Kind.TIMEOUT,
                        host,
                        problem,
                        "It was stopped; what it began on the host may still run there")
                : left(Failure.Kind.TIMEOUT, host, problem + " and does not end");
    }

    private Failure left(Failure.Kind kind, Host host, String problem) {
        var failure =
                failure(kind, host, problem, "It still runs here and takes up a processor or memory until Shoal ends");
        code.log().warn("{}", failure.message());
        return failure;
    }

    private Failure failure(Failure.Kind kind, Host host, String problem, String remedy) {
        return new Failure(Phase.RUN, kind, host.name() + ": " + code.name() + ": " + problem, remedy);
    }

    /** Interrupts the code, then closes its sessions. Returns whether it has ended. */
    private boolean stop(Thread thread) {
        thread.interrupt();
        try {
            if (thread.join(GRACE)) {
                return true;
            }
            work.end();
            return thread.join(GRACE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !thread.isAlive();
        } finally {
            work.end();
        }
    }

    private static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    @Override
    public Optional<T> partial() {
        return Optional.empty();
    }

    @Override
    public void abort() {
        work.end();
    }

    /** Makes one line for an operator of what foreign code has thrown; the trace goes to the code's log. */
    private static final class ForeignFailure {
        private static final int LONGEST = 300;
        /** What the JDK and Groovy put round a checked exception that a method does not declare. */
        private static final Set<String> WRAPPERS = Set.of(
                "java.lang.reflect.UndeclaredThrowableException",
                "java.lang.reflect.InvocationTargetException",
                "java.util.concurrent.ExecutionException",
                "org.codehaus.groovy.runtime.InvokerInvocationException");

        private final ForeignTask.Code code;
        private final Host host;

        ForeignFailure(ForeignTask.Code code, Host host) {
            this.code = code;
            this.host = host;
        }

        /** The host's failure; what a transport has thrown stays what it is. */
        TransportException of(Throwable thrown) {
            var cause = unwrapped(thrown);
            if (cause instanceof TransportException known) {
                return known;
            }
            return failure(cause, words(cause));
        }

        /** The host's failure where a thread has died that the code had started. */
        TransportException ofThread(Throwable thrown) {
            var cause = unwrapped(thrown);
            return failure(cause, "a thread that it started has died: " + words(cause));
        }

        private TransportException failure(Throwable cause, String words) {
            var problem = host.name() + ": " + code.name() + ": " + words + code.place(cause);
            code.log().warn("{}", problem, cause);
            return new TransportException(
                    new Failure(
                            Phase.RUN,
                            Failure.Kind.PLUGIN,
                            problem,
                            "The log of " + code.name() + " has the whole trace"),
                    cause);
        }

        private static Throwable unwrapped(Throwable thrown) {
            var cause = thrown;
            while (cause.getCause() != null
                    && WRAPPERS.contains(cause.getClass().getName())) {
                cause = cause.getCause();
            }
            return cause;
        }

        /** A message may be as long as a file. */
        private static String words(Throwable cause) {
            var words = ThrownText.line(cause);
            return words.length() > LONGEST ? words.substring(0, LONGEST) + "…" : words;
        }
    }
}
