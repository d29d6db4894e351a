package dev.shoal.files;

import dev.shoal.text.ProblemsException;
import dev.shoal.text.Utf8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads a file as text, or gives the reason in one line why that is not possible. */
public final class TextFile {
    /** A hundred thousand hosts with a line each; what is larger is some other file. */
    private static final int MAX_BYTES = 16 << 20;

    private TextFile() {}

    /**
     * The text of a file, without a byte order mark.
     *
     * @throws ProblemsException if it is not a file of UTF-8 text that may be read, or too large
     */
    public static String read(Path file) throws ProblemsException {
        if (Files.isDirectory(file)) {
            throw problem(file + ": is a directory, not a file");
        }
        try (var in = Files.newInputStream(file)) {
            return read(file.toString(), in);
        } catch (IOException e) {
            throw problem(FileProblem.of(file, e));
        }
    }

    /**
     * All that comes, as text.
     *
     * @param name what messages call it
     */
    public static String read(String name, InputStream in) throws ProblemsException {
        try {
            var bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw problem(name + ": is larger than " + (MAX_BYTES >> 20) + " MiB");
            }
            return decoded(name, bytes);
        } catch (IOException e) {
            throw problem(name + ": " + FileProblem.reason(e));
        }
    }

    private static String decoded(String name, byte[] bytes) throws ProblemsException {
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(bytes.length);
        var result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        if (result.isError()) {
            int line = 1;
            for (int i = 0; i < in.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            throw problem(name + ":" + line + ": is not UTF-8: save the file as UTF-8");
        }
        return Utf8.withoutMark(out.flip().toString());
    }

    private static ProblemsException problem(String problem) {
        return new ProblemsException(List.of(problem));
    }
}
