package dev.shoal.log;

import org.apache.logging.log4j.Level;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The level of each module. Many threads may ask while one changes it. */
final class Levels {
    /** sshj writes an ERROR with a stack trace for every connection that dies; the important part is in the result. */
    private static final String[] NOISY = {"net.schmizz.", "com.hierynomus."};

    private final Level byDefault;
    private final Map<String, Level> modules;

    Levels(Level byDefault, Map<String, Level> modules) {
        this.byDefault = byDefault;
        this.modules = new ConcurrentHashMap<>(modules);
    }

    /** No events at all. */
    static Levels silent() {
        return new Levels(Level.OFF, Map.of(ModuleName.LIBRARIES, Level.OFF));
    }

    void set(String module, Level level) {
        modules.put(module, level);
    }

    /** The levels that were set, by module. */
    Map<String, Level> asked() {
        return new TreeMap<>(modules);
    }

    Level ofLogger(String loggerName) {
        var module = ModuleName.of(loggerName);
        var level = ofModule(module);
        return module.equals(ModuleName.LIBRARIES) && isNoisy(loggerName) && level.isMoreSpecificThan(Level.INFO)
                ? Level.OFF
                : level;
    }

    /** The module's own level, else that of the nearest module above it, else the default. */
    Level ofModule(String module) {
        for (var name = module; !name.isEmpty(); name = name.substring(0, Math.max(0, name.lastIndexOf('.')))) {
            var level = modules.get(name);
            if (level != null) {
                return level;
            }
        }
        return module.equals(ModuleName.LIBRARIES) ? Level.WARN : byDefault;
    }

    private static boolean isNoisy(String loggerName) {
        for (var prefix : NOISY) {
            if (loggerName.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
