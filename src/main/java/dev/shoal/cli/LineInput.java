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
    private final CommandContext desk;
    private final boolean isTyped;
    /** Of the lines read so far. */
    private int count;

    LineInput(CommandContext desk) {
        this.desk = desk;
        this.isTyped = desk.streams().inIsTerminal();
    }

    /** Runs them to the end. A mistake typed at a terminal does not end the input: the next line may mend it. */
    int run() throws InterruptedException {
        var lines = new LineRunner(desk);
        var worst = ExitStatus.OK;
        if (isTyped) {
            Targets.tellBroken(desk);
        }
        try (var reader =
                new BufferedReader(new InputStreamReader(desk.streams().in(), ISO_8859_1))) { // bytes: see line()
            for (var line = next(reader); line != null; line = next(reader)) {
                desk.startLine(isTyped ? line : ""); // in a file a blank is indentation
                var status = lines.runLine(line);
                worst = isTyped ? status : ExitStatus.worse(worst, status);
                if (status == ExitStatus.INTERRUPTED || desk.isOver() || (!isTyped && lines.ends(status))) {
                    break;
                }
            }
            if (isTyped) {
                desk.note(""); // Ctrl-D left the cursor behind the prompt
            }
        } catch (NotUtf8 e) {
            desk.note("shoal: " + e.getMessage());
            return ExitStatus.USAGE;
        } catch (IOException e) {
            desk.note("shoal: standard input: " + e.getMessage());
            return ExitStatus.USAGE;
        }
        return desk.leaving().orElse(worst);
    }

    /** The next line with as many further ones as it needs; null at the end. */
    private @Nullable String next(BufferedReader reader) throws IOException {
        prompt("shoal " + Targets.named(desk.given(), desk) + "> ");
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
            desk.screen().err(Screen.Text.of(text));
        }
    }
}
