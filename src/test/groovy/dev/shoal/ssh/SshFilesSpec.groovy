package dev.shoal.ssh

import dev.shoal.inventory.Host
import dev.shoal.testing.Mounts
import dev.shoal.testing.RealSshd
import dev.shoal.transport.Command
import dev.shoal.transport.Deadline
import dev.shoal.transport.Ending
import dev.shoal.transport.Failure
import dev.shoal.transport.Failure.Kind
import dev.shoal.transport.Limits
import dev.shoal.transport.Phase
import dev.shoal.transport.RemoteFiles
import dev.shoal.transport.Session
import dev.shoal.transport.TransportException
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.time.Duration
import java.time.Instant
import java.util.concurrent.CountDownLatch
import java.util.concurrent.ExecutionException
import java.util.concurrent.FutureTask
import java.util.concurrent.atomic.AtomicLong
import java.util.function.LongConsumer
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

@Requires(value = { RealSshd.installed }, reason = RealSshd.REASON)
@Timeout(60)
class SshFilesSpec extends Specification {
    static final LongConsumer UNTOLD = { }
    @TempDir Path dir
    @AutoCleanup RealSshd sshd
    @AutoCleanup Session session
    RemoteFiles files

    def setup() {
        connect()
    }

    def "a file of #bytes bytes is written and read back as it was, and every byte is counted"() {
        given:
        def content = new byte[bytes]
        new Random(1).nextBytes(content)
        def told = new AtomicLong()
        def back = new ByteArrayOutputStream()

        when:
        files.write(path('new'), new ByteArrayInputStream(content), 0640, { told.addAndGet(it) })
        files.read(path('new'), back, { told.addAndGet(it) })

        then:
        Files.readAllBytes(dir.resolve('new')) == content
        back.toByteArray() == content
        told.get() == 2L * bytes
        mode('new') == 'rw-r-----'

        where:
        bytes << [0, 1, 32 * 1024, 128 * 1024, 5_000_003]
    }

    def "a file that is longer than its reported size is read to its end"() {
        given:
        def back = new ByteArrayOutputStream()

        when:
        files.read('/proc/self/status', back, UNTOLD)

        then:
        back.toString().startsWith('Name:')
    }

    def "names are what they are: #name"() {
        when:
        files.write(path(name), new ByteArrayInputStream(new byte[3]), 0600, UNTOLD)

        then:
        files.list("$dir")*.name() == [name]
        files.stat(path(name)).get().bytes() == 3
        Files.exists(dir.resolve(name))

        where:
        name << ['a b', "it's \"x\"", 'grüße', 'two\nlines', '-rf', '\u001b[31m']
    }

    def "directories are made, listed in order and removed"() {
        when:
        files.mkdir(path('d'), 0750)
        files.mkdir(path('d/b'), 0700)
        files.write(path('d/a'), new ByteArrayInputStream('hello'.bytes), 0644, UNTOLD)
        files.touch(path('d/a'), Instant.parse('2001-02-03T04:05:06Z'))
        Files.createSymbolicLink(dir.resolve('d/c'), Path.of('nowhere'))

        then:
        files.list(path('d')).collect { [it.name(), it.kind(), it.bytes(), it.mode()] }.take(2) ==
                [['a', RemoteFiles.Kind.FILE, 5, 0644], ['b', RemoteFiles.Kind.DIRECTORY, Files.size(dir.resolve('d/b')), 0700]]
        files.stat(path('d/a')).get().modified() == Instant.parse('2001-02-03T04:05:06Z')
        files.lstat(path('d/c')).get().kind() == RemoteFiles.Kind.LINK
        files.stat(path('d/c')).empty
        files.canonical(path('d/../d')) == path('d')

        when:
        files.chmod(path('d/b'), 0711)
        files.remove(path('d/c'))
        files.rename(path('d/a'), path('d/z'))
        files.rmdir(path('d/b'))

        then:
        files.list(path('d'))*.name() == ['z']
    }

    def "a rename takes the place of a file that is there"() {
        given:
        Files.writeString(dir.resolve('old'), 'old')
        Files.writeString(dir.resolve('new'), 'new')

        when:
        files.rename(path('new'), path('old'))

        then:
        Files.readString(dir.resolve('old')) == 'new'
        dir.toFile().list() == ['old']
    }

    def "#what is refused with the reason"() {
        when:
        act(files, dir.toString())

        then:
        def e = thrown(TransportException)
        e.failure() == new Failure(Phase.TRANSFER, Kind.TRANSFER, at(fact.replace('DIR', "$dir")), remedy.replace('DIR', "$dir"))

        where:
        what                            | act                                       || fact                                    | remedy
        'a file into no directory'      | { f, d -> put(f, "$d/no/x") }             || 'DIR/no/x: no such directory: DIR/no' | 'Make it first: exec mkdir -p DIR/no'
        'a directory into no directory' | { f, d -> f.mkdir("$d/no/x", 0700) }      || 'DIR/no/x: no such directory: DIR/no' | 'Make it first: exec mkdir -p DIR/no'
        'reading what is not there'     | { f, d -> f.read("$d/no", System.out, UNTOLD) } || 'DIR/no: no such file or directory' | ''
        'listing what is not there'     | { f, d -> f.list("$d/no") }               || 'DIR/no: no such directory'             | ''
        'removing what is not there'    | { f, d -> f.remove("$d/no") }             || 'DIR/no: no such file or directory'       | ''
    }

    def "a name that the host refuses is shown, cut"() {
        when:
        put(files, path('x' * 300))

        then:
        def e = thrown(TransportException)
        e.failure() == new Failure(Phase.TRANSFER, Kind.TRANSFER,
                at(path('x' * 300).take(200) + '...: the host refuses this name'), 'Is it too long?')
    }

    @Requires(value = { Mounts.possible }, reason = Mounts.REASON)
    def "a file system that is #how is known for it"() {
        given:
        def mounted = Mounts.tmpfs(dir.resolve('mnt'), options)

        when:
        files.write(path('mnt/x'), new ByteArrayInputStream(new byte[1 << 20]), 0600, UNTOLD)

        then:
        def e = thrown(TransportException)
        e.failure() == new Failure(Phase.TRANSFER, Kind.TRANSFER, at("$dir/mnt/x: $fact"), remedy)

        cleanup:
        mounted?.close()

        where:
        how         | options             || fact                              | remedy
        'full'      | 'size=64k'          || 'no space left on its file system' | 'Free some there'
        'read-only' | 'ro'                || 'its file system is read-only'     | 'Remount it for writing, or choose another place'
        'full of files' | 'nr_inodes=1'   || 'no inodes left on its file system' | 'Remove files there'
    }

    def "a missing permission to write is reported, with the user"() {
        given:
        connect('ForceCommand internal-sftp -R')

        when:
        put(files, path('x'))

        then:
        def e = thrown(TransportException)
        e.failure() == new Failure(Phase.TRANSFER, Kind.TRANSFER, at("$dir/x: permission denied for $sshd.user"),
                'Log in with -l as a user who may')
    }

    def "a host that #what has no SFTP, which is reported"() {
        when:
        connect("ForceCommand $command")

        then:
        def e = thrown(TransportException)
        e.failure() == new Failure(Phase.CHANNEL, Kind.TRANSFER, at(fact), remedy.replace('USER', sshd.user))

        and: 'commands can be run all the same'
        session.exec(Command.of('true'), new Collected(), new Limits(Deadline.in(Duration.ofSeconds(10)), Optional.empty()))

        where:
        what                        | command                                     || fact                               | remedy
        'lacks the program'         | 'exit 127'                                  || 'SFTP is not available'                   | 'Install its sftp-server, or set Subsystem sftp in its sshd_config'
        'greets its users in shell' | 'echo Welcome to the machine'               || 'text instead of SFTP: "Welc..."' | "Does a start-up file of USER's shell print something?"
    }

    def "a call that is interrupted ends at once, and the next one is possible"() {
        given:
        def endless = endless()

        when:
        endless.thread.interrupt()
        endless.task.get()

        then:
        def e = thrown(ExecutionException)
        e.cause instanceof InterruptedException

        when:
        files.remove(path('endless'))

        then:
        files.list("$dir").empty
    }

    def "commands run beside a transfer"() {
        given:
        def endless = endless()
        def collected = new Collected()

        expect:
        session.exec(Command.of('echo hi'), collected, new Limits(Deadline.in(Duration.ofSeconds(40)), Optional.empty())) ==
                new Ending.Exited(0)

        cleanup:
        endless.thread.interrupt()
    }

    def "a limit holds for a transfer, and the host can be asked further"() {
        when:
        files.until(Deadline.in(Duration.ofMillis(300))).write(path('endless'), new Endless(), 0600, UNTOLD)

        then:
        def e = thrown(TransportException)
        e.failure() == new Failure(Phase.TRANSFER, Kind.TIMEOUT, at('transfer timed out after 300 ms'), 'Allow more with --timeout')
        files.stat(path('endless')).present
    }

    def "a frozen host delays no other host"() {
        given:
        sshd.signal('STOP')

        when:
        files.until(Deadline.in(Duration.ofMillis(300))).stat('/')

        then:
        def e = thrown(TransportException)
        e.failure().kind() == Kind.TIMEOUT

        when:
        files.stat('/')

        then:
        e = thrown(TransportException)
        e.failure() == new Failure(Phase.TRANSFER, Kind.LOST, at('the SFTP server ended or does not reply'), '')
    }

    def "a transfer ends when #what, with that reason"() {
        given:
        def endless = endless()

        when:
        act(this)
        endless.task.get()

        then:
        def e = thrown(ExecutionException)
        e.cause.failure() == new Failure(Phase.TRANSFER, kind, at(fact), '')

        where:
        what                   | act                                                     || kind           | fact
        'the files are closed' | { it.files.close() }                                    || Kind.CANCELLED | 'the file transfer was closed'
        'the session is closed' | { it.session.close() }                                 || Kind.CANCELLED | 'the session was closed while files were moved'
        'the host dies'        | { it.sshd.connections().each { p -> p.destroyForcibly() } } || Kind.LOST   | 'the connection was lost while files were moved'
    }

    def "a connection that takes nothing any more is reported as lost, also before its reader has noticed"() {
        given:
        sshd.signal('STOP')
        session.@connection.@socket.shutdownOutput()

        when:
        files.stat('/')

        then:
        def e = thrown(TransportException)
        e.failure() == new Failure(Phase.TRANSFER, Kind.LOST, at('the connection was lost while files were moved'), '')
        !session.open
    }

    def "a stream that fails here is reported in its own words, and the host can still be used"() {
        when:
        files.write(path('x'), { throw new IOException('/here: no space left') } as InputStream, 0600, UNTOLD)

        then:
        def e = thrown(TransportException)
        e.failure() == new Failure(Phase.TRANSFER, Kind.TRANSFER, at('/here: no space left'), '')
        files.stat(path('x')).present
    }

    def "files may be opened and closed any number of times on one session"() {
        expect:
        (1..30).every {
            session.files(soon()).withCloseable { it.stat('/').present }
        }
        session.open
    }

    /** Never ends. */
    static class Endless extends InputStream {
        @Override
        int read() {
            0
        }

        @Override
        int read(byte[] into, int offset, int length) {
            length
        }
    }

    private Map endless() {
        def moving = new CountDownLatch(1)
        def task = new FutureTask<Boolean>({
            files.write(path('endless'), new Endless(), 0600, { moving.countDown() })
            true
        })
        def thread = Thread.startVirtualThread(task)
        moving.await()
        [task: task, thread: thread]
    }

    private void connect(String... settings) {
        session?.close()
        sshd?.close()
        sshd = RealSshd.start(settings.toList())
        session = Doors.to(sshd).open(Host.named('web1'), soon(), { })
        files = session.files(soon())
    }

    private static void put(RemoteFiles files, String path) {
        files.write(path, new ByteArrayInputStream(new byte[1]), 0600, UNTOLD)
    }

    private static Deadline soon() {
        Deadline.in(Duration.ofSeconds(20))
    }

    private String path(String name) {
        "$dir/$name"
    }

    private String mode(String name) {
        PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve(name)))
    }

    private String at(String fact) {
        "web1:$sshd.port: $fact"
    }
}
