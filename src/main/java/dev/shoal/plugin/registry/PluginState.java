package dev.shoal.plugin.registry;

import dev.shoal.plugin.registry.PluginSetting.Source;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A plugin of the registry at one moment: what is known of it, and whether it is loaded.
 *
 * @param setting its key, what it is made from, its time limit and origin
 * @param load whether it is loaded
 * @param digest SHA-256 of what the loaded version was made from, in hex; empty if none is loaded
 * @param declaration what the loaded version declares of itself; nothing if none is loaded
 * @param trouble why it, or its newest version, cannot be loaded
 */
public record PluginState(
        PluginSetting setting, Load load, String digest, Declaration declaration, Optional<String> trouble) {
    /** Whether a plugin is loaded. */
    public enum Load {
        /** It was not needed yet. */
        FOUND("not loaded yet"),
        LOADED("loaded"),
        /** An older version is loaded, because the file has changed and cannot be loaded any more. */
        STALE("loaded, but its new version is broken"),
        BROKEN("broken");

        private final String words;

        Load(String words) {
            this.words = words;
        }

        /** The state as operators read it. */
        public String words() {
            return words;
        }
    }

    /** Its name for operators. */
    public String key() {
        return setting.key();
    }

    /** {@code java} or {@code groovy}. */
    public String kind() {
        return setting.source() instanceof Source.OfClass ? "java" : "groovy";
    }

    /** Where it comes from: built in, the configuration's line, or its file. */
    public String origin() {
        return setting.origin();
    }

    /** Its file, if it is a script. */
    public Optional<Path> script() {
        return setting.source() instanceof Source.OfScript script ? Optional.of(script.file()) : Optional.empty();
    }

    /** Whether it comes with Shoal's own classes. */
    public boolean isBuiltIn() {
        return origin().equals(PluginDirs.BUILT_IN);
    }

    /** How long it may take on one host, if the configuration limits it. */
    public Optional<Duration> timeout() {
        return setting.timeout();
    }

    /** What operators should know before it runs: that an older version of it is used, and why. */
    public Optional<String> note() {
        return trouble.filter(_ -> load == Load.STALE)
                .map(problem -> "plugin " + key()
                        + ": the previous version is used, because the new one does not load: " + problem);
    }

    /** Whether it, or its newest version, cannot be loaded. */
    public boolean isBroken() {
        return load == Load.BROKEN || load == Load.STALE;
    }
}
