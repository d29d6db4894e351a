package dev.shoal.sources;

import dev.shoal.inventory.GroupSource;
import dev.shoal.text.ProblemsException;
import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where a ClusterShell has its configuration of groups; read when it is first wanted. Confined to one thread. */
public final class ClusterShellPlace {
    private final List<Path> candidates;
    private final Function<Path, Optional<String>> objection;
    private @Nullable ClusterShellConfig config;

    private ClusterShellPlace(List<Path> candidates, Function<Path, Optional<String>> objection) {
        this.candidates = candidates;
        this.objection = objection;
    }

    /**
     * A groups.conf, or the directory that holds one.
     *
     * @param objection why a file or directory is not to be trusted with commands
     */
    public static ClusterShellPlace at(Path path, Function<Path, Optional<String>> objection) {
        return new ClusterShellPlace(
                List.of(Files.isDirectory(path) ? path.resolve(ClusterShellConfig.FILE) : path), objection);
    }

    /**
     * Where ClusterShell itself looks: the system's, those of pip and of the operator, and {@code $CLUSTERSHELL_CFGDIR}.
     *
     * @param objection why a file or directory is not to be trusted with commands
     */
    public static ClusterShellPlace usual(
            Path home, Map<String, String> variables, Function<Path, Optional<String>> objection) {
        var places = new ArrayList<Path>();
        places.add(Path.of("/etc/clustershell"));
        places.add(home.resolve(".local/etc/clustershell"));
        var config = Optional.ofNullable(variables.get("XDG_CONFIG_HOME")).filter(text -> !text.isEmpty());
        places.add(config.map(Path::of).orElse(home.resolve(".config")).resolve("clustershell"));
        Optional.ofNullable(variables.get("CLUSTERSHELL_CFGDIR"))
                .filter(text -> !text.isEmpty())
                .ifPresent(directory -> places.add(Path.of(directory)));
        return new ClusterShellPlace(
                places.stream()
                        .map(place -> place.resolve(ClusterShellConfig.FILE))
                        .toList(),
                objection);
    }

    /**
     * Its group sources, the one first that answers where none is named.
     *
     * @param upcalls who runs commands
     */
    List<GroupSource> sources(UpcallCache upcalls) throws ProblemsException {
        if (config == null) {
            var there = candidates.stream().filter(Files::exists).toList();
            if (there.isEmpty()) {
                throw new ProblemsException("clustershell: no "
                        + candidates.stream().map(Path::toString).collect(Collectors.joining(" and no "))
                        + "; name the file, as clustershell:/etc/clustershell/groups.conf");
            }
            config = ClusterShellConfig.read(there, objection);
        }
        return config.sources(upcalls);
    }
}
