package dev.shoal.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.shoal.files.DirectoryLock;
import dev.shoal.files.FileProblem;
import dev.shoal.files.PrivateFiles;
import dev.shoal.text.CleanText;
import dev.shoal.text.Digest;
import dev.shoal.text.Mask;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * {@code audit.jsonl}: two lines of JSON for each run, {@code begun} before anything is sent and {@code ended} after it, and the
 * numbers of the runs. A run with the first line alone was under way when its Shoal died. Processes share both. The file is
 * opened for each line, never rolled and never shortened, so that it may be moved away at any time. Safe for many threads.
 */
public final class AuditLog {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String KEPT_OUT = "***";

    private final Path file;
    private final Path stateDir;
    private final AuditOptions options;
    private final Consumer<String> onWarning;
    private final RunNumbers numbers;
    private final JsonFactory json = new JsonFactory();
    private final AtomicLong lastRun = new AtomicLong();
    /** General warnings that were given before. */
    private final Set<String> warned = ConcurrentHashMap.newKeySet();
    /** Running runs that are not in the audit log, which was reported. */
    private final Set<Long> missing = ConcurrentHashMap.newKeySet();

    /**
     * An audit log; nothing is opened.
     *
     * @param logDir where {@code audit.jsonl} is
     * @param stateDir where the run numbers are counted
     * @param onWarning called for each run that is not in the audit log, and once if runs cannot be numbered
     */
    public AuditLog(Path logDir, Path stateDir, AuditOptions options, Consumer<String> onWarning) {
        this.file = logDir.resolve("audit.jsonl");
        this.stateDir = stateDir;
        this.options = options;
        this.onWarning = onWarning;
        this.numbers = new RunNumbers(stateDir, file);
    }

    /**
     * The number of a new run: greater than all earlier ones in this state directory, of all processes. If the file
     * of the number cannot be used, greater than all earlier ones of this process.
     */
    public long nextRun() {
        try (var lock = DirectoryLock.within(stateDir, PATIENCE)) {
            if (lock == null) {
                warnOnce(stateDir + ": is locked by another process; this run's number may be used twice");
            }
            return lastRun.accumulateAndGet(numbers.next(), (last, next) -> Math.max(last + 1, next));
        } catch (IOException e) {
            warnOnce(stateDir + ": cannot be written (" + FileProblem.reason(e)
                    + "); runs are not numbered across processes");
            return lastRun.incrementAndGet();
        }
    }

    /**
     * Records the start of a run; the line is in the file when this returns. Command and target are masked.
     *
     * @throws AuditException if it cannot be written and the audit is required
     */
    public void begun(AuditEntry entry) throws AuditException {
        try {
            append(line(entry, null));
        } catch (IOException e) {
            var fact = file + ": cannot be written (" + FileProblem.reason(e) + ")";
            if (options.required()) {
                throw new AuditException(
                        fact + ". The configuration has audit: required, so nothing was run. Make the file writable",
                        e);
            }
            missing.add(entry.run());
            onWarning.accept(fact + "; run " + entry.run() + " is not in the audit");
        }
    }

    /** Records the end of a run. */
    public void ended(AuditEntry entry, AuditEntry.End end) {
        var isTold = missing.remove(entry.run());
        try {
            append(line(entry, end));
        } catch (IOException e) {
            if (!isTold) {
                onWarning.accept(file + ": cannot be written (" + FileProblem.reason(e) + "); the end of run "
                        + entry.run() + " is not in the audit");
            }
        }
    }

    private void append(byte[] line) throws IOException {
        try (var lock = DirectoryLock.within(parent(), PATIENCE)) {
            if (lock == null) {
                warnOnce(parent() + ": is locked by another process; the audit is written anyway");
            }
            write(line);
        }
    }

    private Path parent() {
        return file.resolveSibling("");
    }

    /** One call of the system for each line, so that lines stay whole even without the lock. */
    private void write(byte[] line) throws IOException {
        var whole = line;
        if (isTorn()) { // a process died, or the disk was full, in the middle of a line
            whole = new byte[line.length + 1];
            whole[0] = '\n';
            System.arraycopy(line, 0, whole, 1, line.length);
        }
        try (var out = PrivateFiles.append(file)) {
            out.write(whole);
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

    private byte[] line(AuditEntry entry, AuditEntry.@Nullable End end) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = json.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeNumberField("v", 1);
            out.writeStringField("event", end == null ? "begun" : "ended");
            out.writeStringField("at", entry.at().truncatedTo(ChronoUnit.MILLIS).toString());
            out.writeNumberField("run", entry.run());
            writeWho(out, entry.who());
            out.writeStringField("verb", entry.verb());
            out.writeStringField("target", Mask.text(entry.target()));
            out.writeStringField("command", entry.command().map(this::kept).orElse(KEPT_OUT));
            out.writeNumberField("hosts", entry.hosts());
            if (end != null) {
                writeLedger(out, end);
                out.writeNumberField("exit", end.exit());
                out.writeNumberField("ms", end.took().toMillis());
            }
            out.writeEndObject();
        }
        // commands may contain text from hosts, and people view the file; the JSON value stays the same
        return (CleanText.json(bytes.toString(UTF_8)) + "\n").getBytes(UTF_8);
    }

    private String kept(String command) {
        return options.text() == AuditOptions.Text.HASH ? "sha256:" + Digest.of(command) : Mask.text(command);
    }

    private static void writeWho(JsonGenerator out, AuditEntry.Who who) throws IOException {
        out.writeStringField("user", who.user());
        if (who.sudoUser().isPresent()) {
            out.writeStringField("sudoUser", who.sudoUser().get());
        }
        out.writeNumberField("pid", who.pid());
        out.writeStringField("cwd", who.cwd());
    }

    private static void writeLedger(JsonGenerator out, AuditEntry.End end) throws IOException {
        out.writeArrayFieldStart("ledger");
        for (var part : end.ledger()) {
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

    private void warnOnce(String message) {
        if (warned.add(message)) {
            onWarning.accept(message);
        }
    }

    /**
     * The number of the next run, in a file that processes share; each uses it under the directory's lock. A lost or
     * damaged file is restored from the last lines of the audit file.
     */
    private static final class RunNumbers {
        private static final String NAME = "run";
        private static final int LONGEST = 18;
        private static final int TAIL_BYTES = 64 << 10;
        private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,14}");
        private static final Pattern AUDITED = Pattern.compile("\"run\":([1-9][0-9]{0,14})[,}]");

        private final Path file;
        private final Path audit;

        RunNumbers(Path stateDir, Path audit) {
            this.file = stateDir.resolve(NAME);
            this.audit = audit;
        }

        /** Takes a number. The caller holds the directory's lock. */
        long next() throws IOException {
            PrivateFiles.makeFile(file);
            try (var counter = new RandomAccessFile(file.toFile(), "rw")) {
                var last = read(counter);
                var next = (last.isPresent() ? last.getAsLong() : lastAudited()) + 1;
                var line = (next + "\n").getBytes(ISO_8859_1);
                counter.seek(0);
                counter.write(line);
                counter.setLength(line.length);
                return next;
            }
        }

        private static OptionalLong read(RandomAccessFile counter) throws IOException {
            if (counter.length() > LONGEST) {
                return OptionalLong.empty();
            }
            var bytes = new byte[(int) counter.length()];
            counter.readFully(bytes);
            var text = new String(bytes, ISO_8859_1).strip();
            return NUMBER.matcher(text).matches() ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
        }

        private long lastAudited() throws IOException {
            if (!Files.isReadable(audit)) {
                return 0;
            }
            try (var in = new RandomAccessFile(audit.toFile(), "r")) {
                var start = Math.max(0, in.length() - TAIL_BYTES);
                var tail = new byte[(int) (in.length() - start)];
                in.seek(start);
                in.readFully(tail);
                return AUDITED.matcher(new String(tail, ISO_8859_1))
                        .results()
                        .mapToLong(match -> Long.parseLong(match.group(1)))
                        .max()
                        .orElse(0);
            }
        }
    }
}
