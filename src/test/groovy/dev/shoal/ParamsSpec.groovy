package dev.shoal

import dev.shoal.plugin.registry.TrialPlugins
import groovy.json.JsonSlurper
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** Parameters of plugins: where a value may come from, and what is refused before anything runs. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class ParamsSpec extends Specification {
    static final String COUNTED = '''\
        class Counted extends Plugin {
            List<Param> params() { [Param.of('n', 5, 'how many').min(1), Param.of('by', 'rss', 'sorted by').oneOf('rss', 'vsz')] }
            Object process(HostContext host) { [n: host.param('n'), by: host.param('by')] }
        }
        '''.stripIndent()
    static final String ASKING = '''\
        class Asking extends Plugin {
            List<Param> params() { [Param.required('unit', String, 'which unit'), Param.of('user', 'root', 'whose')] }
            Object process(HostContext host) { [unit: host.param('unit'), user: host.param('user')] }
        }
        '''.stripIndent()
    static final String TYPES = "plugins:\n  types: $TrialPlugins.name\$Params\n"

    @TempDir
    Path home

    Operator operator

    def setup() {
        operator = new Operator(home)
        operator.file('.config/shoal/plugins/Counted.groovy', COUNTED)
        operator.file('.config/shoal/plugins/Asking.groovy', ASKING)
    }

    def "words with an equals sign are parameters of the plugin before them: #words"() {
        when:
        def told = operator.types(['demo', '1', '-q', '-o', 'jsonl', 'collect', *words])

        then:
        told.err == ''
        told.out.readLines().collect { new JsonSlurper().parseText(it) }.findAll { it.rows }*.rows*.first() == rows.collect { [host: 'web1'] + it }

        where:
        words                                              || rows
        ['counted']                                        || [[n: 5, by: 'rss']]
        ['counted', 'n=7']                                 || [[n: 7, by: 'rss']]
        ['counted', 'by=vsz', 'n=1']                       || [[n: 1, by: 'vsz']]
        ['counted', 'n=2', 'asking', 'unit=a b', 'user=x'] || [[n: 2, by: 'rss'], [unit: 'a b', user: 'x']]
        ['counted', 'n=2', 'counted', 'n=2']               || [[n: 2, by: 'rss']]
        ['asking', 'unit=']                                || [[unit: '', user: 'root']]
        ['asking', 'unit=a=b']                             || [[unit: 'a=b', user: 'root']]
    }

    def "each type of parameter is read as the rest of Shoal reads it: #words"() {
        given:
        operator.file('.config/shoal/plugins.yaml', TYPES)

        expect:
        new JsonSlurper().parseText(operator.types(['demo', '1', '-q', '-o', 'json', 'collect', 'types', 'unit=x', *words]).out).results[0].rows[0] ==
                [host: 'web1', n: 5, by: 'rss', ratio: 0.5, all: false, age: 5400, big: 1, unit: 'x'] + values

        where:
        words                         || values
        []                            || [:]
        ['n=+3', 'ratio=2']           || [n: 3, ratio: 2.0]
        ['ratio=1e-3', 'all=true']    || [ratio: 0.001, all: true]
        ['all=yes', 'max-age=2h']     || [all: true, age: 7200]
        ['all=no', 'maxAge=30']       || [age: 30]
        ['big=99999999999']           || [big: 99999999999]
    }

    def "a wrong parameter is refused before anything runs: #words"() {
        given:
        operator.file('.config/shoal/plugins.yaml', TYPES)

        when:
        def told = operator.types(['demo', '1', 'collect', *words])

        then:
        told.err.readLines() == messages.collect { "shoal: collect: $it".toString() }
        [told.out, told.status] == ['', 2]

        where:
        words                                  || messages
        ['n=5']                                || ['n=5 is a parameter, and no plugin is before it; write collect KEY n=5']
        ['counted,', 'n:', '5']                || ["counted, ends with a comma, as in a script; here write collect KEY NAME=VALUE, or collect('KEY', NAME: VALUE)"]
        ['counted', 'nn=5']                    || ['counted: unknown parameter nn; did you mean n? Its parameters: n, by']
        ['counted', 'age=5']                   || ['counted: unknown parameter age. Its parameters: n, by']
        ['counted', 'timeuot=5s']              || ['counted: unknown parameter timeuot; did you mean the option --timeout? Its parameters: n, by']
        ['uptime', 'n=5']                      || ['uptime: unknown parameter n. It has no parameters']
        ['counted', '=5']                      || ['counted: unknown parameter . Its parameters: n, by']
        ['counted', 'n=abc', 'by=x']           || ['counted n=abc: a whole number from 1 up is wanted, as n=5', 'counted by=x: one of these is wanted: rss, vsz']
        ['counted', 'n=0']                     || ['counted n=0: a whole number from 1 up is wanted, as n=5']
        ['counted', 'n=99999999999']           || ['counted n=99999999999: a whole number from 1 to 2147483647 is wanted, as n=5']
        ['counted', 'n=1', 'n=2']              || ['counted: n has two values; write one']
        ['counted', 'n=1', 'counted', 'n=2']   || ['counted is there twice, with other parameters; collect them one after the other']
        ['asking']                             || ['asking: the parameter unit is required; write collect asking unit=TEXT']
        ['types', 'unit=x', 'ratio=half']      || ['types ratio=half: a number is wanted, as ratio=0.5']
        ['types', 'unit=x', 'all=maybe']       || ['types all=maybe: true or false is wanted, as all=false']
        ['types', 'unit=x', 'max-age=soon']    || ['types max-age=soon: a duration is wanted: 500ms, 30s, 2m, 1h or a whole number of seconds']
    }

    def "in Groovy a named argument that is not an option is a parameter: #text"() {
        given:
        def script = operator.file('f.groovy', "println(($text).collect { it.subMap('n', 'by', 'unit', 'user') })")

        when:
        def told = operator.types(['demo', '1', '-q', '-o', 'none', 'run', "$script".toString()])

        then:
        [told.err, told.out.trim()] == ['', rows]

        where:
        text                                                   || rows
        "collect('counted', n: 6)"                             || "[['n':6, 'by':'rss']]"
        "collect('counted', n: 6, by: 'vsz', timeout: '5s')"   || "[['n':6, 'by':'vsz']]"
        "collect('counted', 'n=4')"                            || "[['n':4, 'by':'rss']]"
        "collect('asking', unit: ['a', 'b'])"                  || "[['unit':'a,b', 'user':'root']]"
        "collect('asking', 'user=me', unit: 1)"                || "[['unit':'1', 'user':'me']]"
    }

    def "in Groovy a parameter that cannot be passed is refused: #text"() {
        given:
        def script = operator.file('f.groovy', text)

        when:
        def told = operator.types(['demo', '1', '-q', 'run', "$script".toString()])

        then:
        told.err.readLines().first() == "shoal: f.groovy:1: collect: $message"
        told.status == 5

        where:
        text                                 || message
        "collect 'counted', n: 'x'"          || 'counted n=x: a whole number from 1 up is wanted, as n=5'
        "collect 'counted', n: null"         || 'n is null; give it a value, or leave it out'
        "collect 'counted', timout: '1s'"    || 'counted: unknown parameter timout; did you mean the option --timeout? Its parameters: n, by'
        "collect 'counted', 'asking', n: 5"  || "n is not an option of collect, and it is not clear of which plugin it is a parameter; write 'n=5' after the plugin"
    }

    def "in Groovy an option with the name of a parameter is the option, and that is noted"() {
        given:
        def script = operator.file('f.groovy', "println collect('asking', 'unit=x', user: 'root')*.user\n")

        when:
        def told = operator.types(['demo', '1', '-q', '-o', 'none', 'run', "$script".toString()])

        then:
        told.out == "['root']\n"
        told.err == "collect: user: is the option; for the parameter of asking write 'user=VALUE'\n"
    }

    def "the run is called with its parameters, and again repeats them"() {
        when:
        def told = operator.types(['demo', '1', '-q', '-o', 'jsonl', '-c', "collect asking unit='a b'", '-c', 'again'])
        def lines = told.out.readLines().collect { new JsonSlurper().parseText(it) }

        then:
        lines.findAll { it.command }*.command == ["collect asking unit='a b'"] * 2
        lines.findAll { it.rows }*.rows*.first()*.unit == [['a b'], ['a b']]*.first()
        operator.home.resolve('.local/state/shoal/log/audit.jsonl').toFile().readLines()
                .collect { new JsonSlurper().parseText(it).command }.toSet() == ["collect asking unit='a b'"] as Set
    }

    def "plugins.yaml has the values of this installation, also for a plugin that is found without it"() {
        given:
        operator.file('.config/shoal/plugins.yaml', 'plugins:\n  counted: {timeout: 5s, params: {n: 10}}\n')

        expect:
        operator.types(['demo', '1', 'collect', 'counted', 'by=vsz', '--dry-run']).out.readLines().last() ==
                "counted: n=10 ($home/.config/shoal/plugins.yaml:2:38), by=vsz (given)"
        operator.types(['demo', '1', '-q', '-o', 'csv', 'collect', 'counted']).out == 'host,n,by\r\nweb1,10,rss\r\n'
        operator.types(['demo', '1', '-q', '-o', 'csv', 'collect', 'counted', 'n=3']).out == 'host,n,by\r\nweb1,3,rss\r\n'
        operator.types(['plugins']).out.readLines().find { it.startsWith('counted') } ==~ /counted +groovy +not loaded yet +\S*Counted.groovy/
    }

    def "wrong values of plugins.yaml are refused with their place: #yaml"() {
        given:
        operator.file('.config/shoal/plugins.yaml', "plugins:\n  $yaml\n")

        when:
        def told = operator.types(['demo', '1', 'collect', 'counted'])

        then:
        told.err.replace("$home/.config/shoal/", '').readLines() == messages.collect { "shoal: $it".toString() }
        told.status == 2

        where:
        yaml                                    || messages
        'counted: {params: {n: x, nn: 1, by: y}}' || ['collect: plugins.yaml:2:25: counted params n: a whole number from 1 up is wanted, as n: 5',
                                                     'plugins.yaml:2:32: counted: unknown parameter nn; did you mean n? Its parameters: n, by',
                                                     'plugins.yaml:2:39: counted params by: one of these is wanted: rss, vsz']
        'counted: {params: [n]}'                || ['plugins.yaml:2:21: counted params: a list was found: write a value for each parameter, e.g. {n: 10}']
        'counted: {params: {n: [1]}}'           || ['plugins.yaml:2:25: counted params n: needs a single value']
        'counted: {}'                           || ['plugins.yaml:2:3: counted: write either class: or script:, neither was found']
    }

    def "an entry for a plugin that does not exist is reported"() {
        given:
        operator.file('.config/shoal/plugins.yaml', 'plugins:\n  conuted: {params: {n: 1}}\n')

        expect:
        operator.types(['plugins']).err == "shoal: $home/.config/shoal/plugins.yaml:2:3: conuted: unknown plugin; " +
                'did you mean counted? Else add its class: or script:\n'
    }

    def "a declaration that is not valid is refused when the plugin is loaded: #params"() {
        given:
        operator.file('.config/shoal/plugins/Bad.groovy',
                "class Bad extends Plugin {\n  List<Param> params() { $params }\n  Object process(HostContext host) { 1 }\n}\n")

        when:
        def told = operator.types(['demo', '1', 'collect', 'bad'])

        then:
        told.err == "shoal: collect: plugin bad ($home/.config/shoal/plugins/Bad.groovy): $message\n"
        told.status == 2

        where:
        params                                                || message
        "[Param.of('a b', 1, '')]"                            || 'params(): a parameter cannot be called "a b"; use letters, digits and dashes, at most 40, beginning with a letter'
        "[Param.of('a', 1, ''), Param.of('a', 2, '')]"        || 'params(): a and a are the same name, dashes and capitals aside; rename one'
        "[Param.of('max-age', 1, ''), Param.of('maxAge', 2, '')]" || 'params(): max-age and maxAge are the same name, dashes and capitals aside; rename one'
        "[Param.of('a', [1], '')]"                            || 'params(): parameter a: ArrayList is not a type of parameters; use Integer, Long, Double, String, Boolean or Duration'
        "[Param.of('a', 'x', '').oneOf('y')]"                 || 'params(): parameter a: its default, x, is not a value that it accepts; change one of them'
        "[Param.of('a', 'x', '').oneOf('x', 1)]"              || 'params(): parameter a: the choice 1 does not have its type, String; change the choice or the default'
        "[[n: 5]]"                                            || "params() returned {n=5} in its list; write Param.of('n', 5, 'what it is for')"
        'null'                                                || 'params() returned null; return a list, [] for none'
    }

    def "a parameter that the plugin does not declare is a failure that names those that it does"() {
        given:
        operator.file('.config/shoal/plugins/Counted.groovy', COUNTED.replace("host.param('by')", "host.param('bye')"))

        expect:
        operator.types(['demo', '1', 'collect', 'counted']).notes.readLines().first() ==
                'web1: plugin counted: IllegalArgumentException: param("bye"): the plugin does not declare it; params() has by, n (Counted.groovy:3). ' +
                'The log of plugin counted has the whole trace'
    }
}
