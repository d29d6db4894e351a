package dev.shoal.config;

import dev.shoal.fleet.FanOutOptions;
import dev.shoal.sources.SourcesOptions;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What a key is where nobody has set it, as text. */
final class BuiltIn {
    private static final String NONE = "";
    private static final FanOutOptions FAN_OUT = FanOutOptions.DEFAULTS;

    /** By key; empty for what has no value, and for what only the process knows, as the operator's name. */
    static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("target", NONE),
            Map.entry("output", "fold"),
            Map.entry("fleet.fanout", String.valueOf(FAN_OUT.fanout())),
            Map.entry("fleet.keep-mib", String.valueOf(FAN_OUT.keepBytes() >> 20)),
            Map.entry("fleet.timeout", limit(FAN_OUT.timeout())),
            Map.entry("fleet.deadline", limit(FAN_OUT.deadline())),
            Map.entry("fold.masks", NONE),
            Map.entry("ssh.user", NONE),
            Map.entry("ssh.port", "22"),
            Map.entry("ssh.keys", NONE),
            Map.entry("ssh.known-hosts", NONE),
            Map.entry("ssh.host-keys", "accept-new"),
            Map.entry("ssh.connect-timeout", limit(Optional.of(FAN_OUT.connectTimeout()))),
            Map.entry("inventory.sources", NONE),
            Map.entry("inventory.timeout", limit(Optional.of(SourcesOptions.TIMEOUT))),
            Map.entry("inventory.cache", limit(Optional.of(SourcesOptions.CACHE))),
            Map.entry("log.dir", NONE),
            Map.entry("log.level", "info"),
            Map.entry("log.http.url", NONE),
            Map.entry("audit", "optional"),
            Map.entry("audit.text", "masked"),
            Map.entry("plugins.dirs", NONE));

    private BuiltIn() {}

    private static String limit(Optional<Duration> limit) {
        return limit.map(time -> time.toSeconds() + "s").orElse("0");
    }
}
