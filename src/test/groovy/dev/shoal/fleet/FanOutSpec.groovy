package dev.shoal.fleet

import dev.shoal.testing.TestOptions
import dev.shoal.inventory.Host
import dev.shoal.testing.ScriptedTransport
import dev.shoal.transport.Command
import dev.shoal.transport.Deadline
import dev.shoal.transport.Ending
import dev.shoal.transport.Failure
import dev.shoal.transport.Phase
import dev.shoal.transport.Transport
import dev.shoal.transport.TransportException
import java.time.Duration
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.CountDownLatch
import spock.lang.Specification
import spock.lang.Timeout

@Timeout(30)
class FanOutSpec extends Specification {
    def transport = new ScriptedTransport()
    def engine = new FanOut(transport, [:] as HostTask.Factory, System::nanoTime)

    def "every host has one result, in the order of the job, and a host that is down keeps no other from answering"() {
        given:
        transport.down = ['web2'] as Set
        transport.hosts.web3 = { receiver, command -> new Ending.Exited(3) }

        when:
        def ledger = run(['web1', 'web2', 'web3'])

        then:
        ledger.results()*.class == [HostResult.Done, HostResult.Failed, HostResult.Done]
        ledger.results()*.index() == [0, 1, 2]
        ledger.results()[0].value().out().text() == 'web1\n'
        ledger.parts().collect { [it.outcome(), it.detail(), it.hosts()*.name()] } == [
            [Outcome.OK, '', ['web1']], [Outcome.EXIT, '3', ['web3']], [Outcome.UNREACHABLE, 'refused', ['web2']]]
    }

    def "no more hosts are at work at a time than the fan-out says"() {
        when:
        def ledger = run((1..200).collect { "n$it" as String }, options(fanout: 7))

        then:
        ledger.results().size() == 200
        ledger.results().every { it instanceof HostResult.Done }
        transport.mostAtWork.get() in 1..7
        transport.closed.size() == 200
    }

    def "cancelling keeps the results that are there and says what was stopped and what never began"() {
        given:
        def firstDone = new CountDownLatch(1)
        def hanging = new CountDownLatch(1)
        transport.hosts.b = { receiver, command ->
            send(receiver, 'half')
            hanging.countDown()
            new CountDownLatch(1).await()
        }
        def listener = new RunListener<Reply>() {
            void finished(HostResult<Reply> result) {
                firstDone.countDown()
            }
        }

        when:
        def run = engine.submit(job(['a', 'b', 'c'], options(fanout: 1)), listener)
        firstDone.await()
        hanging.await()
        run.cancel()
        def ledger = run.await()

        then:
        ledger.parts().collect { [it.outcome(), it.hosts()*.name()] } == [
            [Outcome.OK, ['a']], [Outcome.CANCELLED, ['b']], [Outcome.NOTSTARTED, ['c']]]
        def b = ledger.results()[1] as HostResult.Failed
        b.failure().mayStillRun()
        b.failure().message() == 'b: stopped while the command ran. It may still run there'
        b.partial().get().out().text() == 'half'
    }

    def "the deadline of the run ends it with every host accounted for"() {
        given:
        transport.hosts.b = { receiver, command -> new CountDownLatch(1).await() }

        when:
        def ledger = run(['a', 'b'], options(deadline: Duration.ofMillis(200)))

        then:
        ledger.parts().collect { [it.outcome(), it.hosts()*.name()] } == [[Outcome.OK, ['a']], [Outcome.CANCELLED, ['b']]]
        (ledger.results()[1] as HostResult.Failed).failure().problem() ==
                "b: the run's deadline passed while the command ran"
    }

    def "a transport that ignores being interrupted is given up, and its session is closed"() {
        given:
        def hanging = new CountDownLatch(1)
        def released = new CountDownLatch(1)
        transport.hosts.a = { receiver, command ->
            hanging.countDown()
            while (released.count > 0) {
                try {
                    released.await()
                } catch (InterruptedException ignored) {
                    Thread.interrupted()
                }
            }
            new Ending.Exited(0)
        }

        when:
        def run = engine.submit(job(['a']), RunListener.all([]))
        hanging.await()
        run.cancel()
        def ledger = run.await()

        then:
        ledger.parts()*.outcome() == [Outcome.CANCELLED]
        'a' in transport.closed

        cleanup:
        released.countDown()
    }

    def "a transport that breaks is a result of that host alone"() {
        given:
        transport.hosts.a = { receiver, command -> throw new StackOverflowError('deep') }

        when:
        def ledger = run(['a', 'b'])

        then:
        ledger.parts().collect { [it.outcome(), it.detail(), it.hosts()*.name()] } ==
                [[Outcome.OK, '', ['b']], [Outcome.UNKNOWN, 'shoal', ['a']]]
        (ledger.results()[0] as HostResult.Failed).failure().message() ==
                'a: Shoal itself failed: java.lang.StackOverflowError: deep. The log has the whole trace'
    }

    def "a host is in the ledger, and the run ends, also where telling what broke breaks again"() {
        given:
        def broken = new Task.Here<String>('broken', { events ->
            new HostTask<String>() {
                String run(Host host, Transport way, Deadline start) {
                    events.entered(Phase.RUN)
                    throw new OutOfMemoryError('Java heap space')
                }

                Optional<String> partial() {
                    throw new OutOfMemoryError('Java heap space')
                }

                void abort() {}
            }
        })
        def job = new Job<>(7, broken, ['a', 'b'].collect { Host.named(it) }, options(fanout: 1), [0] as Set)

        when:
        def ledger = engine.submit(job, RunListener.all([])).await()

        then:
        ledger.parts().collect { [it.outcome(), it.detail(), it.hosts()*.name()] } ==
                [[Outcome.UNKNOWN, 'shoal', ['a', 'b']]]
        (ledger.results()[0] as HostResult.Failed).failure().message() ==
                'a: Shoal itself failed, and the reason could not be recorded. It may have run there. ' +
                'Try with more memory: SHOAL_OPTS=-Xmx2g; the log may say more'
    }

    def "what breaks for want of memory says so, and whether the command may have run"() {
        given:
        transport.beforeRun.a = { throw new OutOfMemoryError('Java heap space') }
        transport.hosts.b = { receiver, command -> throw new OutOfMemoryError('Java heap space') }

        when:
        def ledger = run(['a', 'b'])

        then:
        ledger.results().collect { [ledger.outcome(it), it.failure().message()] } == [
            [Outcome.FAILED, 'a: Shoal ran out of memory. Nothing ran there. ' +
                'Try with more memory: SHOAL_OPTS=-Xmx2g; the log may say more'],
            [Outcome.UNKNOWN, 'b: Shoal ran out of memory. It may have run there. ' +
                'Try with more memory: SHOAL_OPTS=-Xmx2g; the log may say more']]
    }

    def "of a flood so much of each stream is kept as the options say, and the rest is counted"() {
        given:
        transport.hosts.a = { receiver, command ->
            3.times { send(receiver, 'x' * 400) }
            def bytes = ('y' * 400).bytes
            receiver.err(bytes, 0, 400)
            new Ending.Exited(0)
        }

        when:
        def reply = run(['a'], options(keepBytes: 1000)).results()[0].value()

        then:
        reply.truncated()
        reply.out().text().length() == 1000
        reply.out().totalBytes() == 1200
        reply.err().bytes().length == 400
        reply.err().totalBytes() == 400
    }

    def "the listener hears a host's phases, bytes and end in their order"() {
        given:
        def heard = new ConcurrentLinkedQueue<String>()
        def listener = new RunListener<Reply>() {
            void entered(int index, Host host, Phase phase) {
                heard << phase.word()
            }

            void output(int index, Host host, RunListener.Stream stream, byte[] bytes, int offset, int length) {
                heard << new String(bytes, offset, length).trim()
            }

            void finished(HostResult<Reply> result) {
                heard << 'finished'
            }
        }

        when:
        engine.submit(job(['a']), listener).await()

        then:
        heard as List == ['connect', 'channel', 'run', 'a', 'finished']
    }

    def "a lost connection is unreachable before the command was sent and unknown after"() {
        given:
        transport.hosts.a = { receiver, command ->
            throw new dev.shoal.transport.TransportException(
                    new Failure(Phase.RUN, Failure.Kind.LOST, 'a: connection lost', ''))
        }

        expect:
        run(['a']).parts()*.outcome() == [Outcome.UNKNOWN]
        Outcome.of(new HostResult.Failed(0, Host.named('a'), Duration.ZERO,
                new Failure(Phase.AUTH, Failure.Kind.LOST, '', ''), Optional.empty()), [0] as Set) == Outcome.UNREACHABLE
    }

    def "a listener that breaks loses no result and holds no further host up"() {
        given:
        def broken = new RunListener<Reply>() {
            @Override
            void finished(HostResult<Reply> result) {
                throw new IllegalStateException('no room on the screen')
            }
        }

        expect:
        engine.submit(job(['a', 'b', 'c'], options(fanout: 1)), broken).await().parts()*.toString() == ['3 ok']
    }

    def "a task that cannot be made is the result of its host"() {
        given:
        def job = new Job<Moved>(7, new Task.Get(['/a'], 'b'), [Host.named('a'), Host.named('b')], options(fanout: 1), [0] as Set)

        when:
        def ledger = engine.submit(job, RunListener.all([])).await()

        then:
        ledger.parts()*.toString() == ['2 failed shoal']
        ledger.results()[0].failure().problem().startsWith('a: Shoal itself failed: java.lang.UnsupportedOperationException')
    }

    def "a job without hosts ends at once"() {
        expect:
        run([]).parts() == []
    }

    def "equal output of different hosts is kept once, also that of hosts whose command broke off"() {
        given:
        ['web1', 'web2'].each { transport.hosts[it] = { receiver, command ->
            send(receiver, 'up')
            new Ending.Exited(0)
        } }
        ['web3', 'web4'].each { host -> transport.hosts[host] = { receiver, command ->
            send(receiver, 'half')
            throw new TransportException(new Failure(Phase.RUN, Failure.Kind.LOST, "$host: gone", ''))
        } }

        when:
        def results = run(['web1', 'web2', 'web3', 'web4', 'web5']).results()

        then:
        results[0].value().out().text() == 'up'
        results[0].value().out().is(results[1].value().out())
        results[2].partial().get().out().text() == 'half'
        results[2].partial().get().out().is(results[3].partial().get().out())
        results[4].value().out().text() == 'web5\n'
    }

    private Ledger<Reply> run(List<String> names, FanOutOptions options = TestOptions.FAN_OUT) {
        engine.submit(job(names, options), RunListener.all([])).await()
    }

    private static Job<Reply> job(List<String> names, FanOutOptions options = TestOptions.FAN_OUT) {
        new Job<>(7, new Task.Exec(Command.of('true')), names.collect { Host.named(it) }, options, [0] as Set)
    }

    private static FanOutOptions options(Map<String, Object> changed) {
        def d = TestOptions.FAN_OUT
        new FanOutOptions(changed.fanout ?: d.fanout(), d.connectTimeout(), d.timeout(),
                Optional.ofNullable(changed.deadline), changed.keepBytes ?: d.keepBytes())
    }

    private static void send(receiver, String text) {
        receiver.out(text.bytes, 0, text.length())
    }
}
