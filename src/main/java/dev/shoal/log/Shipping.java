package dev.shoal.log;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ships events to a collector: a thread of its own posts them as lines of JSON, in batches, one request at a time. While the
 * collector does not accept them they wait; beyond a bound on their bytes the oldest are dropped and counted. An event whose
 * request failed is sent again, so the collector may get it twice. Any thread may add, and never waits.
 */
final class Shipping implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(Shipping.class);
    /** An empty line, which wakes the thread when the end begins. */
    private static final byte[] END = {};

    private final Collector collector;
    private final ShippingLimits limits;
    private final LogJson json;
    private final InstantSource clock;
    private final HttpPost post;
    private final BlockingDeque<byte[]> waiting = new LinkedBlockingDeque<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable Thread thread;

    /** Both belong to the shipping thread. */
    private boolean failing;

    private long lost;

    /** The lines of one request, and how many events before them were dropped and not reported. */
    private record Batch(List<byte[]> lines, long dropped) {}

    Shipping(Collector collector, ShippingLimits limits, LogJson json, InstantSource clock) {
        this.collector = collector;
        this.limits = limits;
        this.json = json;
        this.clock = clock;
        this.post = new HttpPost(collector, limits.connect(), limits.answer());
    }

    /** Starts the thread. */
    void start() {
        thread = Thread.ofVirtual().name("shipping").start(this::run);
    }

    /** What Log4j hands the events to. Events of the shipping thread itself are not shipped: each would cause the next. */
    Appender appender() {
        return new AbstractAppender("shipping", null, null, true, Property.EMPTY_ARRAY) {
            @Override
            public void append(LogEvent event) {
                if (Thread.currentThread() != thread) {
                    add(json.line(event));
                }
            }
        };
    }

    private void add(byte[] line) {
        if (closing.getCount() > 0) {
            waitingBytes.addAndGet(line.length);
            waiting.addLast(line);
            dropOldest();
        }
    }

    private void dropOldest() {
        while (waitingBytes.get() > limits.queueBytes() && waiting.size() > 1) {
            var oldest = waiting.pollFirst();
            if (oldest != null && oldest.length > 0) {
                waitingBytes.addAndGet(-oldest.length);
                dropped.incrementAndGet();
            }
        }
    }

    private void run() {
        try {
            ship();
        } catch (InterruptedException e) {
            LOG.debug("stopped while waiting");
        }
    }

    /** Ships until the end begins; then every event is tried once more. */
    private void ship() throws InterruptedException {
        var pause = limits.firstPause();
        while (true) {
            var last = closing.getCount() == 0;
            var batch = take();
            if (batch.lines().isEmpty() && batch.dropped() == 0) {
                if (last) {
                    return;
                }
            } else if (isDelivered(batch)) {
                pause = limits.firstPause();
            } else if (last) {
                return;
            } else if (!closing.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                pause = shorter(pause.multipliedBy(2), limits.longestPause());
            }
        }
    }

    /** Waits for an event, and then for more, until the gap is over or a batch is full. */
    private Batch take() throws InterruptedException {
        var lines = new ArrayList<byte[]>();
        var bytes = 0;
        var end = System.nanoTime() + limits.gap().toNanos();
        var line = closing.getCount() > 0 && dropped.get() == 0 ? waiting.takeFirst() : waiting.pollFirst();
        while (line != null && line.length > 0) {
            if (!lines.isEmpty() && bytes + line.length > limits.batchBytes()) {
                waiting.addFirst(line);
                break;
            }
            bytes += line.length;
            lines.add(line);
            var left = closing.getCount() > 0 ? end - System.nanoTime() : 0;
            line = waiting.pollFirst(Math.max(0, left), TimeUnit.NANOSECONDS);
        }
        waitingBytes.addAndGet(-bytes);
        return new Batch(lines, dropped.getAndSet(0));
    }

    private void putBack(Batch batch) {
        dropped.addAndGet(batch.dropped());
        for (var line : batch.lines().reversed()) {
            waitingBytes.addAndGet(line.length);
            waiting.addFirst(line);
        }
        dropOldest();
    }

    private boolean isDelivered(Batch batch) {
        try {
            var status = post.send(body(batch));
            if (status >= 200 && status < 300) {
                reportDelivery(batch);
                return true;
            }
            if (HttpPost.isFinal(status)) {
                dropped.addAndGet(batch.dropped() + batch.lines().size());
                reportFailure("it answers " + status + ", so " + batch.lines().size() + " of them are dropped");
            } else {
                putBack(batch);
                reportFailure("it answers " + status);
            }
        } catch (IOException e) {
            putBack(batch);
            reportFailure(HttpPost.reason(e));
        }
        return false;
    }

    private byte[] body(Batch batch) {
        var body = new ByteArrayOutputStream();
        if (batch.dropped() > 0) {
            body.writeBytes(json.dropped(clock.instant(), batch.dropped()));
        }
        batch.lines().forEach(body::writeBytes);
        return body.toByteArray();
    }

    private void reportFailure(String why) {
        if (!failing) {
            failing = true;
            LOG.warn(
                    "log events cannot be shipped to {}: {}. It is tried again; the files here have them all",
                    collector,
                    why);
        }
    }

    private void reportDelivery(Batch batch) {
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

    /** Accepts no more events, and ships those that wait, within the limit. */
    @Override
    public void close() {
        closing.countDown();
        waiting.addLast(END);
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
        var left = waiting.stream().filter(line -> line.length > 0).count() + dropped.get() + lost;
        if (left > 0) {
            LOG.warn(
                    "{} log events were not shipped to {} when Shoal ended; the files here have them", left, collector);
        }
    }

    /**
     * Posts to a collector. It does not use {@code java.net.http}, whose client starts threads that log, too, and loads three
     * times as many classes. Each request has its own connection: a kept connection that is closed in the meantime would look
     * like a failure of the collector.
     */
    private static final class HttpPost {
        /** The collector will never accept these bytes (RFC 9110 15.5). */
        private static final Set<Integer> FINAL = Set.of(400, 413, 415, 422);

        private final Collector collector;
        private final Duration connect;
        private final Duration answer;

        HttpPost(Collector collector, Duration connect, Duration answer) {
            this.collector = collector;
            this.connect = connect;
            this.answer = answer;
        }

        /** Whether sending the same again is useless. */
        static boolean isFinal(int status) {
            return FINAL.contains(status);
        }

        /** Sends the lines and returns the status of the reply. */
        int send(byte[] lines) throws IOException {
            var connection = (HttpURLConnection) collector.url().toURL().openConnection();
            try {
                connection.setConnectTimeout((int) connect.toMillis());
                connection.setReadTimeout((int) answer.toMillis());
                connection.setInstanceFollowRedirects(false);
                connection.setUseCaches(false);
                connection.setDoOutput(true);
                connection.setRequestMethod("POST");
                connection.setRequestProperty("Content-Type", "application/x-ndjson");
                connection.setRequestProperty("User-Agent", "shoal");
                connection.setRequestProperty("Connection", "close");
                collector
                        .authorization()
                        .ifPresent(secret ->
                                connection.setRequestProperty("Authorization", String.valueOf(secret.reveal())));
                connection.setFixedLengthStreamingMode(lines.length); // without it the JDK itself posts a second time
                try (var out = connection.getOutputStream()) {
                    out.write(lines);
                }
                return connection.getResponseCode();
            } finally {
                connection.disconnect();
            }
        }

        /** Why the request failed, in a few words. */
        static String reason(IOException e) {
            return switch (e) {
                case UnknownHostException _ -> "its name is unknown";
                case ConnectException refused -> String.valueOf(refused.getMessage());
                case SocketTimeoutException _ -> "no answer in time";
                default -> String.valueOf(e.getMessage());
            };
        }
    }
}
