package dev.shoal.transport;

import dev.shoal.inventory.Host;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reaches each host by the transport that its inventory names, and all other hosts by the first transport, so that one run may
 * use several. Safe for many threads.
 */
public final class TransportByHost implements Transport {
    /** The variable of a host that names its transport. */
    private static final String VARIABLE = "transport";

    private final Map<String, Transport> byName = new LinkedHashMap<>();
    private final Transport usual;

    /** The first one is the usual one. */
    public TransportByHost(List<Transport> transports) {
        this.usual = transports.getFirst();
        transports.forEach(transport -> byName.put(transport.name(), transport));
    }

    @Override
    public String name() {
        return usual.name();
    }

    @Override
    public void prepare(Collection<Host> hosts) throws SetupException, InterruptedException {
        for (var transport : byName.values()) {
            var own = new ArrayList<Host>();
            for (var host : hosts) {
                if (nameFor(host).equals(transport.name())) {
                    own.add(host);
                }
            }
            if (!own.isEmpty() || hosts.isEmpty()) {
                transport.prepare(own);
            }
        }
    }

    @Override
    public Session open(Host host, Deadline deadline, Receiver listener)
            throws TransportException, InterruptedException {
        var transport = byName.get(nameFor(host));
        if (transport == null) {
            listener.entered(Phase.RESOLVE);
            throw new TransportException(new Failure(
                    Phase.RESOLVE,
                    Failure.Kind.PROXY,
                    host.name() + ": transport " + nameFor(host) + " is not in this version",
                    "Known transports: " + String.join(", ", byName.keySet())));
        }
        return transport.open(host, deadline, listener);
    }

    private String nameFor(Host host) {
        return host.variable(VARIABLE).orElse(usual.name());
    }
}
