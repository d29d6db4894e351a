package dev.shoal.text

import java.time.Duration
import spock.lang.Specification

class DurationsSpec extends Specification {
    def "'#text' is #duration"() {
        expect:
        Durations.parse(text) == duration

        where:
        text    || duration
        '500ms' || Duration.ofMillis(500)
        '30s'   || Duration.ofSeconds(30)
        '2m'    || Duration.ofMinutes(2)
        '1h'    || Duration.ofHours(1)
        '90'    || Duration.ofSeconds(90)
        '0'     || Duration.ZERO
        '0ms'   || Duration.ZERO
        '24h'   || Duration.ofDays(1)
    }

    def "'#text' is not a duration, and the message says what to write"() {
        when:
        Durations.parse(text)

        then:
        def e = thrown(IllegalArgumentException)
        e.message == "\"$text\" is not a duration; write 500ms, 30s, 2m, 1h or a whole number of seconds"

        where:
        text << ['', ' 1s', '1 s', '1.5s', '-1', '+1', '1d', '1S', 's', '1m30s', '８', '999999999999h', '9' * 40]
    }

    def "a limit of 0 is no limit"() {
        expect:
        Durations.limit('0').empty
        Durations.limit('0s').empty
        Durations.limit('1ms').get() == Duration.ofMillis(1)
    }
}
