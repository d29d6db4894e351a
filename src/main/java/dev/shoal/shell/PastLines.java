package dev.shoal.shell;

import dev.shoal.cli.ShellFront.TypedLine;
import dev.shoal.text.Mask;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jline.reader.impl.history.DefaultHistory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The lines typed so far. Each is appended to the file at once, so that several shells share one; a line with a secret stays in
 * this shell, one that begins with a blank is forgotten.
 */
final class PastLines extends DefaultHistory {
    private static final Logger LOG = LogManager.getLogger(PastLines.class);

    private final Path file;
    /** Of lines of this shell, by their place in the history. */
    private final Map<Integer, String> runs = new HashMap<>();

    private PastLines(Path file) {
        this.file = file;
    }

    /** The lines of that file, which is made where it is missing: only its owner can read it, from the first moment on. */
    static PastLines in(Path file) {
        try {
            make(file);
        } catch (IOException e) {
            LOG.warn("{}: lines are not kept", file, e);
        }
        return new PastLines(file);
    }

    private static void make(Path file) throws IOException {
        var parent = file.toAbsolutePath().getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            Files.createDirectories(
                    parent, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        var mode = PosixFilePermissions.fromString("rw-------");
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(mode));
        } catch (FileAlreadyExistsException e) {
            LOG.trace("is there", e);
            Files.setPosixFilePermissions(file, mode);
        }
    }

    Path file() {
        return file;
    }

    /** Every line, the last one last. */
    List<TypedLine> all() {
        var lines = new ArrayList<TypedLine>();
        for (var entry : this) {
            lines.add(new TypedLine(entry.line(), runs.getOrDefault(entry.index(), "")));
        }
        return lines;
    }

    /** Notes which runs the line made that was typed last; where the history did not take the line, nothing. */
    void ran(String line, long first, long last) {
        if (first <= last && !isEmpty() && get(last()).equals(line)) {
            runs.put(last(), first == last ? "run " + first : "runs " + first + "-" + last);
        }
    }

    /** A file that is damaged costs the earlier lines, not the shell. */
    @Override
    public void load() throws IOException {
        try {
            super.load();
        } catch (UncheckedIOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void add(Instant time, String line) {
        if (!line.isEmpty() && !Character.isWhitespace(line.charAt(0))) {
            super.add(time, line);
        }
    }

    @Override
    public boolean isPersistable(Entry entry) {
        return Mask.text(entry.line()).equals(entry.line());
    }
}
