package dev.shoal.files;

import dev.shoal.nodeset.SourceException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** Files whose words are run must be the operator's own, and so must their directories. */
public final class Trust {
    private Trust() {}

    /** Throws where somebody else could have written the file; what is not there is for the reader to say. */
    public static void require(Function<Path, Optional<String>> objection, Path file) throws SourceException {
        if (!Files.exists(file)) {
            return;
        }
        var problem = objection.apply(file).or(() -> Optional.ofNullable(
                        file.toAbsolutePath().normalize().getParent())
                .flatMap(objection));
        if (problem.isPresent()) {
            throw new SourceException(problem.get());
        }
    }
}
