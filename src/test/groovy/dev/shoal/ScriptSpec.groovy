package dev.shoal

import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** Batch scripts, run as an operator runs them, on the demo fleet: db1, web1, web2. */
@Timeout(120)
class ScriptSpec extends Specification {
    @TempDir
    Path home

    @AutoCleanup
    def operator = new Operator(home)

    private Operator.Told runs(String text, String... args) {
        def file = operator.file('runbook.groovy', text.stripIndent())
        operator.types(['demo', '3', '-o', 'none', 'run', file.toString(), *args])
    }

    def "a script sees the results as lists of data"() {
        when:
        def told = runs('''\
            #!/usr/bin/env -S shoal run
            def r = exec 'hostname'
            println r*.host
            println r*.out*.trim()
            println r.ok.size() + ' ok, ' + r.failed.size() + ' failed'
            println r['web1'].lines
            println r.find { it.host == 'web2' }.exit
            println r.ledger
            println r.hosts
            def same = exec 'echo same'
            println same.group()*.count
            println exec('echo \\'{"a": [1, 2]}\\'').json.web1.a[1]
            println exec('printf "NAME USE%%\\\\nroot 93%%\\\\n"').table.findAll { it.use > 90 }*.host
            println hosts*.name
            println hosts[0].address
            println args
            ''', 'one', 'two words')

        then:
        told.out == '''\
            ['db1', 'web1', 'web2']
            ['db1', 'web1', 'web2']
            3 ok, 0 failed
            ['web1']
            0
            [['outcome':'ok', 'detail':'', 'count':3, 'hosts':'db1,web[1-2]']]
            db1,web[1-2]
            [3]
            2
            ['db1', 'web1', 'web2']
            ['db1', 'web1', 'web2']
            127.0.0.1
            ['one', 'two words']
            '''.stripIndent()
        told.notes == '3 ok   3 hosts, T\n' * 4
        told.status == 0
    }

    def "a script queries what it knows with GINQ"() {
        expect:
        runs("""\
            def ports = exec('echo 22').collect { [host: it.host, port: it.out.trim() as int] }
            println GQ { from h in hosts where h.name != 'db1' select h.name }.toList()
            println GQ {
                from p in ports
                join h in hosts on h.name == p.host
                orderby h.name in desc
                limit 2
                select h.name, p.port
            }.toList()*.toList()
            """).out == "['web1', 'web2']\n[['web2', 22], ['web1', 22]]\n"
    }

    def "a script sees hosts that answered alike, what they differ in, and what sets the others apart"() {
        when:
        def told = runs('''\
            def r = exec \'echo I am $HOSTNAME, pid 1${#HOSTNAME}\'
            r.similar().each { println "$it.hosts $it.count $it.varying" }
            println r.similar()[0]
            println r.group()*.varying
            println r.diff()
            println exec('echo same').diff()
            println exec('exit 3').similar()*.exit
            ''')

        then:
        told.out == '''\
            db1,web[1-2] 3 [name, pid]
            db1,web[1-2] (3) similar except name, pid
            [[], [], []]
            ---------------
            db1 (1)
            ---------------
            I am db1, pid 13
            --- db1 (1)
            +++ web1 (1)
            @@ -1 +1 @@
            -I am db1, pid 13
            +I am web1, pid 14
            --- db1 (1)
            +++ web2 (1)
            @@ -1 +1 @@
            -I am db1, pid 13
            +I am web2, pid 14
            ---------------
            db1,web[1-2] (3)
            ---------------
            same
            [3]
            '''.stripIndent()
        told.status == 1
    }

    def "closures choose the target, and the innermost one counts"() {
        when:
        def told = runs('''\
            on('@web') {
                println exec('true').hosts
                on('web2') { println exec('true').hosts }
                println hosts*.name
            }
            println exec('true', on: '@db').hosts
            println exec('true', except: 'db1').hosts
            ''')

        then:
        told.out == "web[1-2]\nweb2\n['web1', 'web2']\ndb1\nweb[1-2]\n"
        told.status == 0
    }

    def "use is a verb in a script, too, and what it chooses within on ends with on"() {
        when:
        def told = runs('''\
            def other() { use 'web2'; println hosts*.name }
            use '@web'
            use('@db')
            on('@web') { other() }
            println hosts*.name
            use '-'
            println hosts*.name
            '''.stripIndent())

        then:
        told.out == "['web2']\n['db1']\n['web1', 'web2']\n"
        told.status == 0
    }

    def "'#text' ends with exit status #status"() {
        when:
        def told = runs(text)

        then:
        told.status == status
        told.notes.readLines().findAll { it.startsWith('shoal:') || it.startsWith('  ') } == notes

        where:
        text                                             || status | notes
        "exec 'true'"                                    || 0      | []
        "exec 'false'"                                   || 1      | []
        "exec 'false'; exec 'true'"                      || 1      | []
        "exec 'exit 7', okExit: [0, 7]"                  || 0      | []
        "exec 'exit 7', S: true"                         || 7      | []
        "exec 'sleep 60', timeout: '1s'"                 || 3      | []
        "exec 'false'; exit(4)"                          || 4      | []
        "exec 'false'\nexit 0"                           || 0      | []
        "exec 'false', check: true\nexec 'true'"         || 5      | ['shoal: runbook.groovy:1: exec: 3 of 3 hosts failed: db1,web[1-2]', "  exec 'false', check: true"]
        "try { exec 'false', check: true } catch (e) {}" || 1      | []
        "exec 'true'\n\nexec 'true', on: '@wbe'"         || 5      | ['shoal: runbook.groovy:3: unknown group @wbe: did you mean @web?', '  @wbe', '  ^', "  exec 'true', on: '@wbe'"]
        "exec 'true', timout: '1s'"                      || 5      | ["shoal: runbook.groovy:1: exec: unknown option timout; did you mean timeout?", "  exec 'true', timout: '1s'"]
        "exec 'true', timeout: 'soon'"                   || 5      | ['shoal: runbook.groovy:1: -u, --timeout needs a TIME: "soon" is not a duration; write 500ms, 30s, 2m, 1h or a whole number of seconds', "  exec 'true', timeout: 'soon'"]
        "def x = 1\nexec df -h"                          || 5      | ["shoal: runbook.groovy:2: unknown name: df", '  exec df -h', "shoal: in a script the text needs quotes: exec 'df -h'"]
        "exec null"                                      || 5      | ['shoal: runbook.groovy:1: exec: argument 1 is null; its arguments: TEXT', '  exec null']
        "put 'a', null"                                  || 5      | ['shoal: runbook.groovy:1: put: argument 2 is null; its arguments: SRC... DEST', "  put 'a', null"]
        "put(['a', null], '/tmp/')"                      || 5      | ['shoal: runbook.groovy:1: put: item 2 of argument 1 is null; its arguments: SRC... DEST', "  put(['a', null], '/tmp/')"]
        "exec 'true', timeout: null"                     || 5      | ['shoal: runbook.groovy:1: exec: timeout is null; give it a value, or leave it out', "  exec 'true', timeout: null"]
        "on(null) { exec 'true' }"                       || 5      | ["shoal: runbook.groovy:1: on: the nodeset is null; write on('@web') { … }", "  on(null) { exec 'true' }"]
        "on(['web1', null]) { exec 'true' }"             || 5      | ["shoal: runbook.groovy:1: on: a host in its list is null; write on('@web') { … }", "  on(['web1', null]) { exec 'true' }"]
        "println quote(null)"                            || 5      | ['shoal: runbook.groovy:1: quote: its value is null; give it a text or a list', '  println quote(null)']
        'exec "echo $HOME"'                              || 5      | ['shoal: runbook.groovy:1: unknown name: HOME', '  exec "echo $HOME"', 'shoal: a $ that is not part of a Groovy name needs a \\ before it: exec "echo \\$HOME"']
        'exec "awk \'{print $1}\' f"'                    || 2      | ['shoal: runbook.groovy:1: in double quotes a $ must be followed by a name', '  exec "awk \'{print $1}\' f"', '                    ^', 'shoal: a $ that is not part of a Groovy name needs a \\ before it: exec "awk \'{print \\$1}\' f"']
        "exec awk '{print}' f"                           || 5      | ['shoal: runbook.groovy:1: unknown name: awk', "  exec awk '{print}' f", "shoal: in a script the text needs quotes: exec \'\'\'awk '{print}' f\'\'\'"]
        "Thread.start { exec 'true' }.join()"            || 5      | ["shoal: runbook.groovy:1: exec was called in a thread that the script started; call verbs in the script's own thread, one after the other: each runs on all its hosts at once"]
        "def pool = java.util.concurrent.Executors.newFixedThreadPool(1)\npool.submit { exec 'true' }\npool.close()" || 5 | ["shoal: runbook.groovy:2: exec was called in a thread that the script started; call verbs in the script's own thread, one after the other: each runs on all its hosts at once"]
        "sudo 'true'"                                    || 5      | ['shoal: runbook.groovy:1: sudo is not in this version; instead: exec sudo -n TEXT', "  sudo 'true'"]
        "println 1\nx = 1 +* 2"                          || 2      | ["shoal: runbook.groovy:2: Unexpected input: '+'", '  x = 1 +* 2', '        ^']
        'def deep(n) { deep(n + 1) }\ndeep(1)'           || 5      | ['shoal: runbook.groovy:1: endless recursion', '  def deep(n) { deep(n + 1) }']
        'def f() {\n    final y = 1; y = 2\n}'              || 2      | ['shoal: runbook.groovy:2: The variable [y] is declared final but is reassigned', '      final y = 1; y = 2', '                   ^']
        'if (true) { println 2'                          || 2      | ['shoal: runbook.groovy:1: a bracket, a quote or a comment is not closed', '  if (true) { println 2', '                       ^']
        'class A {}'                                     || 2      | ['shoal: runbook.groovy: nothing to run: the file only defines classes']
    }

    def "what the files of a host are asked for with null says which path is missing: #call"() {
        when:
        def told = runs("sftp { $call }")

        then:
        told.notes.readLines().first() == "db1,web[1-2]: sftp: $words (runbook.groovy:1). The log of sftp has the whole trace"
        told.status == 1

        where:
        call            || words
        'cd null'       || 'the remote path is null'
        'put null, "a"' || 'put: the local path is null'
        'get "a", null' || 'get: the local path is null'
        'write "a", null' || 'write(String, null) could mean several methods; give the type, as in write(null as String), or give it a value'
    }

    def "the shipped example without its arguments prints how it is used"() {
        when:
        def told = operator.types(['demo', '1', 'run', 'scripts/examples/sftp-tour.groovy'])

        then:
        [told.out, told.err, told.status] ==
                ['usage: shoal -w web1 run scripts/examples/sftp-tour.groovy REMOTE_DIR LOCAL_FILE\n', '', 2]
    }

    def "a script that is not there is a mistake"() {
        when:
        def told = operator.types(['demo', '1', 'run', '/no/such.groovy'])

        then:
        [told.status, told.err] == [2, 'shoal: /no/such.groovy: no such file or directory\n']
    }

    def "Ctrl-C ends #what, and the status says so"() {
        given:
        def file = operator.file('endless.groovy', text)
        def marker = home.resolve('begun')
        Operator.Told told = null
        def shell = Thread.start { told = operator.types(['demo', '2', '-o', 'none', 'run', file.toString(), marker.toString()]) }
        while (!marker.toFile().exists()) {
            Thread.onSpinWait()
        }

        when:
        operator.interrupts.interrupt()
        shell.join()

        then:
        told.status == 130

        where:
        what              | text
        'an endless loop' | "new File(args[0]).text = ''\nwhile (true) {}"
        'what a script catches' | "new File(args[0]).text = ''\ntry { while (true) {} } catch (e) {}"
        'a run'           | "new File(args[0]).text = ''\nexec 'sleep 1000'\nnew File(args[0] + 2).text = ''"
    }

    def "an unchanged script is compiled once"() {
        when:
        runs("println 1")
        runs("println 1")
        runs("println 2")

        then:
        home.resolve('.cache/shoal/classes').toFile().list().size() == 2
    }

    def "the built-in collectors answer with rows of data"() {
        when:
        def told = runs('''\
            def all = collect 'disk', 'memory', 'network', 'os', 'uptime'
            println all.plugins
            println all.disk.findAll { it.use > 90 }*.host.unique()
            println all.memory.every { it.total > 0 && it.use >= 0 && it.use <= 100 }
            println all.network.findAll { it.interface == 'lo' }*.host
            println all.os*.kernel.unique().size() > 1
            println collect('uptime')*.host
            ''')

        then:
        told.out == """\
            ['disk', 'memory', 'network', 'os', 'uptime']
            ['db1']
            true
            ['db1', 'web1', 'web2']
            false
            ['db1', 'web1', 'web2']
            """.stripIndent()
        told.status == 0
    }

    def "lines of the prompt and their values: #lines"() {
        when:
        def told = operator.types(['demo', '3', *lines.collectMany { ['-c', it] }])

        then:
        told.out.replaceAll(/port \d+/, 'port P') == out
        told.status == status

        where:
        lines                                                  || status | out
        ['r = exec hostname |> it*.out*.trim()', 'r.size()']   || 0      | "['db1', 'web1', 'web2']\n3\n"
        ['@web1 echo hi |> it[0].out.trim() + "!"']            || 0      | 'hi!\n'
        ['exec false |> it.failed.hosts']                      || 1      | 'db1,web[1-2]\n'
        ['n = 3', '@web1 echo #{n} "#{host}" #{host} #{i} |> it[0].lines'] || 0 | "['3 web1 web1 0']\n"
        ['pids = [1, "a b"]', '@db1 printf "%s." #{pids} |> it[0].out'] || 0 | '1.a b.\n'
        ['@web echo #{i} |> it*.out*.trim()']                  || 0      | "['0', '1']\n"
        ['@web --dry-run echo #{host}']                        || 0      | "would run on web[1-2] (2 hosts), 64 at a time: echo #{host}\nweb1 127.0.0.1 port P\nweb2 127.0.0.1 port P\nweb1: echo web1\nweb2: echo web2\n"
        ['x = exit 3']                                         || 2      | ''
        ['exit 3 |> it']                                       || 2      | ''
        ['use web1!web1', 'r = exec true']                     || 4      | ''
        ['use @db', 'hosts*.name']                             || 0      | "['db1']\n"
        ['_1', '1']                                            || 2      | ''
        ["= exec('true', o: 'none'); nosuch"]                  || 5      | ''
        ["= exec('false', o: 'none').size(); null", '1']       || 1      | '1\n'
        ["@db1 echo #{exec('false', o: 'none').size()}"]       || 1      | '---------------\ndb1 (1)\n---------------\n3\n'
        ['@db1 echo a |> it.size()', '_.size() + 1', '_1.size()'] || 0   | '1\n2\n1\n'
        ['@db1 echo a -o none |> it.size()', 'null', '[].find { it }', 'x = 5', '7', 'hosts.size()', 'hosts |> it.size()', '_*.host'] || 0 | "1\n7\n3\n3\n['db1']\n"
        ['exit(3)', '1']                                       || 3      | ''
        ["exec('echo a', on: 'db1')"]                          || 0      | '---------------\ndb1 (1)\n---------------\na\n'
        ["on('db1') { exec 'echo a' }"]                        || 0      | '---------------\ndb1 (1)\n---------------\na\n'
        ["r = exec('echo a', on: 'db1', o: 'none')", 'r']      || 0      | '---------------\ndb1 (1)\n---------------\na\n'
        ["exec true |> exec('echo a', on: 'db1')"]             || 0      | '---------------\ndb1 (1)\n---------------\na\n'
        ['= hosts.size()']                                     || 0      | '3\n'
        ["def f(x) {\n  x * 2\n}", 'f(4)']                     || 0      | '8\n'
        ['l = []', 'l << l; l << [l]; l']                        || 0      | 'ArrayList that contains itself\n'
    }
}
