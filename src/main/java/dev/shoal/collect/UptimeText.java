package dev.shoal.collect;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Parses how long a host has been up and how busy it is. */
final class UptimeText {
    private static final String LOAD = "([0-9]{1,9}\\.[0-9]{2})";
    private static final Pattern PROC_UPTIME = Pattern.compile("([0-9]{1,15})\\.[0-9]{2} [0-9]+\\.[0-9]{2}");
    private static final Pattern PROC_LOAD = Pattern.compile(LOAD + " " + LOAD + " " + LOAD + " [0-9]+/[0-9]+ [0-9]+");
    private static final Pattern BOOT_TIME =
            Pattern.compile("kern\\.boottime: \\{ sec = ([0-9]{1,15}), usec = [0-9]+ \\}.*");
    private static final Pattern SYSCTL_LOAD =
            Pattern.compile("vm\\.loadavg: \\{ " + LOAD + " " + LOAD + " " + LOAD + " \\}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,15}");

    /** As {@code 10:15  up 20 days, 19:45, 8 users, load averages: 1.63 0.65 0.44}; the rest of an hour may be words. */
    private static final Pattern WORDS = Pattern.compile(".*?\\bup +(?:(?<days>[0-9]{1,6}) days?, *)?"
            + "(?:(?<clock>[0-9]{1,2}):(?<minute>[0-9]{2})|(?<count>[0-9]{1,2}) (?<unit>sec|min|hr)s?)?,?"
            + "(?: +[0-9]+ users?,)? +load averages?: " + LOAD + ",? " + LOAD + ",? " + LOAD + " *");

    private UptimeText() {}

    /** {@code /proc/uptime} and {@code /proc/loadavg}, a line each. */
    static Map<String, Object> linux(String command, List<String> lines) throws CollectException {
        var up = only(command, PROC_UPTIME, lines.getFirst());
        var load = only("/proc/loadavg", PROC_LOAD, lines.getLast());
        return row(Long.parseLong(up.group(1)), load, 1);
    }

    /**
     * {@code sysctl} of FreeBSD and macOS.
     *
     * @param now the host's {@code date +%s}, so that its clock is compared with itself
     */
    static Map<String, Object> bsd(String command, List<String> lines, String now) throws CollectException {
        var boot = only(command, BOOT_TIME, lines.getFirst());
        var load = only(command, SYSCTL_LOAD, lines.getLast());
        var up = Long.parseLong(only("date +%s", SECONDS, now).group()) - Long.parseLong(boot.group(1));
        if (up < 0) {
            throw new CollectException(command + ": booted " + -up + " s after the time that its clock shows");
        }
        return row(up, load, 1);
    }

    /** {@code uptime} on any Unix. */
    static Map<String, Object> words(String command, String line) throws CollectException {
        var found = WORDS.matcher(line);
        if (!found.matches()
                || (found.group("days") == null && found.group("clock") == null && found.group("unit") == null)) {
            throw CollectException.unreadable(command, line);
        }
        var up = Duration.ofDays(number(found.group("days"))).toSeconds();
        var rest = found.group("unit") == null
                ? Duration.ofHours(number(found.group("clock"))).plusMinutes(number(found.group("minute")))
                : inWords(number(found.group("count")), found.group("unit"));
        return row(up + rest.toSeconds(), found.toMatchResult(), 6);
    }

    private static Duration inWords(long count, String unit) {
        return switch (unit) {
            case "sec" -> Duration.ofSeconds(count);
            case "min" -> Duration.ofMinutes(count);
            default -> Duration.ofHours(count);
        };
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static MatchResult only(String command, Pattern form, String line) throws CollectException {
        var found = form.matcher(line);
        if (!found.matches()) {
            throw CollectException.unreadable(command, line);
        }
        return found;
    }

    private static Map<String, Object> row(long up, MatchResult load, int first) {
        var row = new LinkedHashMap<String, Object>();
        row.put("up", up);
        row.put("load1", Double.parseDouble(load.group(first)));
        row.put("load5", Double.parseDouble(load.group(first + 1)));
        row.put("load15", Double.parseDouble(load.group(first + 2)));
        return row;
    }
}
