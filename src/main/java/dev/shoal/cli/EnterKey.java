package dev.shoal.cli;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Enter, pressed at a terminal while no program reads it. The terminal hands out whole lines: a single byte is an empty line; more
 * bytes are typed ahead for the next program, and stay.
 */
final class EnterKey {
    private static final Logger LOG = LogManager.getLogger(EnterKey.class);
    /** proc(5): the group of this process, and the one that the terminal listens to; the program's name may have blanks. */
    private static final Pattern GROUPS = Pattern.compile(".*\\) \\S+ \\S+ (\\S+) \\S+ \\S+ (\\S+) .*", Pattern.DOTALL);

    private final InputStream in;
    private final Path stat;

    /** On standard input, which is a terminal. */
    EnterKey(InputStream in) {
        this(in, Path.of("/proc/self/stat"));
    }

    EnterKey(InputStream in, Path stat) {
        this.in = in;
        this.stat = stat;
    }

    /** Whether it was pressed since the last time. Does not wait. */
    boolean take() {
        try {
            return in.available() == 1 && isInForeground() && in.read() == '\n';
        } catch (IOException e) {
            LOG.debug("standard input cannot be looked at", e);
            return false;
        }
    }

    /** A job in the background would be stopped for reading. Where the system does not tell, as on macOS, nothing is read. */
    private boolean isInForeground() throws IOException {
        if (!Files.isReadable(stat)) {
            return false;
        }
        var groups = GROUPS.matcher(Files.readString(stat));
        return groups.matches() && groups.group(1).equals(groups.group(2));
    }
}
