package dev.shoal.yaml;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

import java.util.Comparator;

/**
 * A place in one of the files.
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

    YamlPosition at(Mark mark) {
        return new YamlPosition(file, name, mark.getLine() + 1, mark.getColumn() + 1);
    }

    public YamlPosition at(Node node) {
        return at(node.getStartMark());
    }

    /** The character of the scalar's value, from 1; the scalar's start where quoting or folding hides the character. */
    public YamlPosition within(ScalarNode node, int character) {
        var start = at(node);
        int written = node.getEndMark().getColumn() - node.getStartMark().getColumn();
        int quotes = node.isPlain() ? 0 : 2;
        boolean asWritten = node.getStartMark().getLine() == node.getEndMark().getLine()
                && written == node.getValue().length() + quotes;
        return asWritten ? new YamlPosition(file, name, start.line, start.column + quotes / 2 + character - 1) : start;
    }

    /** As {@code hosts.yaml:3:5}. */
    @Override
    public String toString() {
        return name + ":" + line + ":" + column;
    }
}
