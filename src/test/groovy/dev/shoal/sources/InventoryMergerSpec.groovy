package dev.shoal.sources

import dev.shoal.text.ProblemsException
import dev.shoal.nodeset.Expression
import dev.shoal.inventory.Group
import dev.shoal.inventory.Host
import dev.shoal.process.Programs
import java.time.Duration
import spock.lang.Specification

class InventoryMergerSpec extends Specification {
    long now = 0
    List warned = []
    int reads = 0

    private static Host host(Map said = [:], String name) {
        new Host(name, said.address ?: name, OptionalInt.empty(), Optional.ofNullable(said.user), said.vars ?: [:])
    }

    private static SourceContents contents(String source, List hosts, Map groups = [:]) {
        new SourceContents(source, hosts, groups.collect { new Group(it.key, Expression.typed(it.value)) },
            hosts.collectEntries { [it.name(), "$source:1".toString()] }, Optional.empty())
    }

    private InventoryMerger of(InventorySource... parts) {
        new InventoryMerger(parts.toList(), [], new Programs(Duration.ofSeconds(1)), { now }, { warned << it })
    }

    def "of a host the first source that says something wins, and later ones add what is missing"() {
        given:
        def inventory = of(
            InventorySource.file(['a'], 'a', { contents('a', [host('w1', user: 'x', vars: [rack: 'r1'])], [web: 'w1']) }),
            InventorySource.file(['b'], 'b', { contents('b', [host('w1', address: '1.2.3.4', user: 'y', vars: [rack: 'r2', dc: 'eu']), host('w2')], [web: 'w2', db: 'w2']) })
        ).everything()

        expect:
        inventory.hosts()*.name() == ['w1', 'w2']
        inventory.host('w1').get() == host('w1', address: '1.2.3.4', user: 'x', vars: [rack: 'r1', dc: 'eu'])
        inventory.calculate('@web').names() == ['w1']
        inventory.sources()*.name() == ['a', 'b']
        inventory.sources()[1].group('web').get().text() == 'w2'
        inventory.provenance().places('w1') == ['a:1', 'b:1']
        inventory.origin('w2').get() == 'b:1'
    }

    def "what runs code is read when it is wanted, and only then"() {
        given:
        def gathering = of(InventorySource.program(['up'], 'up', { reads++; contents('up', [host('u1')], [g: 'u1']) }, Duration.ofMinutes(5)))

        expect:
        gathering.known().hosts() == []
        gathering.names().hosts() == []
        reads == 0
        gathering.names().sources()[0].group('g').get().text() == 'u1'
        gathering.everything().hosts()*.name() == ['u1']
        gathering.known().hosts()*.name() == ['u1']
        reads == 1
    }

    def "everybody is the same for who calculates with names and for a run, whatever has been read before"() {
        given:
        def gathering = of(
            InventorySource.file(['a'], 'a', { contents('a', [host('w1')]) }),
            InventorySource.program(['up'], 'up', { contents('up', [host('u1')], [g: 'u1']) }, Duration.ofMinutes(5)))

        expect:
        gathering.names().calculate(everybody).fold() == 'u1,w1'
        gathering.everything().calculate(everybody).fold() == 'u1,w1'

        where:
        everybody << ['@*', '@all', '?1']
    }

    def "a group means the same to who calculates with names and to a run: that of the first source, whether it has been read or not"() {
        given:
        def gathering = of(
            InventorySource.program(['up'], 'up', { reads++; contents('up', [host('u1')], [web: 'u1,@db', db: 'u1']) }, Duration.ofMinutes(5)),
            InventorySource.file(['b'], 'b', { contents('b', [host('w1')], [web: 'w1', near: '@web', other: 'w1']) }),
            InventorySource.program(['down'], 'down', { contents('down', [host('d1')], [web: 'd1', db: 'd1', last: '@db,d1']) }, Duration.ofMinutes(5)))
        def names = gathering.names()

        expect:
        gathering.known().calculate('@web').fold() == 'w1'
        names.calculate('w5').fold() == 'w5'
        reads == 0
        ['@web', '@near', 'ansible:web', 'ansible:near', '@last', '@b:web'].collect { names.calculate(it).fold() } ==
                ['u1', 'u1', 'u1', 'u1', 'd1,u1', 'w1']
        ['@web', '@near', 'ansible:web', 'ansible:near', '@last', '@b:web'].collect { gathering.everything().calculate(it).fold() } ==
                ['u1', 'u1', 'u1', 'u1', 'd1,u1', 'w1']
        ['u1', 'w1', 'd1,u1'].collect { names.regroup(names.calculate(it)).text() } == ['@db', '@b:near', '@db,@down:db']
    }

    def "hosts are regrouped by a name that leads back to them, whatever has been read before"() {
        given:
        def gathering = of(InventorySource.program(['up'], 'up', { contents('up', [host('u1'), host('u2')], [ok: 'u1', web: 'u2']) }, Duration.ofMinutes(5)))

        expect:
        gathering.names().with { it.regroup(it.calculate('u[1-2]')).text() } == '@web,@up:ok'
        gathering.everything().with { it.regroup(it.calculate('u[1-2]')).text() } == '@web,@up:ok'
    }

    def "the prompt gets an answer without waiting, even if it is none"() {
        when:
        of(InventorySource.program(['up'], 'up', { reads++ }, Duration.ZERO)).known().sources()[0].group('g')

        then:
        def e = thrown(ProblemsException)
        e.message == 'up: has not been asked yet'
        reads == 0
    }

    def "an answer that is too old is asked for again, and where that fails the old one is used and the operator told"() {
        given:
        def gathering = of(InventorySource.program(['up'], 'up', {
            if (reads++ == 1) {
                throw new ProblemsException('up: exit status 1')
            }
            contents('up', [host("u$reads")])
        }, Duration.ofMinutes(5)))

        expect:
        gathering.everything().hosts()*.name() == ['u1']

        when:
        now = Duration.ofMinutes(6).toNanos()

        then:
        gathering.everything().hosts()*.name() == ['u1']
        warned == ['up: exit status 1; its previous answer is used']

        when:
        now = Duration.ofMinutes(12).toNanos()

        then:
        gathering.everything().hosts()*.name() == ['u3']
    }

    def "all sources that cannot be read are told at once"() {
        when:
        of(InventorySource.file([], 'a', { throw new ProblemsException('a: no') }), InventorySource.file([], 'b', { throw new ProblemsException('b: no') })).names()

        then:
        def e = thrown(ProblemsException)
        e.problems() == ['a: no', 'b: no']
    }
}
