package dev.shoal.ssh

import java.time.Duration
import java.util.concurrent.FutureTask
import java.util.concurrent.atomic.AtomicLong
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.Timeout

/** Which host is served first where much comes from many hosts, and whose turn it is. */
@Timeout(20)
class StreamGateSpec extends Specification {
    def now = new AtomicLong()
    def clock = now::get as java.util.function.LongSupplier
    def gate = new StreamGate(1, clock)
    def state = new WaitState(clock)
    @AutoCleanup def listener = new ServerSocket(0, 50, InetAddress.getByName('127.0.0.1'))
    @AutoCleanup def socket = new SshSocket(state, gate)

    def "a host that streams waits while one that is being opened has something to do here"() {
        given:
        gate.begins(state)
        def stream = entering()

        expect:
        !stream.done

        when:
        state.sent()

        then:
        stream.get()
    }

    def "a host that is being opened and does not answer holds up no stream"() {
        given:
        gate.begins(state)
        def stream = entering()

        when:
        now.addAndGet(WaitState.OUR_TURN.toNanos())

        then:
        stream.get()
    }

    def "what was let in before a host is opened waits, too, without a turn"() {
        given:
        assert gate.enter()
        gate.begins(state)
        def buffered = waiting { gate.yieldToOpening() }

        expect:
        !buffered.done

        when:
        gate.ended(state)

        then:
        buffered.get() == null
    }

    def "only so many streams are worked on at once"() {
        given:
        assert gate.enter()
        def second = entering()

        when:
        gate.leave()

        then:
        second.get()
    }

    def "a stream whose turn does not come goes on without one, so that no two wait for each other"() {
        given:
        def real = new StreamGate(0, System::nanoTime)

        expect:
        !real.enter()
    }

    def "a connection has its turn from the moment that much came until it listens again, or is closed"() {
        given:
        connect().write(new byte[8192])

        when:
        socket.inputStream.readNBytes(8192)
        def other = entering()

        then:
        !other.done

        when:
        socket.close()

        then:
        other.get()
    }

    def "a host owes us something when it was answered, or was silent for a while, and nothing from it lies unread"() {
        given:
        def host = connect()
        def reader = new FutureTask<Integer>({ socket.inputStream.read() })

        when: 'we listen, and have something to say first'
        Thread.startVirtualThread(reader)

        then:
        !socket.owes()

        when:
        socket.outputStream.write('hello'.bytes)
        while (!socket.owes()) {
            Thread.sleep(1)
        }

        then: 'else it would never owe us anything'
        true

        when: 'it answers'
        host.write(1)
        reader.get()

        then:
        !socket.owes()
    }

    private OutputStream connect() {
        socket.connect((InetSocketAddress) listener.localSocketAddress, Duration.ofSeconds(5))
        listener.accept().outputStream
    }

    /** A stream that has come to the gate and waits there. */
    private FutureTask<Boolean> entering() {
        waiting { gate.enter() }
    }

    private static <T> FutureTask<T> waiting(Closure<T> call) {
        def task = new FutureTask<T>(call)
        def thread = Thread.ofPlatform().start(task)
        while (thread.state != Thread.State.TIMED_WAITING) {
            Thread.sleep(1)
        }
        task
    }
}
