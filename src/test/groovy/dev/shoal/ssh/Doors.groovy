package dev.shoal.ssh

import dev.shoal.ssh.hostkey.HostKeyPolicy
import dev.shoal.ssh.login.Credentials
import dev.shoal.ssh.reach.Destination
import dev.shoal.ssh.reach.HostResolver
import dev.shoal.inventory.Host
import dev.shoal.testing.RealSshd
import dev.shoal.transport.Failure
import dev.shoal.transport.Phase
import java.nio.file.Path
import java.security.PublicKey
import com.hierynomus.sshj.userauth.keyprovider.OpenSSHKeyV1KeyFile
import net.schmizz.sshj.userauth.method.AuthMethod
import net.schmizz.sshj.userauth.method.AuthPublickey

/** The plainest deciders: every host is at 127.0.0.1, known or not as asked, and is shown one key. */
class Doors implements HostResolver, HostKeyPolicy, Credentials {
    int port
    String address = '127.0.0.1'
    String user = 'nobody'
    List<Path> keys = []
    List<String> known = []
    boolean trusting = true
    final List<PublicKey> shown = [].asSynchronized()

    static SshTransport to(Map<String, ?> doors) {
        def all = new Doors(doors)
        new SshTransport(all, all, all)
    }

    static SshTransport to(RealSshd sshd) {
        to(port: sshd.port, user: sshd.user, keys: [sshd.keyFile])
    }

    @Override
    Destination resolve(Host host) {
        new Destination(host, address, port, user, keys, true, true, [])
    }

    @Override
    List<String> knownTypes(Destination destination) {
        known
    }

    @Override
    Optional<Failure> check(Destination destination, PublicKey key) {
        shown << key
        trusting ? Optional.<Failure> empty()
                : Optional.of(new Failure(Phase.HOSTKEY, Failure.Kind.HOSTKEY, 'the key changed', 'Do not connect'))
    }

    @Override
    List<AuthMethod> methods(Destination destination) {
        destination.identities().collect { file ->
            def key = new OpenSSHKeyV1KeyFile()
            key.init(file.toFile())
            new AuthPublickey(key)
        }
    }
}
