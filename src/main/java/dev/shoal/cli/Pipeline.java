package dev.shoal.cli;

import dev.shoal.script.Language;
import dev.shoal.script.Line;
import dev.shoal.script.ScriptException;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** What stands behind {@code |>}: expressions of {@code it}, one after the other. */
final class Pipeline {
    private final CommandContext desk;

    Pipeline(CommandContext desk) {
        this.desk = desk;
    }

    /** Hands the value from stage to stage, and prints what comes out. */
    Answer through(List<String> stages, Answer source) throws UsageException, ScriptException, InterruptedException {
        Object value = source.value().orElse(null);
        for (var stage : stages) {
            if (value == null) {
                return Answer.of(source.status());
            }
            value = stage(stage, value);
        }
        if (value == null) {
            return Answer.of(source.status());
        }
        new ValuePrinter(desk).print(value);
        return Answer.of(source.status(), value);
    }

    private @Nullable Object stage(String text, Object it)
            throws UsageException, ScriptException, InterruptedException {
        if (Language.classify(text) instanceof Line.Verb verb) {
            Verbs.named(verb.name());
            throw new UsageException(
                    verb.name() + " takes nothing from a pipe; behind |> stands an expression of `it`");
        }
        return desk.groovy().evaluateEach(text, List.of(Map.of("it", it))).getFirst();
    }
}
