package dev.shoal.transport.ssh

import java.util.concurrent.CopyOnWriteArrayList
import org.apache.logging.log4j.Level
import org.apache.logging.log4j.LogManager
import org.apache.logging.log4j.core.LogEvent
import org.apache.logging.log4j.core.Logger
import org.apache.logging.log4j.core.appender.AbstractAppender
import org.apache.logging.log4j.core.config.Property

/** What some classes log while a feature runs, as {@code WARN text}. Close it. */
class LogLines extends AbstractAppender implements Closeable {
    final List<String> lines = new CopyOnWriteArrayList<>()
    private final List<Logger> loggers

    LogLines(Class... classes) {
        super('spec', null, null, false, Property.EMPTY_ARRAY)
        start()
        loggers = classes.collect { LogManager.getLogger(it) as Logger }
        loggers.each { it.addAppender(this); it.level = Level.INFO; it.additive = false }
    }

    @Override
    void append(LogEvent event) {
        lines << "$event.level $event.message.formattedMessage".toString()
    }

    @Override
    void close() {
        loggers.each { it.removeAppender(this); it.level = Level.ERROR; it.additive = true }
    }
}
