package dev.shoal

import dev.shoal.testing.RealSshd
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** Everything that the classic script over one SSH connection does, on OpenSSH's own server. */
@Requires(value = { RealSshd.installed }, reason = RealSshd.REASON)
@Timeout(60)
class SftpTourSpec extends Specification {
    @Shared @AutoCleanup RealSshd sshd = RealSshd.start()
    @TempDir Path home
    @AutoCleanup def operator = new Operator(home)

    private Operator.Told tours(Path remote, Path local) {
        operator.types(['-w', '127.0.0.1', '-p', "$sshd.port".toString(), '-i', "$sshd.keyFile".toString(), '--known-hosts',
                        "$sshd.knownHostsFile".toString(), 'run', 'scripts/examples/sftp-tour.groovy', "$remote".toString(), "$local".toString()])
    }

    def "scripts/examples/sftp-tour.groovy connects, looks at the disk, makes a directory, sends, writes, lists, fetches and tidies up"() {
        given:
        def remote = Files.createDirectory(home.resolve('remote')).toRealPath()
        def local = operator.file('local/a.txt', 'hello\n')

        when:
        def told = tours(remote, local)

        then:
        told.out.readLines().find { it.startsWith('Filesystem') }
        told.out.readLines().last() == "$remote: [a.txt, new.txt]"
        told.notes == '1 ok   1 host, T\n' * 4
        told.status == 0
        Files.readString(home.resolve('local/127.0.0.1/new.txt')) == 'written by Shoal\n'
        Files.list(remote).withCloseable { it.toList() } == []
    }

    def "a directory that is not there ends the tour's work on that host, and the message names it"() {
        when:
        def told = tours(home.resolve('nosuch'), operator.file('a.txt', ''))

        then:
        told.notes.contains("127.0.0.1: $home/nosuch: no such directory\n")
        told.status == 1
    }
}
