package dev.shoal.cli;

import dev.shoal.script.Language;
import dev.shoal.script.RowsException;
import dev.shoal.script.RowsView;
import dev.shoal.script.SavedRows;
import dev.shoal.script.ScriptException;
import dev.shoal.script.VerbFailure;
import dev.shoal.script.VerbFailure.Reason;
import dev.shoal.script.Words;
import dev.shoal.text.Amounts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A stage of a pipe that needs no Groovy: {@code where sort top save less}. It works on rows: of a collection, of a table that a
 * stage before it made, of a command's results. What can be wrong without the rows is found before anything runs.
 *
 * @param name the word
 * @param text what follows it: the condition, or all arguments as typed
 * @param words the arguments
 */
record PipeWord(String name, String text, List<String> words) {
    /** The word that the stage is; empty where it is Groovy. */
    static Optional<PipeWord> of(String stage, boolean isLast, CommandContext context) throws UsageException {
        var name = Language.pipeWord(stage);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        var text = Words.stripped(stage.substring(name.get().length()));
        var words = Words.of(text).stream().map(Words.Word::text).toList();
        var word = new PipeWord(name.get(), text, words);
        switch (word.name()) {
            case "where" -> word.checkCondition(context);
            case "sort" ->
                word.require(!words.isEmpty(), "write a column, e.g. sort use, or sort -use for the largest first");
            case "top" -> word.checkCount();
            case "save" -> {
                return Optional.of(word.checkedFile(context));
            }
            default -> {
                word.require(words.isEmpty(), "it takes no argument");
                word.require(isLast, "it must be the last stage, as it gives no value");
            }
        }
        return Optional.of(word);
    }

    private void require(boolean holds, String remedy) throws UsageException {
        if (!holds) {
            throw new UsageException("|> " + (name + " " + text).strip() + ": " + remedy);
        }
    }

    private void checkCondition(CommandContext context) throws UsageException {
        require(!text.isEmpty(), "write a condition on the columns, e.g. where use > 90");
        try {
            context.groovy().condition(RowsView.withoutUnits(text), Set.of());
        } catch (ScriptException e) {
            throw new UsageException("|> where: " + e.getMessage(), e);
        }
    }

    private void checkCount() throws UsageException {
        require(
                !words.isEmpty() && words.size() <= 2,
                "write how many rows, and a column for the largest values of it, e.g. top 5 or top 5 use");
        OptionValues.number("|> top", words.getFirst(), 0, Integer.MAX_VALUE);
    }

    private PipeWord checkedFile(CommandContext context) throws UsageException {
        require(words.size() == 1, "write one file, e.g. save full.csv");
        var file = context.site().localPaths().of(words.getFirst());
        try {
            SavedRows.check(file);
        } catch (RowsException e) {
            throw new UsageException("|> " + e.getMessage(), e);
        }
        var directory = Path.of(file).toAbsolutePath().getParent();
        require(directory == null || Files.isDirectory(directory), "no such directory: " + directory);
        return new PipeWord("save", text, List.of(file));
    }

    /**
     * What comes out of it; empty where nothing does.
     *
     * @throws VerbFailure if the value has no rows, or they lack a column
     */
    Optional<RowsView> apply(Object value, CommandContext context)
            throws UsageException, ScriptException, InterruptedException {
        try {
            var rows = rows(value);
            return switch (name) {
                case "where" -> Optional.of(rows.where(text));
                case "sort" ->
                    Optional.of(rows.sort(
                            words.getFirst(), words.subList(1, words.size()).toArray(String[]::new)));
                case "top" -> Optional.of(top(rows));
                case "save" -> {
                    rows.save(words.getFirst());
                    context.note("wrote " + words.getFirst() + " (" + Amounts.of(rows.size(), "row") + ")");
                    yield Optional.of(rows);
                }
                default -> {
                    LessVerb.page(rows.rows(), context);
                    yield Optional.empty();
                }
            };
        } catch (RowsException e) {
            var problem = String.valueOf(e.getMessage());
            throw new VerbFailure(Reason.CHECK, "|> " + (problem.startsWith(name + " ") ? "" : name + ": ") + problem);
        }
    }

    /** Of a command's results those are the rows. */
    private static RowsView rows(Object value) {
        return RowsView.in(value).orElseThrow(() -> new RowsException("what comes before it has no rows"));
    }

    private RowsView top(RowsView rows) {
        int count = Integer.parseInt(words.getFirst());
        return words.size() == 1 ? rows.top(count) : rows.top(count, words.getLast());
    }
}
