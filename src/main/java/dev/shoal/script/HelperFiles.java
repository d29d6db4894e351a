package dev.shoal.script;

import dev.shoal.files.FileProblem;
import dev.shoal.text.Utf8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a file of Groovy finds the classes that it shares with others: {@code Disks.groovy} in a directory for helpers, or beside
 * the file, has the class {@code Disks}. A file that is named in the text is a candidate; the compiler decides which are used.
 *
 * @param shared the directories whose files are all helpers; looked at for each file that is compiled
 * @param trust why a file is not trusted, because others may write to it; empty if it is
 */
public record HelperFiles(Supplier<List<Path>> shared, Function<Path, Optional<String>> trust) {
    private static final Pattern NAME = Pattern.compile("\\p{Lu}[\\p{L}\\p{N}_]*");
    private static final String SUFFIX = ".groovy";

    /** No directory. */
    public static HelperFiles none() {
        return new HelperFiles(List::of, _ -> Optional.empty());
    }

    /** The file, with the helpers of the shared directories. */
    Sources of(Path file) throws IOException {
        return sources(file, candidates(List.of()));
    }

    /** The file, with the helpers beside it and those of the shared directories; one beside it comes first. */
    Sources beside(Path file) throws IOException {
        // a link to a script is where it is called from; its helpers are where it was written
        var directory = Files.isRegularFile(file) ? file.toRealPath().getParent() : null;
        return sources(file, candidates(directory == null ? List.of() : List.of(directory)));
    }

    /** The spec of a plugin, with the classes beside it, those of the plugins in the directory above, and the helpers. */
    Sources ofSpec(Path file) throws IOException {
        var directory = file.toRealPath().getParent();
        var above = directory == null ? null : directory.getParent();
        return sources(
                file,
                candidates(Stream.of(above, directory).filter(Objects::nonNull).toList()));
    }

    private Sources sources(Path file, Map<String, Sources.Helper> candidates) throws IOException {
        var text = Utf8.withoutMark(Files.readString(file));
        var name = String.valueOf(file.getFileName());
        candidates.remove(stem(name));
        var named = new TreeMap<String, Sources.Helper>();
        var open = new ArrayDeque<>(List.of(text));
        while (!open.isEmpty() && !candidates.isEmpty()) {
            var words = NAME.matcher(open.pop());
            while (words.find()) {
                var helper = candidates.remove(words.group());
                if (helper != null) {
                    var read = read(helper);
                    named.put(words.group(), read);
                    open.add(read.text().text());
                }
            }
        }
        return new Sources(new SourceText(name, text, SourceText.Kind.FILE), named);
    }

    /** By the names of their classes. */
    private Map<String, Sources.Helper> candidates(List<Path> own) {
        var found = new TreeMap<String, Sources.Helper>();
        own.forEach(directory -> list(directory).forEach((name, file) -> found.put(name, helper(file, false))));
        for (var directory : shared.get()) {
            list(directory).forEach((name, file) -> found.merge(name, helper(file, true), HelperFiles::first));
        }
        return found;
    }

    private static Sources.Helper first(Sources.Helper old, Sources.Helper other) {
        return old.isShared()
                ? old.refused("two helper files have this name, " + old.file() + " and " + other.file()
                        + "; rename one of them")
                : old;
    }

    private static Sources.Helper helper(Path file, boolean isShared) {
        var name = String.valueOf(file.getFileName());
        return new Sources.Helper(file, isShared, new SourceText(name, "", SourceText.Kind.FILE), Optional.empty());
    }

    /** A directory that cannot be listed has no helpers: what is missing then is named by the compiler. */
    private static Map<String, Path> list(Path directory) {
        var found = new TreeMap<String, Path>();
        try (var files = Files.list(directory)) {
            files.filter(file -> isHelper(String.valueOf(file.getFileName())))
                    .forEach(file -> found.put(stem(String.valueOf(file.getFileName())), file));
        } catch (IOException e) {
            return Map.of();
        }
        return found;
    }

    private static boolean isHelper(String name) {
        return name.endsWith(SUFFIX) && NAME.matcher(stem(name)).matches();
    }

    private static String stem(String name) {
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }

    private Sources.Helper read(Sources.Helper helper) {
        var problem = helper.problem().or(() -> trust.apply(helper.file()));
        if (problem.isPresent()) {
            return helper.refused(problem.get());
        }
        try {
            return helper.with(Utf8.withoutMark(Files.readString(helper.file())));
        } catch (IOException e) {
            return helper.refused(FileProblem.of(helper.file(), e));
        }
    }
}
