package dev.shoal.log;

import dev.shoal.text.CleanText;
import dev.shoal.text.Mask;
import org.apache.logging.log4j.core.LogEvent;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * One event as text: {@code 2026-11-22T14:02:11.123Z 4711 WARN  [web07] SshTransport: message}. In brackets is the host that the
 * thread works on ({@code ThreadContext} key {@code host}), else the thread. Secrets are masked, control characters shown, and
 * every further line of a message or stack trace is indented: text from a host can never look like another event.
 */
final class LogLine {
    /** The {@code ThreadContext} key of the host. */
    static final String HOST = "host";

    /** The system call writes up to 64 KiB of a heap array in one piece (JDK 25), so one event stays below. */
    static final int MAX_BYTES = 48 << 10;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** The length of the time at the start of a line. */
    static final int TIME_LENGTH = 24;

    private static final String INDENT = "\n    ";
    private static final long PID = ProcessHandle.current().pid();

    private LogLine() {}

    /** The event with its final newline. */
    static byte[] format(LogEvent event) {
        var line = new StringBuilder();
        TIME.formatTo(Instant.ofEpochMilli(event.getTimeMillis()), line);
        line.append(' ').append(PID).append(' ').append(event.getLevel());
        line.repeat(' ', Math.max(1, 6 - event.getLevel().name().length()));
        line.append('[').append(harmless(context(event))).append(']');
        var name = ModuleName.shortName(event.getLoggerName());
        line.append(name.isEmpty() ? "" : " ").append(harmless(name)).append(": ");
        line.append(harmless(event.getMessage().getFormattedMessage()));
        if (event.getThrown() != null) {
            line.append(INDENT).append(harmless(StackText.of(event.getThrown())));
        }
        return bounded(line.append('\n').toString());
    }

    private static String context(LogEvent event) {
        @Nullable String host = event.getContextData().getValue(HOST);
        if (host != null) {
            return host;
        }
        var thread = event.getThreadName();
        return thread == null || thread.isEmpty() ? "#" + event.getThreadId() : thread;
    }

    private static String harmless(@Nullable String text) {
        var clean = CleanText.of(Mask.text(String.valueOf(text))).stripTrailing();
        return clean.indexOf('\n') < 0 ? clean : clean.replace("\n", INDENT);
    }

    private static byte[] bounded(String line) {
        var bytes = line.getBytes(UTF_8);
        if (bytes.length <= MAX_BYTES) {
            return bytes;
        }
        var end = MAX_BYTES;
        while ((bytes[end] & 0xc0) == 0x80) {
            end--;
        }
        var rest = INDENT + "(" + (bytes.length - end) + " more bytes)\n";
        return (new String(bytes, 0, end, UTF_8) + rest).getBytes(UTF_8);
    }
}
