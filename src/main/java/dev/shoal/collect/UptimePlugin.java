package dev.shoal.collect;

import dev.shoal.plugin.Column;
import dev.shoal.plugin.HostContext;
import dev.shoal.plugin.Plugin;
import dev.shoal.plugin.Unit;

import java.util.List;

/** Collects how long the host has been up, and its load averages of the last 1, 5 and 15 minutes: one row. */
public final class UptimePlugin extends Plugin {
    private static final Probe PROBE =
            new Probe("if [ -r /proc/uptime ]; then cat /proc/uptime /proc/loadavg; end proc; else "
                    + "case $(uname -s) in "
                    + "FreeBSD|DragonFly|Darwin) sysctl kern.boottime vm.loadavg; end sysctl; date +%s; end date;; "
                    + "*) uptime; end uptime;; esac; fi");

    @Override
    public String summary() {
        return "since when the host is up, and its load";
    }

    @Override
    public List<Column> columns() {
        return List.of(Column.of("up", Unit.SECONDS), Column.of("load1"), Column.of("load5"), Column.of("load15"));
    }

    /** On systems with {@code uptime} only, to the minute. */
    @Override
    public Object process(HostContext host) throws Exception {
        var answer = PROBE.ask(host);
        if (answer.has("proc")) {
            return UptimeText.linux("/proc/uptime", answer.lines("proc", "cat /proc/uptime /proc/loadavg"));
        }
        if (answer.has("sysctl")) {
            return UptimeText.bsd(
                    "sysctl kern.boottime vm.loadavg",
                    answer.lines("sysctl", "sysctl kern.boottime vm.loadavg"),
                    answer.lines("date", "date +%s").getFirst());
        }
        return UptimeText.words("uptime", answer.lines("uptime", "uptime").getFirst());
    }
}
