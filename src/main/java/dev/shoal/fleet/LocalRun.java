package dev.shoal.fleet;

import dev.shoal.transport.Deadline;
import dev.shoal.transport.Failure;
import dev.shoal.transport.Transport;
import dev.shoal.transport.TransportException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * A job on virtual threads of this process. Each host's thread enters the host's result itself, the moment it is known;
 * the deadline and cancelling only interrupt. A host whose transport ignores that is given up after a grace, so that the
 * book is always full at the end.
 */
final class LocalRun<T> implements Run<T> {
    private static final Logger LOG = LogManager.getLogger(LocalRun.class);
    /** How long an interrupted host may take to clean up, before and again after its session is closed under it. */
    private static final Duration GRACE = Duration.ofMillis(1500);

    private final Job<T> job;
    private final RunListener<T> listener;
    private final Function<HostProgress<T>, HostTask<T>> tasks;
    private final Transport transport;
    private final LongSupplier nanoTime;
    private final ResultTable<T> book;
    /** The turn to come next; past the last one when there is none, or when none is to come any more. */
    private final AtomicInteger next = new AtomicInteger();

    private final CountDownLatch open;
    /** Opened by cancel, and by the last result. */
    private final CountDownLatch stop = new CountDownLatch(1);

    private final CountDownLatch done = new CountDownLatch(1);
    private final List<HostProgress<T>> turns = new ArrayList<>();
    private final long submitted;
    private volatile long ended;
    private volatile boolean stopping;
    private volatile String why = "stopped";

    LocalRun(
            Job<T> job,
            RunListener<T> listener,
            Function<HostProgress<T>, HostTask<T>> tasks,
            Transport transport,
            LongSupplier nanoTime) {
        this.job = job;
        this.listener = listener;
        this.tasks = tasks;
        this.transport = transport;
        this.nanoTime = nanoTime;
        this.book = new ResultTable<>(job.hosts());
        this.open = new CountDownLatch(job.hosts().size());
        this.submitted = nanoTime.getAsLong();
    }

    /** Starts every host's thread and the one that watches over the whole; {@code atEnd} is called once, when all is done. */
    void start(Runnable atEnd) {
        for (int i = 0; i < job.hosts().size(); i++) {
            turns.add(new HostProgress<>(i, job.hosts().get(i), listener));
        }
        var deadline = job.options()
                .deadline()
                .map(time -> Deadline.in(time, nanoTime))
                .orElseGet(() -> Deadline.none(nanoTime));
        LOG.info(
                "run {}: {} hosts, {} at a time",
                job.number(),
                turns.size(),
                job.options().fanout());
        for (int i = 0; i < Math.min(job.options().fanout(), turns.size()); i++) {
            startNext();
        }
        if (turns.isEmpty()) {
            stop.countDown();
        }
        Thread.ofVirtual().name("run " + job.number()).start(() -> watch(deadline, atEnd));
    }

    @Override
    public long number() {
        return job.number();
    }

    @Override
    public List<HostResult<T>> results() {
        return book.results();
    }

    @Override
    public void cancel() {
        stop.countDown();
    }

    @Override
    public boolean await(Duration time) throws InterruptedException {
        return done.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public Ledger<T> await() throws InterruptedException {
        done.await();
        return ledger();
    }

    private Ledger<T> ledger() {
        return new Ledger<>(book.results(), Duration.ofNanos(ended - submitted), job.okExits());
    }

    /** Gives the next host its turn, on a thread of its own; a host that has ended makes room for the next one. */
    private void startNext() {
        var index = next.getAndIncrement();
        if (index >= turns.size()) {
            return;
        }
        var turn = turns.get(index);
        boolean started = false;
        try {
            var thread = Thread.ofVirtual().name(turn.host().name()).unstarted(() -> doTurn(turn));
            turn.runsOn(thread);
            thread.start();
            started = true;
        } finally {
            if (!started) { // there was no memory for a thread
                enter(turn.lost());
            }
        }
    }

    /** Enters a result whatever is thrown, also while a failure is put into words: without memory anything throws. */
    private void doTurn(HostProgress<T> turn) {
        HostResult<T> result = turn.lost();
        try {
            // registered before this is read, so that a turn is either interrupted or sees that it comes too late
            result = stopping ? new HostResult.NotStarted<>(turn.index(), turn.host()) : one(turn);
        } catch (Throwable e) {
            LOG.error("{}: its failure could not be put into words", turn.host(), e);
        } finally {
            try {
                enter(result);
            } finally {
                turn.ends();
                startNext();
            }
        }
    }

    /** The one place where a transport's exception becomes a result; what is none of ours is caught here too. */
    private HostResult<T> one(HostProgress<T> turn) {
        try {
            var task = tasks.apply(turn);
            turn.begins(task, nanoTime.getAsLong());
            var start = Deadline.in(job.options().connectTimeout(), nanoTime);
            var value = task.run(turn.host(), transport, start);
            return new HostResult.Done<>(turn.index(), turn.host(), took(turn), value);
        } catch (TransportException e) {
            LOG.debug("{}: {}", turn.host(), e.failure(), e);
            return failed(turn, e.failure());
        } catch (InterruptedException e) {
            return stopped(turn);
        } catch (Throwable e) {
            LOG.error("{}: the task broke", turn.host(), e);
            return failed(turn, turn.broken(e));
        }
    }

    private HostResult<T> stopped(HostProgress<T> turn) {
        var failure = turn.stopped(why);
        if (failure.isEmpty()) {
            return new HostResult.NotStarted<>(turn.index(), turn.host());
        }
        return failed(turn, failure.get());
    }

    private HostResult<T> failed(HostProgress<T> turn, Failure failure) {
        return new HostResult.Failed<>(turn.index(), turn.host(), took(turn), failure, turn.partial());
    }

    private Duration took(HostProgress<T> turn) {
        return turn.since()
                .map(since -> Duration.ofNanos(nanoTime.getAsLong() - since))
                .orElse(Duration.ZERO);
    }

    private void enter(HostResult<T> result) {
        if (!book.enter(result)) {
            LOG.debug("{}: came too late: {}", result.host(), result);
            return;
        }
        try {
            listener.finished(result);
        } catch (Throwable e) { // whoever only watches must not keep the other hosts from their turns
            LOG.error("{}: its result is known, and telling it broke", result.host(), e);
        } finally {
            open.countDown();
            if (open.getCount() == 0) {
                stop.countDown();
            }
        }
    }

    private void watch(Deadline deadline, Runnable atEnd) {
        try {
            if (!stop.await(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
                why = "the run's deadline passed";
            }
            if (open.getCount() > 0) {
                stopAll();
            }
        } catch (InterruptedException e) {
            LOG.error("run {}: its watch was interrupted", job.number(), e);
        } finally {
            ended = nanoTime.getAsLong();
            try {
                LOG.info("run {}: ended: {}", job.number(), ledger().parts());
            } finally {
                atEnd.run();
                done.countDown();
            }
        }
    }

    private void stopAll() throws InterruptedException {
        stopping = true;
        for (int i = next.getAndSet(turns.size()); i < turns.size(); i++) {
            enter(new HostResult.NotStarted<>(i, turns.get(i).host()));
        }
        turns.forEach(HostProgress::interrupt);
        if (open.await(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
        }
        unfinished().forEach(HostProgress::abort);
        if (open.await(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
        }
        for (var turn : unfinished()) {
            LOG.warn("{}: did not stop, given up", turn.host());
            enter(stopped(turn));
        }
    }

    private List<HostProgress<T>> unfinished() {
        return turns.stream().filter(turn -> !book.has(turn.index())).toList();
    }
}
