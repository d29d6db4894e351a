package dev.shoal.cli

import dev.shoal.Operator
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** {@code --where}, {@code --per} and {@code --pick}: fewer hosts of a target, and what is said of those that are left out. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class NarrowingSpec extends Specification {
    @TempDir
    Path home

    Operator operator

    def setup() {
        operator = new Operator(home)
        operator.inventory('''\
            hosts:
              web[1-4]: {rack: "r[1-2,1-2]", cores: "[2,8,16,4]"}
              db1: {rack: r1, user: dba, port: 2222, cores: 8}
              lone: {note: many words}
            groups: {web: "web[1-4]", db: db1, io1: lone, io3: web1}
            '''.stripIndent())
    }

    private Operator.Told where(String condition) {
        operator.types(['-a', '--where', condition, 'exec', '--dry-run', 'true'])
    }

    def "'#condition' leaves #hosts"() {
        when:
        def told = where(condition)

        then:
        told.out.readLines().first() == "would run on $hosts, 64 at a time: true"
        told.err == note
        told.status == 0

        where:
        condition                                     || hosts                | note
        'rack == "r1"'                                || 'db1,web[1,3] (3 hosts)' | 'left out for lack of rack: lone\n'
        'cores > 4'                                   || 'db1,web[2-3] (3 hosts)' | 'left out for lack of cores: lone\n'
        'cores == 8 && rack == "r1"'                  || 'db1 (1 host)'       | 'left out for lack of cores: lone\n'
        '8 >= cores && name != "db1"'                 || 'web[1-2,4] (3 hosts)' | 'left out for lack of cores: lone\n'
        '"web" in groups'                             || 'web[1-4] (4 hosts)' | ''
        'groups.any { it == "db" }'                   || 'db1 (1 host)'       | ''
        'name ==~ /web[12]/ || user == "dba"'         || 'db1,web[1-2] (3 hosts)' | 'left out for lack of user: lone,web[3-4]\n'
        'port < 3000'                                 || 'db1 (1 host)'       | 'left out for lack of port: lone,web[1-4]\n'
        'address.startsWith("web") && !(cores < 10)'  || 'web3 (1 host)'      | ''
        'vars.rack in ["r2"]'                         || 'web[2,4] (2 hosts)' | ''
    }

    def "a group that is called as a set of runs is, is a group of its hosts all the same"() {
        given:
        def cmdb = 'upcall:cmdb=echo \'{"ok": "w1", "failed": ["w1", "w2"]}\''

        when:
        def told = operator.types(['--inventory', cmdb, 'hosts', '--where', '"ok" in groups && "failed" in groups', '-o', 'csv'])

        then:
        told.err == ''
        told.out.readLines()*.tokenize(',')*.first() == ['host', 'w1']
        told.out.contains('ok') && told.out.contains('failed')
    }

    def "'#condition' is refused with its place"() {
        when:
        def told = where(condition)

        then:
        told.out == ''
        told.err == message.stripIndent()
        told.status == 2

        where:
        condition            || message
        'rcak == "r1"'       || '''\
            shoal: --where: no host has rcak: did you mean rack? the names are address, cores, groups, name, note, port, rack, user
              rcak == "r1"
              ^
            '''
        'true && mem < 4e9'  || '''\
            shoal: --where: no host has mem: collect memory first; the names are address, cores, groups, name, note, port, rack, user
              true && mem < 4e9
                      ^
            '''
        'rack = "r1"'        || '''\
            shoal: --where: = assigns; write == to compare
              rack = "r1"
                   ^
            '''
        'name < 4'           || '''\
            shoal: --where: name, which is 'db1', and 4, which is a number, have no order
              name < 4
                   ^
            '''
        'name.nosuch()'      || '''\
            shoal: --where: String has no method nosuch()
              name.nosuch()
                   ^
            '''
        'name == ('          || '''\
            shoal: --where: a bracket, a quote or a comment is not closed
              name == (
                       ^
            '''
        ''                   || '''\
            shoal: --where: the condition is empty; write one, e.g. os == "debian"
            '''
        'println(rack)'      || '''\
            shoal: --where: a condition cannot call println()
              println(rack)
              ^
            '''
        'class A {}'         || '''\
            shoal: --where: not a condition; write one, e.g. os == "debian"
              class A {}
            '''
    }

    def "one host, or some, for each value of a variable, and some at random of all"() {
        when:
        def told = operator.types(['-a', *options, 'exec', '--dry-run', 'true'])

        then:
        told.err ==~ note
        told.out.readLines().size() == 1 + hosts
        told.status == 0

        where:
        options                            || hosts | note
        ['--pick', '2']                    || 2     | /picked 2 of 6: .*\n/
        ['--pick', '99']                   || 6     | /picked 6 of 6: db1,lone,web\[1-4]\n/
        ['--per', 'rack']                  || 2     | /left out for lack of rack: lone\npicked 2 of 6, 1 for each rack: .*\n/
        ['--per', 'rack', '--pick', '2']   || 4     | /left out for lack of rack: lone\npicked 4 of 6, 2 for each rack: .*\n/
        ['--per', 'rack', '--where', 'name =~ "web"'] || 2 | /picked 2 of 4, 1 for each rack: web.*\n/
    }

    def "what makes no sense is refused before anything runs: #options"() {
        when:
        def told = operator.types(['-a', *options, 'exec', 'true'])

        then:
        told.out == ''
        told.err == "shoal: $message\n"
        told.status == 2

        where:
        options              || message
        ['--pick', '0']      || '--pick 0: not a whole number from 1 to 1000000'
        ['--pick', 'two']    || '--pick two: not a whole number from 1 to 1000000'
        ['--per', 'rakc']    || '--per rakc: no host has rakc: did you mean rack? the names are address, cores, groups, name, note, port, rack, user'
        ['--where', 'rack==r1'] || "--where: no host has r1: the names are address, cores, groups, name, note, port, rack, user; if r1 is a text, it needs quotes of its own, as in --where 'rack == \"r1\"'\n  rack==r1\n        ^"
        ['--per', 'os']      || '--per os: no host has os: collect os first; the names are address, cores, groups, name, note, port, rack, user'
    }

    def "what calculates with names has no target: #option is refused"() {
        when:
        def told = operator.types(['hosts', option, value, '-e', '@web'])

        then:
        told.err == "shoal: hosts -e calculates with names only: leave out $option\n"
        told.status == 2

        where:
        option       | value
        '--pick'     | '2'
        '--on'       | '@db'
        '--hostfile' | 'list'
    }

    def "-g #names names groups alone"() {
        expect:
        operator.types(['-g', names, 'exec', '--dry-run', 'true']).out.readLines().first() == "would run on $hosts, 64 at a time: true"

        where:
        names       || hosts
        'web'       || 'web[1-4] (4 hosts)'
        '@web'      || 'web[1-4] (4 hosts)'
        'web,db'    || 'db1,web[1-4] (5 hosts)'
        'web, @db'  || 'db1,web[1-4] (5 hosts)'
        'io[1,3]'   || 'lone,web1 (2 hosts)'
        'hosts:web' || 'web[1-4] (4 hosts)'
    }

    def "a calculator takes as many words as a shell can give it"() {
        expect:
        operator.types(['hosts', '-c', *(1..100_000).collect { 'n' + it }]).out == '100000\n'
    }

    def "a calculator takes all the words there are, and takes away what -x says"() {
        when:
        def told = operator.types(['hosts', '-f', *words])

        then:
        told.out == "$answer\n"
        told.status == 0

        where:
        words                                   || answer
        ['n1', 'n2', 'n3']                      || 'n[1-3]'
        ['n[1-3]', '-x', 'n2']                  || 'n[1,3]'
        ['n1', '-x', 'n2,n3', 'n2', 'n4']       || 'n[1,4]'
        ['n[1-3]', '-x', 'n1', '--except', 'n3'] || 'n2'
    }

    def "a condition that nobody fulfils leaves an empty target, which runs nothing"() {
        when:
        def told = operator.types(['-a', '--where', 'rack == "r9"', 'exec', 'true'])

        then:
        told.err == 'left out for lack of rack: lone\nshoal: the target is empty, nothing was run: @all\n'
        told.status == 4
    }

    def "facts of the last collect are names, too, at the prompt and in scripts"() {
        when:
        def script = operator.file('pick.groovy', '''\
            collect 'os', 'memory', output: 'none'
            def found = hosts where: 'os == "debian" && mem > 4e6 && name != "db1"'
            println found*.name
            println exec('true', where: 'memory.use < 101', per: 'os', output: 'none').size()
            '''.stripIndent())
        def told = operator.types(['demo', '3', 'run', script.toString()])

        then:
        told.status == 0
        told.out.readLines().findAll { it =~ /^\[|^\d/ } == ["['web1', 'web2']", '1']
    }

    def "a condition that does not end is stopped like everything else"() {
        given:
        operator.interrupts.interrupt()

        when:
        def told = where('Thread.sleep(3600_000) == null')

        then:
        told.out == ''
        told.err == ''
        told.status == 130
    }

    def "rows of which a host has several are no facts, and where they are is told"() {
        when:
        def told = operator.types(['demo', '2', '-c', 'collect disk -o none', '-c', "exec --where 'disk.use > 90' true"])

        then:
        told.notes.readLines().drop(1) == [
            'shoal: --where: no host has disk.use: disk gives several rows a host, which --where cannot ' +
                    'use; filter the result, e.g. collect disk |> it.findAll { ... }',
            '  disk.use > 90',
            '  ^'
        ]
        told.status == 2
    }
}
