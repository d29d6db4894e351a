package dev.shoal.files;

import dev.shoal.nodeset.SourceException;
import dev.shoal.text.Utf8;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Brings a file in as text, or says in one line why that cannot be. */
public final class SourceText {
    private static final long MAX_BYTES = 16 << 20;

    private SourceText() {}

    public static String of(Path file) throws SourceException {
        try {
            if (Files.isDirectory(file)) {
                throw new SourceException(file + ": is a directory, a file is wanted");
            }
            if (Files.size(file) > MAX_BYTES) {
                throw new SourceException(
                        file + ": is larger than " + (MAX_BYTES >> 20) + " MiB, which no list of hosts is");
            }
            return Utf8.withoutMark(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new SourceException(file + ": no such file", e);
        } catch (AccessDeniedException e) {
            throw new SourceException(file + ": may not be read, permission denied", e);
        } catch (CharacterCodingException e) {
            throw new SourceException(file + ": is not UTF-8: save the file as UTF-8", e);
        } catch (IOException e) {
            throw new SourceException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
