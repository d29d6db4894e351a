package dev.shoal.yaml;

import dev.shoal.files.TextFile;
import dev.shoal.text.ProblemsException;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.StreamReader;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads YAML, once, and notes what is not valid, in an operator's words instead of those of the parser (SnakeYAML 2.7). Everything that
 * Shoal reads as YAML comes through here.
 */
public final class YamlDocument {
    /** SnakeYAML works recursively and would fail at some thousands. */
    private static final int MAX_DEPTH = 50;

    private static final int MAX_ALIASES = 100;
    private static final int MAX_ALIASES_OF_ANSIBLE = 1000;
    private static final String QUOTE_IT = ": put the whole value in quotes";

    private final YamlPosition start;
    private final Problems problems;
    private final boolean allowsDuplicates;

    private YamlDocument(YamlPosition start, Problems problems, boolean allowsDuplicates) {
        this.start = start;
        this.problems = problems;
        this.allowsDuplicates = allowsDuplicates;
    }

    /**
     * The root of a file. Empty where there is nothing in it, and where it cannot be read or is not YAML, which is then noted.
     *
     * @param number which of several files it is, for the order of the problems
     */
    public static Optional<YamlNode> read(int number, Path file, Problems problems) {
        return new YamlDocument(YamlPosition.startOf(number, file), problems, false).root(file);
    }

    /** As {@link #read}, for a file that PyYAML reads too: of two equal keys the last one wins. */
    public static Optional<YamlNode> readForPython(Path file, Problems problems) {
        return new YamlDocument(YamlPosition.startOf(0, file), problems, true).root(file);
    }

    private Optional<YamlNode> root(Path file) {
        try {
            var text = TextFile.read(file);
            return parsed(text, MAX_ALIASES, options -> new Yaml(options).compose(new StringReader(text)))
                    .map(node -> YamlNode.of(this, node));
        } catch (ProblemsException e) {
            problems.add(start, e);
            return Optional.empty();
        }
    }

    /**
     * The values of a text as Ansible reads them: maps, lists, texts, numbers and truth values; empty as {@link #read}.
     *
     * @param file what messages call it
     */
    public static Optional<Object> valuesForAnsible(String file, String text, Problems problems) {
        return new YamlDocument(new YamlPosition(0, file, 1, 1), problems, true)
                .parsed(text, MAX_ALIASES_OF_ANSIBLE, options -> PythonValues.reader(options)
                        .load(text));
    }

    boolean allowsDuplicates() {
        return allowsDuplicates;
    }

    Problems problems() {
        return problems;
    }

    YamlPosition at(Mark mark) {
        return start.at(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private <T> Optional<T> parsed(String text, int aliases, Function<LoaderOptions, @Nullable T> parser) {
        if (hasUnprintable(text)) {
            return Optional.empty();
        }
        var options = new LoaderOptions();
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setMaxAliasesForCollections(aliases);
        options.setCodePointLimit(Integer.MAX_VALUE); // the file's size is bounded already
        try {
            return Optional.ofNullable(parser.apply(options));
        } catch (MarkedYAMLException e) {
            note(e);
        } catch (YAMLException e) {
            // these two come without a place
            problems.add(
                    start,
                    String.valueOf(e.getMessage()).contains("aliases")
                            ? "more than " + aliases + " aliases: write the values out"
                            : "nested more than " + MAX_DEPTH + " deep");
        }
        return Optional.empty();
    }

    private boolean hasUnprintable(String text) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (!StreamReader.isPrintable(c)) {
                problems.add(
                        start.at(line, column),
                        String.format(Locale.ROOT, "control character U+%04X, not allowed in YAML: remove it", c));
                return true;
            }
            column = c == '\n' ? 1 : column + 1;
            line += c == '\n' ? 1 : 0;
        }
        return false;
    }

    private void note(MarkedYAMLException e) {
        var problem = String.valueOf(e.getProblem());
        var context = String.valueOf(e.getContext());
        boolean unclosed = problem.contains("stream end") || problem.contains("end of stream");
        var mark = unclosed ? firstOf(e.getContextMark(), e.getProblemMark()) : e.getProblemMark();
        problems.add(mark == null ? start : at(mark), unclosed ? unclosed(context) : explained(problem, context));
    }

    private static @Nullable Mark firstOf(@Nullable Mark wanted, @Nullable Mark other) {
        return wanted == null ? other : wanted;
    }

    private static String unclosed(String context) {
        return context.contains("quoted scalar")
                ? "the quote is never closed"
                : context.contains("sequence") ? "[ is never closed" : "{ is never closed";
    }

    private static String explained(String problem, String context) {
        if (problem.contains("(TAB)")) {
            return "tabs cannot indent YAML: use blanks";
        }
        if (problem.contains("cannot start any token")) {
            return problem.replaceFirst("(?s)found character '(.)'.*", "a value cannot begin with $1 in YAML")
                    + QUOTE_IT;
        }
        if (problem.contains("undefined alias") || context.contains("anchor") || context.contains("alias")) {
            return "& and * mark anchors and aliases in YAML" + QUOTE_IT;
        }
        if (problem.contains(" tag")) {
            return "! marks tags in YAML" + QUOTE_IT;
        }
        if (problem.contains("but got [")) {
            return "[ needs quotes inside { } in YAML: put the name or value that holds it in quotes";
        }
        if (problem.contains("another document")) {
            return "a second YAML document begins here: a file holds one";
        }
        if (problem.contains("mapping values are not allowed")) {
            return "unexpected key: indent it as its neighbours, or quote a value that holds \": \"";
        }
        if (problem.contains("could not find expected ':'")) {
            return "a colon is missing after the key";
        }
        if (problem.contains("expected <block end>")) {
            return problem.contains("found '<block") || problem.contains("found '?'") || problem.contains("found '-'")
                    ? "this is not indented as its neighbours"
                    : "a value continues after its closing quote or bracket" + QUOTE_IT;
        }
        return "not valid YAML: " + problem.lines().findFirst().orElse("");
    }
}
