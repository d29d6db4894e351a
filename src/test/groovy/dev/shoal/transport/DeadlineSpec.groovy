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

    def "a wait for something that never comes ends when the time is over, on a machine that is idle"() {
        given:
        def asked = []
        now = 0
        def deadline = Deadline.in(Duration.ofSeconds(10), clock)

        expect:
        !deadline.await({ Duration time -> asked << time; now += time.toNanos(); false } as Deadline.Wait, { true })
        now == Duration.ofSeconds(10).toNanos()
        asked.size() < 100
        asked.max() <= Duration.ofSeconds(1)
        deadline.putOff() == Duration.ZERO
    }

    def "a wait ends with what it waits for"() {
        given:
        now = 0
        def deadline = Deadline.in(Duration.ofSeconds(10), clock)

        expect:
        deadline.await({ Duration time -> now += time.toNanos(); now > 3_000_000_000 } as Deadline.Wait, { true })
        deadline.remaining() > Duration.ofSeconds(5)
    }

    def "time in which the other side owed nothing does not count"() {
        given:
        now = 0
        def deadline = Deadline.in(Duration.ofSeconds(10), clock)

        when: 'it owes nothing in the first eight seconds'
        deadline.await({ Duration time -> now += time.toNanos(); false } as Deadline.Wait, { now > 8_000_000_000 })

        then:
        now > Duration.ofSeconds(17).toNanos()
        now < Duration.ofSeconds(19).toNanos()
    }

    def "time in which this process got no processor does not count"() {
        given: 'a thread that wakes up five seconds too late each time'
        now = 0
        def waits = 0
        def deadline = Deadline.in(Duration.ofSeconds(10), clock)

        when:
        def came = deadline.await({ Duration time -> now += time.plusSeconds(5).toNanos(); ++waits == 6 } as Deadline.Wait, { true })

        then:
        came
        now > Duration.ofSeconds(30).toNanos()
    }

    def "a wait has an end, also where the other side never owes anything"() {
        given:
        now = 0
        def deadline = Deadline.in(Duration.ofSeconds(10), clock)

        expect:
        !deadline.await({ Duration time -> now += time.toNanos(); false } as Deadline.Wait, { false })
        now == Duration.ofSeconds(100).toNanos()
    }
}
