package dev.shoal.log;

import dev.shoal.files.PrivateFiles;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Sorts lines into one file per module; a file is made by its first line. Any number of threads may log; lines are written one
 * at a time. A line that cannot be written is dropped and the first such failure told: logs never break a run.
 */
final class ModuleAppender extends AbstractAppender {
    private final LogOptions options;
    private final InstantSource clock;
    private final Consumer<String> onFailure;
    /** Guards {@link #files} and each of them; held for the write, so that one module's lines keep their order. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Map<String, ModuleFile> files = new HashMap<>();

    ModuleAppender(LogOptions options, InstantSource clock, Consumer<String> onFailure) {
        super("modules", null, null, true, Property.EMPTY_ARRAY);
        this.options = options;
        this.clock = clock;
        this.onFailure = onFailure;
    }

    @Override
    public void append(LogEvent event) {
        var module = ModuleName.of(event.getLoggerName());
        var line = LogLine.format(event);
        try {
            write(module, line);
        } catch (IOException e) {
            onFailure.accept(options.dir().resolve(module + ".log") + ": cannot be written (" + PrivateFiles.reason(e)
                    + "); log lines are lost until it can");
        }
    }

    private void write(String module, byte[] line) throws IOException {
        lock.lock();
        try {
            files.computeIfAbsent(module, name -> new ModuleFile(name, options, clock))
                    .append(line);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean stop(long timeout, TimeUnit unit) {
        setStopping();
        lock.lock();
        try {
            for (var file : files.values()) {
                file.close();
            }
        } catch (IOException e) {
            onFailure.accept(options.dir() + ": a log could not be closed (" + PrivateFiles.reason(e)
                    + "); its last lines may be missing");
        } finally {
            files.clear();
            lock.unlock();
        }
        return super.stop(timeout, unit);
    }
}
