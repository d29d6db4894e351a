package dev.shoal.cli

import spock.lang.Specification

class SampleSpec extends Specification {
    def "every one is taken about as often as the others, none twice"() {
        given:
        def sample = new Narrowing.Sample(new Random(7))

        when:
        def taken = (1..3000).collectMany { sample.of('a'..'f', 2) as List }

        then:
        taken.size() == 6000
        taken.countBy { it }.values().every { it in 900..1100 }
    }

    def "there are never more than there are"() {
        expect:
        new Narrowing.Sample(new Random(1)).of(['a', 'b'], 5) == ['a', 'b'] as Set
        new Narrowing.Sample(new Random(1)).of([], 5) == [] as Set
    }

    def "each value gets its own"() {
        when:
        def taken = new Narrowing.Sample(new Random(3)).ofEach(1..20, { it % 3 }, 2)

        then:
        taken.countBy { it % 3 } == [0: 2, 1: 2, 2: 2]
    }
}
