package dev.shoal.script;

import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.Moved;
import dev.shoal.fleet.Outcome;
import dev.shoal.fleet.Reply;
import dev.shoal.output.data.RunRows;
import dev.shoal.plugin.ReplyException;
import dev.shoal.plugin.Rows;
import dev.shoal.transport.Ending;
import dev.shoal.transport.Failure;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The result of one host, for Groovy: the outcome, and the reply or the failure. Immutable. */
public final class ResultView {
    private static final String TABLE_REMEDY =
            "; name the columns, as in it.table('name', 'state', 'rest'), or use it*.lines";

    private final HostResult<?> result;
    private final Outcome outcome;

    ResultView(HostResult<?> result, Outcome outcome) {
        this.result = result;
        this.outcome = outcome;
    }

    /** A property that it does not have. */
    @SuppressWarnings("DoNotCallSuggester") // Groovy calls it
    public Object propertyMissing(String name) {
        var hasRows = getRows().head().find(name).isPresent();
        throw NoSuchName.of(
                "the result of a host has no property",
                name,
                hasRows ? List.of("rows*." + name) : ListView.properties(ResultView.class),
                "",
                ResultView.class);
    }

    /** The host's name. */
    public String getHost() {
        return result.host().name();
    }

    /** The outcome, e.g. {@code ok}, {@code exit} or {@code timeout}. */
    public String getOutcome() {
        return outcome.word();
    }

    /** The command's exit status; null if no command ended. */
    public @Nullable Integer getExit() {
        return reply().flatMap(Reply::ending).orElse(null) instanceof Ending.Exited exited ? exited.status() : null;
    }

    /** Standard output of the command, up to the limit. */
    public String getOut() {
        return reply().map(reply -> reply.out().text()).orElse("");
    }

    /** Standard error of the command, up to the limit. */
    public String getErr() {
        return reply().map(reply -> reply.err().text()).orElse("");
    }

    /**
     * The value of a task that is not a command: the rows of a plugin, a map with {@code files bytes skipped} of files, or the
     * value that the closure of {@code sftp} returned.
     */
    public @Nullable Object getValue() {
        return switch (result instanceof HostResult.Done<?> done ? done.value() : null) {
            case Optional<?> maybe -> maybe.orElse(null);
            case Rows _ -> getRows();
            case Moved moved -> Map.of("files", moved.files(), "bytes", moved.bytes(), "skipped", moved.skipped());
            case null -> null;
            case Object value -> value;
        };
    }

    /** The rows of a plugin for this host; empty where there are none. */
    public RowsView getRows() {
        return result instanceof HostResult.Done<?> done && done.value() instanceof Rows rows
                ? RowsView.of(RunRows.ofHost(done.host(), rows))
                : RowsView.of(new Rows(List.of(), List.of()));
    }

    Map<String, Object> replyCells() {
        var cells = cells();
        RowView.put(cells, "exit", getExit());
        cells.put("ms", getMs());
        cells.put("out", getOut());
        cells.put("err", getErr());
        return cells;
    }

    Map<String, Object> fileCells() {
        var cells = cells();
        if (value() instanceof Moved moved) {
            cells.put("files", moved.files());
            cells.put("bytes", moved.bytes());
        }
        cells.put("ms", getMs());
        return cells;
    }

    Map<String, Object> valueCells() {
        var cells = cells();
        cells.put("ms", getMs());
        RowView.put(cells, "value", getValue());
        return cells;
    }

    private Map<String, Object> cells() {
        var cells = new LinkedHashMap<String, Object>();
        cells.put("host", getHost());
        cells.put("outcome", getOutcome());
        return cells;
    }

    /** Whether its command ended and wrote nothing. */
    boolean isSilent() {
        return result instanceof HostResult.Done<?> done && done.value() instanceof Reply reply && reply.isSilent();
    }

    /** What the host has given, whole or in part. */
    private @Nullable Object value() {
        return switch (result) {
            case HostResult.Done<?> done -> done.value();
            case HostResult.Failed<?> failed -> failed.partial().orElse(null);
            case HostResult.NotStarted<?> _ -> null;
        };
    }

    /** How long the host took, in milliseconds. */
    public long getMs() {
        return result.took().toMillis();
    }

    /** The lines of standard output, without line ends. */
    public List<String> getLines() {
        return getOut().lines().toList();
    }

    /** Standard output, read as JSON. */
    @SuppressWarnings("NullAway") // null for the JSON null, as in Groovy's own values
    public Object getJson() throws ScriptException {
        try {
            return output().json();
        } catch (ReplyException e) {
            throw new ScriptException(getHost() + ": " + e.getMessage(), e);
        }
    }

    /** Standard output, read as a table as plugins read it; {@code host} is the first key of each row. */
    List<Map<String, Object>> table(String... titles) throws ScriptException {
        try {
            return output().table(titles).stream().map(this::withHost).toList();
        } catch (ReplyException e) {
            var remedy = e.remedy().isEmpty() ? "" : TABLE_REMEDY;
            throw new ScriptException(getHost() + ": " + e.getMessage() + remedy, e);
        }
    }

    private Map<String, Object> withHost(Map<String, Object> row) {
        var whole = new LinkedHashMap<String, Object>();
        whole.put("host", getHost());
        whole.putAll(row);
        return whole;
    }

    private dev.shoal.plugin.Reply output() {
        return dev.shoal.plugin.Reply.of(0, getOut(), "");
    }

    /** The phase in which it failed, e.g. {@code connect}; null if it did not fail. */
    public @Nullable String getPhase() {
        return failure().map(failure -> failure.phase().word()).orElse(null);
    }

    /** The kind of the failure, e.g. {@code refused}; null if it did not fail. */
    public @Nullable String getKind() {
        return failure().map(failure -> failure.kind().word()).orElse(null);
    }

    /** The failure in words, with the remedy; null if it did not fail. */
    public @Nullable String getMessage() {
        return failure().map(Failure::message).orElse(null);
    }

    /** Whether the command may still run there. */
    public boolean isMayStillRun() {
        return failure().map(Failure::mayStillRun).orElse(false);
    }

    /** Whether it is ok. */
    public boolean isOk() {
        return outcome == Outcome.OK;
    }

    HostResult<?> result() {
        return result;
    }

    private Optional<Reply> reply() {
        return value() instanceof Reply reply ? Optional.of(reply) : Optional.empty();
    }

    private Optional<Failure> failure() {
        return result instanceof HostResult.Failed<?> failed ? Optional.of(failed.failure()) : Optional.empty();
    }

    @Override
    public String toString() {
        var exit = getExit();
        return getHost() + ": " + getOutcome() + (exit == null || exit == 0 ? "" : " " + exit);
    }
}
