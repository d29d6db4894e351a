package dev.shoal.collect;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parses the names and versions of operating systems. */
final class OsText {
    /** {@code os-release(5)}: shell assignments, with quotes where they are needed. */
    private static final Pattern ASSIGNMENT =
            Pattern.compile("\\s*([A-Za-z0-9_]+)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|([^\"'\\s]*))\\s*");

    private static final Pattern REDHAT = Pattern.compile("(\\S.*?) release ([0-9]\\S*)(?: .*)?");
    private static final Pattern PRODUCT_VERSION = Pattern.compile("kern\\.osproductversion: ([0-9][0-9.]*)");

    /** The kernel, as uname(1) prints it. */
    record Kernel(String name, String hostname, String release, String arch) {}

    /**
     * A distribution.
     *
     * @param id the ID of os-release(5), in lowercase, e.g. {@code debian}; for other systems a similar word
     * @param version empty if it has none, as a rolling release
     */
    record Release(String id, String name, Optional<String> version) {}

    private OsText() {}

    /** {@code uname -snrm} always prints in this order. */
    static Kernel kernel(String command, List<String> lines) throws CollectException {
        var words = lines.getFirst().split(" ", -1);
        if (lines.size() != 1 || words.length != 4 || lines.getFirst().contains("  ")) {
            throw CollectException.unreadable(command, lines.getFirst());
        }
        return new Kernel(words[0], words[1], words[2], words[3]);
    }

    /** {@code /etc/os-release}; comments are skipped. */
    static Release osRelease(String command, List<String> lines) throws CollectException {
        var values = new HashMap<String, String>();
        for (var line : lines) {
            if (line.startsWith("#")) {
                continue;
            }
            var parts = ASSIGNMENT.matcher(line);
            if (!parts.matches()) {
                throw CollectException.unreadable(command, line);
            }
            values.put(parts.group(1), value(parts.group(2), parts.group(3), parts.group(4)));
        }
        var version = values.get("VERSION_ID");
        var id = values.getOrDefault("ID", "linux").toLowerCase(Locale.ROOT);
        return new Release(id, values.getOrDefault("NAME", "Linux"), Optional.ofNullable(version));
    }

    /** {@code /etc/redhat-release} of systems older than os-release. */
    static Release redhat(String command, List<String> lines) throws CollectException {
        var parts = REDHAT.matcher(lines.getFirst());
        if (!parts.matches()) {
            throw CollectException.unreadable(command, lines.getFirst());
        }
        var name = parts.group(1);
        var id = name.startsWith("Red Hat")
                ? "rhel"
                : name.replaceFirst(" .*", "").toLowerCase(Locale.ROOT);
        return new Release(id, name, Optional.of(parts.group(2)));
    }

    /** {@code sysctl kern.osproductversion}. */
    static Release macos(String command, List<String> lines) throws CollectException {
        var parts = PRODUCT_VERSION.matcher(lines.getFirst());
        if (!parts.matches()) {
            throw CollectException.unreadable(command, lines.getFirst());
        }
        return new Release("macos", "macOS", Optional.of(parts.group(1)));
    }

    /** A system of which only the kernel is known. For Linux the version is left out: it is not the distribution's. */
    static Release bare(Kernel kernel) {
        return new Release(
                kernel.name().toLowerCase(Locale.ROOT),
                kernel.name(),
                kernel.name().equals("Linux") ? Optional.empty() : Optional.of(kernel.release()));
    }

    /** The value of the assignment, without the backslashes of double quotes. */
    private static String value(String... forms) {
        if (forms[0] != null) {
            return forms[0].replaceAll("\\\\(.)", "$1");
        }
        return forms[1] != null ? forms[1] : forms[2];
    }
}
