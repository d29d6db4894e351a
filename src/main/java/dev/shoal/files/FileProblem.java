package dev.shoal.files;

import dev.shoal.text.CleanText;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;

/** What is wrong with a file of this machine, in words. */
public final class FileProblem {
    private FileProblem() {}

    /** One line that names the file and what is wrong with it, fit for a terminal. */
    public static String of(Path file, IOException thrown) {
        return CleanText.name(file.toString()) + ": " + reason(thrown) + " (on this machine)";
    }

    private static String reason(IOException thrown) {
        return switch (thrown) {
            case NoSuchFileException _ -> "no such file or directory";
            case AccessDeniedException _ -> "permission denied";
            case NotDirectoryException _ -> "it is no directory";
            case DirectoryNotEmptyException _ -> "a directory of that name is there";
            case FileAlreadyExistsException _ -> "something that is no directory is in the way";
            case FileSystemException e when e.getReason() != null -> words(e.getReason());
            default -> words(Optional.ofNullable(thrown.getMessage()).orElse(thrown.toString()));
        };
    }

    private static String words(String text) {
        return text.contains("No space left") ? "no space left" : CleanText.name(text);
    }
}
