package dev.shoal.fleet

import dev.shoal.testing.TestOptions
import dev.shoal.fold.Fold
import dev.shoal.inventory.Host
import dev.shoal.testing.ScriptedTransport
import dev.shoal.transport.Command
import dev.shoal.transport.Ending
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.FileTime
import java.nio.file.attribute.PosixFilePermissions
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

@Timeout(30)
class ReplyMemorySpec extends Specification {
    static final int MIB = 1 << 20

    @TempDir
    Path dir
    def place = { dir.resolve('state').resolve('spool') }
    def transport = new ScriptedTransport()

    def "what does not fit into memory is read back byte for byte from a file that has no name"() {
        given:
        def random = new Random(11)
        def sent = new byte[3 * MIB + 12345]
        random.nextBytes(sent)
        transport.hosts.a = { receiver, command -> send(receiver, sent) }

        when:
        def reply = run(['a'], MIB).results()[0].value()

        then:
        reply.out().bytes() == sent
        reply.out().stream().bytes == sent
        reply.out().totalBytes() == sent.length
        reply.out().memory() == null
        !reply.truncated()
        Files.list(place()).count() == 0
        PosixFilePermissions.toString(Files.getPosixFilePermissions(place())) == 'rwx------'
    }

    def "little stays in memory, and goes into the file where all replies together have used the memory up"() {
        given:
        ['a', 'b', 'c'].each { host -> transport.hosts[host] = { receiver, command -> send(receiver, (host * 3000).bytes) } }

        expect:
        run(['a', 'b', 'c'], 2 * 4096, 1).results().collect { [it.value().out().memory() != null, it.value().out().text()] } ==
                [[true, 'a' * 3000], [true, 'b' * 3000], [false, 'c' * 3000]]
    }

    def "memory comes back when nothing refers to the replies of a run any more"() {
        given:
        def memory = new ReplyMemory(place(), 10_000)
        def spool = memory.spool()

        expect:
        spool.take(10_000)
        !memory.spool().take(1)

        when:
        spool = null
        def other = memory.spool()

        then:
        (1..100).any {
            System.gc()
            Thread.yield()
            other.take(10_000)
        }
    }

    def "equal answers fold whether they are in memory or in the file, and whatever ends their lines"() {
        given:
        def text = 'all is well here, and there\n' * 30_000
        transport.hosts.a = { receiver, command -> send(receiver, text.bytes) }
        transport.hosts.b = { receiver, command -> send(receiver, text.replace('\n', '\r\n').bytes) }
        transport.hosts.c = { receiver, command -> send(receiver, (text + 'but one\n').bytes) }
        transport.hosts.d = { receiver, command -> send(receiver, text.bytes) }
        transport.hosts.e = { receiver, command -> send(receiver, (text.replace('\n', '\r\n') + '\r').bytes) }

        when:
        def ledger = run(['a', 'b', 'c', 'd', 'e'], limit, 1)
        def groups = Fold.of(ledger)
        def written = new ByteArrayOutputStream()
        groups[0].out().writeTo(written)

        then:
        ledger.results().collect { it.value().out().memory() != null } == inMemory
        groups.collect { it.hosts()*.name() } == [['a', 'b', 'd'], ['c'], ['e']]
        written.toString() == text[0..-2]
        groups[0].out().bytes() == text[0..-2].bytes
        groups[2].out().stream().text == text[0..-2] + '\n'

        where:
        limit   || inMemory
        5 * MIB || [true, true, true, true, true]
        0       || [false, false, false, false, false]
        MIB     || [true, false, false, false, false]
    }

    def "ten thousand equal floods take the room of one"() {
        given:
        def originals = new ExecTask.Originals(new ReplyMemory(place(), 0).spool())
        def bytes = ('x' * 200_000).bytes

        when:
        def texts = (1..200).collect {
            def capture = originals.capture(MIB)
            capture.add(bytes, 0, bytes.length)
            originals.of(capture.captured())
        }

        then:
        texts.every { it.is(texts[0]) }
        texts[0].bytes() == bytes
        originals.spool.used.cardinality() == 4
    }

    def "of each stream so much is kept as the options say, and the rest is counted"() {
        given:
        transport.hosts.a = { receiver, command ->
            3.times { send(receiver, ('x' * MIB).bytes) }
            receiver.err(('y' * MIB).bytes, 0, MIB)
            new Ending.Exited(0)
        }

        when:
        def reply = run(['a'], 0, 1, 2 * MIB + 1).results()[0].value()

        then:
        reply.truncated()
        reply.out().keptBytes() == 2 * MIB + 1
        reply.out().totalBytes() == 3 * MIB
        reply.err().keptBytes() == MIB
        !reply.err().truncated()
    }

    def "where no file can be made, what fits is kept, and the rest is told as cut off"() {
        given:
        Files.writeString(dir.resolve('state'), 'in the way')
        transport.hosts.a = { receiver, command -> send(receiver, ('x' * 2 * MIB).bytes) }

        when:
        def reply = run(['a'], 4 * MIB).results()[0].value()

        then:
        reply.truncated()
        reply.out().totalBytes() == 2 * MIB
    }

    def "what a killed process has left is swept, and what another one has just made is not"() {
        given:
        Files.createDirectories(place())
        def old = Files.writeString(place().resolve('spool-1'), 'old')
        def fresh = Files.writeString(place().resolve('spool-2'), 'fresh')
        def other = Files.writeString(place().resolve('notes'), 'not ours')
        [old, other].each { Files.setLastModifiedTime(it, FileTime.fromMillis(0)) }
        transport.hosts.a = { receiver, command -> send(receiver, ('x' * 2 * MIB).bytes) }

        when:
        run(['a'], 0)

        then:
        !Files.exists(old)
        Files.exists(fresh)
        Files.exists(other)
    }

    private Ledger<Reply> run(List<String> names, long memory, int fanout = 8, long keep = 64 * MIB) {
        def d = TestOptions.FAN_OUT
        def options = new FanOutOptions(fanout, d.connectTimeout(), d.timeout(), d.deadline(), keep)
        def job = new Job<>(7, new Task.Exec(Command.of('true')), names.collect { Host.named(it) }, options, [0] as Set)
        new FanOut(transport, [:] as HostTask.Factory, System::nanoTime, new ReplyMemory(place(), memory))
                .submit(job, RunListener.all([])).await()
    }

    private static Ending send(receiver, byte[] bytes) {
        for (int from = 0; from < bytes.length; from += 30_000) {
            receiver.out(bytes, from, Math.min(30_000, bytes.length - from))
        }
        new Ending.Exited(0)
    }
}
