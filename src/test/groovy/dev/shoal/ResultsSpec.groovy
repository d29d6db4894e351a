package dev.shoal

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** What verbs give scripts and lines, on the demo fleet (db1, web1, web2) and a host that refuses connections. */
@Timeout(120)
class ResultsSpec extends Specification {
    @TempDir
    Path home

    @AutoCleanup
    def operator = new Operator(home)

    private Operator.Told runs(String text) {
        def file = operator.file('runbook.groovy', text.stripIndent())
        operator.types(['demo', '3', '-q', '-o', 'none', 'run', file.toString()])
    }

    /** A host on which nothing listens. */
    private void closed() {
        operator.file('hosts.yaml', 'hosts:\n  gone: {address: 127.0.0.1, port: 1}\n')
    }

    def "#verb gives a result with the sets, the rows and the exit status"() {
        given:
        operator.file('a.txt', 'abc\n')

        when:
        def told = runs("""
            def r = $call
            println([r.ok.hosts, r.failed.size(), r.unreachable.size(), r.timeout.size(), r.hosts, r.exit, r.ledger*.outcome])
            println([r.rows*.host.unique(), r.csv.readLines()[0], r.failed ? 'failed' : 'none failed'])
            """.replace('HOME', home.toString()))

        then:
        [told.out, told.err, told.status] == ["['db1,web[1-2]', 0, 0, 0, 'db1,web[1-2]', 0, ['ok']]\n" +
                "[['db1', 'web1', 'web2'], '$titles', 'none failed']\n", '', 0]

        where:
        verb      | call                                  || titles
        'exec'    | "exec 'true'"                         || 'host,outcome,exit,ms,out,err'
        'put'     | "put 'HOME/a.txt', 'a.txt'"           || 'host,outcome,files,bytes,ms'
        'get'     | "get '/etc/hostname', 'HOME/got/{host}'"   || 'host,outcome,files,bytes,ms'
        'collect' | "collect 'os'"                        || 'host,name,version,kernel,arch,hostname,id'
        'sftp'    | "sftp { pwd() }"                      || 'host,outcome,ms,value'
        'hosts'   | "hosts()"                             || 'host,address,port,user,kind'
    }

    def "a nightly script does not report a host as cured that was not reached"() {
        given:
        closed()
        operator.file('nightly.groovy', '''\
            def disk = collect 'disk'
            def full = disk.findAll { it.use > 90 }
            if (disk.failed) println "not known: $disk.failed.hosts, unreachable: $disk.unreachable.hosts"
            if (!full && !disk.failed) println 'cured'
            println disk.failed*.message
            exit disk.exit
            '''.stripIndent())

        expect:
        with(operator.types(['--inventory', "$home/hosts.yaml", '-q', '-o', 'none', '-w', 'gone', 'run', "$home/nightly.groovy"]*.toString())) {
            [out.readLines().first(), status] == ['not known: gone, unreachable: gone', 3]
        }
    }

    def "check: true names the hosts of #text"() {
        given:
        def call = text.replace('HOME', home.toString())
        operator.file('a.txt', 'abc\n')
        operator.file('.config/shoal/plugins/Broken.groovy', "class Broken extends Plugin { Object process(HostContext host) { host.exec('false') } }")

        when:
        def told = runs(call)

        then:
        told.out == ''
        told.err.contains("shoal: runbook.groovy:1: $message\n  $call\n")
        told.status == 5

        where:
        text                                                    || message
        "exec '[ \$(hostname) = db1 ]', check: true"            || 'exec: 2 of 3 hosts failed: web[1-2]'
        "put 'HOME/a.txt', '/proc/a.txt', check: true"          || 'put: 3 of 3 hosts failed: db1,web[1-2]'
        "get 'nosuch', 'HOME/got', check: true"                 || 'get: 3 of 3 hosts failed: db1,web[1-2]'
        "sftp(check: true) { rm 'nosuch' }"                     || 'sftp: 3 of 3 hosts failed: db1,web[1-2]'
        "collect 'broken', check: true"                         || 'collect: 3 of 3 hosts failed: db1,web[1-2]'
    }

    def "check: true names the hosts that could not be reached, for #text"() {
        given:
        closed()
        def call = text.replace('HOME', home.toString())
        operator.file('a.txt', 'abc\n')
        def file = operator.file('runbook.groovy', "exec 'true'\n$call")

        when:
        def told = operator.types(['--inventory', "$home/hosts.yaml", '-q', '-o', 'none', '-w', 'gone', 'run', "$file"]*.toString())

        then:
        told.err.endsWith("shoal: runbook.groovy:2: $message 1 of 1 host failed: gone\n  $call\n")
        [told.out, told.status] == ['', 5]

        where:
        text                                       || message
        "exec 'true', check: true"                 || 'exec:'
        "again(check: true)"                       || 'again:'
        "put 'HOME/a.txt', 'a.txt', check: true"   || 'put:'
        "get 'a.txt', 'HOME/got', check: true"     || 'get:'
        "sftp(check: true) { pwd() }"              || 'sftp:'
        "collect 'disk', check: true"              || 'collect:'
    }

    def "check: true names the hosts of #text, and why"() {
        expect:
        with(runs(text)) {
            [out, err.readLines().takeRight(2), status] == ['', ["shoal: runbook.groovy:1: $message", "  $text"], 5]
        }

        where:
        text                                                                      || message
        "exec '[ \$(hostname) = db1 ] && sleep 60', timeout: '1s', okExit: [0, 1], check: true" || 'exec: 1 of 3 hosts failed: db1'
        "collect 'disk', failOn: 'warn', check: true"                             || 'collect: 1 warn: db1'
    }

    def "rows that no host has are no mistake: #text"() {
        given:
        operator.file('.config/shoal/plugins/Units.groovy', "class Units extends Plugin { Object process(HostContext host) { [] } }")

        expect:
        runs("println collect('units')$text").with { [it.out, it.err, it.status] } == ["$out\n", '', 0]

        where:
        text                                || out
        ".where('unit == 1').size()"        || '0'
        "*.unit"                            || '[]'
        ".findAll { it.unit == 1 }*.host"   || '[]'
        ".sort('-unit').size()"             || '0'
        " ? 'some' : 'none'"                || 'none'
    }

    def "a host that was not reached is no mistake in a condition on rows"() {
        given:
        closed()

        when:
        def told = operator.types(['--inventory', "$home/hosts.yaml", '-q', '-w', 'gone', '-c', 'r = collect -o none disk', '-c', 'r.where("use > 90")', '-c', 'r.failed']*.toString())

        then:
        told.err.replaceAll(/[0-9.]+ m?s/, 'T').readLines() == ['gone:1: connection refused. Is sshd running there, and is 1 its port?',
            '1 unreachable (refused): gone   1 host, T', 'no rows', 'gone:1: connection refused. Is sshd running there, and is 1 its port?',
            '1 unreachable (refused): gone   1 host, T']
        [told.out, told.status] == ['', 3]
    }

    def "a column of the rows and what each host's result has are lists: #text"() {
        expect:
        runs("println $text").with { [it.out, it.err, it.status] } == ["$out\n", '', 0]

        where:
        text                                        || out
        "exec('hostname').out*.trim()"              || "['db1', 'web1', 'web2']"
        "exec('hostname').lines"                    || "[['db1'], ['web1'], ['web2']]"
        "exec('true').failed.out"                   || '[]'
        "collect('os').id"                          || "['debian', 'debian', 'debian']"
        "collect('os').ok.id"                       || "['debian', 'debian', 'debian']"
        "hosts('@web').ok*.name"                    || "['web1', 'web2']"
        "hosts('@web').name"                        || "['web1', 'web2']"
        "hosts('@web').findAll { it.name == 'web2' }.hosts" || 'web2'
        "collect('os', 'uptime').columns.take(4)"   || "['host', 'plugin', 'name', 'version']"
        "exec('true').mayrun.size()"                || '0'
    }

    def "the hosts of a result, of rows and of groups are a target"() {
        expect:
        runs("""
            def r = exec 'case \$(hostname) in web*) echo 1;; *) echo 2;; esac'
            on(r.findAll { it.out == '2\\n' }) { println exec('true').hosts }
            on(collect('disk').where('use == 45')) { println exec('true').hosts }
            on(r.group()) { println exec('true').hosts }
            on(hosts('@web')) { println exec('true').hosts }
            """).with { [it.out, it.err, it.status] } == ['db1\nweb2\ndb1,web[1-2]\nweb[1-2]\n', '', 0]
    }

    def "where nothing has run the result has no hosts: #text"() {
        expect:
        runs(text).with { [it.out.readLines().last(), it.status] } == ['[0, []]', status]

        where:
        text                                                                        || status
        "on('web1 & db1') { def r = exec('true'); println([r.failed.size(), r]) }"  || 4
        "on('web1 & db1') { def r = collect('disk'); println([r.failed.size(), r]) }" || 4
        "def r = exec('true', dryRun: true); println([r.failed.size(), r])"          || 0
        "def r = get('a', 'b', dryRun: true); println([r.failed.size(), r])"         || 0
    }

    def "a mistyped property is an error where there are no rows, too"() {
        given:
        operator.file('.config/shoal/plugins/Units.groovy', "class Units extends Plugin { Object process(HostContext host) { [] } }")

        expect:
        runs("if (collect('units').fialed) println 'failed'").with { [it.out, it.err, it.status] } ==
                ['', "shoal: runbook.groovy:1: there are no rows; for a column write *.fialed. A result has no property fialed; did you mean failed?\n" +
                        "  if (collect('units').fialed) println 'failed'\n", 5]
    }

    def "a mistyped property ends a line with 2 if nothing of it has run, else with 5"() {
        expect:
        operator.types(['demo', '1', '-q', '-c', *lines]).with { [it.err, it.status] } == ["shoal: a result has no property fialed; did you mean failed?\n", status]

        where:
        lines                                        || status
        ['r = exec -o none true', '-c', 'r.fialed']  || 2
        ['exec("true", output: "none").fialed']      || 5
        ['exec true |> it.fialed']                   || 5
    }

    def "an option that sftp does not have is refused"() {
        expect:
        with(runs("sftp(timeout: '3s') { pwd() }")) {
            [out, err.readLines().first(), status] ==
                    ['', "shoal: runbook.groovy:1: sftp: unknown option timeout; its only one is check. Set others outside: on('@web') { sftp { … } }", 5]
        }
    }

    def "several plugins are one result, with a result for each"() {
        expect:
        with(runs('''
            def all = collect 'os', 'uptime'
            println([all.os*.host, all['uptime'].size(), all.ok.hosts, all.failed.empty, all.size(), all*.plugin.unique()])
            println all.os.rows.columns
            println all.ok.uptime.rows*.host
            ''')) {
            [out, err, status] == ["[['db1', 'web1', 'web2'], 3, 'db1,web[1-2]', true, 6, ['os', 'uptime']]\n" +
                    "['host', 'name', 'version', 'kernel', 'arch', 'hostname', 'id']\n['db1', 'web1', 'web2']\n", '', 0]
        }
    }

    def "the sets of a run of commands are results of their hosts"() {
        expect:
        with(runs('''
            def r = exec 'case $(hostname) in db1) exit 3;; web1) echo out;; esac'
            println([r.ok.hosts, r.exit(3).hosts, r.silent.hosts, r.odd*.host, r.exit, r.failed.exit, r.ok.exit])
            println r.failed.ledger
            println r.findAll { it.exit == 3 }.hosts
            println r.where('exit > 0')*.host
            println r['web1'].lines
            ''')) {
            [out, err.replaceAll(/[0-9.]+ s/, 'T'), status] == ["['web[1-2]', 'db1', 'db1,web2', [], 1, 1, 0]\n" +
                    "[['outcome':'exit', 'detail':'3', 'count':1, 'hosts':'db1']]\ndb1\n['db1']\n['out']\n",
                    '2 ok, 1 exit 3: db1   3 hosts, T\n', 1]
        }
    }

    def "a name that #what does not have is an error that suggests one"() {
        when:
        def told = runs(text)

        then:
        [told.out, told.err, told.status] == ['', "shoal: runbook.groovy:1: $message\n  $text\n", 5]

        where:
        what             | text                         || message
        'a result'       | "println exec('true').fialed"    || 'a result has no property fialed; did you mean failed?'
        'a host'         | "println exec('true')*.outt"     || 'the result of a host has no property outt; did you mean out?'
        'a group'        | "println exec('true').group()*.hots" || 'a group has no property hots; did you mean hosts?'
        'a row'          | "println collect('disk')*.usee"  || 'rows have no column usee; did you mean use? Columns: host mount use size used free device'
        'rows'           | "collect('disk').where('usee > 1')"  || "rows have no column usee; did you mean use? Columns: host mount use size used free device\n  usee > 1\n  ^"
        'the rows of a host' | "println collect('os').ok*.id"     || 'the result of a host has no property id; it has: rows*.id'
        'a known host'   | "println hosts*.adress"          || 'a host has no property adress; did you mean address?'
    }

    def "the prompt keeps the result of put and get, and prints it as the verb does"() {
        given:
        operator.file('a.txt', 'abc\n')

        expect:
        with(operator.types(['demo', '2', '-q', '-c', "g = put $home/a.txt a.txt", '-c', 'g.ok.hosts', '-c', 'g.rows*.bytes', '-c', 'g.exit',
                             '-c', 'h = hosts', '-c', 'h.where("host == \'web1\'")*.host', '-c', 'h*.name']*.toString())) {
            [out.readLines().findAll { !it.startsWith('web') || it.contains('[') }, err, status] ==
                    [['web[1-2]', '[4, 4]', '0', 'host  address     port  user  groups', "['web1']", "['web1', 'web2']"], '', 0]
        }
    }
}
