package dev.shoal.ssh.reach;

import dev.shoal.inventory.Host;
import dev.shoal.transport.Failure;
import dev.shoal.transport.Phase;
import dev.shoal.transport.TransportException;

/** Ways of reaching a host that an inventory may name and that are not built yet, or not understood: they are refused, never ignored. */
public final class UnsupportedWays {
    private UnsupportedWays() {}

    /** Refuses a host whose variables name such a way. */
    public static void refuse(Host host) throws TransportException {
        var refused = host.variable(Host.REFUSED);
        if (refused.isPresent()) {
            throw refusal(host.name() + ": " + refused.get());
        }
        for (var variable : host.variables().entrySet()) {
            var word = word(variable.getKey(), variable.getValue());
            if (!word.isEmpty()) {
                throw refusal(host.name() + ": the inventory says " + variable.getKey() + ": " + variable.getValue()
                        + "; " + word + " are not in this version");
            }
        }
    }

    private static TransportException refusal(String problem) {
        return new TransportException(new Failure(Phase.RESOLVE, Failure.Kind.PROXY, problem, ""));
    }

    private static String word(String key, String value) {
        if (key.equals("jump")) {
            return "jump hosts";
        }
        if (key.startsWith("proxy")) {
            return "proxies";
        }
        return key.equals("transport") && !value.equals("ssh") ? "other transports than ssh" : "";
    }
}
