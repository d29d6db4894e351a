package dev.shoal.script;

import org.codehaus.groovy.runtime.FormatHelper;
import org.jspecify.annotations.Nullable;

/** Values as people read them: texts as they are, the rest as Groovy would write it. */
final class Shown {
    private static final int MOST = 1 << 20;

    private Shown() {}

    /** The value as text; one that is endless or contains itself is cut, and says so. */
    static String text(@Nullable Object value) {
        if (value instanceof CharSequence text) {
            return text.toString();
        }
        try {
            var text = FormatHelper.inspect(value);
            return text.length() <= MOST ? text : text.substring(0, MOST) + "… [cut: " + text.length() + " characters]";
        } catch (StackOverflowError e) {
            return (value == null ? "a value" : value.getClass().getSimpleName()) + " that contains itself";
        }
    }
}
