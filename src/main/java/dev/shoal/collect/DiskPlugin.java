package dev.shoal.collect;

import dev.shoal.plugin.Column;
import dev.shoal.plugin.HostContext;
import dev.shoal.plugin.Plugin;
import dev.shoal.plugin.Unit;

import java.time.Duration;
import java.util.List;

/**
 * How full the host's file systems are: one row each, without those that hold no files of anybody.
 *
 * <p>A network file system whose server is gone lets {@code df} wait for ever, and the host counts as timed out; the other hosts
 * do not wait for it. POSIX knows no option that leaves such file systems out.
 */
public final class DiskPlugin extends Plugin {
    private static final String COMMAND = "df -kP";
    private static final Probe PROBE = new Probe(COMMAND + "; end df");

    /** Longer than usual: an automounter may have to mount first. */
    private static final Duration LIMIT = Duration.ofSeconds(15);

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

    /** Rows even where {@code df} could not read a file system: that one is logged. */
    @Override
    public Object process(HostContext host) throws Exception {
        var answer = PROBE.ask(host, LIMIT);
        var rows = FileSystems.read(COMMAND, answer.someLines("df", COMMAND));
        answer.failure("df", COMMAND).ifPresent(host.log()::warn);
        return rows;
    }
}
