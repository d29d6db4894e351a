package dev.shoal.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.shoal.text.CleanText;
import dev.shoal.text.Mask;
import org.apache.logging.log4j.core.LogEvent;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One event as a line of JSON for a collector. Fields are only ever added:
 *
 * <ul>
 *   <li>{@code v} 1, the version of this list
 *   <li>{@code at} when, in UTC with milliseconds, as {@code 2026-11-22T14:02:11.123Z}
 *   <li>{@code level} {@code FATAL ERROR WARN INFO DEBUG TRACE}
 *   <li>{@code module} whose log file has it, as {@code transport.ssh}
 *   <li>{@code logger} the class within it; absent for plugins and scripts
 *   <li>{@code host} the host; absent if the event concerns none
 *   <li>{@code thread} the thread's name, if it has one
 *   <li>{@code message} the text, of any number of lines
 *   <li>{@code stack} the stack trace with its causes; absent without one
 *   <li>{@code machine} the machine that Shoal runs on; absent if its name is not known
 *   <li>{@code pid} and {@code seq} the process and the event's number in it: a request without a reply is sent again, and
 *       {@code machine}, {@code pid} and {@code seq} let the collector recognise events that it has
 *   <li>{@code dropped} how many events are missing here; only in the event that reports it, which has no {@code seq}
 * </ul>
 *
 * <p>Secrets are masked and control characters shown, as in the files. Safe for many threads.
 */
final class LogJson {
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");
    private static final int LONGEST_TEXT = 16 << 10;
    private static final long PID = ProcessHandle.current().pid();

    private final JsonFactory json = new JsonFactory();
    private final AtomicLong sequence = new AtomicLong();
    private final String machine;

    /**
     * Lines from one machine.
     *
     * @param machine its name; empty if it is not known
     */
    LogJson(String machine) {
        this.machine = machine;
    }

    /** The event with its newline. */
    byte[] line(LogEvent event) {
        return line(out -> {
            begin(
                    out,
                    Instant.ofEpochMilli(event.getTimeMillis()),
                    event.getLevel().name(),
                    ModuleName.of(event.getLoggerName()));
            write(out, "logger", ModuleName.shortName(event.getLoggerName()));
            write(out, "host", event.getContextData().getValue(LogLine.HOST));
            write(out, "thread", event.getThreadName());
            out.writeStringField("message", text(event.getMessage().getFormattedMessage()));
            write(out, "stack", event.getThrown() == null ? null : StackText.of(event.getThrown()));
            end(out);
            out.writeNumberField("seq", sequence.incrementAndGet());
        });
    }

    /** The event that reports dropped events. */
    byte[] dropped(Instant at, long count) {
        return line(out -> {
            begin(out, at, "WARN", "log");
            out.writeStringField(
                    "message", count + " log events before this one were dropped; the files on this machine have them");
            out.writeNumberField("dropped", count);
            end(out);
        });
    }

    private interface Fields {
        void write(JsonGenerator out) throws IOException;
    }

    private byte[] line(Fields fields) {
        var bytes = new ByteArrayOutputStream();
        try (var out = json.createGenerator(bytes)) {
            out.writeStartObject();
            fields.write(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    private static void begin(JsonGenerator out, Instant at, String level, String module) throws IOException {
        out.writeNumberField("v", 1);
        out.writeStringField("at", at.truncatedTo(ChronoUnit.MILLIS).toString());
        out.writeStringField("level", level);
        out.writeStringField("module", module);
    }

    private void end(JsonGenerator out) throws IOException {
        write(out, "machine", machine);
        out.writeNumberField("pid", PID);
    }

    private static void write(JsonGenerator out, String name, @Nullable String value) throws IOException {
        if (value != null && !value.isEmpty()) {
            out.writeStringField(name, text(value));
        }
    }

    private static String text(@Nullable String text) {
        var clean = CleanText.of(Mask.text(String.valueOf(text))).stripTrailing();
        return clean.length() <= LONGEST_TEXT
                ? clean
                : clean.substring(0, LONGEST_TEXT) + " … (" + (clean.length() - LONGEST_TEXT) + " more characters)";
    }

    /** The name of this machine; empty if the system does not provide it. The JDK's own way asks the resolver, which can take seconds. */
    static String machineName() {
        try {
            return Files.isReadable(HOST_NAME) ? Files.readString(HOST_NAME).strip() : variable();
        } catch (IOException e) {
            return variable();
        }
    }

    private static String variable() {
        return System.getenv().getOrDefault("HOSTNAME", "");
    }
}
