package dev.shoal.fleet

import dev.shoal.Operator
import dev.shoal.testing.RealSshd
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** The lines of one Shoal on a real sshd, which tells each command whose connection it came by. */
@Requires(value = { RealSshd.installed }, reason = RealSshd.REASON)
@Timeout(60)
class PooledSshSpec extends Specification {
    @TempDir
    Path home

    @AutoCleanup
    def sshd = RealSshd.start()

    @AutoCleanup
    def operator = new Operator(home)

    private Operator.Told types(String... lines) {
        operator.types(['-w', '127.0.0.1', '-l', sshd.user, '-p', "$sshd.port", '-i', "$sshd.keyFile", '--known-hosts',
                        "$sshd.knownHostsFile", '-o', 'none', *lines.collectMany { ['-c', it] }]*.toString())
    }

    def "the second command comes by the connection of the first one"() {
        when:
        def told = types('a = exec echo $SSH_CONNECTION', 'b = exec echo $SSH_CONNECTION', 'println a[0].out == b[0].out')

        then:
        told.out == 'true\n'
        told.notes == '1 ok   1 host, T\n' * 2
    }

    def "a connection that was cut between two commands is opened anew, and nothing is lost"() {
        when:
        def told = types('a = exec echo $PPID', '"kill ${a[0].out.trim()}".execute().waitFor()', 'b = exec echo $PPID',
                'println a[0].out == b[0].out')

        then:
        told.out == '0\nfalse\n'
        told.notes == '1 ok   1 host, T\n' * 2
        told.status == 0
    }

    def "files come by the connection of the commands"() {
        when:
        def told = types('a = exec echo $SSH_CONNECTION', "println sftp { exists '/' }*.value", 'b = exec echo $SSH_CONNECTION',
                'println a[0].out == b[0].out')

        then:
        told.out == '[true]\ntrue\n'
    }
}
