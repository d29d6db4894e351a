package dev.shoal.log;

import java.util.Map;
import java.util.regex.Pattern;

/** The module of a logger, and so the file of its events. */
final class ModuleName {
    /** The module of all classes that are not Shoal's. */
    static final String LIBRARIES = "libraries";

    /** The form of a name, for messages. */
    static final String RULE = "letters, digits, _ and -, in parts joined by dots, at most 100 characters";

    private static final String OURS = "dev.shoal.";
    private static final String MODULE = "module.";
    private static final String TOP = "shoal";
    /** Rooms whose files have other names, which users' configurations contain; the rooms below them use the same file. */
    private static final Map<String, String> FILES = Map.of("ssh", "transport.ssh", "process", "transport.process");

    private static final int LONGEST = 100;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]++(?:\\.[A-Za-z0-9_-]++)*+");

    private ModuleName() {}

    /** Whether this can name a module: it becomes a file name, so it must not lead out of the directory. */
    static boolean isValid(String module) {
        return module.length() <= LONGEST && NAME.matcher(module).matches();
    }

    /** The name of the logger that plugins and scripts get for a module. */
    static String loggerName(String module) {
        return MODULE + module;
    }

    /** The module of a logger: for a class of ours the first part of its package after {@code dev.shoal}, its room. */
    static String of(String loggerName) {
        if (loggerName.startsWith(OURS)) {
            return room(loggerName.substring(OURS.length()));
        }
        if (loggerName.startsWith(MODULE)) {
            var module = loggerName.substring(MODULE.length());
            return isValid(module) ? module : LIBRARIES;
        }
        return LIBRARIES;
    }

    /** The name within the module: the class for Shoal's own loggers, the whole name for libraries, otherwise empty. */
    static String shortName(String loggerName) {
        if (loggerName.startsWith(OURS)) {
            var start = OURS.length() + classStart(loggerName.substring(OURS.length()));
            return loggerName.substring(start);
        }
        return loggerName.startsWith(MODULE) ? "" : loggerName;
    }

    private static String room(String rest) {
        var start = classStart(rest);
        if (start == 0) {
            return TOP;
        }
        var room = rest.substring(0, rest.indexOf('.'));
        return FILES.getOrDefault(room, room);
    }

    /** Where the class begins: the first part with a capital. The name of a nested class has more parts. */
    private static int classStart(String rest) {
        var start = 0;
        while (start < rest.length() && !Character.isUpperCase(rest.charAt(start))) {
            var dot = rest.indexOf('.', start);
            if (dot < 0) {
                return start;
            }
            start = dot + 1;
        }
        return start;
    }
}
