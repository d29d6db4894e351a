package dev.shoal.output.data;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import dev.shoal.fleet.Captured;
import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Moved;
import dev.shoal.fleet.Outcome;
import dev.shoal.fleet.Reply;
import dev.shoal.inventory.Selection;
import dev.shoal.output.RunTitle;
import dev.shoal.plugin.Rows;
import dev.shoal.terminal.Channel;
import dev.shoal.terminal.Screen;
import dev.shoal.transport.Ending;
import dev.shoal.transport.Failure;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The fields of {@code json} and {@code jsonl}, in their order. They are a promise to scripts: only ever add. */
public final class JsonShape {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT) // what broke off must not look complete
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .build();

    private static final CharacterEscapes DEL = new DelEscaped();
    private static final Set<Outcome> MAY_STILL_RUN = EnumSet.of(Outcome.TIMEOUT, Outcome.CANCELLED, Outcome.UNKNOWN);

    private final boolean toTerminal;

    public JsonShape(Channel channel) {
        this.toTerminal = channel.isTerminal();
    }

    /** JSON's own escapes, and one for DEL, which Jackson takes for a letter (2.21.0). */
    private static final class DelEscaped extends CharacterEscapes {
        private static final long serialVersionUID = 1;

        @Override
        public int[] getEscapeCodesForAscii() {
            var codes = standardAsciiEscapesForJSON();
            codes[0x7f] = ESCAPE_STANDARD;
            return codes;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int c) {
            return null;
        }
    }

    /**
     * The fields of one host's result.
     *
     * @param <T> what the task returns for one host
     */
    @FunctionalInterface
    public interface Result<T> {
        void write(HostResult<T> result, Set<Integer> okExits, JsonGenerator json) throws IOException;
    }

    /** Some of the fields of an object. */
    @FunctionalInterface
    public interface Fields {
        void writeTo(JsonGenerator json) throws IOException;
    }

    /** One object on a line of its own. */
    public Screen.Text object(Fields fields) {
        return stream -> {
            try (var json = generator(stream)) {
                json.writeStartObject();
                fields.writeTo(json);
                json.writeEndObject();
            }
            stream.write('\n');
        };
    }

    /** Any plain value on a line of its own. */
    Screen.Text value(@Nullable Object value) {
        return stream -> {
            try (var json = generator(stream)) {
                JsonValues.write(value, json);
            }
            stream.write('\n');
        };
    }

    private JsonGenerator generator(OutputStream stream) throws IOException {
        var json = FACTORY.createGenerator(stream, JsonEncoding.UTF8);
        if (toTerminal) {
            // JSON itself escapes the controls below U+0020; this also DEL, those above and what turns the writing
            // round
            json.setCharacterEscapes(DEL);
            json.setHighestNonEscapedChar(127);
        }
        return json;
    }

    /** The run and its ledger. */
    static void run(RunTitle title, Ledger<?> ledger, JsonGenerator json) throws IOException {
        json.writeNumberField("v", 1);
        json.writeNumberField("run", title.run());
        text("at", title.at().truncatedTo(ChronoUnit.SECONDS).toString(), json);
        text("target", title.target(), json);
        text("command", title.command(), json);
        json.writeNumberField("total", ledger.total());
        json.writeNumberField("ms", ledger.took().toMillis());
        json.writeArrayFieldStart("ledger");
        for (var part : ledger.parts()) {
            json.writeStartObject();
            text("outcome", part.outcome().word(), json);
            detail(part, json);
            json.writeNumberField("count", part.hosts().size());
            text("hosts", Selection.fold(part.hosts()), json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** The run, its ledger and a result for each host. */
    static <T> void document(RunTitle title, Ledger<T> ledger, Result<T> fields, JsonGenerator json)
            throws IOException {
        run(title, ledger, json);
        json.writeArrayFieldStart("results");
        for (var result : ledger.results()) {
            json.writeStartObject();
            fields.write(result, ledger.okExits(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void detail(Ledger.Part part, JsonGenerator json) throws IOException {
        switch (part.outcome()) {
            case EXIT -> json.writeNumberField("exit", Integer.parseInt(part.detail()));
            case SIGNAL -> text("signal", part.detail(), json);
            case TIMEOUT -> text("phase", part.detail(), json);
            case FAILED, UNREACHABLE, AUTH, HOSTKEY, UNKNOWN -> text("kind", part.detail(), json);
            case OK, CANCELLED, NOTSTARTED -> {}
        }
    }

    /** What became of a command on one host. */
    public static void reply(HostResult<Reply> result, Set<Integer> okExits, JsonGenerator json) throws IOException {
        var outcome = Outcome.of(result, okExits);
        var reply = value(result);
        text("host", result.host().name(), json);
        text("outcome", outcome.word(), json);
        exit(reply.flatMap(Reply::ending), json);
        said("out", reply.map(Reply::out), json);
        said("err", reply.map(Reply::err), json);
        json.writeNumberField("ms", result.took().toMillis());
        if (reply.flatMap(Reply::ending).orElse(null) instanceof Ending.Exited exited && exited.isHeldOpen()) {
            json.writeBooleanField("heldOpen", true);
        }
        if (result instanceof HostResult.Failed<Reply> failed) {
            failure(failed.failure(), outcome, json);
        } else if (reply.flatMap(Reply::ending).orElse(null) instanceof Ending.Signalled signalled) {
            text("message", "ended by signal " + signalled.signal(), json);
        }
        if (reply.isPresent()) {
            bytes(reply.get(), json);
        }
    }

    /** What a plugin returned for one host. */
    public static Result<Rows> rows(String plugin) {
        return (result, okExits, json) -> {
            var outcome = Outcome.of(result, okExits);
            text("host", result.host().name(), json);
            json.writeStringField("plugin", plugin);
            json.writeStringField("outcome", outcome.word());
            json.writeFieldName("rows");
            JsonValues.write(
                    result instanceof HostResult.Done<Rows> done
                            ? RunRows.ofHost(done.host(), done.value()).cells()
                            : List.of(),
                    json);
            json.writeNumberField("ms", result.took().toMillis());
            if (result instanceof HostResult.Failed<Rows> failed) {
                failure(failed.failure(), outcome, json);
            }
        };
    }

    /** A list, unless it is empty. */
    private static void texts(String name, List<String> texts, JsonGenerator json) throws IOException {
        if (!texts.isEmpty()) {
            json.writeArrayFieldStart(name);
            for (var text : texts) {
                json.writeString(text);
            }
            json.writeEndArray();
        }
    }

    /** What became of one host's files. */
    public static void moved(HostResult<Moved> result, Set<Integer> okExits, JsonGenerator json) throws IOException {
        var outcome = Outcome.of(result, okExits);
        var moved = value(result).orElseGet(() -> new Moved(0, 0, List.of()));
        text("host", result.host().name(), json);
        text("outcome", outcome.word(), json);
        json.writeNullField("exit");
        json.writeNumberField("files", moved.files());
        json.writeNumberField("bytes", moved.bytes());
        texts("skipped", moved.skipped(), json);
        texts("noted", moved.noted(), json);
        json.writeNumberField("ms", result.took().toMillis());
        if (result instanceof HostResult.Failed<Moved> failed) {
            failure(failed.failure(), outcome, json);
        }
    }

    /** Piece by piece, as it may be large. */
    private static void said(String field, Optional<Captured> said, JsonGenerator json) throws IOException {
        json.writeFieldName(field);
        try (var text = said.map(Captured::reader).orElseGet(() -> Reader.of(""))) {
            json.writeString(text, -1);
        }
    }

    private static <T> Optional<T> value(HostResult<T> result) {
        return switch (result) {
            case HostResult.Done<T> done -> Optional.of(done.value());
            case HostResult.Failed<T> failed -> failed.partial();
            case HostResult.NotStarted<T> _ -> Optional.empty();
        };
    }

    private static void exit(Optional<Ending> ending, JsonGenerator json) throws IOException {
        if (ending.orElse(null) instanceof Ending.Exited exited) {
            json.writeNumberField("exit", exited.status());
        } else {
            json.writeNullField("exit");
        }
    }

    private static void failure(Failure failure, Outcome outcome, JsonGenerator json) throws IOException {
        text("phase", failure.phase().word(), json);
        text("kind", failure.kind().word(), json);
        text("message", failure.message(), json);
        if (MAY_STILL_RUN.contains(outcome)) {
            json.writeBooleanField("mayStillRun", failure.mayStillRun());
        }
    }

    private static void bytes(Reply reply, JsonGenerator json) throws IOException {
        if (reply.truncated()) {
            json.writeBooleanField("truncated", true);
            json.writeNumberField("outBytes", reply.out().totalBytes());
            json.writeNumberField("errBytes", reply.err().totalBytes());
        }
        exact("outBase64", reply.out(), json);
        exact("errBase64", reply.err(), json);
    }

    private static void exact(String field, Captured captured, JsonGenerator json) throws IOException {
        if (!captured.isUtf8()) {
            json.writeFieldName(field);
            try (var stream = captured.stream()) {
                json.writeBinary(stream, Math.toIntExact(captured.keptBytes()));
            }
        }
    }

    private static void text(String field, String text, JsonGenerator json) throws IOException {
        json.writeStringField(field, JsonValues.sound(text));
    }
}
