package dev.shoal.ssh.key;

import net.schmizz.sshj.common.SecurityUtils;

import java.security.Provider;
import java.security.Security;
import java.util.ServiceLoader;

/**
 * Keeps BouncyCastle after the JDK's own providers. sshj would make it the preferred one, which costs 0.7 s at start and
 * gives the ciphers away to slower code; without it, sshj knows no ECDSA key and no encrypted PEM file.
 */
public final class BouncyCastle {
    private static final String NAME = "BC";
    private static final String PROVIDER = "org.bouncycastle.jce.provider.BouncyCastleProvider";

    private BouncyCastle() {}

    /** To be called before anything of sshj's cryptography; may be repeated. */
    public static void keepBack() {
        SecurityUtils.setRegisterBouncyCastle(false);
    }

    /** Appends it as the last provider: for ECDSA keys, encrypted PEM files and chacha20. May be repeated. */
    public static void need() {
        keepBack();
        if (Security.getProvider(NAME) == null) {
            ServiceLoader.load(Provider.class).stream()
                    .filter(provider -> provider.type().getName().equals(PROVIDER))
                    .forEach(provider -> Security.addProvider(provider.get()));
        }
    }
}
