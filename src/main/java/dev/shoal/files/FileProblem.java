package dev.shoal.files;

import dev.shoal.text.CleanText;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is wrong with a file of this machine, in an operator's words and fit for a terminal: Java's own messages are often nothing
 * but the path.
 */
public final class FileProblem {
    private FileProblem() {}

    /** As {@code /x/known_hosts: permission denied}. */
    public static String of(Path file, IOException thrown) {
        return CleanText.name(file.toString()) + ": " + reason(thrown);
    }

    /** The same, beside problems with files of hosts. */
    public static String here(Path file, IOException thrown) {
        return of(file, thrown) + " (on this machine)";
    }

    /** The same of the file that the exception names, if it names one. */
    public static String of(IOException thrown) {
        return thrown instanceof FileSystemException e && e.getFile() != null
                ? CleanText.name(e.getFile()) + ": " + reason(e)
                : reason(thrown);
    }

    /** As {@code permission denied}. */
    public static String reason(IOException thrown) {
        return switch (thrown) {
            case NoSuchFileException _ -> "no such file or directory";
            case AccessDeniedException _ -> "permission denied";
            case NotDirectoryException _ -> "not a directory";
            case DirectoryNotEmptyException _ -> "a directory of that name exists";
            case FileAlreadyExistsException _ -> "something else of that name exists";
            case FileSystemException e when e.getReason() != null -> words(e.getReason());
            case FileSystemException e -> e.getClass().getSimpleName().replaceFirst("Exception$", "");
            case CharacterCodingException _ -> "is not UTF-8: save the file as UTF-8";
            case FileNotFoundException e ->
                words(String.valueOf(e.getMessage()).replaceFirst("(?s).*\\((.*)\\)$", "$1"));
            default -> thrown.getMessage() == null ? thrown.getClass().getSimpleName() : words(thrown.getMessage());
        };
    }

    /** Why a file cannot be read, found without reading it; empty where it can. */
    public static Optional<String> reading(Path file) {
        if (Files.isReadable(file)) {
            return Optional.empty();
        }
        var name = file.toString();
        return Optional.of(
                of(file, Files.exists(file) ? new AccessDeniedException(name) : new NoSuchFileException(name)));
    }

    /** Without the capital of the system's sentences, as "Permission denied", but not of "SFTP". */
    private static String words(String text) {
        var isSentence = text.length() > 1 && Character.isLowerCase(text.charAt(1));
        return CleanText.name(isSentence ? Character.toLowerCase(text.charAt(0)) + text.substring(1) : text);
    }
}
