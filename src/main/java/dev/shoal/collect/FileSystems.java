package dev.shoal.collect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Parses the output of {@code df} of coreutils, busybox, FreeBSD and macOS, in the block size that its title names. */
final class FileSystems {
    /** The whole title must match: with a column {@code Type} the type would become a part of the device. */
    private static final Pattern TITLE = Pattern.compile(
            "Filesystem +(1K|[0-9]{1,7})-blocks +Used +Avail(?:able)? +(?:Capacity|Use%)(?<inodes> +iused +ifree +%iused)? +Mounted on *");

    /** Devices and mount points may have blanks; the numbers between them separate the two. */
    private static final String NUMBERS = " +([0-9]{1,18}) +(-?[0-9]{1,18}) +(-?[0-9]{1,18}) +([0-9]{1,9}%|-)";

    private static final Pattern ROW = Pattern.compile("(\\S.*?)" + NUMBERS + " +(/.*)");
    private static final Pattern ROW_WITH_INODES =
            Pattern.compile("(\\S.*?)" + NUMBERS + " +[0-9]+ +[0-9]+ +(?:[0-9]+%|-) +(/.*)");

    /** Made by the kernel: users can neither fill them nor free space on them. */
    private static final Pattern KERNEL = Pattern.compile("devtmpfs|devfs|udev|efivarfs|map .*");

    /** Kernel file systems, images that are full by nature, and containers' views of a file system that has its own row. */
    private static final Pattern ELSEWHERE =
            Pattern.compile("/(?:dev|proc|sys|snap|var/snap|var/lib/snapd/snap|run/user|run/credentials|var/lib/docker|"
                    + "var/lib/containers?|var/lib/kubelet|run/containerd|run/docker)(?:/.*)?");

    private FileSystems() {}

    /**
     * The rows, in the order of the text.
     *
     * @param lines the title and at least one row; a long device may have pushed its numbers to the next line
     * @throws CollectException if a line is not a line of df
     */
    static List<Map<String, Object>> read(String command, List<String> lines) throws CollectException {
        var title = TITLE.matcher(lines.getFirst());
        if (!title.matches()) {
            throw CollectException.unreadable(command, lines.getFirst());
        }
        var block = title.group(1).equals("1K") ? 1024 : Long.parseLong(title.group(1));
        var form = title.group("inodes") == null ? ROW : ROW_WITH_INODES;
        var rows = new ArrayList<Map<String, Object>>();
        for (var line : joined(command, form, lines.subList(1, lines.size()))) {
            var row = form.matcher(line);
            if (!row.matches()) {
                throw CollectException.unreadable(command, line);
            }
            if (counts(row)) {
                rows.add(row(command, row, block));
            }
        }
        return rows;
    }

    /** Joins a device and the numbers on the line below it. */
    private static List<String> joined(String command, Pattern form, List<String> lines) throws CollectException {
        var whole = new ArrayList<String>();
        var device = "";
        for (var line : lines) {
            if (line.startsWith(" ")) {
                whole.add(device + line);
                device = "";
            } else if (!device.isEmpty()) {
                throw CollectException.unreadable(command, device);
            } else if (form.matcher(line).matches()) {
                whole.add(line);
            } else {
                device = line;
            }
        }
        if (!device.isEmpty()) {
            throw CollectException.unreadable(command, device);
        }
        if (whole.isEmpty()) {
            throw new CollectException(command + ": no file system is listed");
        }
        return whole;
    }

    private static boolean counts(MatchResult row) {
        var sized = Long.parseLong(row.group(2)) > 0 && !row.group(5).equals("-");
        return sized
                && !KERNEL.matcher(row.group(1)).matches()
                && !ELSEWHERE.matcher(row.group(6)).matches();
    }

    private static Map<String, Object> row(String command, MatchResult line, long block) throws CollectException {
        var row = new LinkedHashMap<String, Object>();
        try {
            row.put("mount", line.group(6));
            row.put("use", Long.parseLong(line.group(5).replace("%", "")));
            row.put("size", Math.multiplyExact(Long.parseLong(line.group(2)), block));
            row.put("used", Math.multiplyExact(Long.parseLong(line.group(3)), block));
            row.put("free", Math.multiplyExact(Long.parseLong(line.group(4)), block));
            row.put("device", line.group(1));
            return row;
        } catch (ArithmeticException e) {
            throw CollectException.unreadable(command, line.group());
        }
    }
}
