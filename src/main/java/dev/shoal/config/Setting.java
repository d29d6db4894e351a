package dev.shoal.config;

import java.util.List;

/**
 * What one layer says of one key, not yet judged.
 *
 * @param items the texts: one, or those of a list
 * @param isList whether it was written as a list
 */
record Setting(String key, List<String> items, boolean isList, Origin origin) {
    Setting {
        items = List.copyOf(items);
    }

    String text() {
        return items.getFirst();
    }

    /** A message about this setting. */
    String problem(String fact) {
        return origin.of(key) + ": " + fact;
    }
}
