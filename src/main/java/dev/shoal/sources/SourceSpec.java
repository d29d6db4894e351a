package dev.shoal.sources;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A source as an operator names it, {@code KIND:REST} or a file whose kind is known by its name.
 *
 * @param text as it was written
 * @param name what its groups are reached by, {@code @name:group}, where it gets its name from the operator
 * @param file what is read; empty for a program, and where the kind's usual place is meant
 * @param command what is run; empty for all but an upcall
 */
public record SourceSpec(
        String text, SourceKind kind, Optional<String> name, Optional<Path> file, Optional<String> command) {
    private static final Logger LOG = LogManager.getLogger(SourceSpec.class);
    private static final int LOOKED_AT = 4096;
    private static final Pattern SECTION = Pattern.compile("\\s*\\[[A-Za-z_][\\w.-]*(:(children|vars))?]\\s*(#.*)?");
    private static final Pattern NAMED = Pattern.compile("([\\p{L}\\p{Nd}_][\\p{L}\\p{Nd}_.-]*)=(.*)", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("([a-z][a-z-]*)(?::(.*))?", Pattern.DOTALL);

    /**
     * Reads one.
     *
     * @param directory what a relative path starts from
     * @param home what {@code ~} stands for
     * @throws IllegalArgumentException if it is not one; the message has the mistake and what to write
     */
    public static SourceSpec of(String text, Path directory, Path home) {
        var word = WORD.matcher(text.strip());
        var kind = word.matches() ? SourceKind.called(word.group(1)) : Optional.<SourceKind>empty();
        if (kind.isEmpty()) {
            return bare(text.strip(), directory, home);
        }
        var rest = Optional.ofNullable(word.group(2)).orElse("").strip();
        if (rest.isEmpty()) {
            if (kind.get().hasUsualPlace()) {
                return new SourceSpec(text, kind.get(), Optional.empty(), Optional.empty(), Optional.empty());
            }
            throw wrong(text, "nothing follows its kind");
        }
        return kind.get() == SourceKind.UPCALL ? upcall(text, rest) : file(text, kind.get(), rest, directory, home);
    }

    private static SourceSpec bare(String text, Path directory, Path home) {
        var kind = SourceKind.ofFile(text);
        if (kind.isPresent()) {
            return file(text, kind.get(), text, directory, home);
        }
        var perhaps = file(text, SourceKind.ANSIBLE, text, directory, home);
        if (perhaps.file().filter(SourceSpec::beginsAsIni).isEmpty()) {
            throw wrong(
                    text,
                    "has no kind, and neither its name (as .yaml and .groovy) nor its first lines (as [web]) show it");
        }
        return perhaps;
    }

    /** A section among its first lines, as in the hosts file of Ansible. */
    private static boolean beginsAsIni(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LOOKED_AT), StandardCharsets.ISO_8859_1)
                    .lines()
                    .anyMatch(SECTION.asMatchPredicate());
        } catch (IOException e) {
            LOG.debug("{}: its first lines cannot be read", file, e);
            return false;
        }
    }

    private static SourceSpec upcall(String text, String rest) {
        var named = NAMED.matcher(rest);
        if (!named.matches()) {
            return new SourceSpec(text, SourceKind.UPCALL, Optional.empty(), Optional.empty(), Optional.of(rest));
        }
        if (named.group(2).isBlank()) {
            throw wrong(text, "no command follows " + named.group(1) + "=");
        }
        if (named.group(1).chars().allMatch(Character::isDigit)) {
            throw wrong(text, "a name of digits alone is a run's number, give it another one");
        }
        return new SourceSpec(
                text,
                SourceKind.UPCALL,
                Optional.of(named.group(1)),
                Optional.empty(),
                Optional.of(named.group(2).strip()));
    }

    private static SourceSpec file(String text, SourceKind kind, String rest, Path directory, Path home) {
        if (rest.startsWith("~") && !rest.equals("~") && !rest.startsWith("~/")) {
            throw wrong(text, "is in the home directory of another user");
        }
        try {
            var path = rest.startsWith("~")
                    ? home.resolve(rest.substring(Math.min(2, rest.length())))
                    : directory.resolve(rest);
            return new SourceSpec(text, kind, Optional.empty(), Optional.of(path), Optional.empty());
        } catch (InvalidPathException e) {
            throw wrong(text, "is not a path (" + e.getReason() + ")");
        }
    }

    private static IllegalArgumentException wrong(String text, String fact) {
        return new IllegalArgumentException("source \"" + text + "\": " + fact + "; write one of " + SourceKind.list());
    }
}
