package dev.shoal.plugin;

import dev.shoal.fleet.ForeignCall;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * One key and the plugin behind it, which is made when it is first asked for, and anew when what it is made from has
 * changed. Safe for many threads: the monitor guards all fields, and is held while compiling, so that it is done once.
 */
final class LoadedPlugin {
    private final PluginSetting setting;
    private final Recipe recipe;
    private final Duration limit;
    private @Nullable Version current;
    private Optional<String> trouble = Optional.empty();

    /**
     * A slot in which nothing is made yet.
     *
     * @param limit how long making it may take
     */
    LoadedPlugin(PluginSetting setting, Recipe recipe, Duration limit) {
        this.setting = setting;
        this.recipe = recipe;
        this.limit = limit;
    }

    PluginSetting setting() {
        return setting;
    }

    /**
     * The newest version that can be made. Where the newest cannot, it is the one before, and {@link #trouble} says why.
     *
     * @throws PluginException if there is none
     */
    synchronized Version use() throws PluginException {
        var before = current;
        if (before != null && !recipe.hasChanged(before)) {
            trouble = Optional.empty();
            return before;
        }
        try {
            var made = made();
            trouble = Optional.empty();
            current = made;
            release(before);
            return made;
        } catch (PluginException e) {
            trouble = Optional.ofNullable(e.getMessage());
            if (before == null) {
                throw e;
            }
            return before;
        }
    }

    /** A constructor or an initialiser that hangs must not take the prompt with it. */
    private Version made() throws PluginException {
        var name = "plugin " + setting.key();
        try {
            return ForeignCall.within(limit, "load " + name, recipe::make);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PluginException known) {
                throw known;
            }
            throw new PluginException(
                    name + ": cannot be loaded: " + Thrown.inWords(e.getCause() == null ? e : e.getCause()), e);
        } catch (TimeoutException e) {
            throw new PluginException(
                    name + " (" + setting.origin() + "): was not loaded within " + limit.toSeconds()
                            + " s; move what takes long out of its constructor and initialisers into process",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PluginException(name + ": was not loaded, because it was stopped", e);
        }
    }

    /** The version made last. */
    synchronized Optional<Version> current() {
        return Optional.ofNullable(current);
    }

    /** Why the newest version could not be made. */
    synchronized Optional<String> trouble() {
        return trouble;
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
