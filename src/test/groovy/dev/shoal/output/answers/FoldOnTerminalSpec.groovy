package dev.shoal.output.answers

import dev.shoal.cli.Renderers
import dev.shoal.output.Answers
import dev.shoal.output.FoldStyle
import dev.shoal.output.Format
import dev.shoal.output.Outstanding
import dev.shoal.output.RenderOptions
import dev.shoal.output.Renderer
import dev.shoal.output.Terminal
import dev.shoal.terminal.Channel
import dev.shoal.terminal.Palette
import dev.shoal.terminal.Window
import dev.shoal.inventory.Host
import dev.shoal.transport.Failure.Kind
import dev.shoal.transport.Phase
import java.time.Duration
import spock.lang.Specification

/** What the fold of ten hosts, w0 to w9, looks like on a terminal while they answer, and afterwards. */
class FoldOnTerminalSpec extends Specification {
    def answers = new Answers()
    def terminal = new Terminal(Channel.End.TERMINAL)
    def renderer = at(Window.atPrompt({ 80 }, { 24 }))
    def outstanding = new Outstanding({ terminal.now }, 10)

    private Renderer at(Window window, FoldStyle style = FoldStyle.DEFAULT) {
        Renderers.commands(Format.FOLD, terminal.screen, options(window, style))
    }

    private static RenderOptions options(Window window, FoldStyle style = FoldStyle.DEFAULT) {
        new RenderOptions([0] as Set, RenderOptions.LedgerWhen.ALWAYS, RenderOptions.Labels.SHOWN, style).in(window)
    }

    /** All have begun, and those of which an answer is known have finished; then so much time passes. */
    private void run(int millis) {
        (0..9).each { outstanding.entered(it, Host.named("w$it"), Phase.RUN) }
        answers.results.each { finished(it) }
        tick(millis)
    }

    private void finished(result) {
        outstanding.finished(result)
        renderer.finished(result)
    }

    private void tick(int millis) {
        terminal.now += Duration.ofMillis(millis).toNanos()
        renderer.tick(outstanding)
    }

    private String shownSince(Closure what) {
        terminal.outBytes.reset()
        what()
        terminal.out
    }

    private static String group(String header, String body) {
        "---------------\n$header\n---------------\n$body\n"
    }

    def "when all but two have answered for a second, their fold is shown and who is waited for"() {
        given:
        answers.exit('w0,w1,w2,w3,w4,w5,w6', 0, 'up').exit('w7', 3, 'odd')

        when:
        run(999)

        then:
        terminal.out == ''

        when:
        tick(1)

        then:
        terminal.out == 'w[0-6] (7)  up           @1\nw7 (1)      odd  exit 3  @2\n'
        terminal.err == 'waiting: w[8-9] (run 1 s)\n'
        renderer.shown().get().groups()*.size() == [7, 1]
    }

    def "stragglers are added below: under a number of their own, or to the group that said the same"() {
        given:
        answers.exit('w0,w1,w2,w3,w4,w5,w6', 0, 'up').exit('w7', 3, 'odd')
        run(1000)
        answers.exit('w8', 0, 'up').exit('w9', 0, 'late')

        expect:
        shownSince {
            finished(answers.results[8])
            tick(1)
        } == 'also @1: w8\n'
        shownSince {
            finished(answers.results[9])
            tick(1)
        } == 'w9 (1)  late  @3\n'
        shownSince { renderer.finish(Answers.TITLE, answers.ledger()) } == ''
        terminal.err == 'waiting: w[8-9] (run 1 s)\n9 ok, 1 exit 3: w7   10 hosts, 3.02 s\n'
        renderer.shown().get().groups()*.hosts()*.toString() == ['[w0, w1, w2, w3, w4, w5, w6, w8]', '[w7]', '[w9]']
    }

    def "what comes with the end of the run is shown then, and hosts that were stopped are in the ledger"() {
        given:
        answers.exit('w0,w1,w2,w3,w4,w5,w6,w7', 0, 'up')
        run(1000)
        answers.failed('w8', Phase.RUN, Kind.CANCELLED, 'HOST: stopped', '', 'begun')
        answers.failed('w9', Phase.RUN, Kind.CANCELLED, 'HOST: stopped')

        expect:
        shownSince { renderer.finish(Answers.TITLE, answers.ledger()) } ==
                'w8 (1)  begun  cancelled (may still run)  @2\n'
        terminal.err.endsWith('8 ok, 2 cancelled (may still run): w[8-9]   10 hosts, 3.02 s\n')
    }

    def "the fold waits while #why"() {
        when:
        answers.exit((0..<answered).collect { "w$it" }.join(','), 0, 'up')
        run(millis)

        then:
        terminal.out == ''

        where:
        why                           | answered | millis
        'three of ten are missing'    | 7        | 5000
        'the last answer is fresh'    | 8        | 999
        'nobody is missing'           | 10       | 5000
    }

    def "of a hundred hosts five may be missing, of three one"() {
        given:
        def outstanding = new Outstanding({ terminal.now }, total)
        def all = new Answers().exit((1..(total - missing)).collect { "w$it" }.join(','), 0)
        all.results.each { outstanding.finished(it) }
        terminal.now += Duration.ofSeconds(1).toNanos()

        expect:
        FoldRenderer.Stragglers.areLate(outstanding) == late

        where:
        total | missing || late
        100   | 5       || true
        100   | 6       || false
        3     | 1       || true
        2     | 1       || false
        4     | 2       || false
    }

    def "where nobody has answered anything, nothing is shown early"() {
        given:
        answers.failed('w0,w1,w2,w3,w4,w5,w6,w7', Phase.CONNECT, Kind.REFUSED, 'HOST:22: connection refused')

        when:
        run(5000)

        then:
        terminal.out == ''
        terminal.err == ''
    }

    def "without a prompt there are no numbers, and a host stands for its group"() {
        given:
        renderer = at(Window.wide { 80 })
        answers.exit('w0,w1,w2,w3,w4,w5,w6,w7', 0, 'up')
        run(1000)
        answers.exit('w8', 0, 'up')
        finished(answers.results[8])
        tick(1)

        expect:
        terminal.out == 'w[0-7] (8)  up\nalso as w0: w8\n'
    }

    def "there is one plain fold at the end on #end"() {
        given:
        terminal = new Terminal(end)
        renderer = at(Window.atPrompt({ 80 }, { 5 }))
        answers.exit('w0,w1,w2,w3,w4,w5,w6,w7', 0, '1\n2\n3\n4\n5\n6\n7\n8').exit('w8', 0, 'odd')
        run(5000)

        expect:
        terminal.out == ''
        terminal.err == ''

        when:
        renderer.finish(Answers.TITLE, answers.ledger())

        then:
        terminal.out == group('w[0-7] (8)', '1\n2\n3\n4\n5\n6\n7\n8') + group('w8 (1)', 'odd')

        where:
        end << [Channel.End.FILE, Channel.End.DUMB_TERMINAL]
    }

    def "a long answer is shortened at the prompt, so that all groups fit on the screen"() {
        given:
        answers.exit('w0,w1', 0, (1..4816).join('\n')).exit('w2', 0, 'odd').exit('w3', 0, '')

        when:
        renderer.finish(Answers.TITLE, answers.ledger())

        then: 'and below it there is room for the ledger line, one more row of it, and the prompt'
        terminal.out == group('w[0-1] (2)  @1', '1\n2\n3\n4\n5\n… 4,807 lines more: less @1\n4813\n4814\n4815\n4816') +
                group('w2 (1)  @2', 'odd') + group('w3 (1)  @3', '(no output)')
        terminal.out.readLines().size() + 3 == 24
    }

    def "what is long is shortened at the prompt in every shape: #shape, #likeness"() {
        given:
        def same = (1..2000)
        answers.exit('w0,w1', 0, (same + 'pid 4' + same).join('\n')).exit('w2', 0, (same + 'odd' + same).join('\n'))

        when:
        at(Window.atPrompt({ 80 }, { 24 }), new FoldStyle(shape, likeness)).finish(Answers.TITLE, answers.ledger())

        then:
        terminal.out == shown

        where:
        shape                 | likeness                   || shown
        FoldStyle.Shape.LINES | FoldStyle.Likeness.SAME    || """\
            w[0-2] (all): 1
            w[0-2] (all): 2
            w[0-2] (all): 3
            w[0-2] (all): 4
            … 1,992 lines more: less
            w[0-2] (all): 1997
            w[0-2] (all): 1998
            w[0-2] (all): 1999
            w[0-2] (all): 2000
            w[0-1]: pid 4
            w2: odd
            w[0-2] (all): 1
            w[0-2] (all): 2
            w[0-2] (all): 3
            w[0-2] (all): 4
            w[0-2] (all): 5
            … 1,991 lines more: less
            w[0-2] (all): 1997
            w[0-2] (all): 1998
            w[0-2] (all): 1999
            w[0-2] (all): 2000
            """.stripIndent()
        FoldStyle.Shape.DIFF  | FoldStyle.Likeness.SAME    || group('w[0-1] (2)', '1\n2\n3\n… 3,995 lines more: less @1\n1998\n1999\n2000') + """\
            --- w[0-1] (2)
            +++ w2 (1)
            @@ -1998,7 +1998,7 @@
             1998
             1999
             2000
            -pid 4
            +odd
             1
             2
             3
            """.stripIndent()
        FoldStyle.Shape.GROUPS | FoldStyle.Likeness.SIMILAR || group('w[0-1] (2)  @1', '1\n2\n… 1,998 lines more: less @1\npid 4\n… 1,998 lines more: less @1\n1999\n2000') +
                group('w2 (1)  @2', '1\n2\n3\n… 1,997 lines more: less @2\nodd\n… 1,998 lines more: less @2\n1999\n2000')
    }

    def "where lines of all and lines of some take turns all the time, they are shortened as one text"() {
        given:
        def lines = (1..100)
        answers.exit('w0,w1', 0, lines.collectMany { [it, 'a'] }.join('\n')).exit('w2', 0, lines.collectMany { [it, 'b'] }.join('\n'))

        when:
        at(Window.atPrompt({ 80 }, { 12 }), new FoldStyle(FoldStyle.Shape.LINES, FoldStyle.Likeness.SAME))
                .finish(Answers.TITLE, answers.ledger())

        then:
        terminal.out.readLines()[3..5] == ['w[0-2] (all): 2', '… 292 lines more: less', 'w2: b']
        terminal.out.readLines().size() == 9
    }

    def "colours take no room on the screen"() {
        given:
        def coloured = new Terminal(Channel.End.TERMINAL, Palette.ANSI)
        def half = (1..30).collect { 'x' * 79 }.join('\n')
        answers.exit('w0,w1', 0, half).exit('w2', 0, half.replace('x\nx', 'x\nodd'))

        when:
        [terminal, coloured].each {
            def shape = new FoldStyle(FoldStyle.Shape.DIFF, FoldStyle.Likeness.SAME)
            Renderers.commands(Format.FOLD, it.screen, options(Window.atPrompt({ 80 }, { 30 }), shape))
                    .finish(Answers.TITLE, answers.ledger())
        }

        then:
        coloured.out != terminal.out
        coloured.out.replaceAll(/\u001b\[[0-9;]*m/, '') == terminal.out
    }

    def "without a prompt nothing is shortened"() {
        when:
        answers.exit('w0', 0, (1..100).join('\n'))
        at(Window.wide { 80 }).finish(Answers.TITLE, answers.ledger())

        then:
        terminal.out == group('w0 (1)', (1..100).join('\n'))
    }

    def "the number of a group is dim, and one group alone has none"() {
        given:
        terminal = new Terminal(Channel.End.TERMINAL, Palette.ANSI)
        answers.exit('w0,w1', 0, 'a\na')

        when:
        at(Window.atPrompt({ 80 }, { 24 })).finish(Answers.TITLE, answers.ledger())

        then:
        terminal.out.readLines()[1] == 'w[0-1] (2)'

        when:
        terminal.outBytes.reset()
        answers.exit('w2', 0, 'b')
        at(Window.atPrompt({ 80 }, { 24 })).finish(Answers.TITLE, answers.ledger())

        then:
        terminal.out.readLines().findAll { it.contains('(') } ==
                ['w[0-1] (2)  \u001b[2m@1\u001b[0m', '\u001b[33mw2 (1)\u001b[0m  \u001b[2m@2\u001b[0m']
    }

    /** What stands on stderr when all ten have said this. */
    private String noted(Window window, Closure<String> said, FoldStyle style = FoldStyle.DEFAULT) {
        (0..9).each { answers.exit("w$it", 0, said(it)) }
        at(window, style).finish(Answers.TITLE, answers.ledger())
        terminal.err
    }

    def "where more groups came than the screen holds, and few of similar replies, the prompt says how to see those"() {
        expect:
        noted(Window.atPrompt({ 80 }, { rows })) { said.replace('N', "$it.5") }.startsWith(
                '10 groups, only 1 of similar replies: less --similar\n10 ok')

        where:
        said              | rows
        'load N'          | 10
        'load N\nidle'    | 52
    }

    def "where two variants had to be shortened, what tells them apart stays, and the prompt says how to see what is alike"() {
        given:
        def log = (1..60).collect { "line $it" }
        answers.exit('w0,w1', 0, (log + ['took 12 s'] + log).join('\n')).exit('w2', 0, (log + ['took 15 s'] + log).join('\n'))
        answers.exit('w3', 0, 'line 1\n' + (1..50).collect { "other $it" }.join('\n'))

        when:
        at(Window.atPrompt({ 80 }, { 40 })).finish(Answers.TITLE, answers.ledger())

        then:
        terminal.out.readLines().findAll { it.startsWith('took') || it =~ /^.took/ } == ['took 12 s', '-took 12 s', '+took 15 s']
        terminal.err.startsWith('4 ok')

        when:
        answers.results.removeLast()
        at(Window.atPrompt({ 80 }, { 40 })).finish(Answers.TITLE, answers.ledger())

        then:
        terminal.err.contains('2 groups, only 1 of similar replies: less --similar\n3 ok')
    }

    def "there is no such hint #when"() {
        expect:
        noted(window, said).startsWith('10 ok')

        where:
        when                           | window                                 | said
        'where the screen holds them'  | Window.atPrompt({ 80 }, { 11 })        | { "load $it" }
        'where most would stay'        | Window.atPrompt({ 80 }, { 10 })        | { it > 5 ? "load $it" : 'x' + 'y' * it }
        'without a prompt'             | Window.wide { 80 }                     | { "load $it" }
        'where much would be compared' | Window.atPrompt({ 80 }, { 40 })        | { ' ' * 110_000 + it }
        'where all said the same'      | Window.atPrompt({ 80 }, { 4 })         | { 'load' }
    }
}
