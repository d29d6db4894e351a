package dev.shoal.text;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A value that must never be shown: a password or pass phrase. It prints as {@code ***} wherever it turns up, and
 * {@link Mask} replaces its value in texts for as long as it is alive.
 */
public final class Secret {
    /** Those alive, so that their values can be masked in any text. Held weakly: a secret that is not used needs no masking. */
    private static final List<WeakReference<Secret>> ALL = new CopyOnWriteArrayList<>();

    private final char[] value;

    private Secret(char[] value) {
        this.value = value;
    }

    /** Takes a copy; the caller may wipe its own. */
    public static Secret of(char[] value) {
        var secret = new Secret(value.clone());
        ALL.removeIf(known -> known.get() == null);
        ALL.add(new WeakReference<>(secret));
        return secret;
    }

    public static Secret of(String value) {
        return of(value.toCharArray());
    }

    /** The secrets alive now. */
    static List<Secret> all() {
        return ALL.isEmpty()
                ? List.of()
                : ALL.stream().map(WeakReference::get).filter(Objects::nonNull).toList();
    }

    /** The value, as a copy that the caller wipes. */
    public char[] reveal() {
        return value.clone();
    }

    /** Whether there is nothing in it. */
    public boolean isEmpty() {
        return value.length == 0;
    }

    int length() {
        return value.length;
    }

    /** Where the value begins in a text, at or after a place; -1 if nowhere. */
    int indexIn(CharSequence text, int from) {
        for (var start = from; start <= text.length() - value.length; start++) {
            if (isAt(text, start)) {
                return start;
            }
        }
        return -1;
    }

    private boolean isAt(CharSequence text, int start) {
        for (var i = 0; i < value.length; i++) {
            if (text.charAt(start + i) != value[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return "***";
    }
}
