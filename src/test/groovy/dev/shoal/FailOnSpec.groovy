package dev.shoal

import groovy.json.JsonSlurper
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** Values beyond their limits that make the exit status 1, where the operator wants that. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class FailOnSpec extends Specification {
    /** web1 is well, web2 has a warning, db1 has a warning and two critical rows; web3 fails. */
    static final String USE = '''\
        class Use extends Plugin {
            List<Column> columns() { [Column.of('mount'), Column.of('use', Unit.PERCENT).warn(90).critical(98)] }
            Object process(HostContext host) {
                def all = [web1: [10], web2: [91, 5], db1: [99, 98, 90]][host.host().name()]
                if (all == null) {
                    throw new IllegalStateException('no disk')
                }
                all.withIndex().collect { use, i -> [mount: "/$i", use: use] }
            }
        }
        '''.stripIndent()

    @TempDir
    Path home

    Operator operator

    def setup() {
        operator = new Operator(home)
        operator.file('.config/shoal/plugins/Use.groovy', USE)
    }

    def "values at a level make the exit status 1, and the hosts are named: #words"() {
        when:
        def told = operator.types(['demo', '3', '-q', '-o', 'none', *words, 'collect', 'use', *options])

        then:
        told.err == note
        told.status == status

        where:
        words         | options                    || status | note
        []            | []                         || 0      | ''
        []            | ['--fail-on', 'critical']  || 1      | '2 critical: db1\n'
        []            | ['--fail-on=warn']         || 1      | '2 critical: db1\n2 warn: db1,web2\n'
        ['-w', 'web[1-2]'] | ['--fail-on', 'critical'] || 0  | ''
        ['-w', 'web1'] | ['--fail-on', 'warn']     || 0      | ''
    }

    def "what is printed and the ledger are the same with and without it"() {
        when:
        def with = operator.types(['demo', '3', 'collect', 'use', '--fail-on', 'warn'])
        def without = operator.types(['demo', '3', 'collect', 'use'])

        then:
        with.out == without.out
        with.notes == without.notes + '2 critical: db1\n2 warn: db1,web2\n'
        without.notes == '3 ok   3 hosts, T\n'
        new JsonSlurper().parseText(home.resolve('.local/state/shoal/log/audit.jsonl').toFile().readLines()[1]).exit == 1
    }

    def "a host that fails or cannot be reached counts as before"() {
        when:
        def told = operator.types(['demo', '4', '-q', '-o', 'none', 'collect', 'use', '--fail-on', 'critical'])

        then:
        told.status == 1
        told.notes.readLines()[1..2] == ['3 ok, 1 failed (plugin): web3   4 hosts, T', '2 critical: db1']
    }

    def "of several plugins each is noted"() {
        given:
        operator.file('.config/shoal/plugins/Other.groovy', USE.replace('class Use', 'class Other'))

        when:
        def told = operator.types(['demo', '3', '-q', '-o', 'json', 'collect', 'use', 'other', '--fail-on', 'critical'])

        then:
        told.err == '2 critical: db1\n' * 2
        told.status == 1
    }

    def "a script fails with the hosts where it checks, and goes on where it does not: #text"() {
        given:
        def script = operator.file('f.groovy', "$text\nprintln 'after'")

        when:
        def told = operator.types(['demo', '3', '-q', '-o', 'none', 'run', "$script".toString()])

        then:
        [told.out, told.err, told.status] == [out, err, status]

        where:
        text                                              || status | out       | err
        "collect 'use', failOn: 'critical'"               || 1      | 'after\n' | '2 critical: db1\n'
        "collect 'use', failOn: 'critical', check: true"  || 5      | ''        | "2 critical: db1\nshoal: f.groovy:1: collect: 2 critical: db1\n  collect 'use', failOn: 'critical', check: true\n"
        "collect 'use', check: true"                      || 0      | 'after\n' | ''
    }

    def "a level that does not exist is refused before anything runs"() {
        expect:
        with(operator.types(['demo', '1', 'collect', 'use', '--fail-on', 'bad'])) {
            [out, err, status] == ['', 'shoal: --fail-on bad: not a valid level; write warn or critical\n', 2]
        }
    }
}
