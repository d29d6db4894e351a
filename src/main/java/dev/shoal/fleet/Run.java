package dev.shoal.fleet;

import dev.shoal.inventory.Host;
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
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * A job while it runs, on virtual threads of this process. Each host's thread enters the host's result itself as soon as it
 * is known; the deadline and {@link #cancel} only interrupt. A host whose transport ignores an interrupt is given up after a
 * grace period, so that at the end every host has a result. Safe for many threads.
 *
 * @param <T> what the task returns for one host
 */
public final class Run<T> {
    private static final Logger LOG = LogManager.getLogger(Run.class);
    /** How long an interrupted host may take to clean up, and again after its session was closed. */
    private static final Duration GRACE = Duration.ofMillis(1500);

    private final Job<T> job;
    private final RunListener<T> listener;
    private final Function<HostProgress<T>, HostTask<T>> tasks;
    private final Transport transport;
    private final LongSupplier nanoTime;
    private final ResultTable<T> results;
    /** The index of the next host to start; past the last one when no host is to be started any more. */
    private final AtomicInteger next = new AtomicInteger();

    private final CountDownLatch open;
    /** Opened by cancel, and by the last result. */
    private final CountDownLatch stop = new CountDownLatch(1);

    private final CountDownLatch done = new CountDownLatch(1);
    private final List<HostProgress<T>> hosts = new ArrayList<>();
    private final long submitted;
    private volatile long ended;
    private volatile boolean stopping;
    private volatile String why = "stopped";

    Run(
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
        this.results = new ResultTable<>(job.hosts());
        this.open = new CountDownLatch(job.hosts().size());
        this.submitted = nanoTime.getAsLong();
    }

    /** Starts the first hosts and the thread that watches over the run. */
    void start() {
        for (int i = 0; i < job.hosts().size(); i++) {
            hosts.add(new HostProgress<>(i, job.hosts().get(i), listener));
        }
        var deadline = job.options()
                .deadline()
                .map(time -> Deadline.in(time, nanoTime))
                .orElseGet(() -> Deadline.none(nanoTime));
        LOG.info(
                "run {}: {} hosts, {} at a time",
                job.number(),
                hosts.size(),
                job.options().fanout());
        for (int i = 0; i < Math.min(job.options().fanout(), hosts.size()); i++) {
            startNext();
        }
        if (hosts.isEmpty()) {
            stop.countDown();
        }
        Thread.ofVirtual().name("run " + job.number()).start(() -> watch(deadline));
    }

    /**
     * Stops it: no further host is started, those at work are interrupted. Returns at once; every host has a result within
     * seconds, also if its transport ignores this. A run that has ended stays as it is.
     */
    public void cancel() {
        stop.countDown();
    }

    /** Waits that long, and returns whether every host has its result by then. */
    public boolean await(Duration time) throws InterruptedException {
        return done.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Waits until every host has its result and the listener has got each. */
    public Ledger<T> await() throws InterruptedException {
        done.await();
        return ledger();
    }

    private Ledger<T> ledger() {
        return new Ledger<>(results.results(), Duration.ofNanos(ended - submitted), job.okExits());
    }

    /** Starts the next host on a thread of its own; each host that has ended makes room for one. */
    private void startNext() {
        var index = next.getAndIncrement();
        if (index >= hosts.size()) {
            return;
        }
        var progress = hosts.get(index);
        boolean started = false;
        try {
            var thread = Thread.ofVirtual().name(progress.host().name()).unstarted(() -> runHost(progress));
            progress.register(thread);
            thread.start();
            started = true;
        } finally {
            if (!started) { // memory for a thread was lacking
                enter(progress.lost());
            }
        }
    }

    /** Enters a result in any case, also if describing a failure fails: without memory anything throws. */
    private void runHost(HostProgress<T> progress) {
        HostResult<T> result = progress.lost();
        try {
            // registered before this is read, so that a host is either interrupted or sees that it comes too late
            result = stopping ? new HostResult.NotStarted<>(progress.index(), progress.host()) : run(progress);
        } catch (Throwable e) {
            LOG.error("{}: its failure could not be described", progress.host(), e);
        } finally {
            try {
                enter(result);
            } finally {
                progress.release();
                startNext();
            }
        }
    }

    /** The one place where a transport's exception becomes a result; any other exception is caught here, too. */
    private HostResult<T> run(HostProgress<T> progress) {
        try {
            var task = tasks.apply(progress);
            progress.register(task, nanoTime.getAsLong());
            var start = Deadline.in(job.options().connectTimeout(), nanoTime);
            var value = task.run(progress.host(), transport, start);
            return new HostResult.Done<>(progress.index(), progress.host(), took(progress), value);
        } catch (TransportException e) {
            LOG.debug("{}: {}", progress.host(), e.failure(), e);
            return failed(progress, e.failure());
        } catch (InterruptedException e) {
            return stopped(progress);
        } catch (Throwable e) {
            LOG.error("{}: the task broke", progress.host(), e);
            return failed(progress, progress.broken(e));
        }
    }

    private HostResult<T> stopped(HostProgress<T> progress) {
        var failure = progress.stopped(why);
        if (failure.isEmpty()) {
            return new HostResult.NotStarted<>(progress.index(), progress.host());
        }
        return failed(progress, failure.get());
    }

    private HostResult<T> failed(HostProgress<T> progress, Failure failure) {
        return new HostResult.Failed<>(progress.index(), progress.host(), took(progress), failure, progress.partial());
    }

    private Duration took(HostProgress<T> progress) {
        return progress.since()
                .map(since -> Duration.ofNanos(nanoTime.getAsLong() - since))
                .orElse(Duration.ZERO);
    }

    private void enter(HostResult<T> result) {
        if (!results.enter(result)) {
            LOG.debug("{}: came too late: {}", result.host(), result);
            return;
        }
        try {
            listener.finished(result);
        } catch (Throwable e) { // a listener must not keep other hosts from being started
            LOG.error("{}: a listener failed on its result", result.host(), e);
        } finally {
            open.countDown();
            if (open.getCount() == 0) {
                stop.countDown();
            }
        }
    }

    private void watch(Deadline deadline) {
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
                done.countDown();
            }
        }
    }

    private void stopAll() throws InterruptedException {
        stopping = true;
        for (int i = next.getAndSet(hosts.size()); i < hosts.size(); i++) {
            enter(new HostResult.NotStarted<>(i, hosts.get(i).host()));
        }
        hosts.forEach(HostProgress::interrupt);
        if (open.await(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
        }
        unfinished().forEach(HostProgress::abort);
        if (open.await(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
        }
        for (var progress : unfinished()) {
            LOG.warn("{}: did not stop, given up", progress.host());
            enter(stopped(progress));
        }
    }

    private List<HostProgress<T>> unfinished() {
        return hosts.stream().filter(progress -> !results.has(progress.index())).toList();
    }

    /**
     * One result per host. Every host starts as not started; the first result entered for it stays. Safe for many threads.
     */
    private static final class ResultTable<T> {
        private final List<Host> hosts;
        private final AtomicReferenceArray<HostResult<T>> results;

        ResultTable(List<Host> hosts) {
            this.hosts = hosts;
            this.results = new AtomicReferenceArray<>(hosts.size());
        }

        /** Enters the result. Returns whether it was the first one for its host. */
        boolean enter(HostResult<T> result) {
            return results.compareAndSet(result.index(), null, result);
        }

        boolean has(int index) {
            return results.get(index) != null;
        }

        List<HostResult<T>> results() {
            var list = new ArrayList<HostResult<T>>(hosts.size());
            for (int i = 0; i < hosts.size(); i++) {
                var result = results.get(i);
                list.add(result == null ? new HostResult.NotStarted<>(i, hosts.get(i)) : result);
            }
            return list;
        }
    }
}
