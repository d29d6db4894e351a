package dev.shoal.ssh.hostkey;

import dev.shoal.files.FileProblem;
import dev.shoal.ssh.hostkey.KnownHostsLine.Entry;
import dev.shoal.ssh.key.KeyBlob;
import dev.shoal.ssh.reach.Destination;
import dev.shoal.transport.Failure;
import dev.shoal.transport.Phase;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Why a host's key is refused, in words for an operator. */
final class HostKeyRefusal {
    private HostKeyRefusal() {}

    /** Other keys are known of the host, among them one of the type that it now shows. */
    static Failure changed(Destination destination, String name, KeyBlob shown, List<Entry> known) {
        return changed(destination, name, shown, known, "host key changed: it now shows ");
    }

    /** Keys of other types alone are known of the host, and though it was asked for these it shows a new one. */
    static Failure otherType(Destination destination, String name, KeyBlob shown, List<Entry> known) {
        return changed(destination, name, shown, known, "host key of a type that was not seen before: it now shows ");
    }

    private static Failure changed(
            Destination destination, String name, KeyBlob shown, List<Entry> known, String what) {
        var had = known.stream().map(key -> key.place() + " has " + key.key()).collect(Collectors.joining(", "));
        return failure(
                Failure.Kind.HOSTKEY,
                destination.label() + ": " + what + shown + ", but for " + name + " " + had,
                "If " + destination.host().name() + " was rebuilt or given new keys, " + removal(name, known)
                        + " and retry; otherwise do not connect");
    }

    /** Nothing is known of the host, and nothing may be added. */
    static Failure unknown(Destination destination, String name, KeyBlob shown) {
        var files = destination.knownHosts().stream().map(Object::toString).collect(Collectors.joining(" and "));
        return failure(
                Failure.Kind.UNTRUSTED,
                destination.label() + ": host key not known: it shows " + shown + ", and " + files + " knows no key of "
                        + name,
                "Compare the fingerprint with the host's own (ssh-keygen -lf on its .pub file), then add the key to "
                        + destination.knownHosts().getFirst() + ", or connect with host-keys: accept-new");
    }

    static Failure revoked(Destination destination, KeyBlob shown, Entry line) {
        return failure(
                Failure.Kind.UNTRUSTED,
                destination.label() + ": host key revoked: it shows " + shown + ", which " + line.place()
                        + " marks @revoked",
                "Do not connect; give the host a new key");
    }

    static Failure badCertificate(Destination destination, KeyBlob shown, KeyBlob authority, String why) {
        return failure(
                Failure.Kind.UNTRUSTED,
                destination.label() + ": host certificate refused: " + shown + " is signed by the authority "
                        + authority + ", but " + why,
                "Have the host's certificate renewed");
    }

    static Failure unreadable(Destination destination, IOException cause) {
        return failure(
                Failure.Kind.UNTRUSTED,
                destination.label() + ": host key cannot be checked: " + FileProblem.of(cause),
                "Make the file readable, or name another one with --known-hosts");
    }

    private static String removal(String name, List<Entry> known) {
        return known.stream().map(key -> removal(name, key)).distinct().collect(Collectors.joining(" and "));
    }

    private static String removal(String name, Entry key) {
        if (key.line() == 0) {
            return "start Shoal again";
        }
        return key.isRemovableByName()
                ? "run ssh-keygen -R '" + name + "' -f " + key.file()
                : "remove line " + key.line() + " of " + key.file();
    }

    private static Failure failure(Failure.Kind kind, String problem, String remedy) {
        return new Failure(Phase.HOSTKEY, kind, problem, remedy);
    }
}
