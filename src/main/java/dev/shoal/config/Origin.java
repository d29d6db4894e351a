package dev.shoal.config;

import java.nio.file.Path;

/**
 * Where a value comes from.
 *
 * @param label how messages name it: {@code /etc/shoal/shoal.yaml:3}, {@code SHOAL_OUTPUT}, {@code --set output}
 * @param namesKey whether the label says the key already
 * @param directory what relative paths in the value start from
 * @param home what {@code ~} in the value stands for
 */
record Origin(String label, boolean namesKey, Path directory, Path home) {
    /** What a message about the key begins with. */
    String of(String key) {
        return namesKey ? label : label + ": " + key;
    }
}
