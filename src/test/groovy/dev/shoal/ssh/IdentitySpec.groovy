package dev.shoal.ssh

import dev.shoal.ssh.reach.Asker
import dev.shoal.ssh.reach.DestinationRulesSpec
import static dev.shoal.ssh.Tools.fingerprint
import static dev.shoal.ssh.Tools.keygen
import static dev.shoal.ssh.Tools.publicHalf
import static dev.shoal.ssh.Tools.run

import dev.shoal.inventory.Host
import dev.shoal.testing.RealSshd
import dev.shoal.transport.Deadline
import dev.shoal.transport.TransportException
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** Everything together, as a run uses it: resolver, known_hosts and credentials behind the real transport, against a real sshd. */
@Requires(value = { RealSshd.installed && Tools.areInstalled() }, reason = RealSshd.REASON)
@Timeout(60)
class IdentitySpec extends Specification {
    @Shared @AutoCleanup RealSshd sshd = RealSshd.start()
    @TempDir Path dir

    SshTransport transport(Map commandLine = [:]) {
        def options = DestinationRulesSpec.options(dir, [port: sshd.port, user: sshd.user, keys: ["$sshd.keyFile".toString()]] + commandLine)
        new SshTransport(options, Asker.NOBODY, {})
    }

    static String open(SshTransport transport, Host host = Host.named('127.0.0.1')) {
        transport.prepare([host])
        try {
            transport.open(host, Deadline.in(Duration.ofSeconds(20)), {}).close()
            return 'open'
        } catch (TransportException e) {
            return e.failure().message()
        }
    }

    def "a host is reached and its key written down at the first time; another key the next time is refused"() {
        given:
        def known = dir.resolve('.ssh/known_hosts')
        def hostKey = sshd.dir.resolve('host_ed25519')
        def other = keygen(dir.resolve('other'))

        expect:
        open(transport()) == 'open'
        Files.readString(known) == "[127.0.0.1]:$sshd.port ${publicHalf(hostKey)}\n"
        open(transport()) == 'open'

        when:
        Files.writeString(known, "[127.0.0.1]:$sshd.port ${publicHalf(other)}\n")

        then:
        open(transport()) == "127.0.0.1:$sshd.port: host key changed: it now shows ED25519 ${fingerprint(hostKey)}, but for " +
                "[127.0.0.1]:$sshd.port $known:1 has ED25519 ${fingerprint(other)}. If 127.0.0.1 was rebuilt or given new keys, run " +
                "ssh-keygen -R '[127.0.0.1]:$sshd.port' -f $known and retry; otherwise do not connect"
    }

    def "a host that is known by its authority alone shows its certificate and is accepted"() {
        given:
        def authority = keygen(dir.resolve('authority'))
        def key = keygen(dir.resolve('host'))
        run('ssh-keygen', '-q', '-s', authority, '-h', '-I', 'spec', '-n', '127.0.0.1', "${key}.pub")
        def certified = RealSshd.start(["HostKey $key".toString(), "HostCertificate ${key}-cert.pub".toString()])
        def known = Files.writeString(dir.resolve('known'), "@cert-authority [127.0.0.*]:* ${publicHalf(authority)}\n")

        expect:
        open(transport(port: certified.port, keys: ["$certified.keyFile".toString()], knownHosts: "$known".toString())) == 'open'
        Files.readString(known) == "@cert-authority [127.0.0.*]:* ${publicHalf(authority)}\n"

        cleanup:
        certified?.close()
    }

    def "a host is reached by the file of -F alone, which knows it under another name"() {
        given:
        def known = sshd.knownHostsFile
        def config = Files.writeString(dir.resolve('config'), """\
            Host web3
              HostName 127.0.0.1
              Port $sshd.port
              User $sshd.user
              IdentityFile $sshd.keyFile
              IdentitiesOnly yes
              UserKnownHostsFile $known
              StrictHostKeyChecking yes
            """)
        def options = DestinationRulesSpec.options(dir, [:], [:], config)

        expect:
        open(new SshTransport(options, Asker.NOBODY, {}), Host.named('web3')) == 'open'
        !Files.exists(dir.resolve('.ssh'))

        when: 'the file insists on known keys, and this one is not'
        Files.writeString(config, Files.readString(config).replace("$known", "$dir/empty"))

        then:
        open(new SshTransport(options, Asker.NOBODY, {}), Host.named('web3')).startsWith(
                "web3:$sshd.port: host key not known: it shows ED25519 ${fingerprint(sshd.dir.resolve('host_ed25519'))}, and $dir/empty ")
    }

    def "the banner of a host that refuses the login is shown, on one line and harmless"() {
        given:
        def banner = Files.writeString(dir.resolve('banner'), "maintenance until 18:00\n\u001b[31mask ops\n")
        def closed = RealSshd.start(["Banner $banner".toString()])

        expect:
        open(transport(port: closed.port, keys: [keygen(dir.resolve('unknown')).toString()])).contains('; banner: maintenance until 18:00 ?[31mask ops. ')

        cleanup:
        closed?.close()
    }

    def "a user whom the host does not know hears what was tried"() {
        expect:
        open(transport(keys: ["${keygen(dir.resolve('key'))}".toString()])) ==
                "127.0.0.1:$sshd.port: login as $sshd.user refused (tried publickey; server accepts publickey). " +
                "Check the user and ~/.ssh/authorized_keys"
    }
}
