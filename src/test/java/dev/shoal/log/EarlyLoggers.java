package dev.shoal.log;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;

/**
 * What a spec runs in a JVM of its own: everybody logs, with a static logger that is there first, and with logs only where a
 * directory is given. In Java, because Groovy starts java.util.logging before its main begins.
 */
final class EarlyLoggers {
    private static final Logger LOG = LogManager.getLogger(EarlyLoggers.class);

    private EarlyLoggers() {}

    /** The argument, if any, is the directory. */
    public static void main(String[] args) {
        LOG.error("early");
        if (args.length == 0) {
            talk();
            return;
        }
        try (var logs = new ModuleLogs(LogOptions.in(Path.of(args[0])), LOG::fatal)) {
            logs.open();
            talk();
        }
    }

    private static void talk() {
        LOG.error("log4j {} {}", "one"); // an argument is missing: Log4j has an opinion on that
        LoggerFactory.getLogger("org.example.Slf").error("slf4j");
        LogManager.getLogger("org.example.Log4j").fatal("foreign", new IllegalStateException("x"));
        java.util.logging.Logger.getLogger("org.example.Jul").severe("jul");
    }
}
