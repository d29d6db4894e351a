package dev.shoal.ssh.hostkey;

import com.hierynomus.sshj.userauth.certificate.Certificate;
import dev.shoal.files.FileProblem;
import dev.shoal.inventory.Host;
import dev.shoal.ssh.hostkey.KnownHostsLine.Entry;
import dev.shoal.ssh.hostkey.KnownHostsLine.Marker;
import dev.shoal.ssh.key.BouncyCastle;
import dev.shoal.ssh.key.KeyBlob;
import dev.shoal.ssh.reach.Destination;
import dev.shoal.ssh.reach.SshOptions.HostKeyMode;
import dev.shoal.transport.Failure;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.common.SSHRuntimeException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Checks hosts' keys against known_hosts files, as OpenSSH does, except in one case: a host that is known, and shows a key of
 * a type that is not, is refused. OpenSSH takes such a key for a new one; but the exchange asks for the known types first,
 * so only a host that has lost its keys, or another machine, answers with another.
 *
 * <p>A host on port 22 is looked up as {@code address}, else as {@code [address]:port}; where nothing is known of the
 * latter, a key that is known of {@code address} will do. A host of which only an authority ({@code @cert-authority}) is
 * known counts as new when it shows a key that this authority did not sign. Safe for many threads.
 */
public final class KnownHosts implements HostKeyPolicy {
    private static final Logger log = LogManager.getLogger(KnownHosts.class);

    private static final int USUAL_PORT = 22;
    /** The types that an authority may have signed; its line does not tell which of them. */
    private static final List<String> CERTIFICATES = List.of(
            "ssh-ed25519-cert-v01@openssh.com",
            "ecdsa-sha2-nistp256-cert-v01@openssh.com",
            "ecdsa-sha2-nistp384-cert-v01@openssh.com",
            "ecdsa-sha2-nistp521-cert-v01@openssh.com",
            "ssh-rsa-cert-v01@openssh.com");

    private final HostKeyMode mode;
    private final Predicate<Host> knownOnly;
    private final Map<Path, KnownHostsFile> files = new ConcurrentHashMap<>();
    private final Consumer<String> warn;
    private final Set<Path> unwritable = ConcurrentHashMap.newKeySet();

    /**
     * With a mode for all hosts.
     *
     * @param knownOnly hosts of which no new key is accepted, in any mode
     * @param warn shows the operator a problem that stops nothing
     */
    public KnownHosts(HostKeyMode mode, Predicate<Host> knownOnly, Consumer<String> warn) {
        this.warn = warn;
        this.mode = mode;
        this.knownOnly = knownOnly;
    }

    @Override
    public List<String> knownTypes(Destination destination) {
        if (mode == HostKeyMode.OFF) {
            return List.of();
        }
        try {
            var lines = lines(destination, fullName(destination));
            return typesOf(lines.isEmpty() ? lines(destination, bareName(destination)) : lines);
        } catch (IOException e) {
            log.debug("{}: {}", destination.label(), FileProblem.of(e));
            return List.of(); // check() reports it
        }
    }

    @Override
    public Optional<Failure> check(Destination destination, PublicKey key) {
        if (mode == HostKeyMode.OFF) {
            return Optional.empty();
        }
        try {
            var refusal = judge(destination, key);
            return refusal.isPresent() && refresh(destination) ? judge(destination, key) : refusal;
        } catch (IOException e) {
            return Optional.of(HostKeyRefusal.unreadable(destination, e));
        }
    }

    private Optional<Failure> judge(Destination destination, PublicKey key) throws IOException {
        var name = fullName(destination);
        var lines = lines(destination, name);
        if (!(key instanceof Certificate<?> certificate)) {
            return judgePlain(destination, name, lines, KeyBlob.of(key));
        }
        var signed = new HostCertificate(certificate);
        var signer = signed.authority();
        if (signer.isEmpty() || find(lines, Marker.AUTHORITY, signer.get()).isEmpty()) {
            return judgePlain(destination, name, lines, signed.key());
        }
        var revoked = revoked(lines, List.of(signed.key(), signer.get()));
        if (revoked.isPresent()) {
            return Optional.of(HostKeyRefusal.revoked(destination, signed.key(), revoked.get()));
        }
        return signed.trouble(destination.address())
                .map(why -> HostKeyRefusal.badCertificate(destination, signed.key(), signer.get(), why));
    }

    private Optional<Failure> judgePlain(Destination destination, String name, List<Entry> lines, KeyBlob shown)
            throws IOException {
        var revoked = revoked(lines, List.of(shown));
        if (revoked.isPresent()) {
            return Optional.of(HostKeyRefusal.revoked(destination, shown, revoked.get()));
        }
        if (find(lines, Marker.HOST, shown).isPresent()) {
            return Optional.empty();
        }
        var known = lines.stream().filter(line -> line.marker() == Marker.HOST).toList();
        if (!known.isEmpty()) {
            var sameType = known.stream()
                    .filter(line -> line.key().type().equals(shown.type()))
                    .toList();
            return Optional.of(
                    sameType.isEmpty()
                            ? HostKeyRefusal.otherType(destination, name, shown, known)
                            : HostKeyRefusal.changed(destination, name, shown, sameType));
        }
        return isKnownWithoutPort(destination, shown) ? Optional.empty() : unknown(destination, name, shown);
    }

    private boolean isKnownWithoutPort(Destination destination, KeyBlob shown) throws IOException {
        var lines = lines(destination, bareName(destination));
        return find(lines, Marker.HOST, shown).isPresent()
                && find(lines, Marker.REVOKED, shown).isEmpty();
    }

    private Optional<Failure> unknown(Destination destination, String name, KeyBlob shown) throws IOException {
        if (mode == HostKeyMode.STRICT || knownOnly.test(destination.host())) {
            return Optional.of(HostKeyRefusal.unknown(destination, name, shown));
        }
        if (add(file(destination.knownHosts().getFirst()), name, shown)) {
            log.info("{}: accepted its new key {}", destination.label(), shown);
            return Optional.empty();
        }
        return judgePlain(
                destination, name, lines(destination, name), shown); // another process was faster: what did it add?
    }

    private boolean add(KnownHostsFile file, String name, KeyBlob key) {
        if (!file.keepsLines() || !isWritable(name)) {
            return file.remember(name, key);
        }
        try {
            return file.append(name, key);
        } catch (IOException e) {
            if (unwritable.add(file.path())) {
                var problem = file.path() + " cannot be written (" + FileProblem.reason(e)
                        + "): new host keys are accepted, and forgotten after this run";
                log.warn(problem);
                warn.accept(problem);
            }
            return file.remember(name, key);
        }
    }

    private List<Entry> lines(Destination destination, String name) throws IOException {
        var lines = new ArrayList<Entry>();
        for (var path : destination.knownHosts()) {
            lines.addAll(file(path).of(name));
        }
        return lines;
    }

    private boolean refresh(Destination destination) throws IOException {
        boolean changed = false;
        for (var path : destination.knownHosts()) {
            changed |= file(path).refresh();
        }
        return changed;
    }

    private KnownHostsFile file(Path path) {
        return files.computeIfAbsent(path, KnownHostsFile::new);
    }

    private static Optional<Entry> revoked(List<Entry> lines, List<KeyBlob> keys) {
        return keys.stream()
                .flatMap(key -> find(lines, Marker.REVOKED, key).stream())
                .findFirst();
    }

    private static Optional<Entry> find(List<Entry> lines, Marker marker, KeyBlob key) {
        return lines.stream()
                .filter(line -> line.marker() == marker && line.key().equals(key))
                .findFirst();
    }

    private static List<String> typesOf(List<Entry> lines) {
        var types = new LinkedHashSet<String>();
        if (lines.stream().anyMatch(line -> line.marker() == Marker.AUTHORITY)) {
            types.addAll(CERTIFICATES);
        }
        lines.stream()
                .filter(line -> line.marker() == Marker.HOST)
                .forEach(line -> types.add(line.key().type()));
        return List.copyOf(types);
    }

    /** The address where the port is 22, else {@code [address]:port}. */
    private static String fullName(Destination destination) {
        var bare = bareName(destination);
        return destination.port() == USUAL_PORT ? bare : "[" + bare + "]:" + destination.port();
    }

    private static String bareName(Destination destination) {
        return destination.address().toLowerCase(Locale.ROOT);
    }

    /** Whether the name, written into a file, would be read as that one name again. */
    private static boolean isWritable(String name) {
        return name.chars().allMatch(c -> c > ' ' && c < 0x7f && ",*?!|@#".indexOf(c) < 0);
    }

    /** A certificate that a host shows (OpenSSH's PROTOCOL.certkeys). */
    static final class HostCertificate {
        private static final int FOR_HOSTS = 2;

        private final Certificate<?> certificate;

        HostCertificate(Certificate<?> certificate) {
            this.certificate = certificate;
        }

        /** The host's own key. */
        KeyBlob key() {
            return KeyBlob.of(certificate.getKey());
        }

        /** Who signed it, as the certificate has it; empty where that is not a key. */
        Optional<KeyBlob> authority() {
            return KeyBlob.of(certificate.getSignatureKey());
        }

        /**
         * What is wrong with it for a host of that address, apart from whether its authority is trusted. The exchange should have
         * looked already; as everything hangs on it, and as an exchange of our own may forget it, it is done here again.
         */
        Optional<String> trouble(String address) {
            if (certificate.getType() != FOR_HOSTS) {
                return Optional.of("it is not a host's certificate");
            }
            if (!certificate.getCritOptions().isEmpty()) {
                return Optional.of("it has critical options that are not known here");
            }
            if (authority().filter(key -> key.type().startsWith("ecdsa")).isPresent()) {
                BouncyCastle.need();
            }
            try {
                var raw = new Buffer.PlainBuffer().putPublicKey(certificate).getCompactData();
                return Optional.ofNullable(KeyType.CertUtils.verifyHostCertificate(raw, certificate, address));
            } catch (Buffer.BufferException | SSHRuntimeException e) {
                return Optional.of("it cannot be verified: " + e.getMessage());
            }
        }
    }
}
