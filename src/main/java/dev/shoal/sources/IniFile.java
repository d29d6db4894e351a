package dev.shoal.sources;

import dev.shoal.text.ProblemsException;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file of sections with keys, as Python's ConfigParser reads it: {@code key: value} or {@code key = value}, keys in any
 * case, a line that is indented deeper goes on with the value, {@code #} and {@code ;} begin a comment at the start of a
 * line alone.
 */
final class IniFile {
    private static final Pattern SECTION = Pattern.compile("\\[([^\\]]+)\\].*");
    private static final Pattern PAIR = Pattern.compile("([^:=]+?)\\s*[:=]\\s*(.*)");

    private final Path file;
    private final Map<String, Section> sections = new LinkedHashMap<>();

    /** A section with its line and its keys in lower case. */
    record Section(int line, Map<String, Entry> entries) {}

    /** A value with the line that it begins in. */
    record Entry(String value, int line) {}

    private IniFile(Path file) {
        this.file = file;
    }

    /**
     * Reads a text.
     *
     * @throws ProblemsException with file and line of the first line that cannot be read
     */
    static IniFile of(Path file, String text) throws ProblemsException {
        var ini = new IniFile(file);
        ini.read(text);
        return ini;
    }

    /** The sections in the order of the file. */
    Map<String, Section> sections() {
        return sections;
    }

    /** A place in it. */
    String at(int line) {
        return file + ":" + line;
    }

    private void read(String text) throws ProblemsException {
        Section section = null;
        Optional<String> open = Optional.empty(); // the key whose value may go on
        int indent = 0;
        int number = 0;
        for (var line : text.lines().toList()) {
            number++;
            var bare = line.strip();
            if (bare.isEmpty() || bare.startsWith("#") || bare.startsWith(";")) {
                continue;
            }
            int depth = line.length() - line.stripLeading().length();
            if (section != null && open.isPresent() && depth > indent) {
                section.entries()
                        .computeIfPresent(
                                open.get(), (key, entry) -> new Entry(entry.value() + "\n" + bare, entry.line()));
                continue;
            }
            indent = depth;
            var header = SECTION.matcher(bare);
            if (header.matches()) {
                section = section(header.group(1).strip(), number);
                open = Optional.empty();
            } else {
                open = Optional.of(pair(section, bare, number));
            }
        }
    }

    private Section section(String name, int line) throws ProblemsException {
        var section = new Section(line, new LinkedHashMap<>());
        var earlier = sections.putIfAbsent(name, section);
        if (earlier != null) {
            throw new ProblemsException(
                    at(line) + ": [" + name + "] is already in line " + earlier.line() + "; make one of them");
        }
        return section;
    }

    private String pair(@org.jspecify.annotations.Nullable Section section, String line, int number)
            throws ProblemsException {
        var pair = PAIR.matcher(line);
        if (section == null || !pair.matches()) {
            throw new ProblemsException(at(number) + ": "
                    + (section == null ? "line outside any [section]" : "write key: value, or a [section]"));
        }
        var key = pair.group(1).toLowerCase(Locale.ROOT);
        var earlier = section.entries().putIfAbsent(key, new Entry(pair.group(2), number));
        if (earlier != null) {
            throw new ProblemsException(
                    at(number) + ": " + key + " is already in line " + earlier.line() + "; remove one");
        }
        return key;
    }
}
