package dev.shoal.transport

import spock.lang.Specification

class SizesSpec extends Specification {
    def "'#text' is #bytes bytes"() {
        expect:
        Sizes.parse(text) == bytes

        where:
        text || bytes
        '0'  || 0
        '17' || 17
        '64k' || 65_536
        '64K' || 65_536
        '10m' || 10_485_760
        '2g' || 2_147_483_648
        '8589934591g' || 9_223_372_035_781_033_984
    }

    def "'#text' is no size, and the message says what to write"() {
        when:
        Sizes.parse(text)

        then:
        def e = thrown(IllegalArgumentException)
        e.message == "\"$text\" is no size; write 64k, 10m, 2g or a whole number of bytes"

        where:
        text << ['', '-1', '1.5k', '1t', '10 m', '10mb', 'k', '8589934592g', '9' * 30]
    }
}
