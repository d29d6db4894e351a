package dev.shoal.transfer

import dev.shoal.testing.HostileSftp
import dev.shoal.testing.Mounts
import dev.shoal.Operator
import dev.shoal.testing.RealSshd
import java.nio.ByteBuffer
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.nio.file.attribute.UserDefinedFileAttributeView
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** What put and get do to files that are there already, and to what earlier transfers have left. */
@Requires(value = { RealSshd.installed }, reason = RealSshd.REASON)
@Timeout(120)
class ReplacingSpec extends Specification {
    static final boolean IS_ROOT = System.getProperty('user.name') == 'root'

    @Shared @AutoCleanup RealSshd sshd = RealSshd.start()
    @TempDir Path dir
    Path here
    Path there
    Operator operator

    def setup() {
        here = Files.createDirectory(dir.resolve('here'))
        there = Files.createDirectory(dir.resolve('there'))
        operator = new Operator(Files.createDirectory(dir.resolve('home')))
        operator.inventory("hosts:\n  web[1-3]: {address: 127.0.0.1, port: $sshd.port, user: $sshd.user}\n")
        operator.file('.config/shoal/shoal.yaml', "ssh: {keys: [$sshd.keyFile], known-hosts: $sshd.knownHostsFile}\n")
    }

    def "put over a file keeps the mode that the file has"() {
        given:
        def old = modes(there.resolve('f'), 'rw-r-----')

        expect:
        put(modes(here.resolve('new'), 'rwxr-xr-x'), old) == '1 ok   1 host, T\n'
        text(old) == 'new'
        mode(old) == 'rw-r-----'
    }

    @Requires(value = { IS_ROOT }, reason = 'only root gives files away')
    def "put over a file keeps its owner and group"() {
        given:
        def old = modes(there.resolve('f'), 'rw-r-----')
        Files.setAttribute(old, 'unix:uid', 54321)
        Files.setAttribute(old, 'unix:gid', 54322)

        expect:
        put(modes(here.resolve('new'), 'rw-r--r--'), old) == '1 ok   1 host, T\n'
        text(old) == 'new'
        Files.readAttributes(old, 'unix:uid,gid') == [uid: 54321, gid: 54322]
        mode(old) == 'rw-r-----'
    }

    def "put over a file that has two names changes both"() {
        given:
        def old = modes(there.resolve('f'), 'rw-r--r--')
        def other = Files.createLink(there.resolve('other'), old)

        expect:
        put(modes(here.resolve('new'), 'rw-r--r--'), old) == '1 ok   1 host, T\n'
        text(other) == 'new'
        Files.isSameFile(old, other)
        there.toFile().list().sort() == ['f', 'other']
    }

    def "put over a file keeps its extended attributes, where its file system has them"() {
        given:
        def old = modes(there.resolve('f'), 'rw-r--r--')
        def view = { Files.getFileAttributeView(old, UserDefinedFileAttributeView) }
        def hasView = Files.getFileStore(old).supportsFileAttributeView(UserDefinedFileAttributeView)
        if (hasView) {
            view().write('owner', ByteBuffer.wrap('payroll'.bytes))
        }

        expect:
        put(modes(here.resolve('new'), 'rw-r--r--'), old) == '1 ok   1 host, T\n'
        text(old) == 'new'
        !hasView || view().list() == ['owner']
    }

    @Requires(value = { Mounts.possible }, reason = Mounts.REASON)
    def "put onto a mounted file writes it in place"() {
        given:
        def source = modes(there.resolve('source'), 'rw-r--r--')
        def mount = modes(there.resolve('mount'), 'rw-r--r--')
        def mounted = Mounts.bind(source, mount)

        expect:
        put(modes(here.resolve('new'), 'rw-r--r--'), mount) == '1 ok   1 host, T\n'
        text(mount) == 'new'
        text(source) == 'new'
        there.toFile().list().sort() == ['mount', 'source']

        cleanup:
        mounted?.close()
    }

    @Requires(value = { Mounts.possible }, reason = Mounts.REASON)
    def "a file with two names that does not fit in place is as it was"() {
        given:
        def full = Mounts.tmpfs(there.resolve('full'), 'size=64k')
        def old = there.resolve('full/f')
        text(old, 'keep' * 3000)
        Files.createLink(there.resolve('full/other'), old)
        def big = here.resolve('big')
        text(big, 'new!' * 10_000)

        when:
        def told = put(big, old)

        then:
        told.contains('No space left on device') || told.contains('no space left')
        told.endsWith('1 failed (transfer): web1   1 host, T\n')
        text(old) == 'keep' * 3000
        there.resolve('full').toFile().list().sort() == ['f', 'other']

        cleanup:
        full?.close()
    }

    def "links to directories or nowhere and pipes in a tree are left out of a put, and reported"() {
        given:
        def tree = Files.createDirectories(here.resolve('d/releases/1'))
        modes(tree.resolve('c'), 'rw-r--r--')
        Files.createSymbolicLink(here.resolve('d/current'), Path.of('releases/1'))
        Files.createSymbolicLink(here.resolve('d/gone'), Path.of('nowhere'))
        Files.createSymbolicLink(here.resolve('d/file'), Path.of('releases/1/c'))
        ['mkfifo', "$here/d/pipe".toString()].execute().waitFor()

        expect:
        put(here.resolve('d'), "$there/") == "web1: left out: $here/d/current (a link to a directory)\n" +
                "web1: left out: $here/d/gone (a link that leads nowhere)\n" +
                "web1: left out: $here/d/pipe (neither a file nor a directory)\n1 ok   1 host, T\n"
        there.resolve('d').toFile().list().sort() == ['file', 'releases']
        text(there.resolve('d/releases/1/c')) == 'c'
        text(there.resolve('d/file')) == 'c'
    }

    def "{host} in a source or the destination of put is each host's own name"() {
        given:
        (1..2).each { modes(here.resolve("web${it}.conf"), 'rw-r--r--') }

        when:
        def told = operator.types(['-w', 'web[1-2]', 'put', "$here/{host}.conf".toString(), "$there/of-{host}".toString()])

        then:
        told.notes == '2 ok   2 hosts, T\n'
        text(there.resolve('of-web1')) == 'web1.conf'
        text(there.resolve('of-web2')) == 'web2.conf'

        when:
        told = operator.types(['-w', 'web[1-3]', 'put', "$here/{host}.conf".toString(), "$there/again-{host}".toString()])

        then:
        told.notes == "shoal: put: $here/web3.conf: no such file or directory (on this machine)\n"
        told.status == 2
        !Files.exists(there.resolve('again-web1'))
    }

    def "~ and variables in local paths are this machine's, and the host's own are left to it"() {
        given:
        operator.file('new', 'new')

        when:
        def told = operator.types(['-w', 'web1', 'put', '~/new', "$there/f".toString()])

        then:
        told.notes == '1 ok   1 host, T\n'
        text(there.resolve('f')) == 'new'

        when:
        told = operator.types(['-w', 'web1', 'get', "$there/f".toString(), '~/$NO_SUCH_VARIABLE'])

        then:
        told.notes == 'shoal: ~/$NO_SUCH_VARIABLE: $NO_SUCH_VARIABLE is not set on this machine\n'
        told.status == 2

        when:
        told = operator.types(['-w', 'web1', 'exec', '--stdin-file=~/new', 'cat'])

        then:
        told.out.contains('new')
    }

    def "get goes on past a source that is missing or cannot be read"() {
        given:
        modes(there.resolve('a'), 'rw-r--r--')
        modes(there.resolve('c'), 'rw-r--r--')

        when:
        def told = operator.types(['-w', 'web1', 'get', "$there/a".toString(), "$there/b".toString(), "$there/c".toString(), "$here/".toString()])

        then:
        told.notes == "web1: $there/b: no such file or directory\n1 failed (transfer): web1   1 host, T\n"
        told.status == 1
        here.resolve('web1').toFile().list().sort() == ['a', 'c']

        when:
        told = operator.types(['-w', 'web1', 'get', "$there/b".toString(), "$there/d".toString(), "$there/c".toString(), "$here/".toString()])

        then:
        told.notes == "web1: $there/b: no such file or directory; 1 more was not taken either\n1 failed (transfer): web1   1 host, T\n"
    }

    def "a file that #what is failed, and the old one is kept"() {
        given:
        def hostile = new HostileSftp(['file': HostileSftp.FILE])
        hostile.saidBytes = said
        hostile.isEndless = isEndless
        operator.inventory("hosts:\n  web1: {address: 127.0.0.1, port: $hostile.port, user: x}\n")
        Files.createDirectory(here.resolve('web1'))
        text(here.resolve('web1/file'), 'old')

        when:
        def told = operator.types(['-w', 'web1', '-i', "$sshd.keyFile".toString(), '--known-hosts', "$dir/known".toString(), 'get', '/a/file', "$here".toString()])

        then:
        told.notes == "web1:$hostile.port: /a/file: $why\n1 failed (transfer): web1   1 host, T\n"
        told.status == 1
        here.resolve('web1').toFile().list() == ['file']
        text(here.resolve('web1/file')) == 'old'

        cleanup:
        hostile?.close()

        where:
        what                    | said    | isEndless || why
        'ends early'            | 300_000 | false     || 'ended after 7 of 300000 bytes; the file shrank, or the disk or SFTP server fails. ' +
                'The old file is kept; get it again'
        'has more than it says' | 10      | true      || 'the host sends more than the 10 bytes that it reported'
    }

    def "files of #place, which do not tell their length, are got whole"() {
        expect:
        operator.types(['-w', 'web1', 'get', file, "$here".toString()]).notes == '1 ok   1 host, T\n'
        here.resolve('web1').resolve(Path.of(file).fileName).toFile().bytes == new File(file).bytes

        where:
        place   | file
        '/proc' | '/proc/version'
        '/sys'  | '/sys/kernel/mm/transparent_hugepage/enabled'
    }

    def "the next #verb removes what one that was killed has left, and nothing that may be another one's"() {
        given:
        def left = verb == 'put' ? there : Files.createDirectory(here.resolve('web1'))
        def dead = ['sh', '-c', 'echo $$'].execute().text.trim()
        def own = new TemporaryNames().next()
        def names = [
                own.replaceFirst(/-\d+-/, "-$dead-"),
                own,
                own.replaceFirst(/-[0-9a-f]{8}-\d+-/, "-00000000-$dead-"),
                '.shoal-' + UUID.randomUUID().toString().replace('-', ''),
                own.replaceFirst(/-\d+-/, "-$dead-") + '.old']
        names.each { text(left.resolve(it), 'part') }
        modes(here.resolve('f'), 'rw-r--r--')
        modes(there.resolve('g'), 'rw-r--r--')

        when:
        def told = operator.types(['-w', 'web1', verb] + (verb == 'put' ? ["$here/f", "$there/"] : ["$there/g", "$here"])*.toString())

        then:
        told.notes == '1 ok   1 host, T\n'
        names.findAll { Files.exists(left.resolve(it)) } == names.tail()

        where:
        verb << ['put', 'get']
    }

    private String put(Path file, Object to) {
        operator.types(['-w', 'web1', 'put', "$file".toString(), "$to".toString()]).notes
    }

    /** A file that holds its own name. */
    private static Path modes(Path file, String mode) {
        text(file, "$file.fileName")
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode))
    }

    private static void text(Path file, String text) {
        Files.writeString(file, text)
    }

    private static String text(Path file) {
        Files.readString(file)
    }

    private static String mode(Path file) {
        PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
    }
}
