package dev.shoal.collect;

import dev.shoal.plugin.Column;
import dev.shoal.plugin.HostContext;
import dev.shoal.plugin.Plugin;
import dev.shoal.plugin.Unit;

import java.util.List;

/**
 * Collects the host's network interfaces: a row each, with their state ({@code up}, {@code no carrier}, {@code down}), addresses
 * with prefix lengths, hardware address, and bytes received and sent since the start.
 */
public final class NetworkPlugin extends Plugin {
    private static final Probe PROBE = new Probe("if [ -r /proc/net/dev ]; then cat /proc/net/dev; end dev; "
            + "if command -v ip >/dev/null 2>&1; then ip -o link; end link; ip -o addr; end addr; "
            + "else ifconfig -a; end ifconfig; fi; "
            + "else ifconfig -a; end ifconfig; netstat -ibn; end netstat; fi");

    @Override
    public String summary() {
        return "the addresses and the traffic of the network interfaces";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.of("interface"),
                Column.of("state"),
                Column.of("addresses"),
                Column.of("mac"),
                Column.of("rx", Unit.BYTES),
                Column.of("tx", Unit.BYTES));
    }

    /** The counters are null if {@code netstat} has shortened the interface's name. */
    @Override
    public Object process(HostContext host) throws Exception {
        var answer = PROBE.ask(host);
        var interfaces = answer.has("ifconfig")
                ? IfconfigText.read("ifconfig -a", answer.lines("ifconfig", "ifconfig -a"))
                : IpText.read("ip -o", answer.lines("link", "ip -o link"), answer.someLines("addr", "ip -o addr"));
        var traffic = answer.has("dev")
                ? TrafficText.linux("/proc/net/dev", answer.lines("dev", "cat /proc/net/dev"))
                : TrafficText.bsd("netstat -ibn", answer.lines("netstat", "netstat -ibn"));
        return interfaces.stream()
                .map(one -> one.columns(traffic.get(one.name())))
                .toList();
    }
}
