package dev.shoal.log;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Ships events to a collector: a thread of its own posts them as lines of JSON, in batches, one request at a time. While the
 * collector does not take them they are kept, as many as there is room for, and sent later. Events that nobody answered for are
 * sent again, so that the collector may get one twice. Any thread may add.
 */
final class Shipping implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(Shipping.class);

    private final Collector collector;
    private final ShippingLimits limits;
    private final LogJson json;
    private final InstantSource clock;
    private final HttpPost post;
    private final ShippingQueue queue;
    private volatile @Nullable Thread thread;
    /** Both belong to the shipping thread. */
    private boolean failing;

    private long lost;

    Shipping(Collector collector, ShippingLimits limits, LogJson json, InstantSource clock) {
        this.collector = collector;
        this.limits = limits;
        this.json = json;
        this.clock = clock;
        this.post = new HttpPost(collector, limits.connect(), limits.answer());
        this.queue = new ShippingQueue(limits.queueBytes(), limits.batchBytes());
    }

    /** Begins to ship. */
    void start() {
        thread = Thread.ofVirtual().name("shipping").start(this::run);
    }

    /** Takes a line to ship; never waits. */
    void add(byte[] line) {
        queue.add(line);
    }

    boolean isOwnThread() {
        return Thread.currentThread() == thread;
    }

    private void run() {
        try {
            ship();
        } catch (InterruptedException e) {
            LOG.debug("stopped while waiting");
        }
    }

    /** Until the end: then each thing is tried once more. */
    private void ship() throws InterruptedException {
        var pause = limits.firstPause();
        while (true) {
            var last = queue.isClosing();
            var batch = queue.take(limits.gap());
            if (batch.isEmpty()) {
                return;
            }
            if (isDelivered(batch)) {
                pause = limits.firstPause();
            } else if (last) {
                return;
            } else {
                queue.pause(pause);
                pause = shorter(pause.multipliedBy(2), limits.longestPause());
            }
        }
    }

    private boolean isDelivered(ShippingQueue.Batch batch) {
        try {
            var status = post.send(body(batch));
            if (status >= 200 && status < 300) {
                delivered(batch);
                return true;
            }
            if (HttpPost.isFinal(status)) {
                queue.giveUp(batch);
                failed("it answers " + status + ", so " + batch.lines().size() + " of them are dropped");
            } else {
                queue.putBack(batch);
                failed("it answers " + status);
            }
        } catch (IOException e) {
            queue.putBack(batch);
            failed(HttpPost.reason(e));
        }
        return false;
    }

    private byte[] body(ShippingQueue.Batch batch) {
        var body = new ByteArrayOutputStream();
        if (batch.dropped() > 0) {
            body.writeBytes(json.dropped(clock.instant(), batch.dropped()));
        }
        batch.lines().forEach(body::writeBytes);
        return body.toByteArray();
    }

    private void failed(String why) {
        if (!failing) {
            failing = true;
            LOG.warn(
                    "log events cannot be shipped to {}: {}. It is tried again; the files here have them all",
                    collector,
                    why);
        }
    }

    private void delivered(ShippingQueue.Batch batch) {
        lost += batch.dropped();
        if (failing) {
            LOG.warn("log events are shipped to {} again; {} were dropped, the files here have them", collector, lost);
        } else if (lost > 0 && batch.dropped() == 0) {
            LOG.warn(
                    "{} log events were not shipped to {}, which takes them too slowly; the files here have them",
                    lost,
                    collector);
        } else {
            return;
        }
        failing = false;
        lost = 0;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Ships what is left, as long as there is time for that; never longer. Nothing is taken any more. */
    @Override
    public void close() {
        queue.close();
        var running = thread;
        if (running == null) {
            return;
        }
        try {
            if (!running.join(limits.farewell())) {
                running.interrupt(); // on a virtual thread that also ends a read
                running.join(limits.farewell());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var left = queue.left() + lost;
        if (left > 0) {
            LOG.warn(
                    "{} log events were not shipped to {} when Shoal ended; the files here have them", left, collector);
        }
    }
}
