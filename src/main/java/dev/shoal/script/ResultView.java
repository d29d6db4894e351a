package dev.shoal.script;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.Outcome;
import dev.shoal.fleet.Reply;
import dev.shoal.transport.Ending;
import dev.shoal.transport.Failure;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What became of one host, as Groovy sees it. Immutable. */
public final class ResultView {
    private final HostResult<?> result;
    private final Outcome outcome;

    ResultView(HostResult<?> result, Outcome outcome) {
        this.result = result;
        this.outcome = outcome;
    }

    /** The host's name. */
    public String getHost() {
        return result.host().name();
    }

    /** How it ended, as {@code ok}, {@code exit} or {@code timeout}. */
    public String getOutcome() {
        return outcome.word();
    }

    /** The command's exit status; null where none ended. */
    public @Nullable Integer getExit() {
        return reply().flatMap(Reply::ending).orElse(null) instanceof Ending.Exited exited ? exited.status() : null;
    }

    /** What the command wrote to standard output, or as much of it as was kept. */
    public String getOut() {
        return reply().map(reply -> reply.out().text()).orElse("");
    }

    /** What the command wrote to standard error. */
    public String getErr() {
        return reply().map(reply -> reply.err().text()).orElse("");
    }

    /** What the host's task returned, where that is no reply of a command: rows, or what {@code sftp} was given back. */
    public @Nullable Object getValue() {
        var value = result instanceof HostResult.Done<?> done ? done.value() : null;
        return value instanceof Optional<?> maybe ? maybe.orElse(null) : value;
    }

    /** From the host's turn to its end, in milliseconds. */
    public long getMs() {
        return result.took().toMillis();
    }

    /** The lines of standard output, without their ends. */
    public List<String> getLines() {
        return getOut().lines().toList();
    }

    /** Standard output, read as JSON. */
    public Object getJson() throws ScriptException {
        try {
            return JSON.std.anyFrom(getOut());
        } catch (IOException e) {
            throw new ScriptException(getHost() + ": its output is no JSON: " + firstLine(e), e);
        }
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    /** Where on the way it failed, as {@code connect}; null where it did not. */
    public @Nullable String getPhase() {
        return failure().map(failure -> failure.phase().word()).orElse(null);
    }

    /** Why it failed, as {@code refused}; null where it did not. */
    public @Nullable String getKind() {
        return failure().map(failure -> failure.kind().word()).orElse(null);
    }

    /** Why it failed, in words, with the remedy; null where it did not. */
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

    Outcome outcome() {
        return outcome;
    }

    private Optional<Reply> reply() {
        var value =
                switch (result) {
                    case HostResult.Done<?> done -> Optional.of(done.value());
                    case HostResult.Failed<?> failed -> failed.partial();
                    case HostResult.NotStarted<?> _ -> Optional.empty();
                };
        return value.filter(Reply.class::isInstance).map(Reply.class::cast);
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
