package dev.shoal.fleet

import dev.shoal.testing.TestOptions
import dev.shoal.inventory.Host
import dev.shoal.testing.ScriptedTransport
import dev.shoal.transport.Deadline
import dev.shoal.transport.Failure
import dev.shoal.transport.Phase
import dev.shoal.transport.Transport
import dev.shoal.transport.TransportException
import java.time.Duration
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.CountDownLatch
import java.util.concurrent.atomic.AtomicBoolean
import org.apache.logging.log4j.LogManager
import spock.lang.Specification
import spock.lang.Timeout

@Timeout(30)
class ForeignTaskSpec extends Specification {
    def engine = new FanOut(new ScriptedTransport(), [:] as HostTask.Factory, System::nanoTime)
    def over = new AtomicBoolean()
    Queue<Thread> threads = new ConcurrentLinkedQueue<>()

    def cleanup() {
        over.set(true)
    }

    def "it runs on a platform thread that is named after it and its host, and keeps no process alive"() {
        when:
        def ledger = run(['web1'], []) { host -> threads << Thread.currentThread(); 'fine' }

        then:
        ledger.results()*.value() == ['fine']
        with(threads.first()) {
            !virtual
            daemon
            name == 'plugin trial web1'
        }
    }

    def "what it throws is the host's failure in one line that points into its source: #thrown.class.simpleName"() {
        when:
        def result = run(['web1'], []) { throw thrown }.results().first() as HostResult.Failed

        then:
        result.failure().kind() == Failure.Kind.PLUGIN
        result.failure().phase() == Phase.RUN
        result.failure().problem().replaceFirst(/groovy:\d+/, 'groovy:N') == "web1: plugin trial: $words (ForeignTaskSpec.groovy:N)"
        result.failure().remedy() == 'The log of plugin trial has the whole trace'

        where:
        thrown                                         || words
        new IllegalStateException('no such\nthing')    || 'IllegalStateException: no such'
        new RuntimeException()                         || 'RuntimeException'
        new NoClassDefFoundError('com/acme/Raid')      || 'NoClassDefFoundError: com/acme/Raid'
        new OutOfMemoryError('Java heap space')        || 'OutOfMemoryError: Java heap space'
        new RuntimeException('x' * 1000)               || 'RuntimeException: ' + 'x' * 282 + '…'
    }

    def "a thread that it starts and that dies is the host's failure, too, and none of the JDK's trace is printed"() {
        when:
        def ledger = run(['web1', 'web2'], []) { host ->
            Thread.start { if (host.name() == 'web1') { throw new IllegalStateException('boom') } }.join()
            'fine'
        }

        then:
        (ledger.results()[0] as HostResult.Failed).failure().problem().replaceFirst(/groovy:\d+/, 'groovy:N') ==
                'web1: plugin trial: a thread that it started has died: IllegalStateException: boom (ForeignTaskSpec.groovy:N)'
        ledger.results()[1].value() == 'fine'
    }

    def "endless recursion fails one host and no other"() {
        when:
        def ledger = run(['web1', 'web2'], []) { host -> host.name() == 'web1' ? deeper(0) : 'fine' }

        then:
        (ledger.results()[0] as HostResult.Failed).failure().problem().startsWith('web1: plugin trial: StackOverflowError (')
        ledger.results()[1].value() == 'fine'
    }

    def "what the transport has thrown stays the host's failure, wrapped or not"() {
        given:
        def failure = new Failure(Phase.CONNECT, Failure.Kind.REFUSED, 'web1: connection refused', 'Start it')

        expect:
        (run(['web1'], []) { throw wrap(new TransportException(failure)) }.results().first() as HostResult.Failed).failure() == failure

        where:
        wrap << [{ it }, { new java.lang.reflect.UndeclaredThrowableException(it) }]
    }

    def "a limit ends what waits, and closes what it has opened"() {
        given:
        def ended = new CountDownLatch(1)

        when:
        def result = run(['web1'], [limit: Duration.ofMillis(50), end: { ended.countDown() }]) {
            threads << Thread.currentThread()
            new CountDownLatch(1).await()
        }.results().first() as HostResult.Failed

        then:
        result.failure() == new Failure(Phase.RUN, Failure.Kind.TIMEOUT, 'web1: plugin trial: not done within 50 ms',
                'It was stopped; what it began on the host may still run there')
        ended.await()
        threads*.alive == [false]
    }

    def "code that spins on every processor stops no other host, and is left behind when its time is up"() {
        given:
        def hosts = (1..20).collect { "n$it" as String }

        when:
        def ledger = run(hosts, [limit: Duration.ofSeconds(2)]) { host ->
            if (host.name() in ['n1', 'n2', 'n3', 'n4']) {
                spin()
            }
            'fine'
        }

        then:
        ledger.parts().collect { [it.outcome(), it.detail(), it.hosts()*.name()] } == [
            [Outcome.OK, '', hosts.drop(4)], [Outcome.TIMEOUT, 'run', hosts.take(4)]]
        ledger.results().drop(4).every { it.took() < Duration.ofSeconds(2) }
        (ledger.results()[0] as HostResult.Failed).failure().message() ==
                'n1: plugin trial: not done within 2 s and does not end. ' +
                'It still runs here and takes up a processor or memory until Shoal ends'
    }

    def "cancelling stops what can be stopped and says what cannot"() {
        given:
        def begun = new CountDownLatch(2)

        when:
        def run = submit(['waits', 'spins'], []) { host ->
            begun.countDown()
            host.name() == 'spins' ? spin() : new CountDownLatch(1).await()
        }
        begun.await()
        run.cancel()
        def results = run.await().results()*.failure()

        then:
        results*.kind() == [Failure.Kind.CANCELLED, Failure.Kind.CANCELLED]
        results*.message() == ['waits: stopped before the command was sent',
            'spins: plugin trial: was stopped and does not end. It still runs here and takes up a processor or memory until Shoal ends']
    }

    private deeper(int depth) {
        deeper(depth + 1)
    }

    private void spin() {
        while (!over.get()) {
            Thread.onSpinWait()
        }
    }

    private Ledger run(List<String> hosts, Object how, Closure code) {
        submit(hosts, how, code).await()
    }

    private Run submit(List<String> hosts, Object how, Closure code) {
        def foreign = new ForeignTask.Code('plugin trial', Optional.ofNullable(how ? how.limit : null),
                { StackTraceElement line -> line.fileName == 'ForeignTaskSpec.groovy' }, LogManager.getLogger('module.plugin.trial'))
        def task = new Task.Here('trial', { events ->
            def work = new ForeignTask.Work() {
                Object run(Host host, Transport transport, Deadline start) {
                    code(host)
                }

                void end() {
                    (how ? how.end : null)?.call()
                }
            }
            new ForeignTask(foreign, work, events)
        })
        engine.submit(new Job(1, task, hosts.collect { Host.named(it) }, TestOptions.FAN_OUT, [0] as Set), RunListener.all([]))
    }
}
