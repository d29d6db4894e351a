package dev.shoal.log;

import org.apache.logging.log4j.spi.Provider;

/**
 * Gives Log4j our context factory, whichever class asks for a logger first. Named in {@code log4j2.component.properties}
 * and made by Log4j, so it is public; nobody else needs it.
 */
public final class LogProvider extends Provider {
    private static final int PRIORITY = 100;

    /** Called by Log4j. */
    public LogProvider() {
        super(PRIORITY, CURRENT_VERSION, LogContextFactory.class);
    }
}
