package dev.shoal.terminal

import dev.shoal.output.Answers
import dev.shoal.output.Format
import dev.shoal.output.ProgressLine
import dev.shoal.output.Terminal
import dev.shoal.inventory.Host
import dev.shoal.transport.Failure.Kind
import dev.shoal.transport.Phase
import java.time.Duration
import spock.lang.Specification

class ScreenSpec extends Specification {
    static final ERASE = '\r\u001b[K'
    def answers = new Answers().exit('web1', 0, 'a\n').failed('web2', Phase.CONNECT, Kind.ROUTE, 'HOST:22: no route')

    private static ProgressLine progress(Terminal terminal, int width = 80, int total = 3) {
        new ProgressLine(terminal.screen, { width }, { terminal.now }, total, [0] as Set)
    }

    private static void wait(Terminal terminal, int millis) {
        terminal.now += Duration.ofMillis(millis).toNanos()
    }

    def "a reader that goes away is remembered, nothing is thrown, and stderr goes on"() {
        given:
        def terminal = new Terminal({ OutputStream to -> new ClosedPipe() }, Channel.End.FILE)

        when:
        terminal.render(format, answers)

        then:
        terminal.screen.failure().get().message == 'Broken pipe'
        terminal.err.readLines().last() == '1 ok, 1 unreachable (route): web2   2 hosts, 3.02 s'

        where:
        format << Format.values().findAll { !(it in [Format.RAW, Format.NONE]) }
    }

    def "once the reader is gone no text is made for it any more"() {
        given:
        def terminal = new Terminal({ OutputStream to -> new ClosedPipe() }, Channel.End.FILE)
        def made = 0

        when:
        3.times { terminal.screen.out { made++; it.write('x'.bytes) } }

        then:
        made == 1
    }

    static class ClosedPipe extends OutputStream {
        @Override
        void write(int b) {
            throw new IOException('Broken pipe')
        }
    }

    def "progress appears after a second, tells how far the run is, and is gone at the end"() {
        given:
        def terminal = new Terminal(Channel.End.TERMINAL)
        def line = progress(terminal, 80, 5)

        when:
        line.entered(0, Host.named('web1'), Phase.CONNECT)
        line.entered(2, Host.named('web3'), Phase.CONNECT)
        line.entered(1, Host.named('web2'), Phase.CONNECT)
        wait(terminal, 999)
        line.tick()

        then:
        terminal.err == ''

        when:
        line.finished(answers.results[0])
        wait(terminal, 1)
        line.tick()

        then:
        terminal.err == "${ERASE}1/5 done, 1 s, 2 not started, waiting: web[2-3]"

        when:
        terminal.errBytes.reset()
        line.finished(answers.results[1])
        wait(terminal, 99)
        line.tick()

        then: 'ten times a second are enough'
        terminal.err == ''

        when:
        wait(terminal, 1)
        line.tick()
        line.close()
        wait(terminal, 5000)
        line.tick()

        then:
        terminal.err == "${ERASE}2/5 done, 1 failed, 1 s, 2 not started, waiting: web3${ERASE}"
        terminal.out == ''
    }

    def "progress is never as wide as the terminal"() {
        given:
        def terminal = new Terminal(Channel.End.TERMINAL)
        def line = progress(terminal, width)
        line.entered(0, Host.named('long-name-of-a-host'), Phase.CONNECT)

        when:
        wait(terminal, 2000)
        line.tick()

        then:
        terminal.err == (shown.isEmpty() ? '' : ERASE + shown)

        where:
        width || shown
        0     || '0/3 done, 2 s, 2 not started, waiting: long-name-of-a-host'
        59    || '0/3 done, 2 s, 2 not started, waiting: long-name-of-a-host'
        58    || '0/3 done, 2 s, 2 not started, waiting: long-name-of-a-ho…'
        3     || '0…'
        1     || ''
    }

    def "wide characters count as what they take"() {
        given:
        def terminal = new Terminal(Channel.End.TERMINAL)
        def line = progress(terminal, 51)
        line.entered(0, Host.named('日本語ホスト'), Phase.CONNECT)

        when:
        wait(terminal, 2000)
        line.tick()

        then:
        terminal.err == ERASE + '0/3 done, 2 s, 2 not started, waiting: 日本語ホス…'
    }

    def "asked for it, progress tells who is waited for in which phase, above the live line"() {
        given:
        def terminal = new Terminal(Channel.End.TERMINAL)
        def line = progress(terminal, 80, 2)
        line.entered(0, Host.named('web1'), Phase.CONNECT)
        line.entered(1, Host.named('web2'), Phase.RUN)

        when:
        wait(terminal, 2000)
        line.tick()
        line.tell()

        then:
        terminal.err == ERASE + '0/2 done, 2 s, waiting: web[1-2]' + ERASE + 'waiting: web1 (connect 2 s), web2 (run 2 s)\n'
    }

    def "there is no progress where a line cannot be erased"() {
        given:
        def terminal = new Terminal(end)
        def line = progress(terminal)

        when:
        wait(terminal, 2000)
        line.tick()
        line.close()

        then:
        terminal.err == ''

        where:
        end << [Channel.End.FILE, Channel.End.DUMB_TERMINAL]
    }

    def "the live line is out of the way while something is written, and comes back"() {
        given:
        def terminal = new Terminal(Channel.End.TERMINAL)
        def both = new ByteArrayOutputStream()
        def channel = new Channel(both, Channel.End.TERMINAL, Palette.PLAIN)
        def screen = new Screen(channel, channel, { terminal.now })
        screen.live { '1/2 done' }

        when:
        screen.out(Screen.Text.of('web1: a\n'))

        then: 'not at once: lines that follow each other closely would make it flicker'
        both.toString() == "${ERASE}1/2 done${ERASE}web1: a\n"

        when:
        wait(terminal, 100)
        screen.err(Screen.Text.of('web1: b\n'))

        then:
        both.toString() == "${ERASE}1/2 done${ERASE}web1: a\nweb1: b\n${ERASE}1/2 done"
    }
}
