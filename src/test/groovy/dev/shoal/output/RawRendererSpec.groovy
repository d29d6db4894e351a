package dev.shoal.output

import dev.shoal.fleet.RunListener.Stream
import dev.shoal.inventory.Host
import java.util.concurrent.CountDownLatch
import spock.lang.Specification
import spock.lang.Timeout

class RawRendererSpec extends Specification {
    def answers = new Answers().exit('web1', 0).exit('web2', 0)

    private static void say(Renderer renderer, int index, Object said, Stream stream = Stream.OUT) {
        byte[] bytes = said instanceof byte[] ? said : (said as String).getBytes('UTF-8')
        renderer.output(index, Host.named("web${index + 1}"), stream, bytes, 0, bytes.length)
    }

    private static Renderer raw(Terminal terminal, RenderOptions options = RenderOptions.DEFAULTS) {
        Format.RAW.renderer(terminal.screen, Answers.WORDING, options)
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
        terminal.out == 'web1: one\nweb2: uno\nweb1: two\nweb1: \nweb1: thr\n'

        when:
        say(raw, 1, 'due')
        raw.finish(Answers.TITLE, answers.ledger())
        say(raw, 1, ' straggler\n')

        then:
        terminal.out == 'web1: one\nweb2: uno\nweb1: two\nweb1: \nweb1: thr\nweb2: due\n'
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
        def raw = raw(terminal, new RenderOptions([0] as Set, RenderOptions.LedgerWhen.ALWAYS, RenderOptions.Labels.HIDDEN, FoldStyle.DEFAULT))

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

    def "a line without end is cut into labelled pieces, never inside a character"() {
        given:
        def terminal = new Terminal()
        def raw = raw(terminal)

        when: 'the limit falls into the middle of the two-byte character'
        say(raw, 0, 'x' * (LineCutter.MAX_LINE - 1))
        say(raw, 0, 'é'.getBytes('UTF-8'))
        say(raw, 0, 'y\n')

        then:
        terminal.out == 'web1: ' + 'x' * (LineCutter.MAX_LINE - 1) + '\nweb1: éy\n'
    }

    def "a line of #length bytes is #pieces"() {
        given:
        def terminal = new Terminal()
        def raw = raw(terminal, new RenderOptions([0] as Set, RenderOptions.LedgerWhen.ALWAYS, RenderOptions.Labels.HIDDEN, FoldStyle.DEFAULT))

        when:
        say(raw, 0, 'x' * length)
        say(raw, 0, '\n')

        then:
        terminal.out.readLines()*.length() == pieces

        where:
        length  || pieces
        0       || [0]
        65_535  || [65_535]
        65_536  || [65_536]
        65_537  || [65_536, 1]
        200_000 || [65_536, 65_536, 65_536, 3_392]
    }

    def "bytes that are no text are cut like any others"() {
        given:
        def terminal = new Terminal()
        def raw = raw(terminal)
        def bytes = new byte[LineCutter.MAX_LINE + 2]
        Arrays.fill(bytes, (byte) 0xbf)

        when:
        say(raw, 0, bytes)
        raw.finished(answers.results[0])

        then:
        terminal.outBytes.size() == bytes.length + 2 * 'web1: \n'.length()
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
