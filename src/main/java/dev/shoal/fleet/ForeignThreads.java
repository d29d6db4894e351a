package dev.shoal.fleet;

import java.util.function.Consumer;

/**
 * The thread of foreign code and those that it starts. What ends one of them would be printed by the JDK with its whole trace,
 * and else be lost.
 */
public final class ForeignThreads extends ThreadGroup {
    private final Consumer<Throwable> deaths;

    /**
     * A group without threads.
     *
     * @param deaths called by the thread that dies
     */
    public ForeignThreads(String name, Consumer<Throwable> deaths) {
        super(name);
        this.deaths = deaths;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        deaths.accept(thrown);
    }
}
