package dev.shoal.fold

import dev.shoal.fleet.Captured
import dev.shoal.fleet.HostResult
import dev.shoal.fleet.Reply
import dev.shoal.inventory.Host
import dev.shoal.transport.Ending
import spock.lang.Specification

import java.time.Duration

class LineFoldSpec extends Specification {
    /** The merged lines with the places of the answers that have them, as {@code 'a 01'}. */
    private static List<String> merged(String... outs) {
        def i = 0
        def groups = outs.collect {
            def reply = new Reply(Optional.of(new Ending.Exited(0)), Captured.of(it), Captured.of(''))
            new FoldGroup([new HostResult.Done<Reply>(i++, Host.named("h$i"), Duration.ZERO, reply)],
                    new FoldText(reply.out()), new FoldText(reply.err()))
        }
        LineFold.of(SimilarFold.same(groups).groups(), { it.out() }).collect { it.line().raw() + ' ' + it.groups().join('') }
    }

    def "of #outs is made #lines"() {
        expect:
        merged(*outs) == lines

        where:
        outs                                  || lines
        ['a\nb\nc', 'a\nx\nc']                || ['a 01', 'b 0', 'x 1', 'c 01']
        ['a\nc', 'a\nb\nc', 'a\nd\nc']        || ['a 012', 'b 1', 'd 2', 'c 012']
        ['a\nb', 'a\nb\nc']                   || ['a 01', 'b 01', 'c 1']
        ['b', 'a\nb']                         || ['a 1', 'b 01']
        ['a', 'a\na']                         || ['a 01', 'a 1']
        ['x\ny', 'y\nx']                      || ['x 01', 'y 01']
        ['a', 'b', '']                        || ['a 0', 'b 1']
        ['\n', 'a\n\n']                       || ['a 1', ' 01']
    }
}
