package dev.shoal.collect;

import dev.shoal.plugin.Column;
import dev.shoal.plugin.HostContext;
import dev.shoal.plugin.Plugin;
import dev.shoal.plugin.Unit;

import java.util.List;

/**
 * Collects how much of the host's memory and swap is in use: one row. Memory of caches that can be freed counts as available,
 * as each system counts it itself; see {@link MemoryText}.
 */
public final class MemoryPlugin extends Plugin {
    private static final Probe PROBE = new Probe("if [ -r /proc/meminfo ]; then cat /proc/meminfo; end meminfo; else "
            + "case $(uname -s) in "
            + "FreeBSD|DragonFly) sysctl hw.physmem vm.stats.vm vm.swap_total; end freebsd;; "
            + "Darwin) sysctl hw.memsize hw.pagesize vm.page_free_count vm.page_pageable_external_count "
            + "vm.page_purgeable_count vm.swapusage; end macos;; "
            + "*) uname -s; end unknown;; esac; fi");

    @Override
    public String summary() {
        return "how much memory and swap is in use";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.of("use", Unit.PERCENT).warn(90),
                Column.of("total", Unit.BYTES),
                Column.of("used", Unit.BYTES),
                Column.of("available", Unit.BYTES),
                Column.of("swap_use", Unit.PERCENT).warn(80),
                Column.of("swap", Unit.BYTES),
                Column.of("swap_used", Unit.BYTES));
    }

    /** Used swap is null on FreeBSD, whose {@code sysctl} does not have it; the share of swap is null without swap. */
    @Override
    public Object process(HostContext host) throws Exception {
        return row(PROBE.ask(host)).columns();
    }

    private static MemoryUse row(ProbeOutput answer) throws CollectException {
        if (answer.has("meminfo")) {
            return MemoryText.linux("/proc/meminfo", answer.lines("meminfo", "cat /proc/meminfo"));
        }
        if (answer.has("freebsd")) {
            return MemoryText.freebsd("sysctl", answer.someLines("freebsd", "sysctl"));
        }
        if (answer.has("macos")) {
            return MemoryText.macos("sysctl", answer.someLines("macos", "sysctl"));
        }
        throw new CollectException("no /proc/meminfo, and reading the memory of "
                + CollectException.quoted(answer.lines("unknown", "uname -s").getFirst())
                + " is not supported");
    }
}
