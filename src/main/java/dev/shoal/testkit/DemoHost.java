package dev.shoal.testkit;

import java.util.Map;

/**
 * One host of the demo fleet and its invented data. The same name always has the same data.
 *
 * @param kind {@code web} or {@code db}
 * @param number from 1
 * @param siblings how many hosts of its kind there are
 */
record DemoHost(String kind, int number, int siblings) {
    private static final int LAST_HEALTHY_LOAD_PERCENT = 90;
    private static final int BUSY_WEB = 5;

    String name() {
        return kind + number;
    }

    private boolean isOld() {
        return "web3".equals(name());
    }

    private boolean isFull() {
        return "db1".equals(name());
    }

    private boolean isBusy() {
        return isWeb() && number == Math.min(BUSY_WEB, siblings);
    }

    private boolean isWeb() {
        return "web".equals(kind);
    }

    private String load() {
        var percent = 5 + (number * 37) % LAST_HEALTHY_LOAD_PERCENT;
        return isBusy() ? "38.07" : String.format("0.%02d", percent);
    }

    private String release() {
        return isOld() ? "4.19.0-27-amd64" : "6.1.0-28-amd64";
    }

    /** The data of the shims as shell assignments; sizes in KiB. */
    String facts() {
        var diskSize = isWeb() ? 41_152_812 : 103_081_248;
        var diskUsed = isFull() ? diskSize : diskSize / 100 * (31 + number * 7 % 40);
        var memory = isWeb() ? 8_145_292 : 32_888_116;
        return """
                name=%s
                release=%s
                build='%s'
                days=%d
                load='%s'
                cpus=%d
                disk_size=%d
                disk_used=%d
                memory=%d
                memory_used=%d
                """.formatted(
                        name(),
                        release(),
                        isOld() ? "#1 SMP Debian 4.19.316-1 (2024-06-25)" : "#1 SMP PREEMPT_DYNAMIC Debian 6.1.119-1",
                        isOld() ? 412 : 12 + number % 3,
                        loads(),
                        isWeb() ? 2 : 8,
                        diskSize,
                        diskUsed,
                        memory,
                        memory / 100 * (isBusy() ? 93 : 40 + number * 11 % 30));
    }

    private String loads() {
        return isBusy() ? "38.07, 35.91, 29.40" : load() + ", 0.21, 0.18";
    }

    /** The host's own files, by path without the first slash. */
    Map<String, String> files() {
        var version = isOld() ? "10 (buster)" : "12 (bookworm)";
        return Map.of(
                "etc/passwd",
                "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n",
                "etc/group",
                "root:x:0:\nnogroup:x:65534:\n",
                "etc/hosts",
                "127.0.0.1 localhost\n127.0.1.1 " + name() + ".demo.example " + name() + "\n",
                "var/log/syslog",
                "Nov 27 09:12:01 " + name() + " systemd[1]: Started " + service() + ".service\n",
                "etc/os-release",
                """
                PRETTY_NAME="Debian GNU/Linux %s"
                NAME="Debian GNU/Linux"
                VERSION_ID="%s"
                VERSION="%s"
                ID=debian
                """.formatted(version, isOld() ? "10" : "12", version),
                "etc/hostname",
                name() + "\n",
                "etc/debian_version",
                isOld() ? "10.13\n" : "12.9\n",
                "proc/loadavg",
                loads().replace(",", "") + " 1/213 4711\n");
    }

    private String service() {
        return isWeb() ? "nginx" : "postgresql";
    }

    /** The states of its services by their names. */
    Map<String, String> services() {
        return Map.of("ssh", "active", "cron", "active", service(), "web2".equals(name()) ? "failed" : "active");
    }
}
