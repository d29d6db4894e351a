package dev.shoal.plugin;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.shoal.text.CleanText;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What a command on a host returned: its exit status and what it wrote to standard output and standard error. Groovy can use
 * each accessor without parameters as a property, too: {@code reply.out}, {@code reply.lines}. Immutable.
 */
public final class Reply {
    private final int exit;
    private final byte[] out;
    private final byte[] err;
    private final boolean truncated;

    /**
     * A reply of these bytes, which the caller must not change afterwards.
     *
     * @param exit the exit status; 128 + N after signal N, as in shells
     */
    public Reply(int exit, byte[] out, byte[] err) {
        this(exit, out, err, false);
    }

    /**
     * A reply of these bytes, which the caller must not change afterwards.
     *
     * @param truncated whether the end of the output is missing
     */
    public Reply(int exit, byte[] out, byte[] err, boolean truncated) {
        this.exit = exit;
        this.out = out;
        this.err = err;
        this.truncated = truncated;
    }

    /** A reply of these texts in UTF-8, for tests of plugins. */
    public static Reply of(int exit, String out, String err) {
        return new Reply(exit, out.getBytes(StandardCharsets.UTF_8), err.getBytes(StandardCharsets.UTF_8));
    }

    /** The exit status; 128 + N after signal N, as in shells. */
    public int exit() {
        return exit;
    }

    /** Whether the exit status is 0. */
    public boolean ok() {
        return exit == 0;
    }

    /** Standard output as text in UTF-8; invalid bytes become U+FFFD. */
    public String out() {
        return new String(out, StandardCharsets.UTF_8);
    }

    /** Standard error as text in UTF-8; invalid bytes become U+FFFD. */
    public String err() {
        return new String(err, StandardCharsets.UTF_8);
    }

    /** A copy of the bytes of standard output. */
    public byte[] outBytes() {
        return out.clone();
    }

    /** The lines of standard output, without line ends. */
    public List<String> lines() {
        return out().lines().toList();
    }

    /**
     * Standard output, read as JSON: a Map, a List, a String, a Number, a Boolean, or null for {@code null}.
     *
     * @throws ReplyException if it is not one JSON value
     */
    public @Nullable Object json() {
        var text = out();
        try (var parser = JSON.std.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new ReplyException("the output is not valid JSON: it is empty", "");
            }
            var value = JSON.std.anyFrom(parser);
            if (parser.nextToken() != null) {
                throw notJson("it goes on after the end of the value", text, null);
            }
            return value;
        } catch (IOException e) {
            var words = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw notJson(words, text, e);
        }
    }

    private static ReplyException notJson(String fact, String text, @Nullable Throwable cause) {
        return new ReplyException(
                "the output is not valid JSON: " + CleanText.line(fact) + "; it begins with \""
                        + ReplyException.shown(text) + '"',
                "",
                cause);
    }

    /**
     * Standard output, read as a table: a map for each row. Without titles, the first line has them, as that of {@code df}; they
     * are the keys in lower case. With titles, each is the key of one word, and the last one of the rest of the line. Numbers
     * and percentages are Long or Double, everything else is a String.
     *
     * @throws ReplyException if the first line has no titles, or a line does not fit under them
     */
    public List<Map<String, Object>> table(String... titles) {
        return titles.length == 0 ? ParsedTable.rows(lines()) : ParsedTable.rows(lines(), List.of(titles));
    }

    /** Whether the host sent more than the limit, so that the end of the output is missing. */
    public boolean truncated() {
        return truncated;
    }

    /**
     * This reply, if its exit status is expected. Implementations of {@link HostContext} end {@code tryExec} with it.
     *
     * @param command the command, for the message
     * @param okExits the exit statuses that are expected; none means every one
     * @throws ReplyException if it is not; the message has the command, the exit status and the first line of standard error
     */
    public Reply expecting(String command, int... okExits) {
        if (okExits.length > 0 && Arrays.stream(okExits).noneMatch(ok -> ok == exit)) {
            throw ReplyException.unexpected(command, this);
        }
        return this;
    }

    /** {@link #exit} as a property for Groovy. */
    public int getExit() {
        return exit;
    }

    /** {@link #ok} as a property for Groovy. */
    public boolean isOk() {
        return ok();
    }

    /** {@link #out} as a property for Groovy. */
    public String getOut() {
        return out();
    }

    /** {@link #err} as a property for Groovy. */
    public String getErr() {
        return err();
    }

    /** {@link #outBytes} as a property for Groovy. */
    public byte[] getOutBytes() {
        return outBytes();
    }

    /** {@link #lines} as a property for Groovy. */
    public List<String> getLines() {
        return lines();
    }

    /** {@link #json} as a property for Groovy. */
    public @Nullable Object getJson() {
        return json();
    }

    /** {@link #table} with the titles of the first line, as a property for Groovy. */
    public List<Map<String, Object>> getTable() {
        return table();
    }

    /** {@link #truncated} as a property for Groovy. */
    public boolean isTruncated() {
        return truncated;
    }

    @Override
    public String toString() {
        return "exit " + exit + ", " + out.length + " bytes out, " + err.length + " bytes err";
    }
}
