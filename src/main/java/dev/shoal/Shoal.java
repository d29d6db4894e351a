package dev.shoal;

import dev.shoal.cli.Cli;
import dev.shoal.cli.Interrupts;
import dev.shoal.cli.Site;
import dev.shoal.cli.Start;
import dev.shoal.cli.Streams;
import dev.shoal.cli.UsageException;
import dev.shoal.config.ConfigLayers;
import dev.shoal.config.ShoalConfig;
import dev.shoal.files.FileTrust;
import dev.shoal.log.AuditLog;
import dev.shoal.log.LogOptions;
import dev.shoal.log.ModuleLogs;
import dev.shoal.process.Launcher;
import dev.shoal.script.Interpreter;
import dev.shoal.shell.Shell;
import dev.shoal.text.ProblemsException;
import org.apache.logging.log4j.Level;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/**
 * The program put together: reads the configuration and makes every object that crosses rooms. One use, one process; only
 * {@link #close} may be called from another thread.
 */
public final class Shoal implements AutoCloseable {
    private final Streams streams;
    private final Environment environment;
    private final Consumer<ModuleLogs> onLogs;
    private final Shell shell;
    /** What is done once the first prompt can be seen. */
    private final List<Runnable> behindPrompt = new CopyOnWriteArrayList<>();
    /** What was opened, the last first; the monitor guards it. */
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    /**
     * Nothing is read or opened yet.
     *
     * @param onLogs handed the logs when they are open
     */
    Shoal(Streams streams, Environment environment, Consumer<ModuleLogs> onLogs) {
        this.streams = streams;
        this.environment = environment;
        this.onLogs = onLogs;
        this.shell = new Shell(
                environment.variable("TERM").orElse("dumb"),
                environment.stateDir().resolve("history"),
                this::afterFirstPrompt);
    }

    /** Does what the words say, and returns what the process should end with. */
    public int run(List<String> args, Interrupts interrupts) throws InterruptedException {
        opened(shell);
        behindPrompt.add(() -> Interpreter.warmUp()); // a method reference would load it at once
        return new Cli(this::open, streams, interrupts, Optional.of(shell)).run(args);
    }

    /** The prompt can be seen: what most will need soon gets ready while the operator thinks. */
    private void afterFirstPrompt() {
        Thread.ofPlatform().daemon().name("warm-up").start(() -> behindPrompt.forEach(Runnable::run));
    }

    private Site open(Start start) throws UsageException {
        var demo = start.demo().map(this::demo); // first: it finds out what its hosts can be while the rest goes on
        var config = config(start);
        config.warnings().forEach(this::warn);
        var state = environment.stateDir();
        var logDir = config.log().dir().orElse(state.resolve("log"));
        requireOwn(state);
        var logs = new ModuleLogs(logOptions(config, logDir), this::warn);
        logs.open();
        opened(logs);
        onLogs.accept(logs);
        var audit = new AuditLog(logDir, state, config.log().audit(), this::warn);
        var options = SiteOptions.of(config, environment, audit, logs, this::warn);
        var plugins = Plugins.registry(config.plugins(), environment);
        opened(plugins);
        var own = demo.map(options::on).orElse(options);
        var transports = new Transports(own, question -> shell.ask(question, () -> Terminal.ask(question)));
        var site = new LiveSite(own, start.length(), streams.in(), plugins, transports, this::local);
        opened(site);
        return site;
    }

    private int local(String text) throws IOException, InterruptedException {
        var end = new FutureTask<>(() -> Launcher.shell(text));
        shell.aside(() -> {
            end.run();
            return true;
        });
        try {
            return end.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    private DemoSite demo(Start.Demo asked) {
        var demo = new DemoSite(asked, this::warn);
        opened(demo);
        demo.begin();
        behindPrompt.addFirst(demo::warmUp); // a command on the hosts is likelier than Groovy
        return demo;
    }

    private ShoalConfig config(Start start) throws UsageException {
        try {
            return ShoalConfig.read(new ConfigLayers(
                    environment.shoalHome(),
                    ConfigLayers.SYSTEM,
                    environment.home(),
                    environment.variables(),
                    start.configDirs(),
                    start.settings()));
        } catch (ProblemsException e) {
            throw UsageException.ofAll(e.problems());
        }
    }

    private static LogOptions logOptions(ShoalConfig config, Path dir) throws UsageException {
        try {
            var log = config.log();
            var modules = new HashMap<String, Level>();
            log.modules().forEach((module, level) -> modules.put(module, LogOptions.level(level)));
            var options = LogOptions.in(dir).withModules(modules).withCollector(log.collector());
            return options.withLevel(LogOptions.level(log.level()));
        } catch (IllegalArgumentException e) {
            throw new UsageException("log: " + e.getMessage(), e);
        }
    }

    /** What Shoal writes is for its user alone: in a directory of another user it could be read, replaced or led elsewhere. */
    private static void requireOwn(Path state) throws UsageException {
        var objection = Files.exists(state) ? FileTrust.objectionToItself(state) : Optional.<String>empty();
        if (objection.isPresent()) {
            throw new UsageException(objection.get() + ", or set XDG_STATE_HOME");
        }
    }

    private void warn(String message) {
        new PrintStream(streams.err(), true, StandardCharsets.UTF_8).println("shoal: " + message);
    }

    private synchronized void opened(AutoCloseable thing) {
        opened.push(thing);
    }

    /** Ends everything that was opened. Closing twice does nothing. */
    @Override
    public synchronized void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) { // one that cannot be closed must not keep the others open
                warn("while ending: " + e);
            }
        }
    }
}
