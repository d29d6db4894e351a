package dev.shoal.ssh;

import net.schmizz.sshj.common.LoggerFactory;
import org.slf4j.Logger;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * sshj's loggers, looked up once each: sshj asks for some forty for each connection and command, and Log4j walks the stack to
 * answer, which took a sixth of the CPU. Safe for many threads.
 */
final class KeptLoggers implements LoggerFactory {
    private final Map<String, Logger> kept = new ConcurrentHashMap<>();

    @Override
    public Logger getLogger(String name) {
        return kept.computeIfAbsent(name, org.slf4j.LoggerFactory::getLogger);
    }

    @Override
    public Logger getLogger(Class<?> type) {
        return getLogger(type.getName());
    }
}
