package dev.shoal.sources;

import dev.shoal.nodeset.Expression;
import dev.shoal.text.ProblemsException;
import dev.shoal.yaml.Problems;
import dev.shoal.yaml.YamlDocument;
import dev.shoal.yaml.YamlNode;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A file in a directory of {@code autodir} (groups.conf(5)): group source, group, then a nodeset or a list of them. */
final class YamlGroupFile {
    private static final String WANTED = "write group sources, as in roles: {web: web[1-20]}";

    private final Path file;

    YamlGroupFile(Path file) {
        this.file = file;
    }

    /**
     * The definitions by source and group, in the order of the file.
     *
     * @throws ProblemsException with all mistakes in the file
     */
    Map<String, Map<String, Expression>> read() throws ProblemsException {
        var problems = new Problems();
        var sources = new LinkedHashMap<String, Map<String, Expression>>();
        var root = YamlDocument.readForPython(file, problems);
        problems.throwIfAny();
        if (root.isEmpty()) {
            throw new ProblemsException(file + ": empty file: " + WANTED);
        }
        for (var source : root.get().entries("the file", WANTED)) {
            var groups = new LinkedHashMap<String, Expression>();
            for (var group : source.value().entries(source.key(), "write groups, as in web: web[1-20]")) {
                var items = items(group.value(), group.key(), problems);
                groups.put(
                        group.key(),
                        Expression.at(group.value().position().inLine(), GroupText.nodeset(items, source.key())));
            }
            sources.put(source.key(), groups);
        }
        problems.throwIfAny();
        return sources;
    }

    private static List<String> items(YamlNode value, String group, Problems problems) {
        return switch (value) {
            case YamlNode.Scalar scalar -> scalar.isEmpty() ? List.of() : List.of(scalar.text());
            case YamlNode.Sequence list ->
                list.items().stream()
                        .flatMap(item -> items(item, group, problems).stream())
                        .toList();
            case YamlNode.Mapping mapping -> {
                problems.add(mapping.position(), group, "a mapping was found: write a nodeset or a list of them");
                yield List.of();
            }
        };
    }
}
