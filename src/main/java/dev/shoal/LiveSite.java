package dev.shoal;

import dev.shoal.cli.Configured;
import dev.shoal.cli.ConnectOptions;
import dev.shoal.cli.Defaults;
import dev.shoal.cli.LocalPaths;
import dev.shoal.cli.Site;
import dev.shoal.cli.Start;
import dev.shoal.cli.UsageException;
import dev.shoal.files.FileTrust;
import dev.shoal.fleet.FanOut;
import dev.shoal.fleet.HostTask;
import dev.shoal.fleet.Job;
import dev.shoal.fleet.ReplyMemory;
import dev.shoal.fleet.SessionPool;
import dev.shoal.fleet.Task;
import dev.shoal.inventory.Host;
import dev.shoal.inventory.Inventory;
import dev.shoal.log.AuditLog;
import dev.shoal.log.ModuleLogs;
import dev.shoal.nodeset.Expression;
import dev.shoal.plugin.registry.PluginRegistry;
import dev.shoal.script.CodePath;
import dev.shoal.sources.HostsList;
import dev.shoal.sources.InventoryMerger;
import dev.shoal.text.ProblemsException;
import dev.shoal.transfer.Transfers;
import dev.shoal.transport.Receiver;
import dev.shoal.transport.SetupException;
import dev.shoal.transport.Transport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The operator's own fleet. Each way of reaching it has one engine, made when it is first used. Confined to one thread. */
final class LiveSite implements Site, AutoCloseable {
    private final SiteOptions options;
    private final Start.Length length;
    private final InputStream in;
    private final PluginRegistry plugins;
    private final Transports transports;
    private final Local local;
    private final ReplyMemory memory;
    private final Map<ConnectOptions, Reached> reached = new HashMap<>();
    private final Inventories inventories;

    /** Closed by the thread that ends the program. */
    private final List<SessionPool> pools = new CopyOnWriteArrayList<>();

    LiveSite(
            SiteOptions options,
            Start.Length length,
            InputStream in,
            PluginRegistry plugins,
            Transports transports,
            Local local) {
        this.inventories = new Inventories(
                options.config().hostsFiles(), options.config().sources(), options.environment(), options.warn());
        this.local = local;
        this.memory = ReplyMemory.ofHeap(options.environment().stateDir().resolve("spool"));
        this.transports = transports;
        this.options = options;
        this.length = length;
        this.in = in;
        this.plugins = plugins;
    }

    private record Reached(Transport transport, FanOut engine) {}

    @Override
    public LocalPaths localPaths() {
        var environment = options.environment();
        return new LocalPaths(environment.home(), environment.variables());
    }

    @Override
    public Defaults defaults() {
        return options.config().defaults();
    }

    @Override
    public Optional<String> demo() {
        return options.demo().map(DemoSite::welcome);
    }

    @Override
    public Inventory inventory(List<String> sources) throws UsageException {
        if (sources.isEmpty() && options.demo().isPresent()) {
            return options.demo().get().inventory();
        }
        return inventories.of(sources, InventoryMerger::everything);
    }

    @Override
    public Inventory names(List<String> sources) throws UsageException {
        return sources.isEmpty() && options.demo().isPresent()
                ? options.demo().get().roster()
                : inventories.of(sources, InventoryMerger::names);
    }

    @Override
    public Inventory roster(List<String> sources) throws UsageException {
        return sources.isEmpty() && options.demo().isPresent()
                ? options.demo().get().roster()
                : inventories.of(sources, InventoryMerger::known);
    }

    @Override
    public List<Expression> hostfile(String file) throws UsageException {
        try {
            return file.equals("-") ? HostsList.read("standard input", in) : HostsList.read(Path.of(file));
        } catch (ProblemsException e) {
            throw UsageException.ofAll(e.problems());
        }
    }

    @Override
    public FanOut engine(ConnectOptions connect, List<Host> hosts) throws UsageException, InterruptedException {
        var there = reached.get(connect);
        if (there == null) {
            there = reached(transports.of(connect));
            reached.put(connect, there);
        }
        try {
            there.transport().prepare(hosts);
            return there.engine();
        } catch (SetupException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private Reached reached(Transport transport) {
        return new Reached(transport, new FanOut(kept(transport), new Tasks(plugins), System::nanoTime, memory));
    }

    /** One verb needs no pool: closing each session as soon as its host has answered costs less, there and here. */
    private Transport kept(Transport transport) {
        if (length == Start.Length.ONE_VERB) {
            return transport;
        }
        var pool = new SessionPool(transport, System::nanoTime);
        pools.add(pool);
        return pool;
    }

    @Override
    public PluginRegistry plugins() {
        return plugins;
    }

    @Override
    public AuditLog audit() {
        return options.audit();
    }

    /** A pipe, as of {@code <(…)}, is nowhere for others to write to. */
    @Override
    public Optional<String> objection(Path script) {
        return Files.isRegularFile(script) ? FileTrust.objection(script, "run") : Optional.empty();
    }

    @Override
    public CodePath code() {
        return Plugins.code(plugins, options.environment());
    }

    @Override
    public int local(String text) throws IOException, InterruptedException {
        return local.run(text);
    }

    /** Runs a text in the shell of this machine. */
    @FunctionalInterface
    interface Local {
        int run(String text) throws IOException, InterruptedException;
    }

    @Override
    public void close() {
        pools.forEach(SessionPool::close);
    }

    @Override
    public ModuleLogs logs() {
        return options.logs();
    }

    @Override
    public Configured configured() {
        return options.config().shown();
    }

    /** What tasks do on one host: each is done by the room that knows it. Safe for many threads. */
    static final class Tasks implements HostTask.Factory {
        private final Transfers transfers = new Transfers();
        private final PluginRegistry plugins;

        Tasks(PluginRegistry plugins) {
            this.plugins = plugins;
        }

        @Override
        @SuppressWarnings("unchecked") // the sealed task decides what T is, which the compiler does not follow
        public <T> HostTask<T> of(Job<T> job, Receiver events) {
            return switch (job.task()) {
                case Task.Collect<T> collect -> (HostTask<T>) plugins.task(collect, job.options(), events);
                case Task.Put put -> (HostTask<T>) transfers.put(job, put, events);
                case Task.Get get -> (HostTask<T>) transfers.get(job, get, events);
                case Task.Exec _, Task.Here<T> _ ->
                    throw new IllegalStateException("the engine itself does " + job.task());
            };
        }
    }
}
