package dev.shoal.fold

import dev.shoal.fleet.Captured
import dev.shoal.fleet.HostResult
import dev.shoal.fleet.Reply
import dev.shoal.inventory.Host
import dev.shoal.transport.Ending
import spock.lang.Specification

import java.time.Duration

class SpreadSpec extends Specification {
    private int hosts

    /** Hosts that answered the same. */
    private FoldGroup group(List<String> names, String out, String err = '') {
        def reply = new Reply(Optional.of(new Ending.Exited(0)), Captured.of(out), Captured.of(err))
        new FoldGroup(
                names.collect { new HostResult.Done<Reply>(hosts++, Host.named(it), Duration.ZERO, reply) },
                new FoldText(reply.out()),
                new FoldText(reply.err()))
    }

    /** How far apart the only group is, a line's spreads in a list: [least, its first host, how many, most, ...]. */
    private static List<List<List<?>>> spreads(List<FoldGroup> groups, Closure<List<FoldLine>> stream = { it.out() }) {
        def fold = SimilarFold.similar(groups, Masks.BUILT_IN)
        assert fold.groups().size() == 1
        stream(fold.groups().first()).collect { line -> line.spreads().findAll { it.open }.collect {
            [it.least(), it.most()].collectMany { [new String(it.text().getBytes('ISO-8859-1'), 'UTF-8'), it.host().name(), it.count()] }
        } }
    }

    def "of '#low' and '#high' the first is the smaller one, whoever said it first"() {
        given:
        def text = { "it has $it now\n" as String }

        expect:
        spreads([group(['a'], text(low)), group(['b'], text(high))]) == [[[low, 'a', 1, high, 'b', 1]]]
        spreads([group(['b'], text(high)), group(['a'], text(low))]) == [[[low, 'a', 1, high, 'b', 1]]]

        where:
        low         | high
        '4'         | '8'
        '9'         | '10'
        '0.42'      | '38.07'
        '9%'        | '10%'
        '-7'        | '-3'
        '999'       | '1,234'
        '1,234.5'   | '1,234.75'
        '1023M'     | '1.0G'
        '900 MB'    | '1 GB'
        '512 bytes' | '1 kB'
        '10 kB/s'   | '2 MB/s'
        '900 ms'    | '2 s'
        '59s'       | '1m2s'
        '1h59m'     | '2h1m'
        '6 days'    | '1 week'
        '23 hours'  | '2 days'
        '3 weeks'   | '1 month'
        '800 µs'    | '1 ms'
        '9:59'      | '10:00'
        '0:01'      | '23:14'
        '14:02:11'  | '14:02:11.5'
        '59:59'     | '01:00:00'
        '23:59:59'  | '1-00:00:00'
        '2026-10-31' | '2026-11-01'
        '2026-11-22T14:02:11Z' | '2026-11-22T14:02:12Z'
        '2026/11/22' | '2027/01/01'
    }

    def "the bounds are counted over all hosts, also those that said the same"() {
        expect:
        spreads([
            group(['a', 'b'], 'load 5 of 7\n'), group(['c'], 'load 9 of 7\n'), group(['d', 'e', 'f'], 'load 3 of 7\n'),
            group(['g', 'h'], 'load 9 of 8\n'), group(['i'], 'load 4 of 7\n')
        ]) == [[['3', 'd', 3, '9', 'c', 3], ['7', 'a', 7, '8', 'g', 2]]]
    }

    def "hosts that said the same on stdout are counted there, though stderr sets them apart"() {
        given:
        def groups = [group(['a'], 'at 5\n', 'x 1\n'), group(['b'], 'at 5\n', 'x 2\n'), group(['c'], 'at 9\n', 'x 2\n')]

        expect:
        spreads(groups) == [[['5', 'a', 2, '9', 'c', 1]]]
        spreads(groups) { it.err() } == [[['1', 'a', 1, '2', 'b', 2]]]
    }

    def "each line has its own, and a line of which nothing varies has none"() {
        expect:
        spreads([group(['a'], 'up 1 s\nsame 5\nrows 2\n'), group(['b'], 'up 4 s\nsame 5\nrows 1\n')]) == [
            [['1 s', 'a', 1, '4 s', 'b', 1]], [], [['1', 'b', 1, '2', 'a', 1]]]
    }

    def "what only tells hosts apart is not measured, nor is a date without its year first: #low and #high"() {
        expect:
        spreads([group(['web1'], "x $low\n"), group(['web2'], "x $high\n")]) == [[]]

        where:
        low                                    | high
        'pid 5'                                | 'pid 9'
        'web1'                                 | 'web2'
        '10.0.0.1'                             | '10.0.0.2'
        'Nov 22'                               | 'Nov 23'
        '22 Nov 2026'                          | '23 Nov 2026'
        'port 40001'                           | 'port 40002'
        'b5c3a0de'                             | 'c5c3a0df'
        '0f8fad5b-d9cb-469f-a165-70867728950e' | '1f8fad5b-d9cb-469f-a165-70867728950e'
    }

    def "a dash before a date is no sign"() {
        expect:
        spreads([group(['a'], 'log-2026-11-21 x\n'), group(['b'], 'log-2026-11-22 x\n')]) == [
            [['2026-11-21', 'a', 1, '2026-11-22', 'b', 1]]]
    }

    def "lines of one key are compared place by place, though one of them has a date that is not understood"() {
        given:
        def groups = [group(['a'], 'on Nov 21 used 5 x\na\n'), group(['b'], 'on 2026-11-22 used 7 x\nb\n')]

        expect:
        LineFold.of(SimilarFold.similar(groups, Masks.BUILT_IN).groups(), { it.out() })
                .first().line().spreads().findAll { it.open }.collect { [it.least().text(), it.most().text()] } == [['5', '7']]
    }

    def "the same amount in other words is no spread"() {
        expect:
        spreads([group(['a'], 'up 60 s\n'), group(['b'], 'up 1 min\n')]) == [[]]
    }

    def "equal answers have none"() {
        expect:
        SimilarFold.same([group(['a', 'b'], '5\n')]).groups().first().out()*.spreads() == [[]]
    }
}
