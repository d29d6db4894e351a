package dev.shoal.collect;

import dev.shoal.collect.Interface.Traffic;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Parses how many bytes interfaces have received and sent. */
final class TrafficText {
    private static final Pattern DEV =
            Pattern.compile(" *(\\S+?): *([0-9]{1,18})(?: +[0-9]+){7} +([0-9]{1,18})(?: +[0-9]+){7,} *");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private TrafficText() {}

    /** {@code /proc/net/dev}: two lines of titles, then a line for each interface. */
    static Map<String, Traffic> linux(String command, List<String> lines) throws CollectException {
        if (lines.size() < 3 || !lines.getFirst().startsWith("Inter-|")) {
            throw CollectException.unreadable(command, lines.getFirst());
        }
        var traffic = new HashMap<String, Traffic>();
        for (var line : lines.subList(2, lines.size())) {
            var found = DEV.matcher(line);
            if (!found.matches()) {
                throw CollectException.unreadable(command, line);
            }
            traffic.put(found.group(1), new Traffic(Long.parseLong(found.group(2)), Long.parseLong(found.group(3))));
        }
        return traffic;
    }

    /**
     * {@code netstat -ib} of FreeBSD and macOS, the lines with {@code <Link#N>}. The hardware address may be missing, so columns
     * are counted from the right. Names are cut to the column's width: a name that occurs twice is ignored.
     */
    static Map<String, Traffic> bsd(String command, List<String> lines) throws CollectException {
        var titles = List.of(lines.getFirst().strip().split(" +"));
        var received = titles.size() - titles.indexOf("Ibytes");
        var sent = titles.size() - titles.indexOf("Obytes");
        if (!titles.contains("Ibytes") || !titles.contains("Obytes")) {
            throw CollectException.unreadable(command, lines.getFirst());
        }
        var traffic = new HashMap<String, Traffic>();
        var twice = new HashSet<String>();
        for (var line : lines) {
            if (line.contains("<Link#")) {
                var words = List.of(line.strip().split(" +"));
                var name = words.getFirst().replaceFirst("\\*$", "");
                var one = new Traffic(number(command, line, words, received), number(command, line, words, sent));
                if (traffic.put(name, one) != null) {
                    twice.add(name);
                }
            }
        }
        traffic.keySet().removeAll(twice);
        return traffic;
    }

    private static long number(String command, String line, List<String> words, int fromRight) throws CollectException {
        if (words.size() < fromRight
                || !NUMBER.matcher(words.get(words.size() - fromRight)).matches()) {
            throw CollectException.unreadable(command, line);
        }
        return Long.parseLong(words.get(words.size() - fromRight));
    }
}
