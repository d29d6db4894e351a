package dev.shoal.log;

import dev.shoal.files.PrivateFiles;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * The number of the next run, in a file that processes share: each asks under the directory's lock. A file that was lost or
 * holds garbage is made good from the last lines of the audit file.
 */
final class RunNumbers {
    private static final String NAME = "run";
    private static final int LONGEST = 18;
    private static final int TAIL_BYTES = 64 << 10;
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,14}");
    private static final Pattern AUDITED = Pattern.compile("\"run\":([1-9][0-9]{0,14})[,}]");

    private final Path file;
    private final Path audit;

    RunNumbers(Path stateDir, Path audit) {
        this.file = stateDir.resolve(NAME);
        this.audit = audit;
    }

    /** Takes a number. The caller holds the directory's lock. */
    long next() throws IOException {
        PrivateFiles.makeFile(file);
        try (var counter = new RandomAccessFile(file.toFile(), "rw")) {
            var last = read(counter);
            var next = (last.isPresent() ? last.getAsLong() : lastAudited()) + 1;
            var line = (next + "\n").getBytes(ISO_8859_1);
            counter.seek(0);
            counter.write(line);
            counter.setLength(line.length);
            return next;
        }
    }

    private static OptionalLong read(RandomAccessFile counter) throws IOException {
        if (counter.length() > LONGEST) {
            return OptionalLong.empty();
        }
        var bytes = new byte[(int) counter.length()];
        counter.readFully(bytes);
        var text = new String(bytes, ISO_8859_1).strip();
        return NUMBER.matcher(text).matches() ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    private long lastAudited() throws IOException {
        if (!Files.isReadable(audit)) {
            return 0;
        }
        try (var in = new RandomAccessFile(audit.toFile(), "r")) {
            var start = Math.max(0, in.length() - TAIL_BYTES);
            var tail = new byte[(int) (in.length() - start)];
            in.seek(start);
            in.readFully(tail);
            return AUDITED.matcher(new String(tail, ISO_8859_1))
                    .results()
                    .mapToLong(match -> Long.parseLong(match.group(1)))
                    .max()
                    .orElse(0);
        }
    }
}
