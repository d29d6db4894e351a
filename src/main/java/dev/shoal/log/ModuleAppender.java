package dev.shoal.log;

import dev.shoal.files.DirectoryLock;
import dev.shoal.files.FileProblem;
import dev.shoal.files.PrivateFiles;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.jspecify.annotations.Nullable;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Writes each event to the file of its module; the first event makes the file. Any number of threads may log; lines are written one
 * at a time. A line that cannot be written is dropped and the first such failure is reported: logs never stop a run.
 */
final class ModuleAppender extends AbstractAppender {
    private final LogOptions options;
    private final InstantSource clock;
    private final Consumer<String> onFailure;
    /** Guards {@link #files} and each of them; held for the write, so that one module's lines keep their order. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Map<String, ModuleFile> files = new HashMap<>();

    ModuleAppender(LogOptions options, InstantSource clock, Consumer<String> onFailure) {
        super("modules", null, null, true, Property.EMPTY_ARRAY);
        this.options = options;
        this.clock = clock;
        this.onFailure = onFailure;
    }

    @Override
    public void append(LogEvent event) {
        var module = ModuleName.of(event.getLoggerName());
        var line = LogLine.format(event);
        try {
            write(module, line);
        } catch (IOException e) {
            onFailure.accept(options.dir().resolve(module + ".log") + ": cannot be written (" + FileProblem.reason(e)
                    + "); log lines are lost until it can");
        }
    }

    private void write(String module, byte[] line) throws IOException {
        lock.lock();
        try {
            files.computeIfAbsent(module, name -> new ModuleFile(name, options, clock))
                    .append(line);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean stop(long timeout, TimeUnit unit) {
        setStopping();
        lock.lock();
        try {
            for (var file : files.values()) {
                file.close();
            }
        } catch (IOException e) {
            onFailure.accept(options.dir() + ": a log could not be closed (" + FileProblem.reason(e)
                    + "); its last lines may be missing");
        } finally {
            files.clear();
            lock.unlock();
        }
        return super.stop(timeout, unit);
    }

    /**
     * One module's log file, which other processes write to as well. Confined to one thread at a time.
     *
     * <p>Not Log4j's RollingFile: that keeps its file open by descriptor, so when one process renames the file, the others continue
     * to write to the renamed one and finally to a deleted one; its size is what one process counted,
     * and a second one rolling to the same name replaces what the first has kept. Here each line is one write at the end of the
     * file, so lines never mix; before each line the name is looked up again (some microseconds), so every process follows a
     * rename with its next line, and a line in between is in the renamed file. The process that finds the file full renames it
     * under a lock, after a second check, to a unique name with the time and the process. Rolled files are not compressed:
     * they may still get a last line. Only files that were rolled {@code maxFiles} times ago are deleted.
     */
    private static final class ModuleFile implements AutoCloseable {
        private static final DateTimeFormatter STAMP =
                DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS").withZone(ZoneOffset.UTC);

        private final Path path;
        private final LogOptions options;
        private final InstantSource clock;
        private final Pattern rolled;
        private @Nullable FileOutputStream out;
        private @Nullable Object openKey;
        private boolean torn;

        ModuleFile(String module, LogOptions options, InstantSource clock) {
            this.path = options.dir().resolve(module + ".log");
            this.options = options;
            this.clock = clock;
            this.rolled = Pattern.compile(Pattern.quote(module) + "\\.log\\.\\d{8}T\\d{6}\\.\\d{3}-\\d+(-\\d+)?");
        }

        /** Writes whole lines, in one piece. */
        void append(byte[] lines) throws IOException {
            var before = attributes();
            var rolledNow = before.isPresent() && isFull(before.get(), lines.length) && roll(lines.length);
            var stream = current(rolledNow ? Optional.empty() : before);
            try {
                stream.write(torn ? afterNewline(lines) : lines);
                torn = false;
            } catch (IOException e) {
                torn = true;
                throw e;
            }
            if (rolledNow) {
                prune();
            }
        }

        /** The last write stopped inside a line, as on a full disk: the next one starts on a new line. */
        private static byte[] afterNewline(byte[] lines) {
            var all = new byte[lines.length + 1];
            all[0] = '\n';
            System.arraycopy(lines, 0, all, 1, lines.length);
            return all;
        }

        private FileOutputStream current(Optional<BasicFileAttributes> now) throws IOException {
            if (out != null
                    && now.isPresent()
                    && Objects.equals(openKey, now.get().fileKey())) {
                return out;
            }
            close();
            while (true) {
                var opened = PrivateFiles.append(path);
                var key = attributes().map(BasicFileAttributes::fileKey);
                // Renamed between the two calls, the key would be that of another file than the one opened.
                if (now.map(BasicFileAttributes::fileKey).equals(key)) {
                    out = opened;
                    openKey = key.orElse(null);
                    return opened;
                }
                opened.close();
                now = attributes();
            }
        }

        private boolean isFull(BasicFileAttributes file, int more) {
            return file.size() > 0
                    && (file.size() + more > options.maxFileBytes()
                            || LocalDate.ofInstant(file.lastModifiedTime().toInstant(), ZoneOffset.UTC)
                                    .isBefore(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)));
        }

        /** False if another process is doing so, or was faster. */
        private boolean roll(int more) throws IOException {
            DirectoryLock lock;
            try {
                lock = DirectoryLock.tryNow(options.dir());
            } catch (IOException e) {
                // A file system without locks: the name is ours alone all the same, at worst a file is rolled early.
                return rename(more);
            }
            if (lock == null) {
                return false;
            }
            try (lock) {
                return rename(more);
            }
        }

        private boolean rename(int more) throws IOException {
            var now = attributes();
            if (now.isEmpty() || !isFull(now.get(), more)) {
                return false;
            }
            var base = path.getFileName() + "." + STAMP.format(clock.instant()) + "-"
                    + ProcessHandle.current().pid();
            var target = path.resolveSibling(base);
            for (var n = 1; Files.exists(target); n++) {
                target = path.resolveSibling(base + "-" + n);
            }
            Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
            return true;
        }

        /** Several processes may do so at once: each finds the same ones too old. */
        private void prune() throws IOException {
            var names = options.dir().toFile().list((dir, name) -> rolled.matcher(name)
                    .matches());
            if (names == null) {
                return; // the directory is gone; so are the files
            }
            Arrays.sort(names);
            for (var i = 0; i < names.length - options.maxFiles(); i++) {
                Files.deleteIfExists(options.dir().resolve(names[i]));
            }
        }

        private Optional<BasicFileAttributes> attributes() throws IOException {
            try {
                return Optional.of(Files.readAttributes(path, BasicFileAttributes.class));
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
        }

        @Override
        public void close() throws IOException {
            if (out != null) {
                var closing = out;
                out = null;
                closing.close();
            }
        }
    }
}
