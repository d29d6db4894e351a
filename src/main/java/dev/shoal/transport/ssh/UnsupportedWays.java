package dev.shoal.transport.ssh;

import dev.shoal.inventory.Host;
import dev.shoal.transport.Failure;
import dev.shoal.transport.Phase;
import dev.shoal.transport.TransportException;

/** Ways of reaching a host that an inventory may name and that are not built yet: they are refused, never ignored. */
final class UnsupportedWays {
    private UnsupportedWays() {}

    /** Refuses a host whose variables name such a way. */
    static void refuse(Host host) throws TransportException {
        for (var variable : host.variables().entrySet()) {
            var word = word(variable.getKey(), variable.getValue());
            if (!word.isEmpty()) {
                throw new TransportException(new Failure(
                        Phase.RESOLVE,
                        Failure.Kind.PROXY,
                        host.name() + ": the inventory says " + variable.getKey() + ": " + variable.getValue() + "; "
                                + word + " are not in this version",
                        ""));
            }
        }
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
