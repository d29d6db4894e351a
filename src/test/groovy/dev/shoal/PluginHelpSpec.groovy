package dev.shoal

import groovy.json.JsonSlurper
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** What `plugins help KEY` prints. */
class PluginHelpSpec extends Specification {
    @TempDir
    Path home

    Operator operator

    def setup() {
        operator = new Operator(home)
        operator.file('.config/shoal/plugins/TopMem.groovy', Files.readString(Path.of('plugins/TopMem.groovy')))
    }

    def "a plugin is described with its parameters, columns, limits and two examples"() {
        expect:
        operator.types(['plugins', 'help', 'top-mem']).out == """\
            top-mem: the processes that use the most memory
              origin           $home/.config/shoal/plugins/TopMem.groovy, groovy
              time limit       1m for each host, 10s for each command
            parameters:
              n=N              how many processes of each host; a whole number from 1 up; 5 unless given
              by=rss|vsz       which memory counts: in RAM (rss), or all that is reserved (vsz); rss unless given
            columns:
              pid
              user
              rss              bytes
              vsz              bytes
              command
            examples:
              collect top-mem
              collect('top-mem', n: 10, by: 'vsz')
            """.stripIndent()
    }

    def "what plugins.yaml has changed is shown with its place"() {
        given:
        operator.file('.config/shoal/plugins.yaml', 'plugins:\n  top-mem: {timeout: 5s, params: {n: 3}}\n')

        expect:
        operator.types(['plugins', 'help', 'top-mem']).out.readLines()[2..4] == [
            '  time limit       5s for each host and each command (plugins.yaml)',
            'parameters:',
            "  n=N              how many processes of each host; a whole number from 1 up; 3 unless given ($home/.config/shoal/plugins.yaml:2:38)"]
    }

    def "a required parameter is in the example, and a parameter with the name of an option is explained"() {
        given:
        operator.file('.config/shoal/plugins/Unit.groovy', '''\
            import dev.shoal.plugin.Unit as Units
            class Unit extends Plugin {
                List<Param> params() { [Param.required('unit', String, ''), Param.of('user', 'root', 'whose'), Param.of('max-age', java.time.Duration.ofMinutes(90), 'how old'), Param.of('all', true, '')] }
                List<Column> columns() { [Column.of('use', Units.PERCENT).warn(90).critical(97.5), Column.of('days').warnBelow(14), Column.of('x').criticalIf { true }] }
                Object process(HostContext host) { 1 }
            }
            '''.stripIndent())

        expect:
        operator.types(['plugins', 'help', 'unit']).out.readLines().drop(3) == '''\
            parameters:
              unit=TEXT        a text; required
              user=TEXT        whose; a text; root unless given
              max-age=TIME     how old; a duration, as 30s; 90m unless given
              all=true         true or false; true unless given
                               user: is an option of collect in Groovy; write 'user=TEXT'
                               all: is an option of collect in Groovy; write 'all=true'
            columns:
              use              percent, warn from 90, critical from 97.5
              days             warn below 14
              x                critical on a condition
            examples:
              collect unit unit=TEXT
              collect('unit', unit: 'TEXT', 'max-age': '3h')
            '''.stripIndent().readLines()
    }

    def "for programs there are the parameters"() {
        expect:
        operator.types(['plugins', 'help', 'top-mem', '-o', 'jsonl']).out ==
                '{"type":"parameter","name":"n","kind":"integer","value":5,"origin":"default","choices":[],"min":1,"help":"how many processes of each host"}\n' +
                '{"type":"parameter","name":"by","kind":"string","value":"rss","origin":"default","choices":["rss","vsz"],"min":null,' +
                '"help":"which memory counts: in RAM (rss), or all that is reserved (vsz)"}\n'
    }

    def "an unknown plugin is refused with the nearest"() {
        expect:
        with(operator.types(['plugins', 'help', 'topmem'])) {
            [out, err, status] == ['', 'shoal: unknown plugin: topmem; did you mean top-mem?\n', 2]
        }
    }

    def "a plugin without parameters and columns is described, too"() {
        given:
        operator.file('.config/shoal/plugins/Bare.groovy', 'class Bare extends Plugin { Object process(HostContext host) { 1 } }')

        expect:
        operator.types(['plugins', 'help', 'bare']).out.readLines().drop(3) ==
                ['parameters: none', 'columns: as the rows have them', 'examples:', '  collect bare', '  collect bare -o json']
    }

    def "the list has the summaries of the plugins that are loaded"() {
        expect:
        !operator.types(['plugins']).out.contains('summary')
        operator.types(['plugins', 'check']).out.readLines().find { it.startsWith('uptime') }.contains('since when the host is up, and its load')
        new JsonSlurper().parseText(operator.types(['plugins', 'check', '-o', 'json']).out).plugins.find { it.key == 'top-mem' }.summary ==
                'the processes that use the most memory'
    }
}
