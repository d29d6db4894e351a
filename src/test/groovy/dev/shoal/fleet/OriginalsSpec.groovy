package dev.shoal.fleet

import spock.lang.Specification

class OriginalsSpec extends Specification {
    def "equal texts of different hosts are one object, other texts and other lengths are others"() {
        given:
        def originals = new Originals()
        def texts = ['up', 'up', 'down'].collect { originals.of(Captured.of(it)) }

        expect:
        texts[0].is(texts[1])
        !texts[0].is(texts[2])
        !originals.of(Captured.of('up'.bytes, 5)).is(texts[0])
    }
}
