package dev.shoal.transport

import java.time.Duration
import spock.lang.Specification

class DeadlineSpec extends Specification {
    long now = Long.MAX_VALUE - 10
    def clock = { now } as java.util.function.LongSupplier

    def "a deadline passes when its time is over, also where the clock's counter overflows"() {
        given:
        def deadline = Deadline.in(Duration.ofNanos(100), clock)

        expect:
        deadline.remaining() == Duration.ofNanos(100)
        !deadline.isPassed()

        when:
        now += 100

        then:
        deadline.isPassed()
        deadline.remaining() == Duration.ZERO
    }

    def "the earlier of two deadlines is the one that passes first, and one that never passes loses"() {
        given:
        def soon = Deadline.in(Duration.ofSeconds(1), clock)
        def late = Deadline.in(Duration.ofSeconds(2), clock)
        def never = Deadline.none(clock)

        expect:
        soon.earlier(late).is(soon)
        late.earlier(soon).is(soon)
        never.earlier(late).is(late)
        late.earlier(never).is(late)
        !never.isPassed()
    }
}
