package dev.shoal.output.answers

import dev.shoal.cli.Renderers
import dev.shoal.output.Answers
import dev.shoal.output.FoldStyle
import dev.shoal.output.Format
import dev.shoal.output.RenderOptions
import dev.shoal.output.Renderer
import dev.shoal.output.Terminal
import dev.shoal.terminal.Channel
import dev.shoal.fleet.RunListener.Stream
import dev.shoal.inventory.Host
import java.util.concurrent.CountDownLatch
import spock.lang.Specification
import spock.lang.Timeout

class RawRendererSpec extends Specification {
    static final NO_LABELS = new RenderOptions(
            [0] as Set, RenderOptions.LedgerWhen.ALWAYS, RenderOptions.Labels.HIDDEN, FoldStyle.DEFAULT)

    def answers = new Answers().exit('web1', 0).exit('web2', 0)

    private static void say(Renderer renderer, int index, Object said, Stream stream = Stream.OUT) {
        byte[] bytes = said instanceof byte[] ? said : (said as String).getBytes('UTF-8')
        renderer.output(index, Host.named("web${index + 1}"), stream, bytes, 0, bytes.length)
    }

    private static Renderer raw(Terminal terminal, RenderOptions options = RenderOptions.DEFAULTS) {
        Renderers.commands(Format.RAW, terminal.screen, options)
    }

    def "a line is shown when it is complete, and what is left of one when its host is done"() {
        given:
        def terminal = new Terminal()
        def raw = raw(terminal)

        when:
        say(raw, 0, 'one\ntw')
        say(raw, 1, 'uno\n')

        then:
        terminal.out == 'web1: one\nweb2: uno\n'

        when:
        say(raw, 0, 'o\n\nthr')
        raw.finished(answers.results[0])

        then:
        terminal.out == 'web1: one\nweb2: uno\nweb1: two\nweb1: \nweb1: thr'

        when:
        say(raw, 1, 'due')
        raw.finish(Answers.TITLE, answers.ledger())
        say(raw, 1, ' straggler\n')

        then:
        terminal.out == 'web1: one\nweb2: uno\nweb1: two\nweb1: \nweb1: thr\nweb2: due'
        terminal.err == '2 ok   2 hosts, 3.02 s\n'
    }

    def "remote stderr goes to stderr, and an unfinished line of one stream does not touch the other"() {
        given:
        def terminal = new Terminal()
        def raw = raw(terminal)

        when:
        say(raw, 0, 'da')
        say(raw, 0, 'careful\n', Stream.ERR)
        say(raw, 0, 'ta\n')

        then:
        terminal.out == 'web1: data\n'
        terminal.err == 'web1: careful\n'
    }

    def "without labels only the lines are shown"() {
        given:
        def terminal = new Terminal()
        def raw = raw(terminal, NO_LABELS)

        when:
        say(raw, 0, 'one\ntwo\n')

        then:
        terminal.out == 'one\ntwo\n'
    }

    def "a file gets the exact bytes of a line, a terminal harmless ones"() {
        given:
        def terminal = new Terminal(end)

        when:
        say(raw(terminal), 0, '\u001b[31mred\rover\r\n')

        then:
        terminal.out == "web1: $shown\n"

        where:
        end              || shown
        Channel.End.FILE || '\u001b[31mred\rover\r'
        Channel.End.TERMINAL || '\\x1b[31mred\\rover'
    }

    def "a line of #length bytes is one line, and its bytes are the host's, however many hosts there are"() {
        given:
        def terminal = new Terminal()
        def raw = raw(terminal, options.of(hosts))
        def sent = 'é' + 'x' * length + ends

        when:
        sent.getBytes('UTF-8').toList().collate(20_011).each { say(raw, 0, it as byte[]) }
        raw.finished(answers.results[0])

        then:
        terminal.out == label + sent

        where:
        [length, ends, hosts, labels] <<
                [[0, 65_533, 65_534, 65_535, 200_000], ['', '\n', '\r\nmore'], [1, 2], [true, false]].combinations()
                        .findAll { length, ends, hosts, labels -> !(labels && ends.endsWith('more')) }
        label = labels ? 'web1: ' : ''
        options = labels ? RenderOptions.DEFAULTS : NO_LABELS
    }

    def "long lines of two hosts do not get into each other, and one without an end gets one where another follows"() {
        given:
        def terminal = new Terminal()
        def raw = raw(terminal)

        when:
        say(raw, 0, 'x' * 100_000)
        say(raw, 1, 'y' * 100_000)
        say(raw, 0, 'X\nz')
        raw.finished(answers.results[1])
        raw.finished(answers.results[0])

        then:
        terminal.out == 'web1: ' + 'x' * 100_000 + 'X\nweb2: ' + 'y' * 100_000 + '\nweb1: z'
    }

    def "on a terminal a long line is cleaned in whole characters, and ends"() {
        given:
        def terminal = new Terminal(Channel.End.TERMINAL)
        def raw = raw(terminal)

        when:
        say(raw, 0, 'x' * 65_535 + 'é' * 40_000 + '\u001b')
        raw.finished(answers.results[0])

        then:
        terminal.out == 'web1: ' + 'x' * 65_535 + 'é' * 40_000 + '\\x1b\n'
    }

    @Timeout(30)
    def "many hosts that talk at once never share a line"() {
        given:
        def terminal = new Terminal()
        def raw = raw(terminal)
        def start = new CountDownLatch(1)

        when:
        def hosts = (0..<8).collect { index ->
            Thread.start {
                start.await()
                500.times { say(raw, index, "abc${index + 1}"); say(raw, index, 'def\nghi') ; say(raw, index, '\n') }
            }
        }
        start.countDown()
        hosts*.join()

        then:
        terminal.out.readLines().countBy { it } ==
                (1..8).collectEntries { ["web$it: abc${it}def".toString(), 500] } + (1..8).collectEntries { ["web$it: ghi".toString(), 500] }
    }
}
