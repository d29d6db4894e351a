package dev.shoal.yaml;

import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Puts a parser's complaint into one line that says what to write, the usual traps first. */
public final class YamlFault {
    private YamlFault() {}

    /** The complaint about the file with that text: file, line, column, fact and remedy. */
    public static String describe(Path file, YAMLException fault, String text) {
        if (fault instanceof ReaderException unprintable) {
            return control(file, unprintable, text);
        }
        if (!(fault instanceof MarkedYAMLException marked) || marked.getProblemMark() == null) {
            return file + ": cannot be read as YAML: " + firstLine(String.valueOf(fault.getMessage()));
        }
        var mark = marked.getProblemMark();
        var lines = text.lines().toList();
        var line = mark.getLine() < lines.size() ? lines.get(mark.getLine()) : "";
        return file + ":" + (mark.getLine() + 1) + ": column " + (mark.getColumn() + 1) + ": "
                + complaint(line, mark.getColumn(), marked);
    }

    private static String control(Path file, ReaderException fault, String text) {
        var before = text.substring(0, Math.min(fault.getPosition(), text.length()));
        var line = before.chars().filter(c -> c == '\n').count() + 1;
        var column = before.length() - before.lastIndexOf('\n');
        return file + ":" + line + ": column " + column
                + String.format(
                        Locale.ROOT,
                        ": the control character U+%04X cannot be in YAML; remove it",
                        fault.getCodePoint());
    }

    private static String complaint(String line, int column, MarkedYAMLException fault) {
        var at = column < line.length() ? line.charAt(column) : ' ';
        var problem = String.valueOf(fault.getProblem());
        if (problem.contains("cannot start any token")) {
            return at == '\t'
                    ? "YAML takes no tab here; indent with blanks"
                    : "a YAML value cannot begin with " + at + "; put it in quotes: \"" + value(line, column) + "\"";
        }
        if (at == '!') {
            return "a YAML value that begins with ! is a tag; put it in quotes: \"" + value(line, column) + "\"";
        }
        if (problem.startsWith("found undefined alias")) {
            return "a YAML value that begins with * is an alias; put it in quotes: \""
                    + value(line, start(line, column)) + "\"";
        }
        if (line.substring(0, Math.min(column, line.length())).contains("\t")) {
            return "YAML takes no tabs to indent; use blanks";
        }
        return "this is no YAML (" + firstLine(problem)
                + "); a value with one of : # [ ] { } , & * ! | > ' \" % @ ` in it" + " may want quotes";
    }

    /** Where the alias begins: the parser points behind its star or at it. */
    private static int start(String line, int column) {
        return column > 0 && line.charAt(column - 1) == '*' ? column - 1 : column;
    }

    /** The word that wants quotes: to the end of the line or of its place in a list or map. */
    private static String value(String line, int column) {
        var rest = line.substring(Math.min(column, line.length()));
        for (var end : List.of(" #", ", ", "}", "\"")) {
            var index = rest.indexOf(end);
            rest = index < 0 ? rest : rest.substring(0, index);
        }
        return rest.strip();
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("").strip();
    }
}
