package dev.shoal.collect;

import dev.shoal.plugin.Column;
import dev.shoal.plugin.HostContext;
import dev.shoal.plugin.Plugin;
import dev.shoal.plugin.Unit;

import java.time.Duration;
import java.util.List;

/**
 * Collects how full the host's file systems are: one row for each file system that can hold files of users.
 *
 * <p>On a network file system whose server is down {@code df} waits forever, and the host is timed out; the other hosts do not
 * wait for it. POSIX has no option to skip such file systems.
 */
public final class DiskPlugin extends Plugin {
    private static final String COMMAND = "df -kP";
    private static final Probe PROBE = new Probe(COMMAND + "; end df");

    /** Longer than usual: an automounter may have to mount first. */
    private static final Duration LIMIT = Duration.ofSeconds(15);

    @Override
    public String summary() {
        return "how full the file systems are";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.of("mount"),
                Column.of("use", Unit.PERCENT).warn(90),
                Column.of("size", Unit.BYTES),
                Column.of("used", Unit.BYTES),
                Column.of("free", Unit.BYTES),
                Column.of("device"));
    }

    /** If {@code df} cannot read a file system, the others still have rows and the failure is logged. */
    @Override
    public Object process(HostContext host) throws Exception {
        var answer = PROBE.ask(host, LIMIT);
        var rows = FileSystems.read(COMMAND, answer.someLines("df", COMMAND));
        answer.failure("df", COMMAND).ifPresent(host.log()::warn);
        return rows;
    }
}
