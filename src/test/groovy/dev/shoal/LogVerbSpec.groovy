package dev.shoal

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** What the verb `log` shows and changes. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LogVerbSpec extends Specification {
    static final HOW = 'log; log level MODULE; log level MODULE LEVEL, as log level transport.ssh debug; log tail [MODULE] [N]'

    @TempDir
    Path home

    Operator operator
    Path logs

    def setup() {
        operator = new Operator(home)
        logs = home.resolve('.local/state/shoal/log')
    }

    def "every module is shown with its level and its file"() {
        given:
        operator.file('.config/shoal/shoal.yaml', 'log: {level: warn, modules: {plugin.disk: trace}}\n')
        operator.file('.local/state/shoal/log/script.log', '')

        when:
        def rows = operator.types(['log']).out.readLines()*.split(/ +/)*.toList()

        then:
        rows[0] == ['module', 'level', 'file']
        ['plugin.disk', 'trace', '-'] in rows
        ['script', 'warn', "$logs/script.log".toString()] in rows
        rows.tail()*.first() == rows.tail()*.first().toSorted()
    }

    def "a level changed while running holds from the next line on, and for that module alone"() {
        when:
        def told = operator.types(['demo', '1', '-q', '-c', 'exec true', '-c', 'log level fleet', '-c', 'log level fleet off', '-c', 'exec true',
            '-c', 'log level fleet', '-c', 'log level transport.ssh', '-c', 'log level fleet INFO', '-c', 'exec true'])

        then:
        told.out.readLines().findAll { it ==~ /(fleet|transport).*/ } == ['fleet info', 'fleet off', 'transport.ssh info']
        told.err == '''\
            fleet logs at off until this Shoal ends. To keep it: log.modules.fleet: off in shoal.yaml
            fleet logs at info until this Shoal ends. To keep it: log.modules.fleet: info in shoal.yaml
            '''.stripIndent()
        Files.readAllLines(logs.resolve('fleet.log')).collect { (it =~ /: run (\d+)/)[0][1] } == ['1', '1', '3', '3']
    }

    def "a module that nobody has logged to yet may be given a level"() {
        when:
        def told = operator.types(['-c', 'log level plugin.raid debug', '-c', 'log level plugin.raid', '-c', 'log'])

        then:
        told.err == '''\
            plugin.raid logs at debug until this Shoal ends. To keep it: log.modules.plugin.raid: debug in shoal.yaml
            nothing has been logged to plugin.raid yet
            '''.stripIndent()
        told.out.readLines()[0] == 'plugin.raid debug'
        told.out.readLines().any { it ==~ /plugin\.raid +debug +-/ }
        told.status == 0
    }

    def "the tail is the last events with all their lines, of one module or of all in the order of their times"() {
        given:
        operator.file('.local/state/shoal/log/fleet.log', '''\
            2026-11-22T14:00:01.000Z 1 INFO  [main]: one
            2026-11-22T14:00:03.000Z 1 ERROR [main]: three
                java.io.IOException: x
                  at y
            2026-11-22T14:00:05.000Z 1 INFO  [main]: five
            '''.stripIndent())
        operator.file('.local/state/shoal/log/script.log', '2026-11-22T14:00:04.000Z 1 INFO  [main]: four\n')

        expect:
        operator.types(['log', 'tail', 'fleet', '2']).out == '''\
            2026-11-22T14:00:03.000Z 1 ERROR [main]: three
                java.io.IOException: x
                  at y
            2026-11-22T14:00:05.000Z 1 INFO  [main]: five
            '''.stripIndent()
        operator.types(['log', 'tail', '2']).out == '''\
            script: 2026-11-22T14:00:04.000Z 1 INFO  [main]: four
            fleet: 2026-11-22T14:00:05.000Z 1 INFO  [main]: five
            '''.stripIndent()
        operator.types(['log', 'tail']).out.readLines().size() == 6
        operator.types(['log', 'tail', 'nobody']).err == "shoal: no log lines of nobody in $logs\n"
    }

    def "'#words' is refused: #message"() {
        when:
        def told = operator.types(words)

        then:
        told.err == message + '\n'
        told.out == ''
        told.status == 2

        where:
        words                              || message
        ['log', 'level', 'fleet', 'loud']  || "shoal: unknown log level: loud; use off, error, warn, info, debug or trace"
        ['log', 'level', '../x', 'info']   || "shoal: not a valid log module: ../x; use letters, digits, _ and -, in parts joined by dots, at most 100 characters"
        ['log', 'level', '../x']           || "shoal: not a valid log module: ../x; use letters, digits, _ and -, in parts joined by dots, at most 100 characters"
        ['log', 'tail', '../x']            || "shoal: not a valid log module: ../x; use letters, digits, _ and -, in parts joined by dots, at most 100 characters"
        ['log', 'level']                   || "shoal: log level: write $HOW"
        ['log', 'tail', 'a', 'b']          || "shoal: log tail a b: write $HOW"
        ['log', 'levels']                  || "shoal: log levels: write $HOW"
    }
}
