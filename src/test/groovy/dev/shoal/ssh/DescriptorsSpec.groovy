package dev.shoal.ssh

import dev.shoal.ssh.hostkey.HostKeyPolicy
import dev.shoal.ssh.reach.Destination
import dev.shoal.inventory.Host
import dev.shoal.testing.RealSshd
import dev.shoal.transport.Deadline
import dev.shoal.transport.Failure
import dev.shoal.transport.Failure.Kind
import dev.shoal.transport.Phase
import dev.shoal.transport.TransportException
import java.nio.file.Files
import java.nio.file.Path
import java.security.PublicKey
import java.time.Duration
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** What is short on this machine is not said of a host. */
@Timeout(30)
class DescriptorsSpec extends Specification {
    @TempDir
    Path process

    def "of #limit files that may be open, 10 of which are, #connections are for connections"() {
        given:
        Files.createDirectory(process.resolve('fd'))
        10.times { Files.createFile(process.resolve("fd/$it")) }
        Files.writeString(process.resolve('limits'), """\
            Limit                     Soft Limit           Hard Limit           Units
            Max processes             30                   30                   processes
            Max open files            $limit                   4096                 files
            """.stripIndent())
        def descriptors = Descriptors.in(process)

        when:
        def taken = (1..200).takeWhile { descriptors.take(Duration.ZERO) }

        then:
        taken.size() == connections

        when:
        descriptors.giveBack()

        then:
        descriptors.take(Duration.ZERO)

        where:
        limit       || connections
        '64'        || 22
        '20'        || 2
        '1024'      || 200
        'unlimited' || 200
    }

    def "where the system does not tell, connections are not counted"() {
        given:
        def descriptors = Descriptors.in(process)

        expect:
        (1..200).every { descriptors.take(Duration.ZERO) }
    }

    @Requires(value = { RealSshd.installed }, reason = RealSshd.REASON)
    def "an error on the thread that reads is reported as ours, at once: #error.class.simpleName"() {
        given: 'a check of the key, which that thread makes, for which there is no memory'
        def sshd = RealSshd.start()
        def doors = new Doors(port: sshd.port, user: sshd.user, keys: [sshd.keyFile])
        def policy = [knownTypes: { [] }, check: { Destination to, PublicKey key -> throw error }] as HostKeyPolicy

        when:
        new SshTransport(doors, policy, doors).open(Host.named('web1'), Deadline.in(Duration.ofSeconds(20)), { })

        then:
        def e = thrown(TransportException)
        e.failure() == new Failure(Phase.HOSTKEY, Kind.SHOAL, "web1:$sshd.port: $fact", remedy)

        cleanup:
        sshd?.close()

        where:
        error                                     || fact                                             | remedy
        new OutOfMemoryError('Java heap space')   || 'Shoal ran out of memory'                        | 'Try with more: SHOAL_OPTS=-Xmx2g; or use a smaller --fanout'
        new NoClassDefFoundError('x')             || 'Shoal itself failed: java.lang.NoClassDefFoundError: x' | 'The log has the whole trace'
    }
}
