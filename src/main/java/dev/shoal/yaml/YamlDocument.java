package dev.shoal.yaml;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.StreamReader;

import java.io.StringReader;
import java.util.Locale;
import java.util.Optional;

/**
 * Turns text into YAML nodes, whose scalars are still as they were written: a host called {@code on} or {@code 1e3} stays
 * that. Says in an operator's words what SnakeYAML (2.6) says in a parser's.
 */
public final class YamlDocument {
    /** The format needs four levels; SnakeYAML works recursively and would fail at some thousands. */
    private static final int MAX_DEPTH = 20;

    private static final int MAX_ALIASES = 100;
    private static final String QUOTE_IT = ": put the whole value in quotes";

    private final YamlPosition file;
    private final Problems findings;
    private final String levels;

    public YamlDocument(YamlPosition file, Problems findings) {
        this(file, findings, "hosts, groups and vars need four levels");
    }

    /**
     * As the other one, for another format.
     *
     * @param levels what is said of a file that is nested too deep
     */
    public YamlDocument(YamlPosition file, Problems findings, String levels) {
        this.file = file;
        this.findings = findings;
        this.levels = levels;
    }

    /** The root of the document; empty where there is nothing in it, and where it is not YAML, which is then noted. */
    public Optional<Node> root(String text) {
        if (hasUnprintable(text)) {
            return Optional.empty();
        }
        var options = new LoaderOptions();
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setMaxAliasesForCollections(MAX_ALIASES);
        options.setCodePointLimit(Integer.MAX_VALUE); // the file's size is bounded already
        try {
            return Optional.ofNullable(new Yaml(options).compose(new StringReader(text)));
        } catch (MarkedYAMLException e) {
            note(e);
        } catch (YAMLException e) {
            // these two come without a place
            findings.add(
                    file,
                    String.valueOf(e.getMessage()).contains("aliases")
                            ? "more than " + MAX_ALIASES + " aliases: write the values out"
                            : "nested more than " + MAX_DEPTH + " deep: " + levels);
        }
        return Optional.empty();
    }

    private boolean hasUnprintable(String text) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (!StreamReader.isPrintable(c)) {
                findings.add(
                        new YamlPosition(file.file(), file.name(), line, column),
                        String.format(Locale.ROOT, "the control character U+%04X cannot stand here", c));
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
        findings.add(mark == null ? file : file.at(mark), unclosed ? unclosed(context) : explained(problem, context));
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
            return "a tab cannot indent YAML: use blanks";
        }
        if (problem.contains("cannot start any token")) {
            return problem.replaceFirst("(?s)found character '(.)'.*", "a value cannot begin with $1 in YAML")
                    + QUOTE_IT;
        }
        if (problem.contains("undefined alias") || context.contains("anchor") || context.contains("alias")) {
            return "& and * stand for anchors and aliases in YAML" + QUOTE_IT;
        }
        if (problem.contains("but got [")) {
            return "[ cannot stand bare inside { } in YAML: put the name or value that holds it in quotes";
        }
        if (problem.contains("another document")) {
            return "a second YAML document begins here: a file holds one";
        }
        if (problem.contains("mapping values are not allowed")) {
            return "a key is not expected here: indent it as its neighbours, or quote a value that holds \": \"";
        }
        if (problem.contains("could not find expected ':'")) {
            return "a colon is missing after the key";
        }
        if (problem.contains("expected <block end>")) {
            return problem.contains("found '<block") || problem.contains("found '?'") || problem.contains("found '-'")
                    ? "this is indented unlike its neighbours"
                    : "a value goes on after its closing quote or bracket" + QUOTE_IT;
        }
        return "not YAML, " + problem;
    }
}
