package dev.shoal.config;

import dev.shoal.cli.Configured;
import dev.shoal.cli.Defaults;
import dev.shoal.fleet.FanOutOptions;
import dev.shoal.fold.Masks;
import dev.shoal.log.AuditOptions;
import dev.shoal.log.Collector;
import dev.shoal.sources.SourcesOptions;
import dev.shoal.ssh.reach.SshOptions.HostKeyMode;
import dev.shoal.ssh.reach.SshOptions.Layer;
import dev.shoal.text.ProblemsException;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The configuration, put together from all layers: the options of the other rooms, with the defaults of the keys filled in.
 *
 * @param defaults what applies to a run where no option is given; {@code ssh.connect-timeout} is among it
 * @param ssh how hosts are reached unless the command line or the inventory sets it
 * @param hostKeys what to do about host keys
 * @param log where logs go
 * @param hostsFiles the layers' {@code hosts.yaml} that exist and may be trusted, lowest layer first
 * @param sources where hosts come from besides those files
 * @param plugins where plugins are
 * @param shown all of it, for people
 * @param warnings what the operator should know, although it does not stop a run
 */
public record ShoalConfig(
        Defaults defaults,
        Layer ssh,
        HostKeyMode hostKeys,
        Log log,
        List<Path> hostsFiles,
        SourcesOptions sources,
        Plugins plugins,
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
            String level,
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
                new Defaults(
                        settings.find(Keys.TARGET),
                        settings.get(Keys.OUTPUT),
                        new FanOutOptions(
                                settings.get(Keys.FANOUT),
                                settings.get(Keys.CONNECT_TIMEOUT),
                                settings.get(Keys.TIMEOUT),
                                settings.get(Keys.DEADLINE),
                                (long) settings.get(Keys.KEEP) << 20),
                        new Masks(settings.get(Keys.MASKS))),
                new Layer(
                        settings.find(Keys.USER),
                        settings.find(Keys.PORT).map(OptionalInt::of).orElseGet(OptionalInt::empty),
                        settings.get(Keys.IDENTITIES),
                        settings.find(Keys.KNOWN_HOSTS)),
                settings.get(Keys.HOST_KEYS),
                new Log(
                        settings.find(Keys.LOG_DIR),
                        settings.get(Keys.LOG_LEVEL),
                        settings.values(Keys.LOG_MODULE),
                        settings.get(Keys.COLLECTOR),
                        new AuditOptions(settings.get(Keys.AUDIT_REQUIRED), settings.get(Keys.AUDIT_TEXT))),
                files.hosts(),
                new SourcesOptions(
                        settings.get(Keys.SOURCES), settings.get(Keys.SOURCE_TIMEOUT), settings.get(Keys.SOURCE_CACHE)),
                new Plugins(files.plugins(), layers.pluginDirectories(), settings.get(Keys.PLUGIN_DIRS)),
                new Configured(settings.shown(), files.all()),
                settings.warnings());
    }

    /** The same with what is shown of it. */
    public ShoalConfig showing(Configured values) {
        return new ShoalConfig(defaults, ssh, hostKeys, log, hostsFiles, sources, plugins, values, warnings);
    }

    /** The same for a fleet that has its own hosts, all of them the target, and its own host keys. */
    public ShoalConfig onFleet(String target, Configured values) {
        return new ShoalConfig(
                new Defaults(Optional.of(target), defaults.output(), defaults.fanOut(), defaults.masks()),
                ssh,
                HostKeyMode.STRICT,
                log,
                List.of(),
                sources,
                plugins,
                values,
                warnings);
    }
}
