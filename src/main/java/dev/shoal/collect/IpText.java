package dev.shoal.collect;

import dev.shoal.collect.Interface.State;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Parses the one-line output of {@code ip} of iproute2 and busybox. */
final class IpText {
    /** {@code eth0@if5} is one end of a pair; the name is before the @. */
    private static final Pattern LINK = Pattern.compile("[0-9]+: +([^@\\s]+?)(?:@\\S+)?: <([A-Z0-9_,-]*)> .*");

    private static final Pattern MAC = Pattern.compile("link/ether ([0-9a-f]{2}(?::[0-9a-f]{2})+)");

    /** {@code 10.8.0.1 peer 10.8.0.2/32}: the prefix length follows the peer. */
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9]+: +(\\S+) +inet6? ([0-9a-fA-F:.]+)(?: peer [0-9a-fA-F:.]+)?(/[0-9]{1,3})?(?: .*)?");

    /** Other lines among the addresses: busybox and old iproute2 also print the line of the link. */
    private static final Pattern OTHER = Pattern.compile("[0-9]+: +\\S+:? .*");

    private IpText() {}

    /**
     * The interfaces in the kernel's order.
     *
     * @param links of {@code ip -o link}
     * @param addresses of {@code ip -o addr}
     */
    static List<Interface> read(String command, List<String> links, List<String> addresses) throws CollectException {
        var byName = byName(command + " addr", addresses);
        var interfaces = new ArrayList<Interface>();
        for (var line : links) {
            var link = LINK.matcher(line);
            if (!link.matches()) {
                throw CollectException.unreadable(command + " link", line);
            }
            var mac = MAC.matcher(line);
            interfaces.add(new Interface(
                    link.group(1),
                    State.of(Set.copyOf(List.of(link.group(2).split(","))), "LOWER_UP"),
                    byName.getOrDefault(link.group(1), List.of()),
                    mac.find() ? Optional.of(mac.group(1)) : Optional.empty()));
        }
        return interfaces;
    }

    private static Map<String, List<String>> byName(String command, List<String> lines) throws CollectException {
        var byName = new HashMap<String, List<String>>();
        for (var line : lines) {
            var address = ADDRESS.matcher(line);
            if (address.matches()) {
                var length = address.group(3) == null ? "" : address.group(3);
                byName.computeIfAbsent(address.group(1), name -> new ArrayList<>())
                        .add(address.group(2) + length);
            } else if (line.contains(" inet") || !OTHER.matcher(line).matches()) {
                throw CollectException.unreadable(command, line);
            }
        }
        return byName;
    }
}
