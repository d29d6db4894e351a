package dev.shoal.plugin.registry;

import dev.shoal.fleet.FanOutOptions;
import dev.shoal.fleet.ForeignTask;
import dev.shoal.fleet.HostTask;
import dev.shoal.fleet.Task;
import dev.shoal.log.ShoalLog;
import dev.shoal.plugin.Plugin;
import dev.shoal.plugin.PluginException;
import dev.shoal.plugin.Rows;
import dev.shoal.plugin.registry.PluginSetting.Source;
import dev.shoal.text.Nearest;
import dev.shoal.transport.Receiver;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * All plugins by key. They are found when the first is needed, each is loaded when it is first used, and a script again when it
 * has changed. A broken plugin does not affect the others. Safe for many threads; the monitor guards the fields that change.
 */
public final class PluginRegistry implements AutoCloseable {
    /** The most of one reply that is kept, both streams together: a plugin has it in memory. */
    private static final int MOST_BYTES = 16 << 20;

    /** How long a plugin may take on one host unless the configuration or an option limits it. */
    public static final Duration USUAL_LIMIT = Duration.ofMinutes(1);

    private static final Duration LOAD_LIMIT = Duration.ofMinutes(1);
    /** How long each of its commands may take, unless the configuration or the plugin limits it. */
    public static final Duration USUAL_EXEC_LIMIT = Duration.ofSeconds(10);

    private final Map<String, String> builtIns;
    private final Configured configured;
    private final PluginDirs dirs;
    private final Function<ClassLoader, PluginCompiler> compiler;
    private Map<String, LoadedPlugin> plugins = new TreeMap<>();
    private List<String> problems = List.of();
    private PluginLoader loader;
    private @Nullable ClassLoader libraries;
    private boolean read;
    private boolean reported;

    /** The plugins of the configuration, read when they are first needed, and again for a reload. */
    @FunctionalInterface
    public interface Configured {
        /**
         * The settings of all layers, later ones winning.
         *
         * @throws PluginException with every mistake, a line each
         */
        List<PluginSetting> read() throws PluginException;
    }

    /**
     * A registry of which nothing is read yet.
     *
     * @param builtIns class names by key
     * @param compiler makes the compiler of scripts, whose classes see those of the loader
     */
    public PluginRegistry(
            Map<String, String> builtIns,
            Configured configured,
            PluginDirs dirs,
            Function<ClassLoader, PluginCompiler> compiler) {
        this.builtIns = Map.copyOf(builtIns);
        this.configured = configured;
        this.dirs = dirs;
        this.compiler = compiler;
        this.loader = new PluginLoader(List.of(), compiler, dirs.trust());
    }

    /**
     * Loads the newest version of the plugin.
     *
     * @throws PluginException if the key is unknown, or no version of the plugin can be loaded
     */
    public synchronized PluginState ready(String key) throws PluginException {
        var plugin = plugin(key);
        plugin.load();
        return plugin.state();
    }

    /**
     * A new object of the newest version of the plugin, as each host gets one.
     *
     * @throws PluginException as of {@link #ready}, and if its constructor throws
     */
    public synchronized Plugin another(String key) throws PluginException {
        var plugin = plugin(key);
        plugin.load();
        try {
            return plugin.current().orElseThrow().another().call();
        } catch (Exception e) {
            throw new PluginException("plugin " + key + ": its constructor threw " + PluginLoader.words(e), e);
        }
    }

    /** The specs of plugins by key: in the directory {@code spec} beside the plugin, or in that of a plugin directory. */
    public synchronized Map<String, Path> specs() throws PluginException {
        read();
        var beside = plugins.values().stream()
                .map(plugin -> plugin.setting().source())
                .flatMap(source -> source instanceof Source.OfScript script ? Stream.of(script.file()) : Stream.empty())
                .map(file -> file.toAbsolutePath().resolveSibling("."))
                .map(Path::normalize);
        return dirs.specs(beside.toList());
    }

    /** The task of running a plugin that {@link #ready} has loaded, on one host. */
    public HostTask<Rows> task(Task.Collect<?> collect, FanOutOptions options, Receiver events) {
        var key = collect.plugin();
        var plugin = loaded(key);
        var version = plugin.current().orElseThrow(() -> new IllegalStateException(key + " is not loaded"));
        var code =
                new ForeignTask.Code("plugin " + key, collect.limit(), version::owns, ShoalLog.logger("plugin." + key));
        var limit = new PluginContext.Limit(
                options.connectTimeout(), plugin.setting().timeout().orElse(USUAL_EXEC_LIMIT), MOST_BYTES);
        return new ForeignTask<>(code, new PluginRun(version, code, collect.params(), limit, events), events);
    }

    private synchronized LoadedPlugin loaded(String key) {
        return Optional.ofNullable(plugins.get(key))
                .orElseThrow(() -> new IllegalStateException(key + " is not loaded"));
    }

    /** All plugins by key, loaded or not. */
    public synchronized List<PluginState> list() throws PluginException {
        read();
        return plugins.values().stream().map(LoadedPlugin::state).toList();
    }

    /** Loads those that come with Shoal, which takes no time, so that it is known what they show. */
    public synchronized void loadBuiltIns() throws PluginException {
        read();
        for (var key : builtIns.entrySet()) {
            var plugin = plugins.get(key.getKey());
            if (plugin != null && plugin.setting().source().equals(new Source.OfClass(key.getValue()))) {
                plugin.load();
            }
        }
    }

    /** As {@link #list}, after every plugin was loaded as far as possible. */
    public synchronized List<PluginState> check() throws PluginException {
        read();
        for (var plugin : plugins.values()) {
            try {
                plugin.load();
            } catch (PluginException e) {
                ShoalLog.logger("plugin")
                        .debug("{} does not load", plugin.setting().key(), e);
            }
        }
        return list();
    }

    /** The files and directories that are left out, and why; a line each. */
    public synchronized List<String> problems() throws PluginException {
        read();
        reported = true;
        return problems;
    }

    /** {@link #problems}, unless they were reported before. */
    public synchronized List<String> untold() throws PluginException {
        read();
        return reported ? List.of() : problems();
    }

    /** Looks at configuration and directories again. Scripts that are loaded stay until a newer version is ready. */
    public synchronized void reload() throws PluginException {
        read = false;
        reported = false;
        libraries = null;
        read();
    }

    /**
     * The key of a new plugin.
     *
     * @param name a key or a class name
     * @throws PluginException if it does not give a valid key, or there is a plugin of that key
     */
    public synchronized String newKey(String name) throws PluginException {
        var key = PluginTemplate.key(name);
        read = false;
        read();
        var known = plugins.get(key);
        if (known != null) {
            throw new PluginException("plugins new " + name + ": there is a plugin " + key + " ("
                    + known.setting().origin() + "); choose another name, as " + key + "-here");
        }
        return key;
    }

    /** Where new plugins are written. */
    public PluginDirs dirs() {
        return dirs;
    }

    /**
     * Shoal's own classes and those of the jars, for scripts and lines. Where a reload opens it anew, those who have the old one
     * keep it.
     */
    public synchronized ClassLoader libraries() {
        var known = libraries;
        if (known == null) {
            var shoal = Objects.requireNonNull(PluginRegistry.class.getClassLoader());
            var jars = dirs.jars();
            known = jars.isEmpty() ? shoal : PluginLoader.open(jars, shoal);
            libraries = known;
        }
        return known;
    }

    /** For an unknown key the directories are read again: a plugin may have been written while the shell runs. */
    private LoadedPlugin plugin(String key) throws PluginException {
        if (!plugins.containsKey(key)) {
            read = false;
        }
        read();
        var plugin = plugins.get(key);
        if (plugin != null) {
            return plugin;
        }
        var near = Nearest.to(key, plugins.keySet()).map(nearest -> "; did you mean " + nearest + "?");
        throw new PluginException("unknown plugin: " + key
                + near.orElseGet(() -> plugins.isEmpty()
                        ? "; there are no plugins yet: plugins new NAME writes one"
                        : "; available: " + String.join(" ", plugins.keySet())));
    }

    private void read() throws PluginException {
        if (read) {
            return;
        }
        var index = dirs.index(builtIns, configured.read());
        var before = plugins;
        var loaderBefore = loader;
        loader = new PluginLoader(index.jars(), compiler, dirs.trust());
        var now = new TreeMap<String, LoadedPlugin>();
        index.settings().forEach((key, setting) -> now.put(key, plugin(setting, before.get(key))));
        before.values().stream().filter(plugin -> !now.containsValue(plugin)).forEach(LoadedPlugin::close);
        plugins = now;
        problems = List.copyOf(index.problems());
        read = true;
        loaderBefore.close();
    }

    /** A script that is loaded stays so, unless there are jars, to which its classes may be tied. */
    private LoadedPlugin plugin(PluginSetting setting, @Nullable LoadedPlugin before) {
        if (before != null
                && !loader.hasJars()
                && setting.source() instanceof Source.OfScript
                && before.setting().equals(setting)) {
            return before;
        }
        var current = loader;
        return new LoadedPlugin(setting, () -> current.load(setting), LOAD_LIMIT);
    }

    @Override
    public synchronized void close() {
        plugins.values().forEach(LoadedPlugin::close);
        plugins = new TreeMap<>();
        read = false;
        loader.close();
    }
}
