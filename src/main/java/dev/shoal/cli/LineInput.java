package dev.shoal.cli;

import dev.shoal.terminal.Screen;
import dev.shoal.text.Utf8;
import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Lines from standard input, where no line editor is at hand: a file, a pipe, or a terminal that is none of JLine's. */
final class LineInput {
    private final CommandContext context;
    private final boolean isTyped;
    /** Of the lines read so far. */
    private int count;

    LineInput(CommandContext context) {
        this.context = context;
        this.isTyped = context.streams().inIsTerminal();
    }

    /** Runs them to the end. A mistake typed at a terminal does not end the input: the next line may mend it. */
    int run() throws InterruptedException {
        var lines = new LineRunner(context);
        var worst = ExitStatus.OK;
        if (isTyped) {
            Targets.reportBroken(context);
        }
        try (var reader =
                new BufferedReader(new InputStreamReader(context.streams().in(), ISO_8859_1))) { // bytes: see line()
            for (var line = next(reader); line != null; line = next(reader)) {
                context.startLine(isTyped ? line : ""); // in a file a blank is indentation
                var status = lines.runLine(line);
                worst = isTyped ? status : ExitStatus.worse(worst, status);
                if (status == ExitStatus.INTERRUPTED || context.isOver() || (!isTyped && lines.ends(status))) {
                    break;
                }
            }
            if (isTyped) {
                context.note(""); // Ctrl-D left the cursor after the prompt
            }
        } catch (NotUtf8 e) {
            context.note("shoal: " + e.getMessage());
            return ExitStatus.USAGE;
        } catch (IOException e) {
            context.note("shoal: standard input: " + e.getMessage());
            return ExitStatus.USAGE;
        }
        return context.leaving().orElse(worst);
    }

    /** The next line with as many further ones as it needs; null at the end. */
    private @Nullable String next(BufferedReader reader) throws IOException {
        prompt("shoal " + Targets.named(context.options(), context) + "> ");
        var text = line(reader);
        while (text != null && LineRunner.isUnfinished(text)) {
            prompt("> ");
            var more = line(reader);
            if (more == null) {
                return text;
            }
            text = text + "\n" + more;
        }
        return text;
    }

    /** A line exactly as its bytes say; those that are not UTF-8 would reach the hosts changed. */
    private @Nullable String line(BufferedReader reader) throws IOException {
        var bytes = reader.readLine();
        if (bytes == null) {
            return null;
        }
        count++;
        var text = Utf8.of(bytes.getBytes(ISO_8859_1))
                .orElseThrow(() -> new NotUtf8("standard input, line " + count + ": not UTF-8: \""
                        + Utf8.escaped(bytes.getBytes(ISO_8859_1)) + "\". Save the text as UTF-8"));
        return count == 1 ? Utf8.withoutMark(text) : text;
    }

    /** Its message is for the operator. */
    private static final class NotUtf8 extends IOException {
        NotUtf8(String problem) {
            super(problem);
        }
    }

    private void prompt(String text) {
        if (isTyped) {
            context.screen().err(Screen.Text.of(text));
        }
    }
}
