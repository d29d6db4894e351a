package dev.shoal.log;

import java.time.Duration;

/**
 * How many events are kept for the collector, and how long Shoal waits for it.
 *
 * @param queueBytes what may wait to be shipped; beyond it the oldest events are dropped
 * @param batchBytes what one request holds, unless a single event is larger
 * @param connect how long a connection may take
 * @param answer how long the collector may be silent after a request
 * @param gap between two requests, so that events go in batches, unless a whole batch is waiting
 * @param firstPause after the first failure; doubled after each further one
 * @param longestPause the most that it is doubled to
 * @param farewell how long the end of the process waits for what is left
 */
record ShippingLimits(
        int queueBytes,
        int batchBytes,
        Duration connect,
        Duration answer,
        Duration gap,
        Duration firstPause,
        Duration longestPause,
        Duration farewell) {
    static final ShippingLimits DEFAULTS = new ShippingLimits(
            4 << 20,
            256 << 10,
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofMillis(200),
            Duration.ofSeconds(1),
            Duration.ofMinutes(1),
            Duration.ofSeconds(1));
}
