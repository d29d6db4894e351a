package dev.shoal.plugin;

import dev.shoal.fleet.FanOutOptions;
import dev.shoal.fleet.Foreign;
import dev.shoal.fleet.ForeignTask;
import dev.shoal.fleet.HostEvents;
import dev.shoal.fleet.HostTask;
import dev.shoal.fleet.Task;
import dev.shoal.log.ShoalLog;
import dev.shoal.plugin.PluginSetting.Made;
import dev.shoal.text.Nearest;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The plugins: found by name at the start, loaded when first used, scripts anew when they have changed. One that is broken
 * troubles none of the others. Safe for many threads; the monitor guards the fields that change.
 */
public final class PluginRegistry implements AutoCloseable {
    /** Of one answer, both streams together: a plugin has it in memory. */
    private static final int MOST_BYTES = 16 << 20;

    /** How long a plugin may take on one host where nothing says otherwise. */
    public static final Duration USUAL_LIMIT = Duration.ofMinutes(1);

    private static final Duration LOAD_LIMIT = Duration.ofMinutes(1);
    private static final Duration USUAL_EXEC_LIMIT = Duration.ofSeconds(10);

    private final Map<String, String> builtIns;
    private final Configured configured;
    private final PluginDirs dirs;
    private final Function<ClassLoader, PluginSource> scripts;
    private Map<String, LoadedPlugin> slots = new TreeMap<>();
    private List<String> problems = List.of();
    private PluginPath path = new PluginPath(List.of());
    private boolean read;
    private boolean told;

    /** What the configuration says of plugins, read when it is first needed, and again for a reload. */
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
     * A plugin that can be run.
     *
     * @param digest SHA-256 of what it was made from
     * @param timeout its own, from the configuration
     * @param note why an older version is used than the file is of
     */
    public record Ready(String key, String digest, Optional<Duration> timeout, Optional<String> note) {}

    /**
     * A registry of which nothing is read yet.
     *
     * @param builtIns class names by key
     * @param scripts makes what compiles scripts, whose classes see those of the loader
     */
    public PluginRegistry(
            Map<String, String> builtIns,
            Configured configured,
            PluginDirs dirs,
            Function<ClassLoader, PluginSource> scripts) {
        this.builtIns = Map.copyOf(builtIns);
        this.configured = configured;
        this.dirs = dirs;
        this.scripts = scripts;
    }

    /**
     * Loads the plugin, or makes sure that it is the newest.
     *
     * @throws PluginException if there is no such key, or nothing behind it that works
     */
    public synchronized Ready ready(String key) throws PluginException {
        var slot = slot(key);
        var version = slot.use();
        var note = slot.trouble()
                .map(problem -> "plugin " + key + ": the version before is used, because the new one does not load: "
                        + problem);
        return new Ready(key, version.digest(), slot.setting().timeout(), note);
    }

    /** The task of running a plugin that {@link #ready} has loaded, on one host. */
    public HostTask<Rows> task(Task.Collect<?> collect, FanOutOptions options, HostEvents events) {
        var key = collect.plugin();
        LoadedPlugin slot;
        synchronized (this) {
            slot = Optional.ofNullable(slots.get(key))
                    .orElseThrow(() -> new IllegalStateException(key + " is not loaded"));
        }
        var version = slot.current().orElseThrow(() -> new IllegalStateException(key + " is not loaded"));
        var name = "plugin " + key;
        var log = ShoalLog.logger("plugin." + key);
        var limit = new PluginContext.Limit(
                options.connectTimeout(), slot.setting().timeout().orElse(USUAL_EXEC_LIMIT), MOST_BYTES);
        var work = new PluginRun(version.plugin(), name, limit, events, log);
        return new ForeignTask<>(new Foreign(name, collect.limit(), version::owns, log), work, events);
    }

    /** All plugins by key, loaded or not. */
    public synchronized List<PluginState> list() throws PluginException {
        read();
        return slots.values().stream().map(PluginState::of).toList();
    }

    /** As {@link #list}, with every plugin loaded that can be. */
    public synchronized List<PluginState> check() throws PluginException {
        read();
        for (var slot : slots.values()) {
            try {
                slot.use();
            } catch (PluginException e) {
                ShoalLog.logger("plugin")
                        .debug("{} does not load", slot.setting().key(), e);
            }
        }
        return list();
    }

    /** The files and directories that are left out, and why; a line each. */
    public synchronized List<String> problems() throws PluginException {
        read();
        told = true;
        return problems;
    }

    /** Those of {@link #problems} that nobody has been told of yet. */
    public synchronized List<String> untold() throws PluginException {
        read();
        return told ? List.of() : problems();
    }

    /** Looks at configuration and directories again. Scripts that are loaded stay until a newer version is ready. */
    public synchronized void reload() throws PluginException {
        read = false;
        told = false;
        read();
    }

    /** Where new plugins are written. */
    public PluginDirs dirs() {
        return dirs;
    }

    /** Who writes a plugin while the shell runs does not think of telling it. */
    private LoadedPlugin slot(String key) throws PluginException {
        if (!slots.containsKey(key)) {
            read = false;
        }
        read();
        var slot = slots.get(key);
        if (slot != null) {
            return slot;
        }
        var near = Nearest.to(key, slots.keySet()).map(nearest -> "; did you mean " + nearest + "?");
        throw new PluginException("no plugin " + key
                + near.orElseGet(() -> slots.isEmpty()
                        ? "; there is none yet: plugins new NAME writes one"
                        : "; there are: " + String.join(" ", slots.keySet())));
    }

    private void read() throws PluginException {
        if (read) {
            return;
        }
        var index = new Index(builtIns, configured.read(), dirs);
        var before = slots;
        var pathBefore = path;
        path = new PluginPath(index.jars());
        var now = new TreeMap<String, LoadedPlugin>();
        index.settings().forEach((key, setting) -> now.put(key, slot(setting, before.get(key))));
        before.values().stream().filter(slot -> !now.containsValue(slot)).forEach(LoadedPlugin::close);
        slots = now;
        problems = List.copyOf(index.problems());
        read = true;
        pathBefore.close();
    }

    /** A script keeps what is loaded of it, unless there are jars, to which its classes may be tied. */
    private LoadedPlugin slot(PluginSetting setting, @Nullable LoadedPlugin before) {
        if (before != null
                && path.isEmpty()
                && setting.made() instanceof Made.OfScript
                && before.setting().equals(setting)) {
            return before;
        }
        var loader = path;
        var recipe =
                switch (setting.made()) {
                    case Made.OfClass type -> new ClassRecipe(setting, type.name(), loader::loader);
                    case Made.OfScript script ->
                        new ScriptRecipe(
                                script.file(),
                                file -> scripts.apply(loader.loader()).load(file),
                                dirs.trust());
                    case Made.Refused refused -> new RefusedRecipe(refused.problem());
                };
        return new LoadedPlugin(setting, recipe, LOAD_LIMIT);
    }

    @Override
    public synchronized void close() {
        slots.values().forEach(LoadedPlugin::close);
        slots = new TreeMap<>();
        read = false;
        path.close();
    }
}
