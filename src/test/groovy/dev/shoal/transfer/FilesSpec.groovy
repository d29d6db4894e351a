package dev.shoal.transfer

import dev.shoal.testing.HostileSftp
import dev.shoal.testing.Mounts
import dev.shoal.Operator
import dev.shoal.testing.RealSshd
import groovy.json.JsonSlurper
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.FileTime
import java.nio.file.attribute.PosixFilePermissions
import java.util.concurrent.FutureTask
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** put and get as an operator uses them, on real sshd. */
@Requires(value = { RealSshd.installed }, reason = RealSshd.REASON)
@Timeout(120)
class FilesSpec extends Specification {
    @Shared @AutoCleanup RealSshd sshd = RealSshd.start()
    @TempDir Path dir
    Path here
    Path there
    Operator operator

    def setup() {
        here = Files.createDirectory(dir.resolve('here'))
        there = Files.createDirectory(dir.resolve('there'))
        operator = new Operator(Files.createDirectory(dir.resolve('home')))
        reach(sshd)
    }

    def "a tree goes to a host and back, and is the same in every name, byte, mode and time"() {
        given:
        def tree = here.resolve('my tree')
        write('my tree/empty', '')
        write('my tree/it\'s "quoted" grüße', 'text')
        write('my tree/two\nlines', 'local names may be anything')
        write('my tree/a/b/c/d/e/deep', 'deep')
        Files.createDirectories(tree.resolve('nothing in it'))
        def big = new byte[20_000_003]
        new Random(1).nextBytes(big)
        Files.write(tree.resolve('big'), big)
        Files.setPosixFilePermissions(tree.resolve('empty'), PosixFilePermissions.fromString('rwxr-x---'))
        Files.setLastModifiedTime(tree.resolve('empty'), FileTime.fromMillis(981_173_106_000))

        when:
        def told = operator.types(['-w', 'web1', 'put', "$tree".toString(), "$there/".toString()])

        then:
        told.err.contains('1 ok   1 host')
        told.out == ''
        told.status == 0
        contents(there.resolve('my tree')) == contents(tree)

        when:
        Files.delete(there.resolve('my tree/two\nlines'))
        Files.delete(tree.resolve('two\nlines'))
        told = operator.types(['-w', 'web[1-3]', 'get', "$there/my tree".toString(), "$dir/back".toString()])

        then:
        told.notes == '3 ok   3 hosts, T\n'
        told.status == 0
        ['web1', 'web2', 'web3'].every { contents(dir.resolve("back/$it/my tree")) == contents(tree) }
    }

    def "hosts that share a file system may all be sent the same tree"() {
        given:
        (1..20).each { write("t/$it/f", 'x' * it) }

        when:
        def told = operator.types(['-w', 'web[1-3]', 'put', "$here/t".toString(), "$there/".toString()])

        then:
        told.notes == '3 ok   3 hosts, T\n'
        contents(there.resolve('t')) == contents(here.resolve('t'))
    }

    def "where files go is decided by the words alone: put #words makes #file"() {
        given:
        write('a.txt', 'a')
        write('tree/x', 'x')

        when:
        def told = operator.types(['-w', 'web1', 'put'] + words*.replace('THERE', "$there")*.replace('HERE', "$here"))

        then:
        told.notes == '1 ok   1 host, T\n'
        Files.exists(there.resolve(file))

        where:
        words                                   || file
        ['HERE/a.txt', 'THERE/']                || 'a.txt'
        ['HERE/a.txt', 'THERE/b.txt']           || 'b.txt'
        ['HERE/a.txt', 'HERE/tree', 'THERE/']   || 'tree/x'
        ['HERE/tree', 'THERE/other']            || 'other/x'
        ['HERE/tree/', 'THERE/other']           || 'other/x'
        ['--', 'HERE/a.txt', 'THERE/-x']        || '-x'
    }

    def "where files go is decided by the words alone: get to #destination makes #file"() {
        given:
        Files.writeString(there.resolve('a.txt'), 'a')

        when:
        def told = operator.types(['-w', 'web1', 'get', "$there/a.txt".toString(), "$here/$destination".toString()])

        then:
        told.notes == '1 ok   1 host, T\n'
        Files.readString(here.resolve(file)) == 'a'

        where:
        destination    || file
        'd'            || 'd/web1/a.txt'
        'd/'           || 'd/web1/a.txt'
        'd/{host}/'    || 'd/web1/a.txt'
        '{host}.txt'   || 'web1.txt'
        'x-{host}/y'   || 'x-web1/y'
    }

    def "a local mistake is reported before any host is contacted: #message"() {
        given:
        write('a.txt', 'a')
        write('d/a.txt', 'a')
        Files.createSymbolicLink(here.resolve('nowhere'), Path.of('gone'))

        when:
        def told = operator.types(['-w', 'down1'] + words*.replace('HERE', "$here"))

        then:
        told.err == 'shoal: ' + message.replace('HERE', "$here") + '\n'
        told.out == ''
        told.status == 2

        where:
        words                                            || message
        ['put', 'HERE/no', '/tmp/']                      || 'put: HERE/no: no such file or directory (on this machine)'
        ['put', 'HERE/nowhere', '/tmp/']                 || 'put: HERE/nowhere: it is a link that leads nowhere (on this machine)'
        ['put', '/dev/null', '/tmp/']                    || 'put: /dev/null: it is neither a file nor a directory (on this machine)'
        ['put', 'HERE/a.txt', 'HERE/d', '/tmp/x']        || 'put: 2 sources need a directory: write /tmp/x/'
        ['put', 'HERE/a.txt', 'HERE/d/a.txt', '/tmp/']   || 'put: HERE/a.txt and HERE/d/a.txt would both become /tmp/a.txt'
        ['put', 'HERE/a.txt', '']                        || 'put: the destination is empty; write . for the home directory'
        ['put', 'HERE/a.txt']                            || 'put needs a source and a destination: put SRC... DEST'
        ['put', '--sudo', 'HERE/a.txt', '/tmp/']         || 'put: --sudo is not in this version'
        ['put', '--stdin', 'HERE/a.txt', '/tmp/']        || "put: unknown option --stdin. Its options: shoal put --help"
        ['get', '/a/x', '/b/x', 'HERE/']                 || 'get: two sources are called x and would become one file; get them one after the other, to different places'
        ['get', '/a', 'HERE/a.txt/x']                    || 'get: HERE/a.txt: not a directory (on this machine)'
        ['get', '/a', '/b', 'HERE/{host}']               || 'get: 2 sources need a directory: write HERE/{host}/'
    }

    def "a directory that is not there, or is in the way, is the host's result, with what to do about it"() {
        given:
        write('a.txt', 'a')

        when:
        def told = operator.types(['-w', 'web1', 'put', "$here/a.txt".toString(), "$there/no/".toString()])

        then:
        told.notes == "web1:$sshd.port: $there/no/a.txt: no such directory: $there/no. Make it first: exec mkdir -p $there/no\n" +
                '1 failed (transfer): web1   1 host, T\n'
        told.status == 1

        when:
        told = operator.types(['-w', 'web1', 'put', "$here/a.txt".toString(), "$there".toString()])

        then:
        told.notes == "web1: $there: is a directory; to put into it write $there/\n1 failed (transfer): web1   1 host, T\n"

        when:
        told = operator.types(['-w', 'web1', 'get', "$there/no".toString(), "$here".toString()])

        then:
        told.notes == "web1: $there/no: no such file or directory\n1 failed (transfer): web1   1 host, T\n"
    }

    @Requires(value = { Mounts.possible }, reason = Mounts.REASON)
    def "on a full disk the old file is kept and no part of the new one"() {
        given:
        def mounted = Mounts.tmpfs(there.resolve('full'), 'size=128k')
        Files.writeString(there.resolve('full/big'), 'old')
        Files.write(here.resolve('big'), new byte[1 << 20])

        when:
        def told = operator.types(['-w', 'web1', 'put', "$here/big".toString(), "$there/full/".toString()])

        then:
        told.notes == "web1:$sshd.port: $there/full/big: no space left on its file system. Free some there\n" +
                '1 failed (transfer): web1   1 host, T\n'
        Files.readString(there.resolve('full/big')) == 'old'
        there.resolve('full').toFile().list() == ['big']

        when: 'it is this machine that is full'
        Files.write(there.resolve('big'), new byte[1 << 20])
        told = operator.types(['-w', 'web1', 'get', "$there/big".toString(), "$there/full/{host}".toString()])

        then:
        told.notes == "web1:$sshd.port: $there/full/web1: no space left on device (on this machine)\n1 failed (transfer): web1   1 host, T\n"
        there.resolve('full').toFile().list() == ['big']

        cleanup:
        mounted?.close()
    }

    @Requires(value = { Mounts.possible }, reason = Mounts.REASON)
    def "a read-only file system is reported, with the remedy"() {
        given:
        write('a.txt', 'a')
        def mounted = Mounts.tmpfs(there.resolve('fixed'), 'ro')

        when:
        def told = operator.types(['-w', 'web1', 'put', "$here/a.txt".toString(), "$there/fixed/".toString()])

        then:
        told.notes == "web1:$sshd.port: $there/fixed/a.txt: its file system is read-only. Remount it for writing, or choose another place\n" +
                '1 failed (transfer): web1   1 host, T\n'
        told.status == 1

        cleanup:
        mounted?.close()
    }

    def "a #verb that is stopped in the middle leaves the old file, and nothing else"() {
        given:
        sparse(from(verb).resolve('big'))
        Files.writeString(to(verb).resolve('old'), 'old')
        def task = started(['-w', 'web1', verb, "${from(verb)}/big".toString(), "${to(verb)}/old$template".toString()])
        awaitTemporary(to(verb))

        when:
        operator.interrupts.interrupt()
        def told = task.get()

        then:
        told.notes == '1 cancelled: web1   1 host, T\n'
        told.status == 130
        Files.readString(to(verb).resolve('old')) == 'old'
        to(verb).toFile().list().findAll { it != 'old' } == []

        where:
        verb  | template
        'put' | ''
        'get' | '-{host}'
    }

    def "when the host dies in the middle of a #verb the old file is kept, and the host counts as unreachable"() {
        given:
        def dying = RealSshd.start()
        reach(dying)
        sparse(from(verb).resolve('big'))
        Files.writeString(to(verb).resolve('old-web1'), 'old')
        def task = started(['-w', 'web1', verb, "${from(verb)}/big".toString(), "${to(verb)}/$name".toString()])
        awaitTemporary(to(verb))

        when:
        dying.connections().findAll { it.parent().get().pid() == dying.pid }*.destroyForcibly()
        def told = task.get()

        then:
        told.notes.replaceAll(/\S+\/\.shoal-[0-9a-z-]+/, 'TEMPORARY') == "web1:$dying.port: the connection was lost while files were moved$left\n" +
                '1 unreachable (lost): web1   1 host, T\n'
        told.status == 3
        Files.readString(to(verb).resolve('old-web1')) == 'old'
        verb == 'put' || to(verb).toFile().list() == ['old-web1']

        cleanup:
        dying?.close()

        where:
        verb  | name
        'put' | 'old-web1'
        'get' | 'old-{host}'

        left = verb == 'get' ? '' : '. Part of the new file may be left as TEMPORARY; the next put into that directory removes it'
    }

    def "links, pipes and names that no file may have are left out and reported, and nothing is written elsewhere"() {
        given:
        Files.createDirectories(there.resolve('t/sub'))
        Files.writeString(there.resolve('t/good'), 'good')
        Files.createSymbolicLink(there.resolve('t/link'), Path.of('/etc/passwd'))
        ['mkfifo', "$there/t/pipe".toString()].execute().waitFor()

        when:
        def told = operator.types(['-w', 'web1', 'get', "$there/t".toString(), "$here".toString()])

        then:
        told.notes == "web1: left out: $there/t/link (a link)\nweb1: left out: $there/t/pipe (neither a file nor a directory)\n" +
                '1 ok   1 host, T\n'
        here.resolve('web1/t').toFile().list().sort() == ['good', 'sub']

        when:
        Files.writeString(there.resolve('t/two\nlines'), 'bad')
        told = operator.types(['-w', 'web1', 'get', "$there/t".toString(), "$here".toString()])

        then:
        told.notes == "web1: not everything was taken: $there/t/two\\nlines (the name has control characters)\n" +
                '1 failed (transfer): web1   1 host, T\n'
        here.resolve('web1/t').toFile().list().sort() == ['good', 'sub']
    }

    def "a name that hides or turns text is kept, and shown with its invisible characters"() {
        given:
        Files.createDirectories(there.resolve('t'))
        ['plain', 'bill\u202etxt.exe', 'a\u200bb', 'caf\u00e9', '\ud83d\udc69\u200d\ud83d\udcbb'].each { Files.writeString(there.resolve("t/$it"), 'x') }
        def get = { String format -> operator.types(['-w', 'web1', '-o', format, 'get', "$there/t".toString(), "$here".toString()]) }

        expect:
        get('fold').notes.readLines().sort() == ['1 ok   1 host, T',
            "web1: take care: $there/t/a\\u{200b}b (the name has invisible or direction-changing characters)",
            "web1: take care: $there/t/bill\\u{202e}txt.exe (the name has invisible or direction-changing characters)"]*.toString()
        here.resolve('web1/t').toFile().list().length == 5
        get('json').out.contains('"noted":["')
    }

    def "a host that means harm writes nothing outside of the destination"() {
        given:
        def bad = ['../../out', '/etc/out', '..', '.', '', 'a/b', '..\\out', 'x\u001b[2J', 'x\u0000', 'CON', 'fine', 'fine']
        def names = bad.collectEntries { [it, HostileSftp.FILE] } + ['ln': HostileSftp.LINK, 'p': HostileSftp.PIPE]
        def hostile = new HostileSftp(names)
        operator.inventory("hosts:\n  web1: {address: 127.0.0.1, port: $hostile.port, user: x}\n")
        Files.createDirectory(here.resolve('in'))

        when:
        def told = operator.types(['-w', 'web1', '-i', "$sshd.keyFile".toString(), '--known-hosts', "$dir/known".toString(), 'get', '/evil', "$here/in".toString()])

        then:
        told.status == 1
        told.notes.contains('web1: not everything was taken: ')
        contents(here).keySet() == ['in', 'in/web1', 'in/web1/evil', 'in/web1/evil/CON', 'in/web1/evil/fine'] as Set

        cleanup:
        hostile?.close()
    }

    def "setuid is not taken over from a host, and the umask holds"() {
        given:
        def file = Files.writeString(there.resolve('tool'), 'x')
        ['chmod', '6777', "$file".toString()].execute().waitFor()

        when:
        operator.types(['-w', 'web1', 'get', "$file".toString(), "$here".toString()])

        then:
        (Files.getAttribute(here.resolve('web1/tool'), 'unix:mode') as int).with { it & 07777 } == (0777 & ~LocalWrite.umask())
    }

    def "programs get an object a host, with files and bytes"() {
        given:
        write('a.txt', 'hello')

        when:
        def told = operator.types(['-w', 'web[1-2]', '-o', 'json', 'put', "$here/a.txt".toString(), "$there/".toString()])
        def json = new JsonSlurper().parseText(told.out)

        then:
        json.results*.subMap('host', 'outcome', 'files', 'bytes') ==
                [[host: 'web1', outcome: 'ok', files: 1, bytes: 5], [host: 'web2', outcome: 'ok', files: 1, bytes: 5]]
        json.command == "put $here/a.txt $there/"
        json.ledger*.count == [2]
    }

    def "the dry run shows what would go where and moves nothing"() {
        given:
        write('tree/x', 'x')

        when:
        def told = operator.types(['-w', 'down1', '--dry-run', 'put', "$here/tree".toString(), '/srv/'])

        then:
        told.out.readLines().drop(2) == ["down1: $here/tree/ -> /srv/tree/", "down1: $here/tree/x -> /srv/tree/x"]
        told.status == 0

        when:
        told = operator.types(['-w', 'down1', '--dry-run', 'get', '/var/log/syslog', "$here".toString()])

        then:
        told.out.readLines().drop(2) == ["down1: /var/log/syslog -> $here/down1/syslog"]
    }

    def "each host of the demo fleet gets the file, and gives its own back"() {
        given:
        write('a b.txt', 'hello')

        when:
        def told = operator.types(['demo', '3', '-q', '-c', "put '$here/a b.txt' motd".toString(), '-c', 'exec cat motd; hostname > motd',
            '-c', "get motd $here/back".toString(), '-c', "put '$here/a b.txt' motd".toString()])

        then:
        told.err == ''
        told.out == '---------------\ndb1,web[1-2] (3)\n---------------\nhello\n'
        ['db1', 'web1', 'web2'].every { Files.readString(here.resolve("back/$it/motd")) == "$it\n" }
    }

    private Path from(String verb) {
        verb == 'put' ? here : there
    }

    private Path to(String verb) {
        verb == 'put' ? there : here
    }

    /** Big, and no trouble for the disk until it is copied. */
    private static void sparse(Path file) {
        new RandomAccessFile(file.toFile(), 'rw').withCloseable { it.length = 2L << 30 }
    }

    private FutureTask<Operator.Told> started(List<String> words) {
        def task = new FutureTask<Operator.Told>({ operator.types(words) })
        Thread.startVirtualThread(task)
        task
    }

    /** The feature's time-out is the limit. */
    private static void awaitTemporary(Path directory) {
        while (!directory.toFile().listFiles().any { it.name.startsWith('.shoal-') && it.length() > 0 }) {
            Thread.onSpinWait()
        }
    }

    private void reach(RealSshd to) {
        operator.inventory("hosts:\n  web[1-3]: {address: 127.0.0.1, port: $to.port, user: $to.user}\n  down1:\n")
        operator.file('.config/shoal/shoal.yaml', "ssh: {keys: [$to.keyFile], known-hosts: $to.knownHostsFile}\n")
    }

    private void write(String name, String text) {
        def file = here.resolve(name)
        Files.createDirectories(file.parent)
        Files.writeString(file, text)
    }

    /** Everything below: path -> mode, and for files time and bytes. */
    private static Map<String, List> contents(Path root) {
        def all = [:]
        Files.walk(root).withCloseable { paths ->
            paths.filter { it != root }.forEach {
                def mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(it))
                all["${root.relativize(it)}".toString()] = Files.isDirectory(it) ? [mode]
                        : [mode, Files.getLastModifiedTime(it).toInstant().epochSecond, Arrays.hashCode(Files.readAllBytes(it))]
            }
        }
        all
    }
}
