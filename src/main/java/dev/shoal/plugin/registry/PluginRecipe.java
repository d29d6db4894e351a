package dev.shoal.plugin.registry;

import java.util.Arrays;
import java.util.List;

/**
 * What a new plugin reads, as its key suggests: {@code root-free} the bytes that are free on /, {@code cert-days} how long a
 * certificate is valid, {@code top-mem} the processes with the most memory. The pieces are the same in Groovy and Java, except
 * where both are given.
 *
 * @param what the first sentence of its comment
 * @param command what it runs on the host
 * @param columns its columns with units and limits, as in the list of {@code columns()}
 * @param value makes what {@code process} returns of {@code text}, the output of the command
 * @param output what the command prints in the spec, without the last line feed
 * @param row the only row of this output, or the first
 * @param marked the column whose value is marked in that row
 * @param level its level
 */
record PluginRecipe(
        String what, String command, Code columns, Code value, String output, Code row, String marked, String level) {
    private static final Code LINE = new Code("text.readLines().last()", "text.lines().toList().getLast()");

    /** The same in both languages. */
    record Code(String groovy, String java) {
        static Code same(String both) {
            return new Code(both, both);
        }

        /** This between two others. */
        Code in(Code before, Code after) {
            return new Code(before.groovy + groovy + after.groovy, before.java + java + after.java);
        }
    }

    /** The only column of a plugin, and what its value is in the spec. */
    private record Cell(String name, String unit, String limits, Code value, String expected, String level) {
        Code columns() {
            var start = "Column.of('" + name + "'" + (unit.isEmpty() ? "" : ", Unit." + unit) + ")" + limits;
            return new Code(start, start.replace('\'', '"'));
        }

        PluginRecipe of(String what, String command, String output) {
            return new PluginRecipe(
                    what,
                    command,
                    columns(),
                    value.in(new Code("[" + name + ": ", "Map.of(\"" + name + "\", "), new Code("]", ")")),
                    output,
                    new Code("[" + name + ": " + expected + "]", "Map.of(\"" + name + "\", " + expected + ")"),
                    name,
                    level);
        }
    }

    /** The recipe of a key. Without a known word in it, it is a number whose command the author writes. */
    static PluginRecipe of(String key) {
        var words = List.of(key.split("[-_]", -1));
        if (words.contains("top")) {
            return top();
        } else if (has(words, "cert certs certificate tls ssl")) {
            return certificate();
        } else if (has(words, "mem memory ram")) {
            return memory(words);
        } else if (has(words, "disk root home var tmp boot srv opt usr")) {
            return disk(words);
        } else if (has(words, "load")) {
            return load();
        } else if (has(words, "uptime")) {
            return uptime();
        } else if (has(words, "kernel uname")) {
            return kernel();
        } else if (has(words, "users sessions logins")) {
            return sessions();
        }
        return number(words);
    }

    private static boolean has(List<String> words, String known) {
        return Arrays.stream(known.split(" ")).anyMatch(words::contains);
    }

    private static PluginRecipe top() {
        return new PluginRecipe(
                "The processes that hold the most memory",
                "ps -eo rss=,comm=",
                new Code(
                        "Column.of('command'), Column.of('rss', Unit.BYTES).warn(4L << 30)",
                        "Column.of(\"command\"), Column.of(\"rss\", Unit.BYTES).warn(4L << 30)"),
                new Code("""
                        text.readLines()*.trim()*.split(/\\s+/, 2)
                                    .findAll { it.size() == 2 && it[0].isLong() } // start-up files may print, too
                                    .collect { [command: it[1], rss: (it[0] as long) * 1024] }
                                    .sort { -it.rss }
                                    .take(host.param('n'))""".strip(), """
                        text.lines()
                                        .map(line -> line.strip().split("\\\\s+", 2))
                                        .filter(words -> words.length == 2 && words[0].matches("\\\\d+")) // start-up files may print, too
                                        .map(words -> Map.of("command", words[1], "rss", Long.parseLong(words[0]) * 1024))
                                        .sorted(Comparator.comparing(row -> -(long) row.get("rss")))
                                        .limit(host.<Integer>param("n"))
                                        .toList()""".strip()),
                "   4096 sshd\n8388608 java\n   2048 cron",
                new Code("[command: 'java', rss: 8L << 30]", "Map.of(\"command\", \"java\", \"rss\", 8L << 30)"),
                "rss",
                "WARN");
    }

    /** Whether it has the parameter {@code n}. */
    boolean hasCount() {
        return value.groovy().contains("param('n')");
    }

    private static PluginRecipe certificate() {
        return new Cell(
                        "days",
                        "DAYS",
                        ".warnBelow(14).criticalBelow(3)",
                        LINE.in(new Code("", "Integer.parseInt("), new Code(" as int", ")")),
                        "2",
                        "CRITICAL")
                .of(
                        "How many days the certificate in /etc/ssl/server.pem is still valid",
                        "echo $((($(date -d \"$(openssl x509 -enddate -noout -in /etc/ssl/server.pem | cut -d= -f2)\""
                                + " +%s) - $(date +%s)) / 86400))",
                        "2");
    }

    private static PluginRecipe memory(List<String> words) {
        var value = new Code(
                "((text =~ /MemAvailable:\\s+(\\d+)/)[0][1] as long) * 1024",
                "Long.parseLong(text.replaceAll(\"(?s).*MemAvailable:\\\\s+(\\\\d+).*\", \"$1\")) * 1024");
        return new Cell(
                        has(words, "free") ? "free" : "available",
                        "BYTES",
                        ".warnBelow(512 << 20)",
                        value,
                        "204_800_000L",
                        "WARN")
                .of(
                        "How much memory programs can still get",
                        "cat /proc/meminfo",
                        "MemTotal:        8000000 kB\nMemAvailable:     200000 kB");
    }

    private static PluginRecipe disk(List<String> words) {
        var path = Arrays.stream("home var tmp boot srv opt usr".split(" "))
                .filter(words::contains)
                .findFirst()
                .map("/"::concat)
                .orElse("/");
        var free = new Cell(
                "free",
                "BYTES",
                ".warnBelow(1L << 30)",
                LINE.in(
                        new Code("(", "Long.parseLong("),
                        new Code(".split(/\\s+/)[3] as long) * 1024", ".split(\"\\\\s+\")[3]) * 1024")),
                "512_000_000L",
                "WARN");
        var use = new Cell(
                "use",
                "PERCENT",
                ".warn(90).critical(98)",
                LINE.in(
                        new Code("(", "Integer.parseInt("),
                        new Code(".split(/\\s+/)[4] - '%') as int", ".split(\"\\\\s+\")[4].replace(\"%\", \"\"))")),
                "95",
                "WARN");
        return (has(words, "free") ? free : use)
                .of(
                        has(words, "free")
                                ? "How much is free in the file system of " + path
                                : "How full the file system of " + path + " is",
                        "df -kP " + path,
                        "Filesystem 1024-blocks    Used Available Capacity Mounted on\n"
                                + "/dev/sda1    10000000 9500000    500000      95% " + path);
    }

    private static PluginRecipe load() {
        return new Cell(
                        "load",
                        "",
                        ".warn(8)",
                        LINE.in(
                                new Code("", "Double.parseDouble("),
                                new Code(".split(' ')[0] as double", ".split(\" \")[0])")),
                        "9.5d",
                        "WARN")
                .of("How busy a host was in the last minute", "cat /proc/loadavg", "9.5 0.21 0.18 1/345 6789");
    }

    private static PluginRecipe uptime() {
        return new Cell(
                        "up",
                        "SECONDS",
                        ".warnBelow(600)",
                        LINE.in(
                                new Code("", "Long.parseLong("),
                                new Code(".split(/\\./)[0] as long", ".split(\"\\\\.\")[0])")),
                        "350L",
                        "WARN")
                .of("How long a host has been up", "cat /proc/uptime", "350.25 300.75");
    }

    private static PluginRecipe kernel() {
        var cell = new Cell("release", "", "", LINE, "'4.19.0-27-amd64'", "WARN");
        var recipe = cell.of("The kernel that a host runs", "uname -r", "4.19.0-27-amd64");
        return new PluginRecipe(
                recipe.what,
                recipe.command,
                new Code(
                        "Column.of('release').warnIf { it.startsWith('4.') }",
                        "Column.of(\"release\").warnIf(release -> release.toString().startsWith(\"4.\"))"),
                recipe.value,
                recipe.output,
                new Code(recipe.row.groovy, recipe.row.java.replace('\'', '"')),
                recipe.marked,
                recipe.level);
    }

    private static PluginRecipe sessions() {
        return new Cell(
                        "sessions",
                        "COUNT",
                        ".warn(2)",
                        new Code("text.readLines().size()", "(int) text.lines().count()"),
                        "2",
                        "WARN")
                .of(
                        "How many sessions users have on a host",
                        "who",
                        "ops      pts/0        2026-11-28 02:10\nroot     tty1         2026-11-28 02:14");
    }

    private static PluginRecipe number(List<String> words) {
        var name = words.getLast();
        var unit =
                switch (name) {
                    case "days" -> "DAYS";
                    case "age", "seconds" -> "SECONDS";
                    case "bytes", "size", "free" -> "BYTES";
                    case "use", "usage", "percent" -> "PERCENT";
                    default -> "COUNT";
                };
        var value = LINE.in(new Code("", "Integer.parseInt("), new Code(" as int", ")"));
        return new Cell(name, unit, ".warn(90)", value, "95", "WARN")
                .of(
                        "The " + String.join(" ", words)
                                + " of a host. Replace the command by one that prints this number",
                        "echo 42",
                        "95");
    }
}
