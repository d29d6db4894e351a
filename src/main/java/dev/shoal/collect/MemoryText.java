package dev.shoal.collect;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Parses the memory figures of Linux, FreeBSD and macOS. */
final class MemoryText {
    private static final Pattern LINE = Pattern.compile("([A-Za-z0-9_.()]+):\\s*(.*?)\\s*");
    private static final Pattern KILOBYTES = Pattern.compile("([0-9]{1,15}) kB");
    private static final Pattern NUMBER = Pattern.compile("([0-9]{1,18})");
    private static final Pattern SWAP_USAGE =
            Pattern.compile("total = ([0-9]{1,12}\\.[0-9]{2})M +used = ([0-9]{1,12}\\.[0-9]{2})M +free = .*");

    private final String command;
    private final Map<String, String> values = new HashMap<>();

    private MemoryText(String command, List<String> lines) {
        this.command = command;
        for (var line : lines) {
            var parts = LINE.matcher(line);
            if (parts.matches()) {
                values.putIfAbsent(parts.group(1), parts.group(2));
            }
        }
    }

    /** {@code /proc/meminfo}. Linux before 3.14 has no MemAvailable: free memory, buffers and page cache are added instead. */
    static MemoryUse linux(String command, List<String> lines) throws CollectException {
        var text = new MemoryText(command, lines);
        var available = text.values.containsKey("MemAvailable")
                ? text.kilobytes("MemAvailable")
                : text.kilobytes("MemFree") + text.kilobytes("Buffers") + text.kilobytes("Cached");
        var swap = text.kilobytes("SwapTotal");
        return text.use(
                text.kilobytes("MemTotal"), available, swap, OptionalLong.of(swap - text.kilobytes("SwapFree")));
    }

    /** {@code sysctl}: pages that are free, inactive or cached are available, as {@code top} there suggests. */
    static MemoryUse freebsd(String command, List<String> lines) throws CollectException {
        var text = new MemoryText(command, lines);
        var stats = "vm.stats.vm.v_";
        var cached = text.values.containsKey(stats + "cache_count") ? text.number(stats + "cache_count") : 0;
        var pages = text.number(stats + "free_count") + text.number(stats + "inactive_count") + cached;
        return text.use(
                text.number("hw.physmem"),
                text.times(pages, text.number(stats + "page_size")),
                text.number("vm.swap_total"),
                OptionalLong.empty());
    }

    /** {@code sysctl}: pages that are free, purgeable or copies of files are available: all but Activity Monitor's "used". */
    static MemoryUse macos(String command, List<String> lines) throws CollectException {
        var text = new MemoryText(command, lines);
        var pages = text.number("vm.page_free_count")
                + text.number("vm.page_pageable_external_count")
                + text.number("vm.page_purgeable_count");
        var swap = SWAP_USAGE.matcher(text.value("vm.swapusage"));
        if (!swap.matches()) {
            throw text.unreadable("vm.swapusage");
        }
        return text.use(
                text.number("hw.memsize"),
                text.times(pages, text.number("hw.pagesize")),
                megabytes(swap.group(1)),
                OptionalLong.of(megabytes(swap.group(2))));
    }

    /** Refuses numbers that contradict each other. */
    private MemoryUse use(long total, long available, long swap, OptionalLong swapUsed) throws CollectException {
        if (total <= 0 || available > total) {
            throw new CollectException(command + ": " + available + " bytes available of " + total);
        }
        if (swapUsed.isPresent() && (swapUsed.getAsLong() < 0 || swapUsed.getAsLong() > swap)) {
            throw new CollectException(command + ": " + swapUsed.getAsLong() + " bytes of swap used of " + swap);
        }
        return new MemoryUse(total, available, swap, swapUsed);
    }

    private long kilobytes(String key) throws CollectException {
        return 1024 * number(key, KILOBYTES);
    }

    private long number(String key) throws CollectException {
        return number(key, NUMBER);
    }

    private long number(String key, Pattern form) throws CollectException {
        var number = form.matcher(value(key));
        if (!number.matches()) {
            throw unreadable(key);
        }
        return Long.parseLong(number.group(1));
    }

    private String value(String key) throws CollectException {
        var value = values.get(key);
        if (value == null) {
            throw new CollectException(command + ": no line " + key);
        }
        return value;
    }

    private long times(long pages, long size) throws CollectException {
        try {
            return Math.multiplyExact(pages, size);
        } catch (ArithmeticException e) {
            throw new CollectException(command + ": " + pages + " pages of " + size + " bytes");
        }
    }

    private static long megabytes(String text) {
        return Math.round(Double.parseDouble(text) * 1024 * 1024);
    }

    private CollectException unreadable(String key) {
        return CollectException.unreadable(command, key + ": " + values.get(key));
    }
}
