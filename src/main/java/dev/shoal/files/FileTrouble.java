package dev.shoal.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What the file system said, in an operator's words: Java's own messages are often nothing but the path. */
public final class FileTrouble {
    private FileTrouble() {}

    /** As {@code /x/known_hosts: permission denied}. */
    public static String describe(IOException e) {
        if (e instanceof FileSystemException f && f.getFile() != null) {
            return f.getFile() + ": " + fact(f);
        }
        return fact(e);
    }

    /** As {@code permission denied}. */
    public static String fact(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> "no such file";
            case AccessDeniedException denied -> "permission denied";
            case FileSystemException other when other.getReason() != null -> decapitalised(other.getReason());
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : decapitalised(e.getMessage());
        };
    }

    private static String decapitalised(String text) {
        return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
