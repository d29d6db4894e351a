package dev.shoal

import dev.shoal.plugin.registry.TrialPlugins
import groovy.json.JsonSlurper
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** What an operator types and reads who runs plugins on the demo fleet, over ssh. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class CollectSpec extends Specification {
    @TempDir
    Path home

    Operator operator

    def setup() {
        operator = new Operator(home)
        operator.file('.config/shoal/plugins.yaml', "plugins:\n" + TrialPlugins.declaredClasses
                .findAll { dev.shoal.plugin.Plugin.isAssignableFrom(it) }
                .collect { "  ${it.simpleName.toLowerCase()}: $it.name\n" }.sort().join())
    }

    def "a plugin's rows are a table with units and marks, host by host"() {
        when:
        def told = operator.types(['demo', '2', 'collect', 'sum'])

        then:
        told.out == '''\
            host   sum       size       up  err   exit
            web1  93 % !  1.2 TiB  3 d 4 h  oops     3
            web2  93 % !  1.2 TiB  3 d 4 h  oops     3
            '''.stripIndent()
        told.notes == '2 ok   2 hosts, T\n'
        told.status == 0
    }

    def "each format has the rows as it should: #format"() {
        when:
        def told = operator.types(['demo', '1', '-q', 'collect', 'evil', '-o', format])

        then:
        told.out.replaceAll(/"(ms|run)":\d+|"at":"[^"]+"/, '"$1":0') == out
        told.err == ''

        where:
        format  || out
        'table' || 'host  name          formula  text           list      n\n' +
                   'web1  a\\x1b[31mred  =cmd|x   two, "quoted"  [1,"x"]  -3\n' +
                   '                             lines\n'
        'csv'   || 'host,name,formula,text,list,n\r\n' +
                   'web1,a\u001b[31mred,\'=cmd|x,"two, ""quoted""\nlines","[1,""x""]",-3\r\n'
        'jsonl' || '{"type":"result","host":"web1","plugin":"evil","outcome":"ok","rows":[{"host":"web1","name":"a\\u001B[31mred","formula":"=cmd|x",' +
                   '"text":"two, \\"quoted\\"\\nlines","list":[1,"x"],"n":-3}],"ms":0}\n' +
                   '{"type":"ledger","v":1,"run":0,"":0,"target":"web1","command":"collect evil","total":1,"ms":0,' +
                   '"ledger":[{"outcome":"ok","count":1,"hosts":"web1"}]}\n'
        'md'    || '| host | name | formula | text | list | n |\n| --- | --- | --- | --- | --- | ---: |\n' +
                   '| web1 | a\\\\x1b\\[31mred | =cmd\\|x | two, "quoted"<br>lines | \\[1,"x"\\] | -3 |\n'
        'none'  || ''
    }

    def "several plugins run one after the other, and a host that fails in one is well in the next"() {
        when:
        def told = operator.types(['demo', '2', '-u', '2s', 'collect', 'throws', 'spins'])

        then:
        told.out == 'throws:\nspins:\nhost  fine\nweb2  true\n'
        told.notes.replaceAll(/groovy:\d+/, 'groovy:N') == '''\
            web[1-2]: plugin throws: NumberFormatException: For input string: "one" (TrialPlugins.groovy:N). The log of plugin throws has the whole trace
            2 failed (plugin): web[1-2]   2 hosts, T
            web1: plugin spins: not done within 2 s and does not end. It still runs here and takes up a processor or memory until Shoal ends
            1 ok, 1 timed out (run, may still run): web1   2 hosts, T
            '''.stripIndent()
        told.status == 3
    }

    def "several plugins are one document of #format, with each run in it, also where the last one is stopped"() {
        when:
        def told = operator.types(['demo', '2', '-o', format, 'collect', 'sum', 'nothing'])
        def document = format == 'json' ? new JsonSlurper().parseText(told.out) : new org.yaml.snakeyaml.Yaml().load(told.out)

        then:
        document.v == 1
        document.runs*.command == ['collect sum', 'collect nothing']
        document.runs*.results*.host == [['web1', 'web2']] * 2
        document.runs*.results*.plugin == [['sum', 'sum'], ['nothing', 'nothing']]
        document.runs[0].results[0].rows[0].sum == 93
        document.runs*.ledger*.hosts == [['web[1-2]']] * 2
        told.notes == '2 ok   2 hosts, T\n' * 2
        told.status == 0

        where:
        format << ['json', 'yaml']
    }

    def "one plugin's document is the same as ever, and several of jsonl are lines after one another"() {
        expect:
        new JsonSlurper().parseText(operator.types(['demo', '1', '-q', '-o', 'json', 'collect', 'sum']).out).results*.plugin == ['sum']
        operator.types(['demo', '1', '-q', '-o', 'jsonl', 'collect', 'sum', 'nothing']).out.readLines()
                .collect { new JsonSlurper().parseText(it).with { it.plugin ?: it.command } } ==
                ['sum', 'collect sum', 'nothing', 'collect nothing']
    }

    def "an option before a verb that does not know it is refused, not dropped: #words"() {
        when:
        def told = operator.types(['demo', '1', *words])

        then:
        told.err == "shoal: $message --help\n"
        [told.out, told.status] == ['', 2]

        where:
        words                                        || message
        ['--ok-exit', '1', 'collect', 'sum']         || 'collect: unknown option --ok-exit before collect. Its options: shoal collect'
        ['-S', '--stdin', 'collect', 'sum']          || 'collect: unknown option --stdin, -S before collect. Its options: shoal collect'
        ['-L', 'collect', 'sum']                     || 'collect: unknown option -L before collect. Its options: shoal collect'
        ['collect', '--diff', 'sum']                 || 'collect: unknown option --diff. Its options: shoal collect'
        ['-L', 'put', 'a', 'b']                      || 'put: unknown option -L before put. Its options: shoal put'
        ['put', '--similar', 'a', 'b']               || 'put: unknown option --similar. Its options: shoal put'
        ['-u', '5s', 'hosts']                        || 'hosts: unknown option --timeout before hosts. Its options: shoal hosts'
        ['-w', 'web1', 'plugins']                    || 'plugins: unknown option --on before plugins. Its options: shoal plugins'
    }

    def "an option before lines or a script holds for what knows it: #words"() {
        given:
        def script = operator.file('f.groovy', "exec 'exit 3'; collect 'sum', output: 'none'")

        when:
        def told = operator.types(['demo', '1', '--ok-exit', '3', *words.collect { it == 'FILE' ? "$script".toString() : it }])

        then:
        told.notes == '1 ok   1 host, T\n' * 2
        told.status == 0

        where:
        words << [['run', 'FILE'], ['-c', 'exec exit 3', '-c', 'collect sum -o none']]
    }

    def "a plugin that hangs, returns itself or prints 50 MB is one host's trouble: #key"() {
        when:
        def told = operator.types(['demo', '1', '-o', 'json', '-q', 'collect', key])
        def result = new JsonSlurper().parseText(told.out).results.first()

        then:
        result.subMap('plugin', 'outcome', 'kind', 'rows') == [plugin: key] + expected
        told.status == status

        where:
        key      || status | expected
        'hangs'  || 3      | [outcome: 'timeout', kind: 'timeout', rows: []]
        'cyclic' || 1      | [outcome: 'failed', kind: 'plugin', rows: []]
        'prints' || 0      | [outcome: 'ok', rows: [[host: 'web1', bytes: 16 << 20, truncated: true]]]
    }

    def "a host that is ok and has no row is named"() {
        when:
        def told = operator.types(['demo', '2', 'collect', 'nothing'])

        then:
        told.out == 'host  mount\nweb1  /\n'
        told.notes == 'no rows: web2\n2 ok   2 hosts, T\n'
    }

    def "an unknown plugin, format or target ends with exit status 2 before anything runs: #words"() {
        when:
        def told = operator.types(words)

        then:
        told.err == message
        told.out == ''
        told.status == 2

        where:
        words                                          || message
        ['demo', '1', 'collect', 'smu', 'sum', 'x']    || 'shoal: collect: unknown plugin: smu; did you mean sum?\nshoal: collect: unknown plugin: x; available: cyclic disk evil field hangs memory moody network nothing os params prints spins sum throws uptime\n'
        ['demo', '1', 'collect', 'sum', '-o', 'fold']  || 'shoal: --output fold is for commands; collect has: json jsonl yaml table csv md none\n'
        ['collect', 'sum']                             || 'shoal: no target: name the hosts with -w, -g or -a, or set target in shoal.yaml\n'
        ['demo', '1', 'collect', 'sum', '--stdin']     || 'shoal: collect: unknown option --stdin. Its options: shoal collect --help\n'
        ['demo', '1', 'collect', 'a', 'b', '-o', 'csv'] || 'shoal: collect: csv holds one table; collect a and b one after the other, or use -o json\n'
        ['plugins', 'chekc']                           || 'shoal: plugins chekc: write plugins, plugins help KEY, plugins check, plugins new NAME, plugins test [NAME...] or plugins reload\n'
    }

    def "the plan names the plugins and runs nothing"() {
        expect:
        operator.types(['-w', 'a1', 'collect', 'sum', '--dry-run']).out == 'would run on a1 (1 host), 64 at a time: collect sum\na1\n'
    }

    def "plugins are listed, checked and begun"() {
        given:
        operator.file('.config/shoal/plugins.yaml', 'plugins:\n  sum: {class: "dev.shoal.plugin.registry.TrialPlugins$Sum", timeout: 5s}\n  gone: com.acme.Gone\n')
        def yaml = home.resolve('.config/shoal/plugins.yaml')
        def gone = "plugin gone ($yaml:3:3): class com.acme.Gone not found on the class path; write its full name, and put its jar into plugins/lib"

        expect:
        operator.types(['plugins']).out == """\
            key      kind  state           origin
            disk     java  not loaded yet  built in
            gone     java  not loaded yet  $yaml:3:3
            memory   java  not loaded yet  built in
            network  java  not loaded yet  built in
            os       java  not loaded yet  built in
            sum      java  not loaded yet  $yaml:2:3
            uptime   java  not loaded yet  built in
            """.stripIndent()
        operator.types(['collect']).out.readLines().size() == 8
        with(operator.types(['plugins', 'check'])) {
            out.readLines()*.replaceAll(/ +/, ' ') == """\
                key kind state summary origin
                disk java loaded how full the file systems are built in
                gone java broken - $yaml:3:3
                memory java loaded how much memory and swap is in use built in
                network java loaded the addresses and the traffic of the network interfaces built in
                os java loaded the operating system, its version and its kernel built in
                sum java loaded - $yaml:2:3
                uptime java loaded since when the host is up, and its load built in
                """.stripIndent().readLines()
            err == "shoal: $gone\n7 plugins, 1 broken\n"
            status == 1
        }
        operator.types(['plugins', 'new', 'root-free']).out ==
                "$home/.config/shoal/plugins/RootFree.groovy\n$home/.config/shoal/plugins/spec/RootFreeSpec.groovy\n"
        operator.types(['plugins', 'test', 'root-free']).out == 'root-free: 3 passed\n'
        operator.types(['demo', '2', '-q', '-o', 'csv', 'collect', 'root-free']).out.readLines()*.replaceAll(/\d+$/, 'N') ==
                ['host,free', 'web1,N', 'web2,N']
        operator.types(['plugins']).out.readLines()[6].startsWith('root-free  groovy  not loaded yet')
    }

    def "a command can be a table, too, and csv for spreadsheets"() {
        expect:
        operator.types(['demo', '2', '-q', '-o', 'table', 'exec', 'echo one; echo two; test $HOSTNAME = web1']).out
                .replaceAll(/\d+  one/, 'MS  one').replaceAll(/ +ms/, '   ms').replaceAll(/ +MS/, '   MS').replaceAll(/(?m)^ +two/, ' ' * 26 + 'two') == '''\
                    host  outcome  exit   ms  out  err
                    web1  ok          0   MS  one
                                              two
                    web2  exit        1   MS  one
                                              two
                    '''.stripIndent()
        operator.types(['demo', '1', '-q', '-o', 'csv', 'exec', 'echo -x; exit 3']).out.replaceAll(/,3,\d+,/, ',3,MS,') ==
                "host,outcome,exit,ms,out,err\r\nweb1,exit,3,MS,'-x,\r\n"
        operator.types(['demo', '1', '-q', '-o', 'csv', 'exec', "printf 'a\\n\\nb\\r\\n\\n'; echo e >&2"]).out.replaceAll(/,0,\d+,/, ',0,MS,') ==
                'host,outcome,exit,ms,out,err\r\nweb1,ok,0,MS,"a\n\nb\r\n",e\r\n'
        operator.types(['demo', '1', '-o', 'none', 'exec', 'echo x']).out == ''
    }
}
