package dev.shoal.plugin;

import dev.shoal.fleet.ThrownText;

import java.lang.reflect.InvocationTargetException;

/** What foreign code has thrown while it was loaded, in one line. */
final class Thrown {
    private Thrown() {}

    /** The type and the first line of the message. */
    static String inWords(Throwable thrown) {
        return ThrownText.line(cause(thrown));
    }

    /** As {@link #inWords}, and where in the class's own source, if it was there. */
    static String inWords(Throwable thrown, Class<?> in) {
        for (var line : cause(thrown).getStackTrace()) {
            if (line.getClassName().equals(in.getName())) {
                return inWords(thrown) + " (" + line.getFileName() + ":" + line.getLineNumber() + ")";
            }
        }
        return inWords(thrown);
    }

    private static Throwable cause(Throwable thrown) {
        var wraps = thrown instanceof InvocationTargetException || thrown instanceof ExceptionInInitializerError;
        return wraps && thrown.getCause() != null ? cause(thrown.getCause()) : thrown;
    }
}
