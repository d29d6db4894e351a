package dev.shoal.ssh

import dev.shoal.inventory.Host
import dev.shoal.testing.RealSshd
import dev.shoal.transport.Command
import dev.shoal.transport.Deadline
import dev.shoal.transport.Ending
import dev.shoal.transport.Failure
import dev.shoal.transport.Failure.Kind
import dev.shoal.transport.Command.Input
import dev.shoal.transport.Limits
import dev.shoal.transport.Phase
import dev.shoal.transport.Receiver
import dev.shoal.transport.Session
import dev.shoal.transport.TransportException
import java.time.Duration
import java.util.concurrent.ExecutionException
import java.util.concurrent.FutureTask
import java.util.concurrent.TimeUnit
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.Timeout

import static java.time.Duration.ofMillis

/** Commands that do not end by themselves. Each feature has a server of its own, because some of them hurt it. */
@Requires(value = { RealSshd.installed }, reason = RealSshd.REASON)
@Timeout(30)
class StoppedCommandSpec extends Specification {
    @AutoCleanup RealSshd sshd = RealSshd.start()
    @AutoCleanup Session session = Doors.to(sshd).open(Host.named('web1'), Deadline.in(Duration.ofSeconds(20)), { })
    def collected = new Collected()

    @Timeout(120) // on a busy machine reading the rest of a flood takes a while before the next command has an answer
    def "a command that runs past its limit is given up in time and what it wrote is kept: #command"() {
        given:
        run('true')
        def start = System.nanoTime()

        when:
        session.exec(new Command(command, Optional.ofNullable(input).map { Input.of(it) }), collected, limits(ofMillis(300)))

        then:
        def e = thrown(TransportException)
        e.failure() == new Failure(Phase.RUN, Kind.TIMEOUT, at('timed out after 300 ms; the command may still be running there'), '')
        e.failure().mayStillRun()
        (System.nanoTime() - start) / 1_000_000 < 300 + 300
        written == null || collected.out.toString() == written

        and: 'the session goes on, with the commands on it'
        session.open
        run('echo next') == new Ending.Exited(0)

        where:
        command                | input                      || written
        'echo start; sleep 20' | null                       || 'start\n'
        'yes'                  | null                       || null
        'yes >&2'              | null                       || null
        'sleep 20'             | new byte[8 * 1024 * 1024]  || ''
        'trap "" HUP PIPE TERM; while :; do echo x; done' | null || null
    }

    def "a command whose exit status has come is not given up for a background process that holds its output open"() {
        expect:
        session.exec(Command.of('sleep 20 & echo started; exit 3'), collected, limits(ofMillis(1500))) ==
                new Ending.Exited(3, true)
        collected.out.toString() == 'started\n'

        and: 'the session goes on'
        run('echo next') == new Ending.Exited(0)
    }

    def "a command that was given up does not disturb one beside it"() {
        given:
        def beside = new FutureTask<Ending>({ session.exec(Command.of('sleep 1; echo fine'), collected, limits()) })
        Thread.startVirtualThread(beside)
        collected.running.await()

        when:
        session.exec(Command.of('yes'), new Collected(), limits(ofMillis(100)))

        then:
        thrown(TransportException)
        beside.get() == new Ending.Exited(0)
        collected.out.toString() == 'fine\n'
    }

    def "after four commands that were given up the session asks to be replaced"() {
        when:
        4.times {
            try {
                session.exec(Command.of('sleep 20'), new Collected(), limits(ofMillis(50)))
            } catch (TransportException expected) {
                assert expected.failure().kind() == Kind.TIMEOUT
            }
        }

        then:
        !session.open
    }

    def "an interrupt ends the wait at once and leaves the session usable"() {
        given:
        def waiting = started('echo start; sleep 20')
        collected.something.await()
        def start = System.nanoTime()

        when:
        waiting.thread.interrupt()
        waiting.task.get()

        then:
        def e = thrown(ExecutionException)
        e.cause instanceof InterruptedException
        (System.nanoTime() - start) / 1_000_000 < 400
        run('true') == new Ending.Exited(0)
    }

    def "closing the session from another thread makes a waiting command return"() {
        given:
        def waiting = started('echo start; sleep 20')
        collected.something.await()
        def start = System.nanoTime()

        when:
        session.close()
        waiting.task.get()

        then:
        def e = thrown(ExecutionException)
        e.cause.failure() == new Failure(Phase.RUN, Kind.CANCELLED, at('the session was closed while the command ran'), '')
        (System.nanoTime() - start) / 1_000_000 < 1000
        !session.open

        when:
        session.close()
        run('true')

        then:
        e = thrown(TransportException)
        e.failure() == new Failure(Phase.CHANNEL, Kind.CANCELLED, at('the session was closed'), '')
    }

    def "a server that dies in the middle of a command keeps what came, and the failure shows that it may have run"() {
        given:
        def waiting = started('echo start; sleep 20')
        collected.something.await()

        when:
        sshd.connections().each { it.destroyForcibly() }
        waiting.task.get()

        then:
        def e = thrown(ExecutionException)
        e.cause.failure() == new Failure(Phase.RUN, Kind.LOST, at('the connection was lost while the command ran'),
                'The command may still be running there')
        collected.out.toString() == 'start\n'
        !session.open

        when:
        run('true')

        then:
        e = thrown(TransportException)
        e.failure() == new Failure(Phase.CHANNEL, Kind.LOST, at('the connection was lost before the command was sent'), '')
    }

    def "a command whose shell reports nothing at its end is lost, not ok"() {
        when:
        run('kill -9 $PPID')

        then:
        def e = thrown(TransportException)
        e.failure().phase() == Phase.RUN
        e.failure().kind() == Kind.LOST
    }

    def "a frozen server holds up neither a new command nor a running one, nor the end of the session"() {
        given:
        def waiting = started('echo start; sleep 20', ofMillis(600))
        collected.something.await()
        sshd.signal('STOP')

        when:
        waiting.task.get()

        then:
        def e = thrown(ExecutionException)
        e.cause.failure().phase() == Phase.RUN
        e.cause.failure().kind() == Kind.TIMEOUT

        when:
        session.exec(Command.of('true'), collected, new Limits(Deadline.in(ofMillis(300)), Optional.empty()))

        then:
        e = thrown(TransportException)
        e.failure() == new Failure(Phase.CHANNEL, Kind.TIMEOUT, at('the command was not accepted within 300 ms'), 'Is it overloaded?')
        !session.open

        when:
        def start = System.nanoTime()
        session.close()

        then:
        (System.nanoTime() - start) / 1_000_000 < 1000
    }

    def "a frozen server that reads no input any more delays no other host"() {
        given:
        def input = Optional.of(Input.of(new byte[64 * 1024 * 1024]))
        def slowReader = 'echo start; while head -c 65536 >/dev/null; do sleep 0.05; done' // else all is sent before the freeze
        def task = new FutureTask<Ending>({
            session.exec(new Command(slowReader, input), collected, limits(Duration.ofSeconds(3)))
        })
        Thread.startVirtualThread(task)
        collected.something.await(10, TimeUnit.SECONDS)
        sshd.signal('STOP')
        def start = System.nanoTime()

        when:
        task.get()

        then:
        def e = thrown(ExecutionException)
        e.cause.failure().kind() == Kind.TIMEOUT
        (System.nanoTime() - start) / 1_000_000 < 4000
    }

    def "what a receiver throws ends the command and reaches the caller"() {
        given:
        def broken = [entered: { }, err: { b, o, n -> }, out: { b, o, n -> throw new ArithmeticException('full') }] as Receiver

        when:
        session.exec(Command.of('yes'), broken, limits())

        then:
        def e = thrown(ArithmeticException)
        e.message == 'full'

        and:
        run('true') == new Ending.Exited(0)
    }

    private Map started(String command, Duration limit = null) {
        def task = new FutureTask<Ending>({ session.exec(Command.of(command), collected, limits(limit)) })
        [task: task, thread: Thread.startVirtualThread(task)]
    }

    private Ending run(String command) {
        session.exec(Command.of(command), new Collected(), limits())
    }

    private String at(String fact) {
        "web1:$sshd.port: $fact"
    }

    private static Limits limits(Duration run = null) {
        new Limits(Deadline.in(Duration.ofSeconds(10)), Optional.ofNullable(run))
    }
}
