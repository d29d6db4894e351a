package dev.shoal.ssh.hostkey

import dev.shoal.ssh.Tools
import dev.shoal.ssh.reach.Destination
import static dev.shoal.ssh.Tools.destination
import static dev.shoal.ssh.Tools.fingerprint
import static dev.shoal.ssh.Tools.keygen
import static dev.shoal.ssh.Tools.publicHalf
import static dev.shoal.ssh.Tools.run

import dev.shoal.ssh.reach.SshOptions.HostKeyMode
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

@Requires(value = { Tools.areInstalled() }, reason = Tools.REASON)
class HostCertificateSpec extends Specification {
    @TempDir Path dir
    Path authority
    Path key

    def setup() {
        authority = keygen(dir.resolve('authority'))
        key = keygen(dir.resolve('host'))
    }

    /** A certificate that the authority signed, as the exchange hands it on. */
    def certificate(Object... options) {
        run('ssh-keygen', '-q', '-s', authority, '-I', 'spec', *options, "${key}.pub")
        KnownHostsSpec.publicKey(dir.resolve('host-cert.pub'))
    }

    Destination web3(String... lines) {
        def file = Files.writeString(dir.resolve('known_hosts'), lines.collect { "$it\n" }.join())
        destination(address: 'web3.example.com', knownHosts: [file])
    }

    static String verdict(Destination host, def shown) {
        new KnownHosts(HostKeyMode.STRICT, { false }, {}).check(host, shown).map { it.problem() }.orElse('accepted')
    }

    def "a host whose certificate a #type authority signed is accepted without a line of its own, and asked for certificates"() {
        given:
        authority = keygen(dir.resolve(type), type)
        def host = web3("@cert-authority *.example.com ${publicHalf(authority)}")

        expect:
        verdict(host, certificate('-h', '-n', 'web3.example.com')) == 'accepted'
        new KnownHosts(HostKeyMode.STRICT, { false }, {}).knownTypes(host).first() == 'ssh-ed25519-cert-v01@openssh.com'

        where:
        type << ['ed25519', 'ecdsa', 'rsa']
    }

    def "a certificate #why is refused"() {
        given:
        def host = web3("@cert-authority *.example.com ${publicHalf(authority)}")

        expect:
        verdict(host, certificate(*options)).startsWith("web3:22: host certificate refused: ED25519 ${fingerprint(key)} is signed by " +
                "the authority ED25519 ${fingerprint(authority)}, but $says")

        where:
        why                | options                                                          || says
        'for another host' | ['-h', '-n', 'web4.example.com']                                 || "Hostname `web3.example.com` doesn't match"
        'that has expired' | ['-h', '-n', 'web3.example.com', '-V', '20200101:20200102']      || 'Certificate is valid before'
        'for a user'       | ['-n', 'web3.example.com']                                       || "it is not a host's certificate"
    }

    def "a certificate of an authority that is not known for the host counts as the plain key in it"() {
        expect:
        verdict(web3("@cert-authority *.example.org ${publicHalf(authority)}"), certificate('-h')) ==
                "web3:22: host key not known: it shows ED25519 ${fingerprint(key)}, and ${dir.resolve('known_hosts')} knows no key of " +
                'web3.example.com'
        verdict(web3("web3.example.com ${publicHalf(key)}"), certificate('-h')) == 'accepted'
    }

    def "a certificate is refused when its key or its authority is revoked"() {
        given:
        def known = "@cert-authority * ${publicHalf(authority)}"
        def certificate = certificate('-h')

        expect:
        [key, authority].every {
            verdict(web3(known, "@revoked * ${publicHalf(it)}"), certificate) ==
                    "web3:22: host key revoked: it shows ED25519 ${fingerprint(key)}, which ${dir.resolve('known_hosts')}:2 marks @revoked"
        }
    }
}
