package dev.shoal.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * {@code audit.jsonl}: one line of JSON per run, and the numbers of the runs. Processes share both. The file is opened for
 * each line, never rolled and never shortened: whoever keeps it may move it away at any time. Nothing here breaks a run: what
 * cannot be written is told once. Safe for many threads.
 */
public final class AuditLog {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Path file;
    private final Path stateDir;
    private final Consumer<String> onWarning;
    private final RunNumbers numbers;
    private final JsonFactory json = new JsonFactory();
    private final AtomicLong lastRun = new AtomicLong();
    private final AtomicBoolean warned = new AtomicBoolean();

    /**
     * An audit log; nothing is opened.
     *
     * @param logDir where {@code audit.jsonl} is
     * @param stateDir where the run numbers are counted
     * @param onWarning told, at most once, that the audit cannot be written
     */
    public AuditLog(Path logDir, Path stateDir, Consumer<String> onWarning) {
        this.file = logDir.resolve("audit.jsonl");
        this.stateDir = stateDir;
        this.onWarning = onWarning;
        this.numbers = new RunNumbers(stateDir, file);
    }

    /**
     * The number of a new run: greater than all before it in this state directory, whichever process asked. Where that cannot
     * be counted, greater than all before it in this process.
     */
    public long nextRun() {
        try (var lock = DirectoryLock.within(stateDir, PATIENCE)) {
            if (lock == null) {
                warn(stateDir, "is locked by another process", "this run's number may be taken twice");
            }
            return lastRun.accumulateAndGet(numbers.next(), (last, next) -> Math.max(last + 1, next));
        } catch (IOException e) {
            warn(
                    stateDir,
                    "cannot be written (" + PrivateFiles.reason(e) + ")",
                    "runs are not numbered across processes");
            return lastRun.incrementAndGet();
        }
    }

    /** Writes the line of a run. Command and target are masked. */
    public void append(AuditEntry entry) {
        try (var lock = DirectoryLock.within(parent(), PATIENCE)) {
            if (lock == null) {
                warn(parent(), "is locked by another process", "the audit is written all the same");
            }
            write(line(entry));
        } catch (IOException e) {
            warn(file, "cannot be written (" + PrivateFiles.reason(e) + ")", "this run is not in the audit");
        }
    }

    private Path parent() {
        return file.resolveSibling("");
    }

    private void write(byte[] line) throws IOException {
        var torn = isTorn();
        try (var out = PrivateFiles.append(file)) {
            if (torn) {
                out.write('\n'); // somebody died, or the disk was full, in the middle of a line
            }
            out.write(line);
        }
    }

    private boolean isTorn() throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) == 0) {
            return false;
        }
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(in.length() - 1);
            return in.read() != '\n';
        }
    }

    private byte[] line(AuditEntry entry) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = json.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeNumberField("v", 1);
            out.writeStringField("at", entry.at().truncatedTo(ChronoUnit.MILLIS).toString());
            out.writeNumberField("run", entry.run());
            writeWho(out, entry.who());
            out.writeStringField("verb", entry.verb());
            out.writeStringField("target", Mask.text(entry.target()));
            out.writeStringField("command", Mask.text(entry.command()));
            out.writeNumberField("hosts", entry.hosts());
            writeLedger(out, entry);
            out.writeNumberField("exit", entry.exit());
            out.writeNumberField("ms", entry.took().toMillis());
            out.writeEndObject();
        }
        // commands may hold what a host has sent, and people look at the file; the document stays the same
        return (CleanText.json(bytes.toString(UTF_8)) + "\n").getBytes(UTF_8);
    }

    private static void writeWho(JsonGenerator out, AuditEntry.Who who) throws IOException {
        out.writeStringField("user", who.user());
        if (who.sudoUser().isPresent()) {
            out.writeStringField("sudoUser", who.sudoUser().get());
        }
        out.writeNumberField("pid", who.pid());
        out.writeStringField("cwd", who.cwd());
    }

    private static void writeLedger(JsonGenerator out, AuditEntry entry) throws IOException {
        out.writeArrayFieldStart("ledger");
        for (var part : entry.ledger()) {
            out.writeStartObject();
            out.writeStringField("outcome", part.outcome());
            if (!part.detail().isEmpty()) {
                out.writeStringField("detail", part.detail());
            }
            out.writeNumberField("count", part.count());
            out.writeStringField("hosts", part.hosts());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void warn(Path what, String fact, String consequence) {
        if (warned.compareAndSet(false, true)) {
            onWarning.accept(what + ": " + fact + "; " + consequence);
        }
    }
}
