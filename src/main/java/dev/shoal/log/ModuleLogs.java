package dev.shoal.log;

import dev.shoal.files.FileProblem;
import dev.shoal.files.PrivateFiles;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Appender;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The logs of one process: one file per module in one directory, {@code transport.ssh.log} for the classes of
 * {@code dev.shoal.ssh}, {@code plugin.disk.log} for the logger of the module {@code plugin.disk},
 * {@code shoal.log} for {@code dev.shoal} itself and {@code libraries.log} for all libraries. Only one may be open at a time,
 * because Log4j exists once per process. If the options name a collector, every event is also shipped there. Any number of
 * threads may log and change levels.
 */
public final class ModuleLogs implements AutoCloseable {
    private static final String SUFFIX = ".log";

    private final LogOptions options;
    private final Consumer<String> onWarning;
    private final InstantSource clock;
    /** Null for the defaults, so that their class is not loaded if nothing is shipped. */
    private final @Nullable ShippingLimits limits;

    private final Levels levels;
    private final AtomicReference<@Nullable Shipping> shipping = new AtomicReference<>();
    private final AtomicBoolean open = new AtomicBoolean();
    private final AtomicBoolean warned = new AtomicBoolean();

    /**
     * Logs that are not open yet.
     *
     * @param onWarning called at most once, on any thread, if logs cannot be written
     */
    public ModuleLogs(LogOptions options, Consumer<String> onWarning) {
        this(options, onWarning, Clock.systemUTC());
    }

    ModuleLogs(LogOptions options, Consumer<String> onWarning, InstantSource clock) {
        this(options, onWarning, clock, null);
    }

    ModuleLogs(LogOptions options, Consumer<String> onWarning, InstantSource clock, @Nullable ShippingLimits limits) {
        this.limits = limits;
        this.options = options;
        this.onWarning = onWarning;
        this.clock = clock;
        this.levels = new Levels(options.level(), options.modules());
    }

    /**
     * Makes the directory and sends all loggers to it, existing ones included; until then they are silent. If the directory
     * is not writable, it warns and continues.
     *
     * @throws IllegalStateException if these logs, or others, are open
     */
    public void open() {
        // Read when java.util.logging is first used; later changes have no effect.
        System.setProperty("java.util.logging.manager", "org.apache.logging.log4j.jul.LogManager");
        if (!(LogManager.getFactory() instanceof LogContextFactory factory)) {
            warn("log4j.provider is set to another class, so no logs are written to " + options.dir());
            return;
        }
        if (!factory.take(new LogConfiguration(factory.context(), levels, appenders()))) {
            throw new IllegalStateException("other logs are open; close them first");
        }
        open.set(true);
        checkDirectory();
        var ships = shipping.get();
        if (ships != null) {
            ships.start();
        }
    }

    private List<Appender> appenders() {
        var files = new ModuleAppender(options, clock, this::warn);
        if (options.collector().isEmpty()) {
            return List.of(files);
        }
        var json = new LogJson(LogJson.machineName());
        var ships =
                new Shipping(options.collector().get(), limits == null ? ShippingLimits.DEFAULTS : limits, json, clock);
        shipping.set(ships);
        return List.of(files, ships.appender());
    }

    /**
     * Changes a module's level, from the next line on.
     *
     * @throws IllegalArgumentException if it is not a valid module name
     */
    public void level(String module, Level level) {
        levels.set(valid(module), level);
        if (open.get() && LogManager.getFactory() instanceof LogContextFactory factory) {
            factory.context().updateLoggers();
        }
    }

    /**
     * The level of a module: its own, else that of the module above it, else the default.
     *
     * @throws IllegalArgumentException if it is not a valid module name
     */
    public Level level(String module) {
        return levels.ofModule(valid(module));
    }

    /** The modules whose level was set, sorted; a copy. */
    public Map<String, Level> levels() {
        return levels.asked();
    }

    /**
     * A module as it is now.
     *
     * @param file its log file, if there is one, of this process or of an earlier one
     */
    public record Module(String name, Level level, Optional<Path> file) {}

    /** The modules that have a file, whose level was set, or whose classes can log in this process; sorted. */
    public List<Module> modules() {
        var names = new TreeSet<>(levels().keySet());
        names.addAll(withFiles());
        loggers().forEach(names::add);
        return names.stream()
                .map(name ->
                        new Module(name, level(name), Optional.of(file(name)).filter(Files::exists)))
                .toList();
    }

    /** Whether a logger of this process writes to the module or to one below it, or it has a file. */
    public boolean hasLoggers(String module) {
        return Files.exists(file(valid(module)))
                || loggers().anyMatch(name -> name.equals(module) || name.startsWith(module + "."));
    }

    private static Stream<String> loggers() {
        return LogManager.getFactory() instanceof LogContextFactory factory
                ? factory.context().getLoggers().stream().map(logger -> ModuleName.of(logger.getName()))
                : Stream.of();
    }

    private Path file(String module) {
        return options.dir().resolve(module + SUFFIX);
    }

    private List<String> withFiles() {
        var files = options.dir().toFile().list((dir, name) -> name.endsWith(SUFFIX));
        return Stream.of(files == null ? new String[0] : files)
                .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                .filter(ModuleName::isValid)
                .toList();
    }

    /**
     * The last events of a module's current file, the newest last, each with all its lines; empty if it has no file.
     *
     * @throws IllegalArgumentException if it is not a valid module name
     * @throws IOException if the file cannot be read
     */
    public List<String> tail(String module, int count) throws IOException {
        return new Tail(options.dir()).of(valid(module), count);
    }

    /**
     * The last events of all modules in the order of their times, each after the name of its module.
     *
     * @throws IOException if a file cannot be read
     */
    public List<String> tail(int count) throws IOException {
        return new Tail(options.dir()).of(withFiles(), count);
    }

    private static String valid(String module) {
        if (!ModuleName.isValid(module)) {
            throw new IllegalArgumentException("not a valid log module: " + module + "; use " + ModuleName.RULE);
        }
        return module;
    }

    public LogOptions options() {
        return options;
    }

    private void checkDirectory() {
        var dir = options.dir();
        try {
            PrivateFiles.makeDirectory(dir);
            if (!Files.isWritable(dir)) {
                warn(dir
                        + ": the log directory is not writable, so no logs are written; set log.dir to a"
                        + " writable directory");
            }
        } catch (IOException e) {
            warn(dir + ": the log directory cannot be created (" + FileProblem.reason(e)
                    + "), so no logs are written; set log.dir to another directory");
        }
    }

    private void warn(String message) {
        if (warned.compareAndSet(false, true)) {
            onWarning.accept(message);
        }
    }

    /**
     * Closes the files; loggers are silent from then on. If there is a collector, this waits a second or two for it to accept
     * the remaining events.
     */
    @Override
    public void close() {
        if (open.compareAndSet(true, false) && LogManager.getFactory() instanceof LogContextFactory factory) {
            var ships = shipping.get();
            if (ships != null) {
                ships.close();
            }
            factory.release();
        }
    }

    /** The last events of log files. An event begins with its time; its further lines are indented. */
    private static final class Tail {
        private static final int MOST_BYTES = 256 << 10;

        private final Path dir;

        Tail(Path dir) {
            this.dir = dir;
        }

        /** One event with its lines. */
        private record Event(String module, String text) {
            String time() {
                return text.substring(0, Math.min(text.length(), LogLine.TIME_LENGTH));
            }
        }

        /** The last events of one module, the newest last; empty if it has no file. */
        List<String> of(String module, int count) throws IOException {
            return last(events(module), count).map(Event::text).toList();
        }

        /** The last events of all these modules by their time, the module's name before each. */
        List<String> of(List<String> modules, int count) throws IOException {
            var all = new ArrayList<Event>();
            for (var module : modules) {
                last(events(module), count).forEach(all::add);
            }
            all.sort(Comparator.comparing(Event::time));
            return last(all, count)
                    .map(event -> event.module() + ": " + event.text())
                    .toList();
        }

        private static Stream<Event> last(List<Event> events, int count) {
            return events.stream().skip(Math.max(0, events.size() - count));
        }

        private List<Event> events(String module) throws IOException {
            var events = new ArrayList<Event>();
            var lines = lines(dir.resolve(module + ".log"));
            for (var line : lines) {
                if (!line.startsWith(" ")) {
                    events.add(new Event(module, line));
                } else if (!events.isEmpty()) {
                    events.add(new Event(module, events.removeLast().text() + "\n" + line));
                }
            }
            return events;
        }

        /** The last complete lines of the file. */
        private static List<String> lines(Path file) throws IOException {
            if (!Files.isRegularFile(file)) {
                return List.of();
            }
            try (var in = new RandomAccessFile(file.toFile(), "r")) {
                var from = Math.max(0, in.length() - MOST_BYTES);
                var bytes = new byte[(int) (in.length() - from)];
                in.seek(from);
                in.readFully(bytes);
                var lines = new String(bytes, UTF_8).lines().toList();
                return from == 0 || lines.isEmpty() ? lines : lines.subList(1, lines.size());
            }
        }
    }
}
