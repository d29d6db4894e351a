package dev.shoal.testing

import dev.shoal.inventory.Host
import dev.shoal.transport.Command
import dev.shoal.transport.Deadline
import dev.shoal.transport.Ending
import dev.shoal.transport.Failure
import dev.shoal.transport.Limits
import dev.shoal.transport.Phase
import dev.shoal.transport.Receiver
import dev.shoal.transport.RemoteFiles
import dev.shoal.transport.Session
import dev.shoal.transport.Transport
import dev.shoal.transport.TransportException
import java.time.Duration
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.atomic.AtomicInteger

/**
 * A transport without a network: each host does what the script says of it, a closure (receiver, command) that returns the
 * ending. Hosts of which it says nothing answer with their own name and exit status 0.
 */
class ScriptedTransport implements Transport {
    Map<String, Closure> hosts = new ConcurrentHashMap<>()
    /** Hosts that refuse the connection. */
    Set<String> down = []
    /** What a host does before a command is sent to it, and when its session is closed. */
    Map<String, Closure> beforeRun = new ConcurrentHashMap<>()
    Map<String, Closure> onClose = new ConcurrentHashMap<>()
    /** What a session at rest answers to a probe, and its files, where it has any. */
    Closure<Boolean> probe = { true }
    Closure<RemoteFiles> files
    final AtomicInteger opened = new AtomicInteger()
    final AtomicInteger atWork = new AtomicInteger()
    final AtomicInteger mostAtWork = new AtomicInteger()
    final Set<String> closed = ConcurrentHashMap.newKeySet()

    @Override
    String name() {
        'scripted'
    }

    @Override
    Session open(Host host, Deadline deadline, Receiver listener) {
        listener.entered(Phase.CONNECT)
        if (host.name() in down) {
            throw new TransportException(
                    new Failure(Phase.CONNECT, Failure.Kind.REFUSED, "${host.name()}: connection refused", 'Start it'))
        }
        opened.incrementAndGet()
        def now = atWork.incrementAndGet()
        mostAtWork.accumulateAndGet(now, Math::max)
        new ScriptedSession(transport: this, host: host)
    }

    static class ScriptedSession implements Session {
        ScriptedTransport transport
        Host host

        @Override
        Ending exec(Command command, Receiver receiver, Limits limits) {
            receiver.entered(Phase.CHANNEL)
            transport.beforeRun[host.name()]?.call()
            receiver.entered(Phase.RUN)
            def script = transport.hosts[host.name()]
            if (script == null) {
                def bytes = "${host.name()}\n".toString().bytes
                receiver.out(bytes, 0, bytes.length)
                return new Ending.Exited(0)
            }
            script(receiver, command) as Ending
        }

        @Override
        RemoteFiles files(Deadline deadline) {
            if (transport.files) {
                return transport.files()
            }
            throw new TransportException(
                    new Failure(Phase.CHANNEL, Failure.Kind.TRANSFER, "${host.name()}: has no files", ''))
        }

        @Override
        boolean probe(Duration limit) {
            transport.probe()
        }

        @Override
        boolean isOpen() {
            true
        }

        @Override
        void close() {
            transport.onClose[host.name()]?.call()
            transport.closed << host.name()
            transport.atWork.decrementAndGet()
        }
    }
}
