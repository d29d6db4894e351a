package dev.shoal.text;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The secrets that are alive, so that their values can be masked in any text without anybody handing them around. Held weakly:
 * a secret that nobody has any more needs no masking. Safe for many threads.
 */
final class LiveSecrets {
    private static final List<WeakReference<Secret>> ALL = new CopyOnWriteArrayList<>();

    private LiveSecrets() {}

    static void add(Secret secret) {
        ALL.removeIf(known -> known.get() == null);
        ALL.add(new WeakReference<>(secret));
    }

    /** Those alive now. */
    static List<Secret> all() {
        return ALL.isEmpty()
                ? List.of()
                : ALL.stream().map(WeakReference::get).filter(Objects::nonNull).toList();
    }
}
