package dev.shoal.fleet

import dev.shoal.transport.Ending
import spock.lang.Specification

class ExecTaskSpec extends Specification {
    def "equal texts of different hosts are one object, other texts and other lengths are others"() {
        given:
        def originals = new ExecTask.Originals(ReplyMemory.temporary().spool())
        def texts = ['up', 'up', 'down'].collect { originals.of(Captured.of(it)) }

        expect:
        texts[0].is(texts[1])
        !texts[0].is(texts[2])
        !originals.of(Captured.of('up'.bytes, 5)).is(texts[0])
    }

    def "a reply shares both of its texts with equal ones"() {
        given:
        def originals = new ExecTask.Originals(ReplyMemory.temporary().spool())
        def replies = (1..2).collect {
            originals.of(new Reply(Optional.of(new Ending.Exited(0)), Captured.of('up'), Captured.of('a warning')))
        }

        expect:
        replies[0].out().is(replies[1].out())
        replies[0].err().is(replies[1].err())
        replies[1].ending() == Optional.of(new Ending.Exited(0))
    }
}
