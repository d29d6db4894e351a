package dev.shoal.plugin.registry;

import dev.shoal.fleet.ForeignTask;
import dev.shoal.plugin.Plugin;
import dev.shoal.plugin.PluginException;
import dev.shoal.plugin.registry.PluginSetting.Source;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * The plugin of one key. It is loaded when it is first needed, and again when its file has changed. Safe for many threads:
 * the monitor guards all fields, and is held while the plugin is loaded, so that this happens once.
 */
final class LoadedPlugin {
    private final PluginSetting setting;
    private final Callable<Version> loading;
    private final Duration limit;
    private @Nullable Version current;
    private Optional<String> trouble;

    /**
     * A plugin as it was when it was loaded.
     *
     * @param plugin the object that was made to check it; it answers what is the same for all hosts, and no host gets it
     * @param another makes a new object, for one host; throws what the constructor throws
     * @param declaration what it declares of itself
     * @param digest SHA-256 of what it was made from, in hex
     * @param sources the file names that its lines have in stack traces: its own and those of its helpers; empty for a class
     * @param isOutdated whether one of its files has changed since
     * @param release lets go of its classes; tasks that still use it go on
     */
    record Version(
            Plugin plugin,
            Callable<Plugin> another,
            Declaration declaration,
            String digest,
            Set<String> sources,
            BooleanSupplier isOutdated,
            Runnable release) {
        /** The same, which declares this. */
        Version declaring(Declaration declared) {
            return new Version(plugin, another, declared, digest, sources, isOutdated, release);
        }

        /** Whether a line of a stack trace is the plugin's own. */
        boolean owns(StackTraceElement line) {
            var ours = plugin.getClass().getName();
            var theirs = line.getClassName();
            return sources.contains(String.valueOf(line.getFileName()))
                    || theirs.equals(ours)
                    || theirs.startsWith(ours + "$");
        }
    }

    /**
     * A plugin that is not loaded yet.
     *
     * @param loading makes the newest version, or throws a {@link PluginException}
     * @param limit how long that may take
     */
    LoadedPlugin(PluginSetting setting, Callable<Version> loading, Duration limit) {
        this.setting = setting;
        this.loading = loading;
        this.limit = limit;
        this.trouble =
                setting.source() instanceof Source.Refused refused ? Optional.of(refused.problem()) : Optional.empty();
    }

    PluginSetting setting() {
        return setting;
    }

    /**
     * Loads the newest version. If that fails, the previous version stays in use and {@link #state} has the reason.
     *
     * @throws PluginException if no version can be loaded
     */
    synchronized void load() throws PluginException {
        var before = current;
        if (before != null && !before.isOutdated().getAsBoolean()) {
            trouble = Optional.empty();
            return;
        }
        try {
            current = newest();
            trouble = Optional.empty();
            release(before);
        } catch (PluginException e) {
            trouble = Optional.ofNullable(e.getMessage());
            if (before == null) {
                throw e;
            }
        }
    }

    /** A constructor or an initialiser that hangs must not block the prompt. */
    private Version newest() throws PluginException {
        var name = "plugin " + setting.key();
        try {
            return ForeignTask.call(limit, "load " + name, loading);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PluginException known) {
                throw known;
            }
            throw new PluginException(
                    name + ": cannot be loaded: " + PluginLoader.words(e.getCause() == null ? e : e.getCause()), e);
        } catch (TimeoutException e) {
            throw new PluginException(
                    name + " (" + setting.origin() + "): did not load within " + limit.toSeconds()
                            + " s; move slow code from its constructor and initialisers into process",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PluginException(name + ": loading was interrupted", e);
        }
    }

    /** The version that was loaded last. */
    synchronized Optional<Version> current() {
        return Optional.ofNullable(current);
    }

    synchronized PluginState state() {
        var loaded = current;
        if (loaded == null) {
            var load = trouble.isPresent() ? PluginState.Load.BROKEN : PluginState.Load.FOUND;
            return new PluginState(setting, load, "", Declaration.none(setting.key()), trouble);
        }
        var load = trouble.isPresent() ? PluginState.Load.STALE : PluginState.Load.LOADED;
        return new PluginState(setting, load, loaded.digest(), loaded.declaration(), trouble);
    }

    synchronized void close() {
        release(current);
        current = null;
    }

    private static void release(@Nullable Version version) {
        if (version != null) {
            version.release().run();
        }
    }
}
