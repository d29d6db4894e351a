package dev.shoal.output

import dev.shoal.fleet.Captured
import dev.shoal.fleet.HostResult
import dev.shoal.fleet.Ledger
import dev.shoal.fleet.Reply
import dev.shoal.inventory.Host
import dev.shoal.transport.Ending
import dev.shoal.transport.Failure
import dev.shoal.transport.Phase

import java.time.Duration
import java.time.Instant

/** A run in the making: each host gets the next place in the job. */
class Answers {
    static final RunTitle TITLE =
            new RunTitle(41, Instant.parse('2026-11-22T14:02:11.987Z'), 'web[1-3]', 'systemctl is-active "nginx"')

    final List<HostResult<Reply>> results = []
    Set<Integer> okExits = [0]
    Duration took = Duration.ofMillis(3020)

    Answers exit(String hosts, int status, Object out = '', Object err = '') {
        done(hosts, new Ending.Exited(status), out, err)
    }

    Answers heldOpen(String hosts, int status, Object out = '') {
        done(hosts, new Ending.Exited(status, true), out, '')
    }

    Answers signal(String hosts, String signal, Object out = '', Object err = '') {
        done(hosts, new Ending.Signalled(signal), out, err)
    }

    Answers failed(String hosts, Phase phase, Failure.Kind kind, String problem, String remedy = '', Object out = '') {
        hosts.split(',').each { name ->
            def failure = new Failure(phase, kind, problem.replace('HOST', name), remedy.replace('HOST', name))
            def partial = Optional.of(new Reply(Optional.empty(), captured(out), captured('')))
            results << new HostResult.Failed<Reply>(results.size(), Host.named(name), Duration.ofMillis(41), failure, partial)
        }
        this
    }

    Answers notStarted(String hosts) {
        hosts.split(',').each { results << new HostResult.NotStarted<Reply>(results.size(), Host.named(it)) }
        this
    }

    Ledger<Reply> ledger() {
        new Ledger<Reply>(results, took, okExits)
    }

    private Answers done(String hosts, Ending ending, Object out, Object err) {
        hosts.split(',').each {
            def reply = new Reply(Optional.of(ending), captured(out), captured(err))
            results << new HostResult.Done<Reply>(results.size(), Host.named(it), Duration.ofMillis(41), reply)
        }
        this
    }

    static Captured captured(Object text) {
        text instanceof Captured ? text : text instanceof byte[] ? Captured.of(text, 0) : Captured.of(text as String)
    }
}
