package dev.shoal.ssh.hostkey;

import dev.shoal.ssh.reach.Destination;

import java.util.Locale;

/**
 * Under which names known_hosts may know a host.
 *
 * @param full the address where the port is 22, else {@code [address]:port}
 * @param bare the address
 */
record KnownNames(String full, String bare) {
    private static final int USUAL_PORT = 22;

    KnownNames(Destination destination) {
        this(full(destination), bare(destination));
    }

    /** Whether the name, written into a file, would be read as that one name again. */
    static boolean isWritable(String name) {
        return name.chars().allMatch(c -> c > ' ' && c < 0x7f && ",*?!|@#".indexOf(c) < 0);
    }

    private static String full(Destination destination) {
        var bare = bare(destination);
        return destination.port() == USUAL_PORT ? bare : "[" + bare + "]:" + destination.port();
    }

    private static String bare(Destination destination) {
        return destination.address().toLowerCase(Locale.ROOT);
    }
}
