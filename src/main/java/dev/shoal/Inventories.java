package dev.shoal;

import dev.shoal.cli.UsageException;
import dev.shoal.files.FileTrust;
import dev.shoal.inventory.Inventory;
import dev.shoal.process.Programs;
import dev.shoal.script.ClassCache;
import dev.shoal.script.InventoryScript;
import dev.shoal.script.ScriptException;
import dev.shoal.sources.AnsibleSource;
import dev.shoal.sources.ClusterShellPlace;
import dev.shoal.sources.HostSource;
import dev.shoal.sources.HostsList;
import dev.shoal.sources.HostsReader;
import dev.shoal.sources.InventoryMerger;
import dev.shoal.sources.InventorySource;
import dev.shoal.sources.ScriptSource;
import dev.shoal.sources.SourceKind;
import dev.shoal.sources.SourceSpec;
import dev.shoal.sources.SourcesOptions;
import dev.shoal.sources.SshConfigSource;
import dev.shoal.sources.UpcallSource;
import dev.shoal.text.ProblemsException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The inventories that were asked for, each put together from its sources once. Confined to one thread.
 *
 * <p>Files of the form of {@code hosts.yaml} that follow each other are read as one, as the layers of the configuration are.
 */
final class Inventories {
    private static final List<String> HOSTS = List.of("hosts");

    private final List<Path> hostsFiles;
    private final SourcesOptions options;
    private final Environment environment;
    private final Consumer<String> warn;
    private final Programs programs;
    private final Map<List<String>, InventoryMerger> made = new HashMap<>();

    /**
     * Nothing is read yet.
     *
     * @param hostsFiles the configured {@code hosts.yaml}, lowest layer first
     * @param warn shows the operator a warning
     */
    Inventories(List<Path> hostsFiles, SourcesOptions options, Environment environment, Consumer<String> warn) {
        this.hostsFiles = hostsFiles;
        this.options = options;
        this.environment = environment;
        this.warn = warn;
        this.programs = new Programs(options.timeout());
    }

    /** How much of an inventory is wanted. */
    @FunctionalInterface
    interface View {
        Inventory of(InventoryMerger gathering) throws ProblemsException;
    }

    /**
     * An inventory of these, or of the configured ones where none is named.
     *
     * @throws UsageException with everything that is wrong with the sources
     */
    Inventory of(List<String> sources, View view) throws UsageException {
        try {
            var known = made.get(sources);
            if (known == null) {
                known = gathering(sources);
                made.put(List.copyOf(sources), known);
            }
            return view.of(known);
        } catch (ProblemsException e) {
            throw UsageException.ofAll(e.problems());
        }
    }

    private InventoryMerger gathering(List<String> sources) throws UsageException {
        var making = new Making();
        if (sources.isEmpty()) {
            making.hostsFiles.addAll(hostsFiles);
            making.layers = hostsFiles.size();
            options.specs().forEach(making::add);
        } else {
            specs(sources).forEach(making::add);
        }
        return making.gathering();
    }

    private List<SourceSpec> specs(List<String> texts) throws UsageException {
        var specs = new ArrayList<SourceSpec>();
        var problems = new ArrayList<String>();
        for (var text : texts) {
            try {
                specs.add(SourceSpec.of(text, Path.of(""), environment.home()));
            } catch (IllegalArgumentException e) {
                problems.add("--inventory: " + e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw UsageException.ofAll(problems);
        }
        return specs;
    }

    /** One inventory in the making. */
    private final class Making {
        private final List<InventorySource> parts = new ArrayList<>();
        private final List<ClusterShellPlace> clusterShell = new ArrayList<>();
        /** Those of the form of hosts.yaml that no part was made of yet. */
        private final List<Path> hostsFiles = new ArrayList<>();
        /** How many of them are layers of the configuration. */
        private int layers;

        void add(SourceSpec spec) {
            if (spec.kind() == SourceKind.HOSTS) {
                hostsFiles.add(spec.file().orElseThrow());
                return;
            }
            endHosts();
            switch (spec.kind()) {
                case HOSTS -> throw new IllegalStateException("taken before");
                case HOSTFILE -> {
                    var file = spec.file().orElseThrow();
                    parts.add(InventorySource.file(List.of(), file.toString(), () -> HostsList.contents(file)));
                }
                case SSH_CONFIG -> {
                    var source = new SshConfigSource(
                            spec.file().orElse(environment.home().resolve(".ssh/config")), environment.home());
                    parts.add(InventorySource.file(List.of(), spec.text(), source));
                }
                case CLUSTERSHELL ->
                    clusterShell.add(spec.file()
                            .map(file -> ClusterShellPlace.at(file, FileTrust::objection))
                            .orElseGet(() -> ClusterShellPlace.usual(
                                    environment.home(), environment.variables(), FileTrust::objection)));
                case ANSIBLE -> {
                    var file = spec.file().orElseThrow();
                    parts.add(InventorySource.program(
                            names(file, "ansible"),
                            file.toString(),
                            new AnsibleSource(file, programs, FileTrust::objection),
                            options.cache()));
                }
                case UPCALL -> parts.add(upcall(spec));
                case GROOVY -> {
                    var file = spec.file().orElseThrow();
                    parts.add(InventorySource.program(
                            names(file, "groovy"), file.toString(), groovy(file), options.cache()));
                }
            }
        }

        InventoryMerger gathering() {
            endHosts();
            return new InventoryMerger(parts, clusterShell, programs, System::nanoTime, warn);
        }

        private void endHosts() {
            if (!hostsFiles.isEmpty()) {
                var files = List.copyOf(hostsFiles);
                hostsFiles.clear();
                var ofConfiguration = layers;
                layers = 0;
                parts.add(InventorySource.file(
                        HOSTS, files.getFirst().toString(), () -> HostsReader.contents(files, ofConfiguration)));
            }
        }
    }

    private InventorySource upcall(SourceSpec spec) {
        var command = spec.command().orElseThrow();
        var place = "upcall " + spec.name().orElse(command);
        return InventorySource.program(
                spec.name().map(List::of).orElse(List.of("upcall")),
                place,
                new UpcallSource(place, command, programs),
                options.cache());
    }

    private HostSource groovy(Path file) {
        var cache = ClassCache.in(environment.cacheDir().resolve("classes"));
        return new ScriptSource(file.toString(), () -> {
            FileTrust.require(FileTrust::objection, file);
            try {
                return new InventoryScript(file, cache, options.timeout()).value();
            } catch (ScriptException e) {
                throw new ProblemsException(String.valueOf(e.getMessage()), e);
            }
        });
    }

    /** What groups of a file may be reached by. */
    private static List<String> names(Path file, String kind) {
        var name = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
        boolean isFit = name.matches("[\\p{L}\\p{Nd}_][\\p{L}\\p{Nd}_.-]*") && !name.matches("[0-9]+");
        return isFit ? List.of(name, kind) : List.of(kind);
    }
}
