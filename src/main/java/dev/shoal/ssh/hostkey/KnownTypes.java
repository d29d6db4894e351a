package dev.shoal.ssh.hostkey;

import dev.shoal.ssh.hostkey.KnownKey.Marker;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Which types of key a host should be asked for, by what is known of it. */
final class KnownTypes {
    /** Those that an authority may have signed; which of them, its line does not tell. */
    private static final List<String> CERTIFICATES = List.of(
            "ssh-ed25519-cert-v01@openssh.com",
            "ecdsa-sha2-nistp256-cert-v01@openssh.com",
            "ecdsa-sha2-nistp384-cert-v01@openssh.com",
            "ecdsa-sha2-nistp521-cert-v01@openssh.com",
            "ssh-rsa-cert-v01@openssh.com");

    private KnownTypes() {}

    static List<String> of(List<KnownKey> lines) {
        var types = new LinkedHashSet<String>();
        if (lines.stream().anyMatch(line -> line.marker() == Marker.AUTHORITY)) {
            types.addAll(CERTIFICATES);
        }
        lines.stream()
                .filter(line -> line.marker() == Marker.HOST)
                .forEach(line -> types.add(line.key().type()));
        return new ArrayList<>(types);
    }
}
