package dev.shoal.shell;

import dev.shoal.cli.LocalPaths;
import dev.shoal.cli.UsageException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The names of local files that a word may become. */
final class LocalNames {
    private static final Logger LOG = LogManager.getLogger(LocalNames.class);
    /** What a byte becomes that is not UTF-8: the name typed so would be another file's. */
    private static final char NOT_UTF8 = '\ufffd';

    /** More names are of no help, and a directory may have a million. */
    private static final int MOST = 1000;

    private final LocalPaths paths;

    LocalNames(LocalPaths paths) {
        this.paths = paths;
    }

    /** Files and directories, sorted; hidden ones where the word begins so. Empty where the directory does not exist. */
    List<Completion> of(String word, boolean onlyDirectories) {
        if (word.equals("~")) {
            return List.of(directory("~/"));
        }
        if (word.startsWith("$") && word.indexOf('/') < 0) {
            return paths.beginnings().stream().map(LocalNames::directory).toList();
        }
        var slash = word.lastIndexOf('/') + 1;
        var parent = word.substring(0, slash);
        var beginning = word.substring(slash);
        var names = new ArrayList<Completion>();
        try (var entries = Files.newDirectoryStream(
                Path.of(parent.isEmpty() ? "." : paths.of(parent)), entry -> fits(entry, beginning, onlyDirectories))) {
            for (var entry : entries) {
                var isDirectory = Files.isDirectory(entry);
                var name = parent + entry.getFileName() + (isDirectory ? "/" : "");
                names.add(new Completion(name, "", isDirectory ? "directories" : "files", !isDirectory));
                if (names.size() == MOST) {
                    break;
                }
            }
        } catch (IOException | InvalidPathException | DirectoryIteratorException | UsageException e) {
            LOG.debug("no completion of {}", word, e);
        }
        names.sort(Comparator.comparing(Completion::text));
        return names;
    }

    private static Completion directory(String text) {
        return new Completion(text, "", "directories", false);
    }

    private static boolean fits(Path entry, String beginning, boolean onlyDirectories) {
        var name = String.valueOf(entry.getFileName());
        return name.startsWith(beginning)
                && (!name.startsWith(".") || beginning.startsWith("."))
                && name.chars().noneMatch(c -> Character.isISOControl(c) || c == NOT_UTF8)
                && (!onlyDirectories || Files.isDirectory(entry));
    }
}
