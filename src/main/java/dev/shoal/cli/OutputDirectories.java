package dev.shoal.cli;

import dev.shoal.fleet.RunListener;
import dev.shoal.fleet.RunListener.Stream;
import dev.shoal.inventory.Host;
import dev.shoal.output.HostFiles;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The directories of {@code --outdir} and {@code --errdir} for one run. What is wrong with them before the run is an error,
 * and nothing runs; what goes wrong later, as a full disk, is reported at the end and counts as a failure of the run.
 *
 * @param <T> what one host answers
 */
final class OutputDirectories<T> {
    private static final Map<Option, Stream> STREAMS = Map.of(Option.OUT_DIR, Stream.OUT, Option.ERR_DIR, Stream.ERR);

    private final Map<Option, HostFiles<T>> files;

    private OutputDirectories(Map<Option, HostFiles<T>> files) {
        this.files = files;
    }

    /** For runs whose hosts write nothing. */
    static <T> OutputDirectories<T> none() {
        return new OutputDirectories<>(Map.of());
    }

    /** The directories of these options; nothing is touched yet. */
    static <T> OutputDirectories<T> of(OptionSet options) throws UsageException {
        var files = new LinkedHashMap<Option, HostFiles<T>>();
        for (var option : List.of(Option.OUT_DIR, Option.ERR_DIR)) {
            if (options.has(option)) {
                files.put(
                        option,
                        new HostFiles<>(
                                path(option, options.last(option).orElseThrow()),
                                STREAMS.getOrDefault(option, Stream.OUT)));
            }
        }
        return new OutputDirectories<>(files);
    }

    private static Path path(Option option, String text) throws UsageException {
        try {
            if (!text.isBlank()) {
                return Path.of(text);
            }
        } catch (InvalidPathException e) {
            throw new UsageException(option.longName() + " " + text + ": not a valid directory name", e);
        }
        throw new UsageException(option.longName() + " needs the name of a directory");
    }

    /** Makes what is missing, and an empty file for each host. */
    void begin(List<Host> hosts) throws UsageException {
        refuseOne();
        for (var entry : files.entrySet()) {
            attempt(entry.getKey(), () -> entry.getValue().make());
        }
        refuseOne(); // now that both exist, a link is seen through
        for (var entry : files.entrySet()) {
            attempt(entry.getKey(), () -> entry.getValue().begin(hosts));
        }
    }

    private interface Step {
        void take() throws IOException;
    }

    private static void attempt(Option option, Step step) throws UsageException {
        try {
            step.take();
        } catch (IOException e) {
            throw new UsageException(option.longName() + ": " + e.getMessage() + ". Nothing was run", e);
        }
    }

    private void refuseOne() throws UsageException {
        var all = List.copyOf(files.values());
        if (all.size() == 2 && all.getFirst().isBeside(all.getLast())) {
            throw new UsageException("--outdir and --errdir need two directories: one would mix the two streams");
        }
    }

    /** The listeners of the run and, before them, the files: what is kept must not wait for who reads the terminal. */
    List<RunListener<T>> with(List<RunListener<T>> others) {
        var all = new ArrayList<RunListener<T>>(files.values());
        all.addAll(others);
        return all;
    }

    /** Nothing is written from now on. */
    void end() {
        files.values().forEach(HostFiles::end);
    }

    /** Reports what is not in the files, and returns the status of the run with that. */
    int report(CommandContext context, int status) {
        var worst = status;
        for (var entry : files.entrySet()) {
            for (var trouble : entry.getValue().troubles()) {
                context.note("shoal: " + entry.getKey().longName() + ": " + trouble);
                worst = ExitStatus.worse(worst, ExitStatus.FAILED);
            }
        }
        return worst;
    }
}
