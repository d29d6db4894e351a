package dev.shoal.collect;

import dev.shoal.plugin.Column;
import dev.shoal.plugin.HostContext;
import dev.shoal.plugin.Plugin;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;

/**
 * Collects the operating system of the host: one row. The version is null if the system has none, as a rolling release; the
 * id is short and lowercase, e.g. {@code debian}, for comparisons.
 */
public final class OsPlugin extends Plugin {
    private static final Probe PROBE = new Probe("uname -snrm; end uname; "
            + "if [ -r /etc/os-release ]; then cat /etc/os-release; end release; "
            + "elif [ -r /usr/lib/os-release ]; then cat /usr/lib/os-release; end release; "
            + "elif [ -r /etc/redhat-release ]; then cat /etc/redhat-release; end redhat; "
            + "elif [ $(uname -s) = Darwin ]; then sysctl kern.osproductversion; end macos; fi");

    @Override
    public String summary() {
        return "the operating system, its version and its kernel";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.of("name"),
                Column.of("version"),
                Column.of("kernel"),
                Column.of("arch"),
                Column.of("hostname"),
                Column.of("id"));
    }

    @Override
    public Object process(HostContext host) throws Exception {
        var answer = PROBE.ask(host);
        var kernel = OsText.kernel("uname -snrm", answer.lines("uname", "uname -snrm"));
        var release = release(answer, kernel);
        var row = new LinkedHashMap<String, @Nullable Object>();
        row.put("name", release.name());
        row.put("version", release.version().orElse(null));
        row.put("kernel", kernel.release());
        row.put("arch", kernel.arch());
        row.put("hostname", kernel.hostname());
        row.put("id", release.id());
        return row;
    }

    /** BSD systems have the version of their kernel. */
    private static OsText.Release release(ProbeOutput answer, OsText.Kernel kernel) throws CollectException {
        if (answer.has("release")) {
            return OsText.osRelease("os-release", answer.lines("release", "cat os-release"));
        }
        if (answer.has("redhat")) {
            return OsText.redhat("/etc/redhat-release", answer.lines("redhat", "cat /etc/redhat-release"));
        }
        if (answer.has("macos")) {
            return OsText.macos("sysctl kern.osproductversion", answer.lines("macos", "sysctl kern.osproductversion"));
        }
        return OsText.bare(kernel);
    }
}
