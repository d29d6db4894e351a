package dev.shoal.cli;

import dev.shoal.output.Screen;
import dev.shoal.script.Language;
import dev.shoal.script.Line;
import dev.shoal.script.Words;
import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Runs lines in the language of the prompt, one after the other. */
final class Lines {
    private final Desk desk;

    Lines(Desk desk) {
        this.desk = desk;
    }

    /** Runs these lines, or those of standard input where there are none. The worst of them is what the process ends with. */
    int run(List<String> lines) throws InterruptedException {
        var worst = lines.isEmpty() ? standardInput() : each(lines);
        return desk.leaving().orElse(worst);
    }

    private int each(List<String> lines) throws InterruptedException {
        var worst = ExitStatus.OK;
        for (var line : lines) {
            var status = one(line);
            worst = ExitStatus.worse(worst, status);
            if (status == ExitStatus.USAGE || status == ExitStatus.INTERRUPTED || desk.isOver()) {
                break;
            }
        }
        return worst;
    }

    /** A mistake typed at a terminal does not end the input: the next line may mend it. */
    private int standardInput() throws InterruptedException {
        var typed = desk.streams().inIsTerminal();
        var worst = ExitStatus.OK;
        try (var reader =
                new BufferedReader(new InputStreamReader(desk.streams().in(), UTF_8))) {
            for (var line = next(reader, typed); line != null; line = next(reader, typed)) {
                var status = one(line);
                worst = typed ? status : ExitStatus.worse(worst, status);
                if (status == ExitStatus.INTERRUPTED || (status == ExitStatus.USAGE && !typed) || desk.isOver()) {
                    break;
                }
            }
            if (typed) {
                desk.note(""); // Ctrl-D left the cursor behind the prompt
            }
        } catch (IOException e) {
            desk.note("shoal: standard input: " + e.getMessage());
            return ExitStatus.USAGE;
        }
        return worst;
    }

    private @Nullable String next(BufferedReader reader, boolean typed) throws IOException {
        if (typed) {
            desk.screen().err(Screen.Text.of("shoal " + Targets.named(desk.given(), desk) + "> "));
        }
        return reader.readLine();
    }

    /** Runs one line and says what it came to. */
    int one(String line) throws InterruptedException {
        try {
            return run(Language.classify(line));
        } catch (UsageException e) {
            desk.note(e.shown());
            return ExitStatus.USAGE;
        }
    }

    private int run(Line line) throws UsageException, InterruptedException {
        return switch (line) {
            case Line.Nothing _ -> ExitStatus.OK;
            case Line.Target target -> verb("use", Targets.atLineStart(target.nodeset(), desk), desk.given());
            case Line.RunOn on ->
                verb("exec", on.text(), desk.given().with(Given.target(Targets.atLineStart(on.nodeset(), desk))));
            case Line.Verb verb -> verb(verb.name(), verb.rest(), desk.given());
            case Line.Groovy groovy ->
                throw new UsageException("Groovy is not in this version: " + groovy.text()
                        + ". To run it on the hosts: exec " + groovy.text());
        };
    }

    private int verb(String name, String rest, Given given) throws UsageException, InterruptedException {
        var verb = Verbs.named(name);
        var words = Words.of(rest);
        var texts = words.stream().map(Words.Word::text).toList();
        var parsed = new OptionParser(name, verb.options(), verb.isRaw()).parse(texts);
        if (parsed.given().has(Option.HELP)) {
            return new Help(desk.screen()).verb(verb);
        }
        var left = parsed.words().size();
        var text = left == 0
                ? ""
                : rest.substring(words.get(words.size() - left).start()).stripTrailing();
        if (verb.isRaw()) {
            refuseLaterSyntax(text);
            text = Words.unquoted(text);
        }
        return verb.run(new Call(given.with(parsed.given()), parsed.words(), text), desk)
                .status();
    }

    /** What the prompt will read as its own must not reach the hosts today. */
    private static void refuseLaterSyntax(String text) throws UsageException {
        if (Words.indexOutsideQuotes(text, " |> ") >= 0) {
            throw new UsageException("`|>` pipes into Groovy, which is not in this version: " + text);
        }
        if (text.contains("#{")) {
            throw new UsageException("`#{…}` is a Groovy value, which is not in this version: " + text);
        }
    }
}
