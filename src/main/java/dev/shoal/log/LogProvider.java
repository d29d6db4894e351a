package dev.shoal.log;

import org.apache.logging.log4j.spi.Provider;

/**
 * Gives Log4j our context factory, whichever class uses a logger first. {@code log4j2.component.properties} names it and
 * Log4j makes it, so it is public; no other code needs it.
 */
public final class LogProvider extends Provider {
    private static final int PRIORITY = 100;

    /** Called by Log4j. */
    public LogProvider() {
        super(PRIORITY, CURRENT_VERSION, LogContextFactory.class);
    }
}
