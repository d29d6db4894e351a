package dev.shoal.output.data

import dev.shoal.cli.Renderers
import dev.shoal.output.Answers
import dev.shoal.output.Format
import dev.shoal.output.RenderOptions
import dev.shoal.output.Terminal
import dev.shoal.terminal.Channel
import dev.shoal.fleet.Captured
import dev.shoal.fleet.HostResult
import dev.shoal.fleet.Ledger
import dev.shoal.inventory.Host
import dev.shoal.plugin.Rows
import dev.shoal.transport.Failure.Kind
import dev.shoal.transport.Phase
import groovy.json.JsonSlurper
import java.time.Duration
import org.yaml.snakeyaml.LoaderOptions
import org.yaml.snakeyaml.Yaml
import org.yaml.snakeyaml.constructor.SafeConstructor
import spock.lang.Specification

/** The document of json for readers of YAML, and for people. */
class YamlRendererSpec extends Specification {
    def answers = new Answers(took: Duration.ofMillis(310))

    private static Object read(String yaml) {
        new Yaml(new SafeConstructor(new LoaderOptions(codePointLimit: Integer.MAX_VALUE))).load(yaml)
    }

    /** What a program reads of one value, once as JSON and once as YAML. */
    private static String document(Format format, List<Map> rows, Channel.End end = Channel.End.FILE) {
        def terminal = new Terminal(end)
        def result = new HostResult.Done<Rows>(0, Host.named('web1'), Duration.ofMillis(41), Rows.of(rows, []))
        Renderers.rows(format, 'trial', terminal.screen, RenderOptions.DEFAULTS)
                .finish(Answers.TITLE, new Ledger<Rows>([result], Duration.ofMillis(41), [0] as Set))
        terminal.out
    }

    def "yaml is one document with the fields of json, and lines stand as lines"() {
        given:
        answers.exit('web1,web2', 0, 'Filesystem  Use%\n/dev/sda1    93%\n').exit('web3', 3, '', 'no such unit')

        expect:
        new Terminal().render(Format.YAML, answers).out == '''\
            ---
            v: 1
            run: 41
            at: "2026-11-22T14:02:11Z"
            target: "web[1-3]"
            command: "systemctl is-active \\"nginx\\""
            total: 3
            ms: 310
            ledger:
            - outcome: ok
              count: 2
              hosts: "web[1-2]"
            - outcome: exit
              exit: 3
              count: 1
              hosts: web3
            results:
            - host: web1
              outcome: ok
              exit: 0
              out: |
                Filesystem  Use%
                /dev/sda1    93%
              err: ""
              ms: 41
            - host: web2
              outcome: ok
              exit: 0
              out: |
                Filesystem  Use%
                /dev/sda1    93%
              err: ""
              ms: 41
            - host: web3
              outcome: exit
              exit: 3
              out: ""
              err: no such unit
              ms: 41
            '''.stripIndent()
    }

    def "whatever became of the hosts, programs read the same from yaml as from json"() {
        given:
        answers.exit('web1', 0, [0x61, 0xff, 0x0a] as byte[]).signal('web2', 'KILL', Captured.of('abc'.bytes, 97))
        answers.failed('web3', Phase.RUN, Kind.TIMEOUT, 'HOST:22: trouble', 'Look', 'so\nfar').notStarted('web4')

        expect:
        read(new Terminal().render(Format.YAML, answers).out) ==
                new JsonSlurper().parseText(new Terminal().render(Format.JSON, answers).out)
    }

    def "a run without hosts is a document, too"() {
        expect:
        new Terminal().render(Format.YAML, answers).out.endsWith('ledger: []\nresults: []\n')
    }

    def "several runs behind one another are several documents"() {
        given:
        answers.exit('web1', 0, 'x')
        def twice = new Terminal().render(Format.YAML, answers).render(Format.YAML, answers).out

        expect:
        new Yaml().loadAll(twice).collect { it.run } == [41, 41]
    }

    def "the text #text.inspect() stays that text"() {
        expect:
        read(document(Format.YAML, [[x: text]])).results[0].rows[0].x == text
        text.isBlank() || read(document(Format.YAML, [[(text): 1]])).results[0].rows[0].keySet() == ['host', text] as Set

        where:
        text << ['', 'no', 'Yes', 'y', 'on', 'null', '~', 'True', '1e3', '0123', '0x1f', '12:30:45', '2026-11-22', '.inf', '-',
            '- a', 'a: b', 'a #b', '# c', '@web', '`x`', '%x', '!x', '&x', '*x', '?x', '{a}', '[b]', '|', '>', '"q"', "it's",
            'a\\b', ' a', 'a ', 'a\tb', '\ta', '---', '...', '=', '<<', 'NaN', '1_000', '+1', 'one two', 'ends:', 'tilde ~',
            'a\nb', 'a\nb\n', 'a\nb\n\n', '\n', '\n\n', '\na', ' a\nb', '\n a\nb', 'a\n  b\n', 'a\n\n\nb', 'a \nb\t\n', 'a\n ',
            'a\n  \n b\n', '\ta\n\tb', ' \n', 'a\r\nb\r\n', 'a\rb\n', '# a\n# b', '---\na\n', '...\na\n', 'k: v\nl: w',
            'x\u0000y', '\u001b[1m\n', 'a\u0085b\n', 'a\u2028b\n', '\ufeffa', 'äöü\n日本\n', '\ud83d\ude00\nx\n', '\u007f',
            '\ufffe', '\ud83f\udffe', 'x' * 3000 + '\n' + 'y z ' * 500, 'a' * 1200]
    }

    def "a line of very many words stays that line"() {
        given:
        def text = 'one two ' * 100_000 + 'three'

        expect:
        read(document(Format.YAML, [[x: text]])).results[0].rows[0].x == text
    }

    def "lines of any blanks, breaks and marks stay those lines"() {
        given:
        def random = new Random(5)
        def signs = ['a', 'b', ' ', ' ', '\n', '\n', '\t', ':', '#', '-', '\r', '"', 'é', '\u2028']

        when:
        def texts = (1..3000).collect { (0..random.nextInt(9)).collect { signs[random.nextInt(signs.size())] }.join('') }

        then:
        texts.findAll { text ->
            read(document(Format.YAML, [[x: text, z: [text, [text]]]])).results[0].rows != [[host: 'web1', x: text, z: [text, [text]]]]
        } == []
    }

    def "the value #value stays what it is"() {
        expect:
        read(document(Format.YAML, [[x: value]])).results[0].rows[0].x == value

        where:
        value << [0, -5, 1L << 62, 0.15d, 1e300d, 1e-9d, -2.5E10d, true, false, null, [], [:], [[]], [[:]], [[1, [2]], 3],
            [a: [b: [1, [c: 'd']]]], ['no', 'x\ny'], [[a: 'x\ny\n', b: 1], [c: []]]]
    }

    def "numbers that JSON writes without a point are numbers to readers of YAML 1.1"() {
        expect:
        document(Format.YAML, [[x: new BigDecimal('1E+5'), z: 1e300d]]).contains('    x: 1.0E+5\n    z: 1.0E+300\n')
    }

    def "what could steer or deceive a terminal is escaped there, and to programs the text is the same"() {
        given:
        def text = '\u001b[2J\u009b8m\u202eé\u200b\u2066x\n'

        when:
        def shown = document(Format.YAML, [[x: text]], end)

        then:
        shown.contains('    x: "' + out + '"\n')
        read(shown).results[0].rows[0].x == text

        where:
        end                  || out
        Channel.End.FILE     || '\\x1B[2J\\x9B8m\u202eé\u200b\u2066x\\n'
        Channel.End.TERMINAL || '\\x1B[2J\\x9B8m\\u202Eé\\u200B\\u2066x\\n'
    }
}
