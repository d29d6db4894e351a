package dev.shoal.transfer

import dev.shoal.inventory.Host
import dev.shoal.testing.RealSshd
import dev.shoal.transport.Deadline
import dev.shoal.transport.Failure
import dev.shoal.transport.Phase
import dev.shoal.transport.Session
import dev.shoal.transport.TransportException
import dev.shoal.ssh.Doors
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

@Requires(value = { RealSshd.installed }, reason = RealSshd.REASON)
@Timeout(60)
class SftpSpec extends Specification {
    @Shared @AutoCleanup RealSshd sshd = RealSshd.start()
    @AutoCleanup Session session
    @TempDir Path dir
    Path there
    Sftp sftp
    long moved

    def setup() {
        there = Files.createDirectory(dir.resolve('there')).toRealPath()
        session = Doors.to(sshd).open(Host.named('web1'), soon(), { })
        sftp = new Sftp('web1', session.files(soon()), new HostShell(session, soon()), { moved += it })
    }

    def "the tour: a directory, a file sent, one written there, listed, fetched and removed"() {
        given:
        def local = Files.writeString(dir.resolve('a.txt'), 'hello')

        when:
        sftp.cd("$there")
        sftp.mkdir('tour')
        sftp.put("$local", 'tour/a.txt')
        sftp.write('tour/new.txt', 'text')

        then:
        sftp.pwd() == "$there"
        sftp.ls('tour')*.name() == ['a.txt', 'new.txt']
        new String(sftp.read('tour/new.txt')) == 'text'

        when:
        sftp.cd('tour')
        sftp.get('new.txt', "$dir/in/")
        sftp.rm('a.txt')
        sftp.rename('new.txt', 'b')
        sftp.chmod('b', 0600)
        sftp.put("$local", './')

        then:
        Files.readString(dir.resolve('in/new.txt')) == 'text'
        sftp.ls()*.name() == ['a.txt', 'b']
        sftp.stat('b').get().mode() == 0600
        !sftp.exists('new.txt')
        moved > 0

        when:
        sftp.rm('a.txt')
        sftp.rm('b')
        sftp.cd('..')
        sftp.rmdir('tour')

        then:
        sftp.ls() == []
    }

    def "a file without end does not take the memory"() {
        when:
        sftp.read('/dev/zero')

        then:
        def e = thrown(TransportException)
        e.failure().problem().endsWith('/dev/zero: the host reports 0 bytes and sends more than 64 MiB')
    }

    def "a file that is written anew keeps its mode, and a link to it stays a link"() {
        given:
        Files.writeString(there.resolve('real'), 'old')
        Files.createSymbolicLink(there.resolve('link'), there.resolve('real'))
        sftp.cd("$there")
        sftp.chmod('real', 0640)

        when:
        sftp.write('link', 'new')

        then:
        Files.isSymbolicLink(there.resolve('link'))
        Files.readString(there.resolve('real')) == 'new'
        sftp.stat('real').get().mode() == 0640
    }

    def "#what is refused: #fact"() {
        given:
        sftp.cd("$there")
        sftp.write('file', 'x')

        when:
        act(sftp)

        then:
        def e = thrown(TransportException)
        e.failure() == new Failure(Phase.TRANSFER, Failure.Kind.TRANSFER, "web1: $fact", '')
        sftp.pwd() == "$there"

        where:
        what                              | act                                || fact
        'going where there is nothing'    | { it.cd('no') }                    || 'no: no such directory'
        'going into a file'               | { it.cd('file') }                  || 'file: not a directory'
        'fetching what is not there'      | { it.get('no', '/tmp/x') }         || 'no: no such file or directory'
        'fetching a directory'            | { it.get('.', '/tmp/x') }          || '.: not a file; use the verb get for a directory'
    }

    def "a missing local file is reported as such"() {
        when:
        sftp.put("$dir/no", 'x')

        then:
        def e = thrown(TransferException)
        e.problem() == "put: $dir/no: no such file or directory (on this machine)"
    }

    private static Deadline soon() {
        Deadline.in(Duration.ofSeconds(20))
    }
}
