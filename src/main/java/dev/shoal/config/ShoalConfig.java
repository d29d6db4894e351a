package dev.shoal.config;

import dev.shoal.cli.Configured;
import dev.shoal.fleet.FanOutOptions;
import dev.shoal.fold.Masks;
import dev.shoal.log.AuditOptions;
import dev.shoal.log.Collector;
import dev.shoal.sources.SourcesOptions;
import dev.shoal.ssh.reach.SshOptions.HostKeyMode;
import dev.shoal.ssh.reach.SshOptions.Reach;
import dev.shoal.text.ProblemsException;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What all layers of configuration together say. What they are silent about is empty, or the room's own default.
 *
 * @param target the nodeset that verbs work on where none is named; not parsed yet
 * @param output the name of a renderer: {@code fold}, {@code table} and so on
 * @param fanOut how jobs are spread, {@code ssh.connect-timeout} among it
 * @param masks what answers that are similar may differ in
 * @param ssh how hosts are reached where neither the command line nor the inventory says
 * @param hostKeys what to do about host keys
 * @param log where logs go
 * @param hostsFiles the layers' {@code hosts.yaml} that exist and may be trusted, lowest layer first
 * @param sources where hosts come from beside those files
 * @param plugins where plugins are
 * @param origins for each key that is set: the file and line, the variable or the option that has set it, sorted by key
 * @param shown all of it, for people
 * @param warnings what the operator should know, although it keeps nothing from running
 */
public record ShoalConfig(
        Optional<String> target,
        Optional<String> output,
        FanOutOptions fanOut,
        Masks masks,
        Reach ssh,
        HostKeyMode hostKeys,
        Log log,
        List<Path> hostsFiles,
        SourcesOptions sources,
        Plugins plugins,
        Map<String, String> origins,
        Configured shown,
        List<String> warnings) {
    /**
     * Where logs go and how much is in them.
     *
     * @param level a word: {@code off error warn info debug trace}
     * @param modules levels by module, as {@code transport.ssh}
     * @param collector where they are shipped to beside that
     * @param audit what becomes of the record of runs
     */
    public record Log(
            Optional<Path> dir,
            Optional<String> level,
            Map<String, String> modules,
            Optional<Collector> collector,
            AuditOptions audit) {
        public Log {
            modules = Map.copyOf(modules);
        }
    }

    /**
     * Where plugins are.
     *
     * @param files the layers' {@code plugins.yaml} that exist and may be trusted, lowest layer first; not read yet
     * @param usual the directories that are looked into, the operator's own last; they need not exist
     * @param named the directories of {@code plugins.dirs}
     */
    public record Plugins(List<Path> files, List<Path> usual, List<Path> named) {
        public Plugins {
            files = List.copyOf(files);
            usual = List.copyOf(usual);
            named = List.copyOf(named);
        }
    }

    public ShoalConfig {
        hostsFiles = List.copyOf(hostsFiles);
    }

    /**
     * Reads the layers. Loads no library where none of them holds a {@code shoal.yaml}.
     *
     * @throws ProblemsException with every mistake in all of them
     */
    public static ShoalConfig read(ConfigLayers layers) throws ProblemsException {
        var files = ConfigFiles.in(layers);
        var settings = Settings.read(files, layers);
        return new ShoalConfig(
                settings.value(Keys.TARGET),
                settings.value(Keys.OUTPUT),
                fanOut(settings),
                new Masks(settings.value(Keys.MASKS).orElseGet(List::of)),
                reach(settings),
                settings.value(Keys.HOST_KEYS).orElse(HostKeyMode.ACCEPT_NEW),
                new Log(
                        settings.value(Keys.LOG_DIR),
                        settings.value(Keys.LOG_LEVEL),
                        settings.values(Keys.LOG_MODULE),
                        settings.value(Keys.COLLECTOR).flatMap(url -> url),
                        new AuditOptions(
                                settings.value(Keys.AUDIT_REQUIRED).orElse(AuditOptions.USUAL.required()),
                                settings.value(Keys.AUDIT_TEXT).orElse(AuditOptions.USUAL.text()))),
                files.hosts(),
                new SourcesOptions(
                        settings.value(Keys.SOURCES).orElseGet(List::of),
                        settings.value(Keys.SOURCE_TIMEOUT).orElse(SourcesOptions.TIMEOUT),
                        settings.value(Keys.SOURCE_CACHE).orElse(SourcesOptions.CACHE)),
                new Plugins(
                        files.plugins(),
                        layers.pluginDirectories(),
                        settings.value(Keys.PLUGIN_DIRS).orElseGet(List::of)),
                settings.origins(),
                new Configured(settings.shown(), files.all()),
                settings.warnings());
    }

    private static FanOutOptions fanOut(Settings settings) {
        var defaults = FanOutOptions.DEFAULTS;
        return new FanOutOptions(
                settings.value(Keys.FANOUT).orElse(defaults.fanout()),
                settings.value(Keys.CONNECT_TIMEOUT).orElse(defaults.connectTimeout()),
                settings.value(Keys.TIMEOUT).orElse(defaults.timeout()),
                settings.value(Keys.DEADLINE).orElse(defaults.deadline()),
                settings.value(Keys.KEEP).map(mib -> (long) mib << 20).orElse(defaults.keepBytes()));
    }

    private static Reach reach(Settings settings) {
        return new Reach(
                settings.value(Keys.USER),
                settings.value(Keys.PORT).map(OptionalInt::of).orElseGet(OptionalInt::empty),
                settings.value(Keys.IDENTITIES).orElseGet(List::of),
                settings.value(Keys.KNOWN_HOSTS));
    }
}
