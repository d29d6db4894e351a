package dev.shoal.plugin;

import dev.shoal.plugin.PluginSetting.Made;

import java.util.Optional;

/**
 * How it stands with a plugin.
 *
 * @param kind {@code java} or {@code groovy}
 * @param origin where it comes from: built in, the configuration's line, or its file
 * @param trouble why it cannot be used, or why an older version of it is
 */
public record PluginState(String key, String kind, String origin, Load load, Optional<String> trouble) {
    /** How far a plugin is. */
    public enum Load {
        /** Nobody has used it yet. */
        FOUND("not loaded yet"),
        LOADED("loaded"),
        /** The file has changed for the worse. */
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

    static PluginState of(LoadedPlugin slot) {
        var setting = slot.setting();
        var trouble = setting.made() instanceof Made.Refused refused ? Optional.of(refused.problem()) : slot.trouble();
        var loaded = slot.current().isPresent();
        var load = trouble.isPresent() ? (loaded ? Load.STALE : Load.BROKEN) : (loaded ? Load.LOADED : Load.FOUND);
        var kind = setting.made() instanceof Made.OfClass ? "java" : "groovy";
        return new PluginState(setting.key(), kind, setting.origin(), load, trouble);
    }

    /** Whether it, or the newest version of it, does not work. */
    public boolean isBroken() {
        return load == Load.BROKEN || load == Load.STALE;
    }
}
