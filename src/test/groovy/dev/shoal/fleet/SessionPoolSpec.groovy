package dev.shoal.fleet

import dev.shoal.testing.TestOptions
import dev.shoal.inventory.Host
import dev.shoal.testing.ScriptedTransport
import dev.shoal.transport.Command
import dev.shoal.transport.Deadline
import dev.shoal.transport.Failure
import dev.shoal.transport.Limits
import dev.shoal.transport.Phase
import dev.shoal.transport.Receiver
import dev.shoal.transport.RemoteFiles
import dev.shoal.transport.Session
import dev.shoal.transport.TransportException
import java.time.Duration
import java.util.concurrent.CountDownLatch
import spock.lang.Specification
import spock.lang.Timeout

@Timeout(20)
class SessionPoolSpec extends Specification {
    def transport = new ScriptedTransport()
    def pool = new SessionPool(transport, System::nanoTime)
    def engine = new FanOut(pool, [:] as HostTask.Factory, System::nanoTime)
    def hosts = (1..3).collect { Host.named("web$it") }

    def cleanup() {
        pool.close()
    }

    private Ledger<Reply> run(long number = 1, FanOutOptions options = TestOptions.FAN_OUT) {
        def job = new Job(number, new Task.Exec(Command.of('uptime')), hosts, options, [0] as Set)
        engine.submit(job, RunListener.all([])).await()
    }

    private static TransportException lost(Phase phase) {
        new TransportException(new Failure(phase, Failure.Kind.LOST, 'web2: connection lost', ''))
    }

    def "the second command on the same hosts opens no connection"() {
        when:
        def first = run(1)
        def second = run(2)

        then:
        [first, second]*.parts()*.collect { it.toString() } == [['3 ok'], ['3 ok']]
        transport.opened.get() == 3
        pool.size() == 3
    }

    def "a host that went away in between is reached anew when nothing was sent"() {
        given:
        run(1)
        def broken = true
        transport.beforeRun['web2'] = {
            if (broken) {
                broken = false
                throw lost(Phase.CHANNEL)
            }
        }

        expect:
        run(2).parts()*.toString() == ['3 ok']
        transport.opened.get() == 4
        transport.closed.toList() == ['web2']
    }

    def "a command that may have run is never sent a second time"() {
        given:
        run(1)
        def times = 0
        transport.hosts['web2'] = { receiver, command ->
            times++
            throw lost(Phase.RUN)
        }

        expect:
        run(2).parts()*.toString() == ['2 ok', '1 unknown lost']
        times == 1
        transport.opened.get() == 3
    }

    def "a connection that is dead from the start is an answer, and not tried again"() {
        given:
        transport.beforeRun['web2'] = { throw lost(Phase.CHANNEL) }

        expect:
        run(1).parts()*.toString() == ['2 ok', '1 unreachable lost']
        transport.opened.get() == 3
    }

    def "a host on which a command had to be given up is reached anew"() {
        given:
        def never = new CountDownLatch(1)
        transport.hosts['web2'] = { receiver, command ->
            while (true) { // deaf to interrupts, as a bad library is
                try {
                    never.await()
                } catch (InterruptedException ignored) {
                    continue
                }
                throw lost(Phase.RUN)
            }
        }
        transport.onClose['web2'] = { never.countDown() }
        def options = new FanOutOptions(64, TestOptions.FAN_OUT.connectTimeout(), Optional.empty(),
                Optional.of(java.time.Duration.ofMillis(100)), 1 << 20)

        when:
        def first = run(1, options)
        transport.hosts.remove('web2')
        def second = run(2)

        then:
        first.parts()*.toString() == ['2 ok', '1 unknown lost']
        second.parts()*.toString() == ['3 ok']
        transport.opened.get() == 4
    }

    def "a session that is taken while it is probed stays with who took it, whatever comes of the probe"() {
        given:
        def asked = new CountDownLatch(1)
        def answer = new CountDownLatch(1)
        transport.probe = {
            asked.countDown()
            answer.await()
            false
        }
        def host = new PooledHost(hosts[0], transport, System::nanoTime)
        lease(host).close()
        def probing = Thread.ofVirtual().start { host.watch(Duration.ofSeconds(1), Duration.ofHours(1)) }
        asked.await()

        when:
        def taken = lease(host)
        answer.countDown()
        probing.join()

        then:
        transport.closed.isEmpty()
        taken.isOpen()
    }

    def "a session with two users is not at rest when one of them leaves"() {
        given:
        def host = new PooledHost(hosts[0], transport, System::nanoTime)
        lease(host).close()
        def calls = 0
        transport.beforeRun['web1'] = {
            if (calls++ in [0, 2]) { // the first one of each user, on the session that is dead
                throw lost(Phase.CHANNEL)
            }
        }
        def users = [lease(host), lease(host)]
        def limits = new Limits(Deadline.in(Duration.ofSeconds(5)), Optional.empty())
        users.each { it.exec(Command.of('uptime'), new Deaf(), limits) }
        transport.closed.clear()

        when:
        users[0].close()
        host.watch(Duration.ofSeconds(1), Duration.ofNanos(-1))

        then:
        transport.closed.isEmpty()

        when:
        users[1].close()
        host.watch(Duration.ofSeconds(1), Duration.ofNanos(-1))

        then:
        transport.closed.toList() == ['web1']
    }

    def "files that are still open when the session is given back are closed"() {
        given:
        def closed = []
        transport.files = { [close: { closed << 'files' }] as RemoteFiles }
        def session = lease(new PooledHost(hosts[0], transport, System::nanoTime))
        session.files(Deadline.in(Duration.ofSeconds(5)))

        when:
        session.close()

        then:
        closed == ['files']
        transport.closed.isEmpty()
    }

    private static Session lease(PooledHost host) {
        host.lease(Deadline.in(Duration.ofSeconds(5)), { })
    }

    def "closing the pool ends every session, and what is opened later is not kept"() {
        given:
        run(1)

        when:
        pool.close()

        then:
        transport.closed.toSorted() == ['web1', 'web2', 'web3']
        pool.size() == 0

        when:
        run(2)

        then:
        transport.opened.get() == 6
        pool.size() == 0
    }
}

/** Keeps nothing of what comes. */
class Deaf implements Receiver {
    @Override
    void entered(Phase phase) { }

    @Override
    void out(byte[] bytes, int offset, int length) { }

    @Override
    void err(byte[] bytes, int offset, int length) { }
}
