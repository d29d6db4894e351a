package dev.shoal.ssh.key;

import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.SSHRuntimeException;
import net.schmizz.sshj.transport.kex.KeyExchange;

import java.security.GeneralSecurityException;

/** Makes key exchanges of one name, one for each connection. */
record Exchanges(String name, Maker maker) implements Factory.Named<KeyExchange> {
    /** Makes one. */
    @FunctionalInterface
    interface Maker {
        KeyExchange make() throws GeneralSecurityException;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public KeyExchange create() {
        try {
            return maker.make();
        } catch (GeneralSecurityException e) {
            throw new SSHRuntimeException(e);
        }
    }
}
