package dev.shoal.output

import dev.shoal.terminal.Channel
import dev.shoal.terminal.Palette
import dev.shoal.fleet.Captured
import dev.shoal.transport.Failure.Kind
import dev.shoal.transport.Phase
import spock.lang.Specification

class FoldRendererSpec extends Specification {
    def answers = new Answers()

    private String fold(Channel.End end = Channel.End.FILE, Palette palette = Palette.PLAIN) {
        new Terminal(end, palette).render(Format.FOLD, answers).out
    }

    def "hosts that answered the same are shown once, the biggest group first, and how the odd one ended is marked"() {
        given:
        answers.exit('web7', 3, 'failed\n').exit('web1,web2,web3', 0, 'active\n')

        expect:
        fold() == '''\
            ---------------
            web[1-3] (3)
            ---------------
            active
            ---------------
            web7 (1) exit 3
            ---------------
            failed
            '''.stripIndent()
    }

    def "groups of one size stand in the order of their first hosts"() {
        given:
        answers.exit('web3', 0, 'c').exit('web1', 0, 'a').exit('web2', 0, 'b')

        expect:
        fold().readLines().findAll { it.contains('(1)') } == ['web3 (1)', 'web1 (1)', 'web2 (1)']
    }

    def "remote stderr stands inside its group under a line of its own, and silent hosts are listed"() {
        given:
        answers.exit('web1', 0).exit('web2', 1, 'some\n', 'and more\n').exit('web3', 2, '', 'bad option\n')

        expect:
        fold() == '''\
            ---------------
            web1 (1)
            ---------------
            (no output)
            ---------------
            web2 (1) exit 1
            ---------------
            some
            stderr:
            and more
            ---------------
            web3 (1) exit 2
            ---------------
            stderr:
            bad option
            '''.stripIndent()
    }

    def "a final newline and carriage returns at line ends make no difference and are not shown"() {
        given:
        answers.exit('web1', 0, 'a\r\nb\r\n').exit('web2', 0, 'a\nb').exit('web3', 0, 'a\nb\n')

        expect:
        fold() == '---------------\nweb[1-3] (3)\n---------------\na\nb\n'
    }

    def "an empty line is an answer, and none is another"() {
        given:
        answers.exit('web1', 0, '\n').exit('web2', 0)

        expect:
        fold() == '''\
            ---------------
            web1 (1)
            ---------------

            ---------------
            web2 (1)
            ---------------
            (no output)
            '''.stripIndent()
    }

    def "what a host said before it failed is shown under a header that tells how it failed"() {
        given:
        answers.failed('app7', Phase.RUN, Kind.TIMEOUT, 'HOST:22: timed out after 2 s; the command may still be running there', '', 'one\ntw')
        answers.failed('app8', Phase.RUN, Kind.LOST, 'HOST:22: the connection was lost', '', 'one\n')
        answers.failed('app9', Phase.IDENT, Kind.TIMEOUT, 'HOST:22: it said nothing')
        answers.notStarted('web1')

        expect:
        fold() == '''\
            ---------------
            app7 (1) timed out (run, may still run)
            ---------------
            one
            tw
            ---------------
            app8 (1) unknown (may have run)
            ---------------
            one
            '''.stripIndent()
    }

    def "where nobody answered there is nothing on stdout"() {
        given:
        answers.failed('app7,app8', Phase.CONNECT, Kind.REFUSED, 'HOST:22: connection refused').notStarted('web1')

        expect:
        fold() == ''
    }

    def "what was counted and not kept is said below the part that was kept"() {
        given:
        answers.exit('web1', 0, Captured.of(('x' * 2048).bytes, 100_000_000), 'careful\n')

        expect:
        fold() == """\
            ---------------
            web1 (1)
            ---------------
            ${'x' * 2048}
            [truncated: 2.0 KiB of 95.4 MiB kept]
            stderr:
            careful
            """.stripIndent()
    }

    def "output that a background process holds open is ok, and told in the header and in a note"() {
        given:
        answers.heldOpen('web1,web2', 0, 'started\n').heldOpen('web3', 2)

        expect:
        fold() == """\
            ---------------
            web[1-2] (2) output still held open
            ---------------
            started
            ---------------
            web3 (1) exit 2, output still held open
            ---------------
            (no output)
            """.stripIndent()
        new FailureNotes(Palette.PLAIN).of(answers.ledger()) == [
            'web[1-3]: the command has ended, but a background process keeps its output open and was not waited for. ' +
            'To avoid this, write > /dev/null 2>&1 before the &']
    }

    def "an exit status that counts as ok is told but not painted"() {
        given:
        answers.okExits = [0, 1]
        answers.exit('web1', 1)

        expect:
        fold(Channel.End.TERMINAL, Palette.ANSI) == '---------------\nweb1 (1) exit 1\n---------------\n(no output)\n'
    }

    def "where 0 is not among the exit statuses that count as ok it is told as well"() {
        given:
        answers.okExits = [1]
        answers.exit('web1', 0)

        expect:
        fold(Channel.End.TERMINAL, Palette.PLAIN) == '---------------\nweb1 (1) exit 0\n---------------\n(no output)\n'
    }

    def "on a terminal the reply of a single host stands on lines of its own, so that it can be copied"() {
        given:
        answers.exit('web1', 0, 'active\n')

        expect:
        fold(Channel.End.TERMINAL, Palette.PLAIN) == '---------------\nweb1 (1)\n---------------\nactive\n'
    }

    def "with colours the minority is yellow and trouble is red"() {
        given:
        answers.exit('web1,web2', 0, 'a\na').exit('web3', 0, 'b').signal('web4', 'KILL', 'a')

        expect:
        fold(Channel.End.TERMINAL, Palette.ANSI).readLines().findAll { it.contains('(') } ==
                ['web[1-2] (2)', '\u001b[33mweb3 (1)\u001b[0m', '\u001b[31mweb4 (1) signal KILL\u001b[0m']
    }

    def "what could steer a terminal is shown there in a harmless way, and goes to a file as it came"() {
        given:
        answers.exit('web1', 0, '\u001b[2Jgone\n').signal('web2', '\u001b[8m', 'x')

        expect:
        fold(Channel.End.TERMINAL) == 'web1 (1)  \\x1b[2Jgone\nweb2 (1)  x            signal \\x1b[8m\n'
        fold(Channel.End.DUMB_TERMINAL) == '''\
            ---------------
            web1 (1)
            ---------------
            \\x1b[2Jgone
            ---------------
            web2 (1) signal \\x1b[8m
            ---------------
            x
            '''.stripIndent()
        fold(Channel.End.FILE).contains('---\n\u001b[2Jgone\n---')
    }

    def "on a terminal groups that said one line are a line each, with how they ended, and in colour"() {
        given:
        answers.exit('web1,web2', 0, 'active\n').exit('web3', 3, 'failed\n').exit('web4', 0).exit('web5', 0, 'a b')
        answers.exit('web6', 127, '', 'sh: nginx: not found\n')

        expect:
        fold(Channel.End.TERMINAL) == '''\
            web[1-2] (2)  active
            web3 (1)      failed                        exit 3
            web4 (1)      (no output)
            web5 (1)      a b
            web6 (1)      stderr: sh: nginx: not found  exit 127
            '''.stripIndent()
        fold(Channel.End.TERMINAL, Palette.ANSI).readLines()[0, 3, 1] == [
            'web[1-2] (2)  active', '\u001b[33mweb5 (1)\u001b[0m      a b',
            '\u001b[31mweb3 (1)\u001b[0m      failed                        \u001b[31mexit 3\u001b[0m']
        fold(Channel.End.FILE).startsWith('---------------\nweb[1-2] (2)\n---------------\nactive\n---------------\nweb3 (1) exit 3\n')
    }

    def "where one of the groups said #what, all have their rules and headers on a terminal, too"() {
        given:
        answers.exit('web1,web2', 0, 'active\n').exit('web3', 0, out, err)

        expect:
        fold(Channel.End.TERMINAL).startsWith('---------------\nweb[1-2] (2)\n---------------\nactive\n---------------\nweb3 (1)\n---------------\n')

        where:
        what                          | out              | err
        'two lines'                   | 'a\nb\n'         | ''
        'an empty line behind one'    | 'a\n\n'          | ''
        'something on both streams'   | 'a\n'            | 'b\n'
        'a tab'                       | 'a\tb\n'         | ''
        'more than a row'             | 'x' * 67         | ''
        'very much'                   | 'x' * 66_000     | ''
        'more than was kept'          | Captured.of('a'.bytes, 100) | ''
    }

    def "the lines may be as long as the terminal is wide"() {
        given:
        answers.exit('web1,web2', 0, 'x' * 66).exit('web3', 0)

        expect:
        fold(Channel.End.TERMINAL) == "web[1-2] (2)  ${'x' * 66}\nweb3 (1)      (no output)\n"
    }

    def "bytes that are no text reach a file unchanged"() {
        given:
        answers.exit('web1', 0, [0, 0xff, 0xfe, 0x80] as byte[])
        def terminal = new Terminal()

        when:
        terminal.render(Format.FOLD, answers)

        then:
        terminal.outBytes.toByteArray()[-5..-1] == [0, 0xff, 0xfe, 0x80, 10].collect { it as byte }
    }
}
