package dev.shoal.fold

import dev.shoal.fleet.Captured
import dev.shoal.fleet.HostResult
import dev.shoal.fleet.Ledger
import dev.shoal.fleet.Reply
import dev.shoal.inventory.Host
import dev.shoal.transport.Ending
import dev.shoal.transport.Failure
import dev.shoal.transport.Failure.Kind
import dev.shoal.transport.Phase
import java.lang.management.ManagementFactory
import java.time.Duration
import spock.lang.Specification
import spock.lang.Timeout

class FoldSpec extends Specification {
    def results = []

    private FoldSpec done(Captured out, Captured err = Captured.of(''), Ending ending = new Ending.Exited(0)) {
        results << new HostResult.Done<Reply>(
                results.size(), Host.named("h${results.size()}"), Duration.ZERO, new Reply(Optional.of(ending), out, err))
        this
    }

    private FoldSpec failed(Phase phase, Kind kind, Optional<Reply> partial) {
        results << new HostResult.Failed<Reply>(
                results.size(), Host.named("h${results.size()}"), Duration.ZERO, new Failure(phase, kind, 'x', ''), partial)
        this
    }

    private List<List<Integer>> groups() {
        Fold.of(new Ledger<Reply>(results, Duration.ZERO, [0] as Set))*.results()*.collect { it.index() }
    }

    private static Captured said(String text) {
        Captured.of(text)
    }

    def "'#one' and '#other' are #verdict"() {
        given:
        done(said(one)).done(said(other))

        expect:
        (groups().size() == 1) == (verdict == 'the same')

        where:
        one        | other    || verdict
        'a'        | 'a\n'    || 'the same'
        'a\r\nb\r' | 'a\nb'   || 'the same'
        'a\r\n'    | 'a\r'    || 'the same'
        '\r\n'     | '\n'     || 'the same'
        'a\n\n'    | 'a\n'    || 'different'
        'a '       | 'a'      || 'different'
        'a\rb'     | 'ab'     || 'different'
        'a\r\r\nb' | 'a\nb'   || 'different'
        'a\r\nb'   | 'a\nbc'  || 'different'
        ''         | '\n'     || 'different'
        'Aa'       | 'BB'     || 'different'
    }

    def "stdout, stderr and the way to end must all agree"() {
        given:
        done(said('a'), said('e')).done(said('a'), said('e'))
        done(said('a'), said('f')).done(said('e'), said('a'))
        done(said('a'), said('e'), new Ending.Exited(1)).done(said('a'), said('e'), new Ending.Signalled('KILL'))

        expect:
        groups() == [[0, 1], [2], [3], [4], [5]]
    }

    def "different exit statuses are different groups also where both count as ok"() {
        given:
        done(said('a'), said(''), new Ending.Exited(0)).done(said('a'), said(''), new Ending.Exited(1))

        expect:
        Fold.of(new Ledger<Reply>(results, Duration.ZERO, [0, 1] as Set)).size() == 2
    }

    def "a host that was stopped is never folded into the group of those that finished"() {
        given:
        def partial = Optional.of(new Reply(Optional.empty(), said('a'), said('')))
        done(said('a')).failed(Phase.RUN, Kind.CANCELLED, partial).failed(Phase.RUN, Kind.TIMEOUT, partial)

        expect:
        groups() == [[0], [1], [2]]
    }

    def "hosts that said nothing and ended nothing are in no group"() {
        given:
        failed(Phase.CONNECT, Kind.REFUSED, Optional.empty())
        failed(Phase.RUN, Kind.TIMEOUT, Optional.of(new Reply(Optional.empty(), said(''), said(''))))
        results << new HostResult.NotStarted<Reply>(2, Host.named('h2'))

        expect:
        groups() == []
    }

    def "outputs of which different amounts are missing are not the same"() {
        given:
        done(Captured.of('abc'.bytes, 5)).done(Captured.of('abc'.bytes, 6)).done(Captured.of('abc'.bytes, 5)).done(said('abc'))

        expect:
        groups() == [[0, 2], [1], [3]]
    }

    def "groups are in the order of the job, whatever the order in which hosts finished"() {
        given:
        ['a', 'b', 'b', 'a', 'c'].each { done(said(it)) }
        def fold = new Fold()

        when:
        results.reverse().each { fold.add(it) }

        then:
        fold.groups()*.hosts()*.join(',') == ['h0,h3', 'h1,h2', 'h4']
    }

    @Timeout(20)
    def "ten thousand equal answers are folded without copying them"() {
        given:
        def random = new Random(1)
        def bytes = new byte[2048]
        random.nextBytes(bytes)
        10_000.times { done(Captured.of(bytes, 0)) }
        def ledger = new Ledger<Reply>(results, Duration.ZERO, [0] as Set)
        def threads = ManagementFactory.threadMXBean as com.sun.management.ThreadMXBean
        def before = threads.currentThreadAllocatedBytes

        when:
        def groups = Fold.of(ledger)

        then: 'a copy of each would be 20 MB'
        threads.currentThreadAllocatedBytes - before < 12_000_000
        groups*.size() == [10_000]
    }
}
