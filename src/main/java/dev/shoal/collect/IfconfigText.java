package dev.shoal.collect;

import dev.shoal.collect.Interface.State;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Parses the output of {@code ifconfig -a}: of busybox and old net-tools ({@code inet addr:…  Mask:…}), of net-tools 2
 * ({@code inet … netmask 255.…}) and of FreeBSD and macOS ({@code inet … netmask 0xff…}). An interface begins at the
 * first column; its other lines are indented, and most of them are ignored.
 */
final class IfconfigText {
    private static final Pattern NEW = Pattern.compile("(\\S+): flags=[0-9a-fA-F]+<([^>]*)>.*");
    private static final Pattern OLD = Pattern.compile("(\\S+) +Link encap:.*");
    private static final Pattern OLD_FLAGS = Pattern.compile("\\s+([A-Z ]*?) *MTU:[0-9]+.*");
    private static final Pattern MAC =
            Pattern.compile("(?:.*\\s)?(?:ether|HWaddr|lladdr) ([0-9a-fA-F]{2}(?::[0-9a-fA-F]{2})+)(?:\\s.*)?");
    private static final Pattern INET = Pattern.compile("\\s+inet (?:addr:)?([0-9.]+)(/[0-9]+)?(?:\\s.*)?");
    private static final Pattern MASK = Pattern.compile("(?:netmask |Mask:)(0x[0-9a-fA-F]{8}|[0-9.]{7,15})(?:\\s|$)");
    private static final Pattern INET6 = Pattern.compile(
            "\\s+inet6 (?:addr: )?([0-9a-fA-F:.]+)(?:%\\S+)?(?:/([0-9]+)|.*? prefixlen ([0-9]+))(?:\\s.*)?");
    private static final Pattern STATUS = Pattern.compile("\\s+status: (.*?)\\s*");
    private static final Set<String> WITHOUT_LINK = Set.of("inactive", "no carrier", "no network", "down");

    private final String name;
    private final List<String> addresses = new ArrayList<>();
    private Set<String> flags;
    private boolean hasLink = true;
    private @Nullable String mac;

    private IfconfigText(String name, Set<String> flags) {
        this.name = name;
        this.flags = flags;
    }

    /** The interfaces in the order of the text. */
    static List<Interface> read(String command, List<String> lines) throws CollectException {
        var found = new ArrayList<IfconfigText>();
        for (var line : lines) {
            if (!Character.isWhitespace(line.charAt(0))) {
                found.add(first(command, line));
            } else if (found.isEmpty()) {
                throw CollectException.unreadable(command, line);
            }
            found.getLast().take(command, line);
        }
        return found.stream().map(IfconfigText::done).toList();
    }

    private static IfconfigText first(String command, String line) throws CollectException {
        var modern = NEW.matcher(line);
        if (modern.matches()) {
            return new IfconfigText(
                    modern.group(1), Set.copyOf(List.of(modern.group(2).split(","))));
        }
        var old = OLD.matcher(line);
        if (old.matches()) {
            return new IfconfigText(old.group(1), Set.of());
        }
        throw CollectException.unreadable(command, line);
    }

    private void take(String command, String line) throws CollectException {
        var ether = MAC.matcher(line);
        if (ether.matches()) {
            mac = ether.group(1).toLowerCase(Locale.ROOT);
        }
        var words = OLD_FLAGS.matcher(line);
        if (words.matches()) {
            flags = Set.copyOf(List.of(words.group(1).split(" +")));
        }
        var status = STATUS.matcher(line);
        if (status.matches()) {
            hasLink = !WITHOUT_LINK.contains(status.group(1));
        }
        if (line.strip().startsWith("inet")) {
            addresses.add(address(command, line));
        }
    }

    private static String address(String command, String line) throws CollectException {
        var six = INET6.matcher(line);
        if (six.matches()) {
            return six.group(1) + "/" + (six.group(2) == null ? six.group(3) : six.group(2));
        }
        var four = INET.matcher(line);
        if (!four.matches()) {
            throw CollectException.unreadable(command, line);
        }
        if (four.group(2) != null) {
            return four.group(1) + four.group(2);
        }
        var mask = MASK.matcher(line);
        return four.group(1) + (mask.find() ? length(command, line, mask.group(1)) : "");
    }

    /** {@code 255.255.255.0} and {@code 0xffffff00} as {@code /24}. */
    private static String length(String command, String line, String mask) throws CollectException {
        var bits = mask.startsWith("0x") ? Long.parseLong(mask.substring(2), 16) : 0;
        if (!mask.startsWith("0x")) {
            for (var part : mask.split("\\.", -1)) {
                bits = bits << 8 | (part.matches("[0-9]{1,3}") ? Integer.parseInt(part) : 256);
            }
        }
        var ones = Long.bitCount(bits);
        if (bits != (0xffff_ffffL << (32 - ones) & 0xffff_ffffL)) {
            throw CollectException.unreadable(command, line);
        }
        return "/" + ones;
    }

    private Interface done() {
        var state = State.of(flags, "RUNNING");
        return new Interface(
                name, state == State.UP && !hasLink ? State.NO_CARRIER : state, addresses, Optional.ofNullable(mac));
    }
}
