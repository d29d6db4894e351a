package dev.shoal.yaml;

import java.nio.file.Path;
import java.util.Comparator;

/**
 * A place in one of several files.
 *
 * @param file which of them, from 0
 * @param name what messages call it
 * @param line from 1
 * @param column from 1
 */
public record YamlPosition(int file, String name, int line, int column) {
    static final Comparator<YamlPosition> ORDER = Comparator.comparingInt(YamlPosition::file)
            .thenComparingInt(YamlPosition::line)
            .thenComparingInt(YamlPosition::column);

    /** The beginning of a file. */
    public static YamlPosition startOf(int file, Path path) {
        return new YamlPosition(file, path.toString(), 1, 1);
    }

    /** Another place in the same file. */
    YamlPosition at(int newLine, int newColumn) {
        return new YamlPosition(file, name, newLine, newColumn);
    }

    /** Without the column, as {@code hosts.yaml:3}. */
    public String inLine() {
        return name + ":" + line;
    }

    /** As {@code hosts.yaml:3:5}. */
    @Override
    public String toString() {
        return inLine() + ":" + column;
    }
}
