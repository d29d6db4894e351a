package dev.shoal.testkit

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import net.schmizz.sshj.SSHClient
import spock.lang.Timeout

@Timeout(60)
class DemoFleetSpec extends FleetSpecification {
    /** Tells the processes of this spec from others. */
    static final MARK = ProcessHandle.current().pid()

    def setupSpec() {
        startFleet(8)
    }

    def "eight hosts are six web and two db ones, each on a port of its own"() {
        expect:
        fleet.hosts()*.name() == ['web1', 'web2', 'web3', 'web4', 'web5', 'web6', 'db1', 'db2']
        fleet.groups() == [web: 'web[1-6]', db: 'db[1-2]']
        fleet.hosts()*.address().unique() == ['127.0.0.1']
        fleet.hosts()*.port().unique().size() == 8
    }

    def "#count hosts are #groups"() {
        given:
        def other = DemoFleet.start(count, parent)

        expect:
        other.hosts().size() == count
        other.groups() == groups

        cleanup:
        other.close()

        where:
        count || groups
        1     || [web: 'web1']
        3     || [web: 'web[1-2]', db: 'db1']
        20    || [web: 'web[1-14]', db: 'db[1-6]']
    }

    def "a fleet without a host is refused"() {
        when:
        DemoFleet.start(0, parent)

        then:
        def e = thrown(IllegalArgumentException)
        e.message == 'a demo fleet has at least one host, not 0'
    }

    def "the host keys are in known_hosts, and the user's key is for this user alone"() {
        expect:
        Files.readAllLines(fleet.knownHosts()).size() == 8
        Files.readAllLines(fleet.knownHosts()).every { it ==~ /\[127\.0\.0\.1]:\d+ ssh-ed25519 \S+/ }
        Files.getPosixFilePermissions(fleet.userKey())*.name().toSet() == ['OWNER_READ', 'OWNER_WRITE'].toSet()
        Files.getPosixFilePermissions(fleet.userKey().parent)*.name().every { it.startsWith('OWNER') }
    }

    def "on #host, '#command' says '#answer'"() {
        expect:
        run(host, command).out == answer + '\n'

        where:
        host   | command                                        || answer
        'web1' | 'hostname'                                     || 'web1'
        'db2'  | 'echo $HOSTNAME $SHOAL_DEMO_HOST'              || 'db2 db2'
        'web1' | 'uname -r'                                     || '6.1.0-28-amd64'
        'web3' | 'uname -sr'                                    || 'Linux 4.19.0-27-amd64'
        'web3' | 'cat /etc/debian_version'                      || '10.13'
        'web1' | 'grep -o bookworm /etc/os-release | head -n1'  || 'bookworm'
        'web5' | 'cat /proc/loadavg'                            || '38.07 35.91 29.40 1/213 4711'
        'web1' | 'uptime | sed "s/.*up/up/"'                    || 'up 13 days,  3:14,  0 user,  load average: 0.42, 0.21, 0.18'
        'db1'  | 'df --output=avail -B1 / | tail -n1'           || '0'
        'db1'  | 'df -h /'                                      || 'Filesystem      Size  Used Avail Use% Mounted on\n/dev/vda1        98G   98G     0 100% /'
        'db2'  | 'nproc'                                        || '8'
        'web2' | 'systemctl is-active nginx'                    || 'failed'
        'db1'  | 'systemctl is-active nginx postgresql'         || 'inactive\nactive'
        'db1'  | 'free -m | awk \'/^Mem/ { print $2 }\''        || '32117'
    }

    def "a service that failed is active once it was restarted, on that host alone"() {
        expect:
        run('web2', 'systemctl is-active nginx; systemctl restart nginx; systemctl is-active nginx').out == 'failed\nactive\n'
        run('web2', 'systemctl stop nginx; systemctl is-active nginx').status == 3
        run('web1', 'systemctl is-active nginx').out == 'active\n'
    }

    def "output, errors and exit status come back as the command gave them"() {
        given:
        def reply = run('web1', 'printf "a\\r\\0b"; printf "e\\n" >&2; exit 143')

        expect:
        reply.out == 'a\r\u0000b'
        reply.err == 'e\n'
        reply.status == 143
        reply.signal == null
    }

    def "a command that is killed reports the signal and no exit status"() {
        given:
        def reply = run('web1', 'kill -KILL $$')

        expect:
        reply.status == null
        reply.signal == 'KILL'
    }

    def "standard input reaches the command to the last byte"() {
        given:
        def bytes = new byte[300_000]
        new Random(7).nextBytes(bytes)

        expect:
        run('db1', 'od -An -v -tx1 | tr -d " \\n"', bytes).out == bytes.encodeHex().toString()
    }

    def "a megabyte comes back whole"() {
        expect:
        run('web4', 'head -c 1048576 /dev/zero').out.length() == 1048576
    }

    def "commands start in the host's own home, and SFTP shows the same tree"() {
        given:
        def sftp = clients.to(fleet, 'web6').newSFTPClient()

        when:
        run('web6', 'mkdir tour && echo hello > tour/a.txt')

        then:
        sftp.ls('/root/tour')*.name == ['a.txt']
        sftp.ls('tour')*.name == ['a.txt']
        run('web6', 'pwd; echo $HOME').out == '/root\n' * 2
        run('web1', 'ls').out == ''
    }

    def "a channel that closes ends the command and what it has started"() {
        given:
        def session = clients.to(fleet, 'web1').startSession()
        def command = session.exec("sleep 300.$MARK & echo up; sleep 300.$MARK")
        new BufferedReader(new InputStreamReader(command.inputStream)).readLine()
        def processes = marked(2)

        when:
        clients.closeAll()

        then:
        processes.each { it.onExit().get(20, TimeUnit.SECONDS) }
    }

    def "what a command leaves in the background ends with it"() {
        given:
        def session = clients.to(fleet, 'web1').startSession()
        def command = session.exec("sleep 300.$MARK >/dev/null 2>&1 & echo up; read line")
        new BufferedReader(new InputStreamReader(command.inputStream)).readLine()
        def processes = marked(1)

        when:
        command.outputStream.close()
        command.join()

        then:
        processes.each { it.onExit().get(20, TimeUnit.SECONDS) }
    }

    def "only the fleet's own key is let in"() {
        given:
        def other = DemoFleet.start(1, parent)

        when:
        clients.connect(fleet.knownHosts(), host('web1').port().asInt, other.userKey())

        then:
        def e = thrown(net.schmizz.sshj.userauth.UserAuthException)
        e.message == 'Exhausted available authentication methods'

        cleanup:
        other.close()
    }

    def "closing removes the directory and closes the ports, and may be done twice"() {
        given:
        def other = DemoFleet.start(2, parent)
        def port = other.hosts().first().port().asInt
        def directory = other.userKey().parent

        when:
        other.close()
        other.close()

        then:
        !Files.exists(directory)

        when:
        new Socket('127.0.0.1', port)

        then:
        thrown(ConnectException)
    }

    /** The marked processes, when there are at least so many. */
    private static List<ProcessHandle> marked(int count) {
        def found = marked()
        while (found.size() < count) {
            Thread.onSpinWait()
            found = marked()
        }
        found
    }

    private static List<ProcessHandle> marked() {
        ProcessHandle.allProcesses().toList().findAll { process ->
            def line = Path.of("/proc/${process.pid()}/cmdline")
            try {
                Files.readString(line).split('\0').toList().contains("300.$MARK".toString())
            } catch (IOException gone) {
                false
            }
        }
    }

    private host(String name) {
        fleet.hosts().find { it.name() == name }
    }
}
