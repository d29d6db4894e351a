package dev.shoal.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What must be known before anything is read or opened.
 *
 * @param configDirs the directories of {@code --conf}
 * @param settings the {@code KEY=VALUE} of {@code --set}
 * @param demo the demo fleet that takes the place of the inventory, if one does
 * @param length whether sessions are worth keeping
 */
public record Start(List<Path> configDirs, List<String> settings, Optional<Demo> demo, Length length) {
    /**
     * A demo fleet.
     *
     * @param onThisMachine whether its commands are to run on this machine, with this user's rights
     */
    public record Demo(int hosts, boolean onThisMachine) {}

    /** How much is to be done. */
    public enum Length {
        /** One verb. */
        ONE_VERB,
        /** Lines, or a script: a host that was reached once will be wanted again. */
        MANY_LINES
    }

    public Start {
        configDirs = List.copyOf(configDirs);
        settings = List.copyOf(settings);
    }

    /** Makes the site, once the command line is known to be sound. */
    @FunctionalInterface
    public interface Opener {
        Site open(Start start) throws UsageException;
    }
}
