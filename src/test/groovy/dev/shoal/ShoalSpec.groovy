package dev.shoal

import groovy.json.JsonSlurper
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** What an operator types and reads, on the demo fleet. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class ShoalSpec extends Specification {
    @TempDir
    Path home

    Operator operator

    def setup() {
        operator = new Operator(home)
    }

    def "a command runs on every host of the demo fleet, and equal answers are folded"() {
        when:
        def told = operator.types(['demo', '3', 'exec', '--', 'echo', 'hello'])

        then:
        told.out == '''\
            ---------------
            db1,web[1-2] (3)
            ---------------
            hello
            '''.stripIndent()
        told.notes == '3 ok   3 hosts, T\n'
        told.status == 0
    }

    def "lines of -c choose targets, run text and calculate, one after the other"() {
        when:
        def told = operator.types(['demo', '6', '-c', '@db true', '-c', 'use @web!web1', '-c', 'exec echo $((1+1))',
            '-c', 'hosts -f @web,db1', '-c', '# a remark', '-c', ''])

        then:
        told.out == '''\
            ---------------
            db[1-2] (2)
            ---------------
            (no output)
            ---------------
            web[2-4] (3)
            ---------------
            2
            db1,web[1-4]
            '''.stripIndent()
        told.notes == '''\
            2 ok   2 hosts, T
            target web[2-4] (3 hosts)
            3 ok   3 hosts, T
            '''.stripIndent()
        told.status == 0
    }

    def "standard input is read as lines, the last one too when it has no newline"() {
        when:
        def told = operator.types(['demo', '3', '-o', 'raw', '-q'], "# runbook\n@web!web2 echo one\n@db echo two")

        then:
        told.out == 'web1: one\ndb1: two\n'
        told.err == ''
        told.status == 0
    }

    def "after a mistake no further line is run"() {
        when:
        def told = operator.types(['demo', '3', '-c', '@nosuch true', '-c', 'exec true'])

        then:
        told.out == ''
        told.err == '''\
            shoal: unknown group @nosuch: the groups are @db, @web, @all
              @nosuch
              ^
            '''.stripIndent()
        told.status == 2
    }

    def "the worst of several lines is what the process ends with"() {
        expect:
        operator.types(['demo', '2', '-q', '-c', 'exec exit 3', '-c', 'exec true']).status == 1
    }

    def "two hosts that fail differently among eight are both named, and the others are not affected"() {
        when:
        def told = operator.types(['demo', '8', 'exec', 'case $HOSTNAME in web2) exit 3;; db1) kill -9 $$;; esac; echo fine'])

        then:
        told.out.startsWith('---------------\ndb2,web[1,3-6] (6)\n---------------\nfine\n')
        told.notes == '6 ok, 1 exit 3: web2, 1 signal KILL: db1   8 hosts, T\n'
        told.status == 1
    }

    def "'#words' is refused with exit status 2 before anything has run: #message"() {
        when:
        def told = operator.types(words)

        then:
        told.err == message + '\n'
        told.out == ''
        told.status == 2

        where:
        words                                          || message
        ['exec', 'true']                               || 'shoal: no target: name the hosts with -w, -g or -a, or set target in shoal.yaml'
        ['-w', 'a', 'exec']                            || 'shoal: exec: no command given, e.g. exec uptime'
        ['--fanuot', '3', 'exec', 'x']                 || 'shoal: unknown option --fanuot; did you mean --fanout? Its options: shoal --help'
        ['exec', '--user']                             || 'shoal: exec: --user needs a value: NAME'
        ['exce', 'true']                               || 'shoal: unknown command: exce; did you mean exec?'
        ['upgrade']                                    || 'shoal: unknown command: upgrade; see shoal --help'
        ['quit']                                       || 'shoal: unknown command: quit; did you mean exit?'
        ['-w', 'a', '-x', '', 'exec', 'true']          || 'shoal: -x needs hosts to exclude'
        ['-v', '-w', 'a', 'exec', 'true']              || 'shoal: -v is not in this version; to see where hosts come from: hosts -v'
        ['-J', 'gate', '-w', 'a', 'exec', 'true']      || 'shoal: -J is not in this version'
        ['sudo', 'a', 'b']                             || 'shoal: sudo is not in this version; instead: exec sudo -n TEXT'
        ['-w', 'a', '-f', 'many', 'exec', 'x']         || 'shoal: --fanout many: not a whole number from 1 to 100000'
        ['-w', 'a', '-p', '99999', 'exec', 'x']        || 'shoal: --port 99999: not a whole number from 1 to 65535'
        ['-w', 'a', '-o', 'tabel', 'exec', 'x']        || 'shoal: not a valid format: tabel; formats: fold raw json jsonl yaml table csv md none'
        ['-w', 'a', '--ok-exit', '0,x', 'exec', 'x']   || 'shoal: --ok-exit x: not a whole number from 0 to 255'
        ['-w', 'a', '--color', 'red', 'exec', 'x']     || 'shoal: not a valid --color: red; write auto, always, never'
        ['-w', 'a', 'exec', '-o', 'raw', '--diff', 'x'] || 'shoal: --diff and --output raw: one of them, as the first is a way to fold and the second does not fold'
        ['-w', 'a', 'exec', '-N', '-L', 'x']           || 'shoal: -N and -L: one of them, as -N leaves the host out of raw lines and a fold has none'
        ['-w', 'a', 'exec', '-t', 'tty']               || 'shoal: -t, --connect-timeout needs a TIME: "tty" is not a duration; write 500ms, 30s, 2m, 1h or a whole number of seconds'
        ['-o', 'json', '-b', '-w', 'a', 'exec', 'x']   || 'shoal: -b and --output json: one of them, as the first is a way to fold and the second does not fold'
        ['-w', 'a', 'exec', '-L', '--diff', 'x']       || 'shoal: -L and --diff: one of them, as they are two ways to show groups'
        ['-w', 'a', '-c', 'df -h']                     || 'shoal: unknown command: df\nshoal: to run it on the hosts: exec df -h'
        ['-w', 'a', '-c', 'exce df -h']                || 'shoal: unknown command: exce; did you mean exec?'
        ['-w', 'a', '-c', 'Use @db']                   || 'shoal: unknown command: Use; did you mean use?'
        ['hosts', '-q']                                || 'shoal: hosts: unknown option -q. Its options: shoal hosts --help'
        ['-w', 'a', '-c', 'exec df |> ']               || 'shoal: |> needs an expression of `it`, e.g. |> it.failed*.host'
        ['-w', 'a', '-c', 'exec kill #{pids}']         || 'shoal: #{pids}: unknown name: pids'
        ['demo', '9999', 'exec', 'x']                  || 'shoal: demo 9999: not a number of hosts from 1 to 500'
        ['-w', 'a[3-1]', 'exec', 'x']                  || 'shoal: reversed range 3-1: write 1-3\n  a[3-1]\n    ^'
    }

    def "a target that is valid and empty runs nothing and has an exit status of its own"() {
        given:
        operator.inventory('hosts:\n  web[1-2]:\ngroups:\n  web: web[1-2]\n')

        when:
        def told = operator.types(['-w', '@web', '-x', 'web[1-2]', 'exec', 'true'])

        then:
        told.err == 'shoal: the target is empty, nothing was run: @web without web[1-2]\n'
        told.out == ''
        told.status == 4
    }

    def "the dry run prints the plan and runs nothing"() {
        given:
        operator.inventory('''\
            hosts:
              web[1-2]: {address: "10.0.0.[1-2]", user: deploy}
              db1: {port: 2222}
            '''.stripIndent())

        when:
        def told = operator.types(['-a', '-w', 'x9', '--dry-run', 'exec', 'rm', '-rf', '/tmp/x'])

        then:
        told.out == '''\
            would run on db1,web[1-2],x9 (4 hosts), 64 at a time: rm -rf /tmp/x
            db1 port 2222
            web1 10.0.0.1 user deploy
            web2 10.0.0.2 user deploy
            x9
            '''.stripIndent()
        told.err == 'not in the inventory: x9\n'
        told.status == 0
    }

    def "hosts is a table with each host's groups"() {
        given:
        operator.inventory('''\
            hosts:
              web[1-2]: {user: deploy}
              db1: {address: 10.0.0.9, port: 2222}
            groups:
              web: web[1-2]
              edge: web1,db1
            '''.stripIndent())

        when:
        def told = operator.types(['hosts'])

        then:
        told.err == ''
        told.out == '''\
            host  address   port  user    groups
            db1   10.0.0.9  2222  -       edge
            web1  web1         -  deploy  web,edge
            web2  web2         -  deploy  web
            '''.stripIndent()
    }

    def "hosts #words is #answer"() {
        given:
        operator.inventory('hosts:\n  web[1-4]:\ngroups:\n  web: web[1-4]\n')

        expect:
        with(operator.types(['hosts'] + words)) {
            out == answer + '\n'
            status == 0
        }

        where:
        words                     || answer
        ['-e', '@web!web2']       || 'web1 web3 web4'
        ['-f', 'n3,n1,n2']        || 'n[1-3]'
        ['-c', 'n[01-20]']        || '20'
        ['-f', 'n1!n1']           || ''
        ['-r', 'web[1-4],x1']     || '@web,x1'
        ['-c', 'n[1-1000000000]'] || '1000000000'
        ['-f', 'web?,db*']        || 'web[1-4]'
        ['-e', '@@']              || 'web'
    }

    def "a file goes to every host's standard input, and its bytes come back exactly"() {
        given:
        def bytes = (0..255).collect { it as byte } as byte[]
        def file = home.resolve('all.bin')
        Files.write(file, bytes)

        when:
        def told = operator.types(['demo', '2', '--stdin-file', file.toString(), '-o', 'json', 'exec', 'cat'])
        def json = new JsonSlurper().parseText(told.out)

        then:
        json.results*.outBase64.every { it.decodeBase64() == bytes }
        told.status == 0
    }

    def "an exit status may count as ok, and may be handed through"() {
        expect:
        operator.types(['demo', '2', '-q', '--ok-exit', '0,1', 'exec', 'exit 1']).status == 0
        operator.types(['demo', '2', '-q', '-S', 'exec', 'exit 7']).status == 7
        operator.types(['demo', '2', '-q', 'exec', 'exit 255']).status == 1
    }

    def "each run is two lines of the audit file, with what is secret masked, and runs are numbered on"() {
        when:
        operator.types(['demo', '2', '-q', 'exec', 'true --password hunter2'])
        operator.types(['demo', '2', '-q', 'exec', 'exit 3'])
        def lines = Files.readAllLines(home.resolve('.local/state/shoal/log/audit.jsonl')).collect {
            new JsonSlurper().parseText(it)
        }

        then:
        lines*.run == [1, 1, 2, 2]
        lines*.event == ['begun', 'ended', 'begun', 'ended']
        lines*.command.toUnique() == ['true --password ***', 'exit 3']
        lines*.exit == [null, 0, null, 1]
        lines[3].ledger*.subMap('outcome', 'detail', 'count', 'hosts') ==
                [[outcome: 'exit', detail: '3', count: 2, hosts: 'web[1-2]']]
    }

    def "each room that has something to say has a log file of its own, and a run leaves a line at its start and end"() {
        when:
        operator.types(['demo', '2', '-q', 'exec', 'exit 3'])
        def log = home.resolve('.local/state/shoal/log')

        then:
        Files.readAllLines(log.resolve('fleet.log'))*.replaceAll(/^.*? run/, 'run') ==
                ['run 1: 2 hosts, 64 at a time', 'run 1: ended: [2 exit 3]']
        Files.exists(log.resolve('testkit.log'))
    }

    def "where logs go and how much they say is configured"() {
        given:
        def elsewhere = home.resolve('elsewhere')
        operator.file('.config/shoal/shoal.yaml', "log: {dir: $elsewhere, level: error, modules: {fleet: info}}\n")

        when:
        operator.types(['demo', '2', '-q', 'exec', 'true'])

        then:
        elsewhere.toFile().list().findAll { it.endsWith('.log') } == ['fleet.log']
    }

    def "one command in a process of its own loads no #library"() {
        when:
        def java = Path.of(System.getProperty('java.home'), 'bin', 'java').toString()
        def builder = new ProcessBuilder(java, '-Xlog:class+load:file=' + home.resolve('classes'),
                '-cp', System.getProperty('java.class.path'), 'dev.shoal.Main', 'demo', '1', 'exec', 'true')
                .redirectErrorStream(true)
        builder.environment().HOME = "$home".toString()
        def process = builder.start()
        def text = process.inputStream.text

        then:
        text.contains('(no output)')
        process.waitFor() == 0
        !Files.readString(home.resolve('classes')).contains(packages)

        where:
        library                 | packages
        'JLine'                 | ' org.jline.'
        'Groovy'                | ' groovy.lang.'
        'Commons Configuration' | ' org.apache.commons.configuration2.'
        'SnakeYAML'             | ' org.yaml.snakeyaml.'
        'shipping of logs'      | ' dev.shoal.log.Shipping'
    }
}
