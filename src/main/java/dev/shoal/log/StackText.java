package dev.shoal.log;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** A throwable as text of many lines, its causes below it; frames that a cause shares with its effect are only counted. */
final class StackText {
    private static final int MOST_FRAMES = 100;

    private final StringBuilder text = new StringBuilder();
    private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private StackText() {}

    static String of(Throwable thrown) {
        var stack = new StackText();
        stack.add("", thrown, new StackTraceElement[0]);
        return stack.text.toString().stripTrailing();
    }

    private void add(String title, Throwable thrown, StackTraceElement[] outer) {
        text.append(title).append(thrown).append('\n');
        if (!seen.add(thrown)) {
            return; // a cause of itself
        }
        var frames = thrown.getStackTrace();
        var own = frames.length - shared(frames, outer);
        for (var i = 0; i < Math.min(own, MOST_FRAMES); i++) {
            text.append("  at ").append(frames[i]).append('\n');
        }
        var more = frames.length - Math.min(own, MOST_FRAMES);
        if (more > 0) {
            text.append("  … ").append(more).append(" more\n");
        }
        for (var suppressed : thrown.getSuppressed()) {
            add("suppressed: ", suppressed, frames);
        }
        if (thrown.getCause() != null) {
            add("caused by: ", thrown.getCause(), frames);
        }
    }

    private static int shared(StackTraceElement[] frames, StackTraceElement[] outer) {
        var n = 0;
        while (n < frames.length
                && n < outer.length
                && frames[frames.length - 1 - n].equals(outer[outer.length - 1 - n])) {
            n++;
        }
        return n;
    }
}
