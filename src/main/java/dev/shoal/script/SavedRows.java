package dev.shoal.script;

import dev.shoal.files.FileProblem;
import dev.shoal.output.data.RowsText;
import dev.shoal.plugin.Rows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Writes rows into a file, in the format of its extension. */
public final class SavedRows {
    private static final List<String> EXTENSIONS = List.of("csv", "json", "jsonl", "yaml", "yml", "md", "html", "txt");

    private SavedRows() {}

    /**
     * Checks that the extension of a file is a format for rows.
     *
     * @throws RowsException if it is not
     */
    public static void check(String file) {
        extension(file);
    }

    private static String extension(String file) {
        var extension = file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (!file.contains(".") || !EXTENSIONS.contains(extension)) {
            throw new RowsException("save " + file + ": the extension is the format, one of "
                    + String.join(" ", EXTENSIONS) + ", as in rows.csv");
        }
        return extension;
    }

    private static String text(Rows rows, String extension) {
        return switch (extension) {
            case "csv" -> RowsText.csv(rows);
            case "json" -> RowsText.json(rows);
            case "jsonl" -> RowsText.jsonl(rows);
            case "md" -> RowsText.md(rows);
            case "html" -> RowsText.html(rows);
            case "txt" -> RowsText.table(rows, 0);
            default -> RowsText.yaml(rows);
        };
    }

    /** Writes all rows or nothing: readers of a file that was there before never see half of it. */
    static String save(Rows rows, String name) {
        var text = text(rows, extension(name));
        if (name.startsWith("~")) {
            throw new RowsException(
                    "save " + name + ": ~ has no meaning in Groovy; write the whole path, or save it after |>");
        }
        Path file;
        try {
            file = Path.of(name);
        } catch (InvalidPathException e) {
            throw new RowsException("save: the name of the file is not valid: " + e.getReason());
        }
        try {
            write(file, text);
            return name;
        } catch (IOException e) {
            throw new RowsException("save " + FileProblem.of(file, e) + "; choose another file");
        }
    }

    private static void write(Path file, String text) throws IOException {
        var target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            Files.writeString(target, text); // a pipe or a device; a directory is an error
            return;
        }
        var temporary = target.resolveSibling("." + target.getFileName() + ".shoal-" + UUID.randomUUID());
        try {
            Files.writeString(temporary, text, StandardOpenOption.CREATE_NEW);
            if (Files.exists(target)) {
                Files.setPosixFilePermissions(temporary, Files.getPosixFilePermissions(target));
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
