package dev.shoal.testkit

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import net.schmizz.sshj.sftp.SFTPException
import org.opentest4j.TestAbortedException
import spock.lang.AutoCleanup
import spock.lang.Timeout

/**
 * Nothing that is done on a demo host reaches this machine. Each attempt is one that would do no harm if it did: files and
 * processes are planted, values are written back as they are. The command shows first that it is inside, else it ends.
 */
@Timeout(90)
class WorldSpec extends FleetSpecification {
    static final INSIDE = '''grep -qs '^name=web1$' /var/lib/demo/facts && [ "$(cat /proc/sys/kernel/hostname)" = web1 ] ||
        { echo OUTSIDE; exit 99; }
    '''

    @AutoCleanup('destroyForcibly')
    Process planted

    private final List<Path> witnesses = []

    def setupSpec() {
        def missing = ['unshare', 'nsenter', 'setpriv', 'prlimit'].findAll { program ->
            !['/usr/bin', '/usr/sbin', '/bin', '/sbin'].any { Files.isExecutable(Path.of(it, program)) }
        }
        if (missing) {
            throw new TestAbortedException("there is no ${missing.join(' ')}: install util-linux")
        }
        if (DemoKind.best() != DemoKind.WORLD) {
            throw new TestAbortedException('this machine allows no namespaces')
        }
        startFleet(3, DemoKind.WORLD)
    }

    def cleanup() {
        witnesses.each { Files.deleteIfExists(it) }
    }

    def "a host has every namespace for itself"() {
        expect:
        inside("readlink /proc/self/ns/$kind").out.strip() != Files.readSymbolicLink(Path.of("/proc/self/ns/$kind")).toString()
        inside("readlink /proc/self/ns/$kind").out != clients.run(clients.to(fleet, 'web2'), "readlink /proc/self/ns/$kind", new byte[0]).out

        where:
        kind << ['user', 'mnt', 'pid', 'uts', 'ipc', 'net', 'cgroup']
    }

    def "a file of this machine in #place is neither seen nor changed"() {
        given:
        def witness = plant(Path.of(place))

        when:
        def told = inside("""cat '$witness'; mkdir -p '$witness.parent'; echo changed >'$witness'; cat '$witness'""")

        then:
        told.out == 'changed\n'
        Files.readString(witness) == 'planted'

        where:
        place << [System.getProperty('java.io.tmpdir'), System.getProperty('user.home'), System.getProperty('user.dir') + '/target',
                  '/etc', '/var/tmp', '/dev/shm'].findAll { Files.isWritable(Path.of(it)) }
    }

    def "the programs of this machine are there, and cannot be changed"() {
        given:
        def witness = plant(Path.of('/usr/local'))

        when:
        def told = inside("cat '$witness'; echo changed >'$witness'; mount -o remount,rw /usr; echo changed >'$witness'; rm -f '$witness'")

        then:
        told.out == 'planted'
        told.err.readLines().count { it.contains('Read-only file system') } == 3
        Files.readString(witness) == 'planted'
    }

    def "a process of this machine is neither seen nor ended"() {
        given:
        planted = new ProcessBuilder('sleep', '600.5').start()

        when:
        def told = inside("kill -TERM ${planted.pid()}; cat /proc/[0-9]*/cmdline | tr '\\0' ' '; echo")

        then:
        told.err.contains('No such process')
        !told.out.contains('sleep 600.5')
        !planted.waitFor(200, TimeUnit.MILLISECONDS)
    }

    def "what this machine's kernel is set to can be read and not written: #path"() {
        given:
        def before = new File(path).text

        when:
        def told = inside("cat $path; value=\$(cat $path); echo \"\$value\" >$path")

        then:
        told.out == before
        told.err.contains('Read-only file system')
        new File(path).text == before

        where:
        path << ['/proc/sys/vm/swappiness', '/proc/sys/kernel/panic', '/proc/sys/fs/file-max']
    }

    def "there is nothing to write to the machine by: #question"() {
        expect:
        inside(question).out == answer

        where:
        question                                                                || answer
        'test -w /proc/sysrq-trigger || echo no'                                || 'no\n'
        'test -w /sys/power/state || echo no'                                   || 'no\n'
        'for f in /dev/*; do if [ -b $f ] || [ -c $f ]; then echo $f; fi; done | xargs' || '/dev/full /dev/null /dev/random /dev/urandom /dev/zero\n'
        'find / -xdev -type s; ls /sys/fs/cgroup 2>/dev/null'                   || ''
        'grep -c . /proc/self/cgroup >/dev/null; ls -d /old /mnt/* 2>/dev/null' || ''
        'mknod /tmp/n c 1 3 2>/dev/null || echo no'                             || 'no\n'
        'mount -t tmpfs none /mnt 2>/dev/null || echo no'                       || 'no\n'
        'unshare --user --map-root-user true 2>/dev/null || echo no'            || 'no\n'
        'sed -n "s/^CapEff:\\t//p; s/^CapBnd:\\t//p; s/^NoNewPrivs:\\t//p" /proc/self/status | xargs' || '0000000000000000 0000000000000000 1\n'
        'cat /proc/self/oom_score_adj'                                          || '1000\n'
        'test -e /dev/tty || test -e /dev/pts || echo no'                       || 'no\n'
        'tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d " "'                    || 'lo\n'
    }

    def "a port of this machine cannot be reached, Shoal's own included"() {
        given:
        def listening = new ServerSocket(0, 1, InetAddress.ofLiteral('127.0.0.1'))

        expect:
        [listening.localPort, fleet.hosts().first().port().asInt].every {
            inside("bash -c 'exec 3<>/dev/tcp/127.0.0.1/$it' 2>&1").out.contains('Connection refused')
        }

        cleanup:
        listening.close()
    }

    def "processes, their memory and the disk are bounded, and the host answers afterwards"() {
        when:
        def told = inside('i=0; while [ $i -lt 150 ]; do sleep 20 & i=$((i + 1)); done')

        then:
        told.err.toLowerCase().contains('fork')

        when:
        told = inside('head -c 80000000 /dev/zero >/tmp/big; ls -l /proc/self/fd >/dev/null; rm /tmp/big; grep "address space" /proc/self/limits')

        then:
        told.err.contains('No space left on device')
        told.out.split(/\s+/).toList().contains('536870912')
    }

    def "SFTP and commands see one tree, in which root may write"() {
        given:
        def sftp = clients.to(fleet, 'web1').newSFTPClient()
        def file = Files.writeString(parent.resolve('motd'), 'by sftp\n')

        when:
        sftp.put(file.toString(), '/etc/motd')

        then:
        inside('cat /etc/motd; echo by exec >/etc/motd; mkdir -p /home/ops /var/lib/app').out == 'by sftp\n'
        sftp.get('/etc/motd', parent.resolve('back').toString()) == null
        Files.readString(parent.resolve('back')) == 'by exec\n'
        sftp.stat('/var/lib/app').type.name() == 'DIRECTORY'
        sftp.stat('/etc/hostname').size == 'web1\n'.length()
    }

    def "no link and no path leads SFTP out: #path"() {
        given:
        def witness = plant(parent)
        def sftp = clients.to(fleet, 'web1').newSFTPClient()
        def to = path.replace('WITNESS', witness.toString()).replace('PID', ProcessHandle.current().pid().toString())
        inside("rm -f link; ln -s '$to' link")

        when:
        sftp.get('link', parent.resolve('stolen').toString())

        then:
        thrown(SFTPException)

        when:
        sftp.put(Files.writeString(parent.resolve('changed'), 'changed').toString(), 'link')

        then:
        thrown(SFTPException)
        Files.readString(witness) == 'planted'

        where:
        path << ['WITNESS', '/proc/1/root/WITNESS', '../../../../WITNESS', '/proc/PID/root/WITNESS']
    }

    def "what is left of a host in the background ends with the fleet, and so does its world"() {
        given:
        def before = ProcessHandle.current().descendants().toList()
        def other = DemoFleet.start(1, parent, DemoKind.WORLD)
        def client = clients.to(other, 'web1')

        when:
        clients.run(client, INSIDE + 'setsid sleep 600.7 >/dev/null 2>&1 &', new byte[0])
        def started = ProcessHandle.current().descendants().toList() - before

        then:
        started.size() >= 2

        when:
        other.close()

        then:
        started.each { it.onExit().get(20, TimeUnit.SECONDS) }
    }

    def "the directory of a fleet that was killed is removed by the next one, and no other"() {
        given:
        def place = Files.createDirectory(parent.resolve("place"))
        def killed = Files.createDirectories(place.resolve('shoal-demo-1-killed/hosts/web1')).parent.parent
        def kept = Files.writeString(parent.resolve('kept'), 'kept')
        Files.createFile(killed.resolve('lock'))
        Files.createSymbolicLink(killed.resolve('hosts/link'), parent)
        def foreign = Files.createDirectories(place.resolve('shoal-demo-without-lock'))
        def link = Files.createSymbolicLink(place.resolve('shoal-demo-1-link'), parent)

        when:
        def one = DemoFleet.start(1, place, DemoKind.WORLD)
        def two = DemoFleet.start(1, place, DemoKind.WORLD)

        then:
        !Files.exists(killed)
        Files.exists(foreign) && Files.isSymbolicLink(link) && Files.readString(kept) == 'kept'
        Files.exists(one.userKey())

        cleanup:
        [place.resolve('shoal-demo-1-link'), killed.resolve('hosts/link')].each { Files.deleteIfExists(it) }
        one?.close()
        two?.close()
    }

    private Path plant(Path directory) {
        def file = Files.createTempFile(directory, 'shoal-witness', '')
        witnesses << file
        Files.writeString(file, 'planted')
        Files.setPosixFilePermissions(file, java.nio.file.attribute.PosixFilePermissions.fromString('rw-rw-rw-'))
        file
    }

    private Map inside(String command) {
        def reply = clients.run(clients.to(fleet, 'web1'), INSIDE + command, new byte[0])
        assert reply.status != 99 : 'the command would not have run inside'
        reply
    }
}
