package dev.shoal.sources;

import dev.shoal.files.TextFile;
import dev.shoal.inventory.Host;
import dev.shoal.inventory.Inventory;
import dev.shoal.nodeset.Expression;
import dev.shoal.nodeset.NodeSetException;
import dev.shoal.text.ProblemsException;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Reads a plain file of hosts: a nodeset a line, blank lines and what follows a {@code #} ignored. */
public final class HostsList {
    private static final char COMMENT = '#';

    private HostsList() {}

    /**
     * The nodesets of the file, one a line.
     *
     * @throws ProblemsException where the file or a line of it cannot be read; all such lines at once
     */
    public static List<Expression> read(Path file) throws ProblemsException {
        return lines(file.toString(), TextFile.read(file));
    }

    /**
     * The nodesets that come from the stream, one a line; it is read to its end and not closed.
     *
     * @param name what messages call it
     * @throws ProblemsException where it or a line of it cannot be read; all such lines at once
     */
    public static List<Expression> read(String name, InputStream in) throws ProblemsException {
        return lines(name, TextFile.read(name, in));
    }

    /**
     * The hosts of the file as the contents of a source.
     *
     * @throws ProblemsException if the file or a line of it cannot be read
     */
    public static SourceContents contents(Path file) throws ProblemsException {
        try {
            var hosts = new LinkedHashMap<String, Host>();
            var origins = new LinkedHashMap<String, String>();
            for (var expression : read(file)) {
                for (var name : Inventory.empty().calculate(expression).names()) {
                    hosts.putIfAbsent(name, Host.named(name));
                    origins.putIfAbsent(name, expression.origin().orElse(file.toString()));
                }
            }
            return new SourceContents(
                    file.toString(), List.copyOf(hosts.values()), List.of(), origins, Optional.empty());
        } catch (NodeSetException e) {
            throw new ProblemsException(e.rendered(), e);
        }
    }

    private static List<Expression> lines(String name, String text) throws ProblemsException {
        var expressions = new ArrayList<Expression>();
        var problems = new ArrayList<String>();
        int number = 0;
        for (var line : text.lines().toList()) {
            number++;
            int comment = line.indexOf(COMMENT);
            var expression = Expression.at(
                    name + ":" + number, (comment < 0 ? line : line.substring(0, comment)).stripTrailing());
            try {
                if (!expression.text().isEmpty()) {
                    expression.check();
                    expressions.add(expression);
                }
            } catch (NodeSetException e) {
                problems.add(e.rendered());
            }
        }
        if (!problems.isEmpty()) {
            throw new ProblemsException(problems);
        }
        return expressions;
    }
}
