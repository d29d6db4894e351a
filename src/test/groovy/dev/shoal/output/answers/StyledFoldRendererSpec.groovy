package dev.shoal.output.answers

import dev.shoal.output.FoldStyle
import dev.shoal.cli.Renderers
import dev.shoal.output.Answers
import dev.shoal.output.Format
import dev.shoal.output.RenderOptions
import dev.shoal.output.Terminal
import dev.shoal.terminal.Channel
import dev.shoal.terminal.Palette
import dev.shoal.fleet.Captured
import dev.shoal.fold.Masks
import dev.shoal.output.FoldStyle.Likeness
import dev.shoal.output.FoldStyle.Shape
import spock.lang.Specification
import spock.lang.Timeout

class StyledFoldRendererSpec extends Specification {
    def answers = new Answers()
    def groups = []

    private String show(Shape shape, Likeness likeness, Channel.End end = Channel.End.FILE, Palette palette = Palette.PLAIN) {
        def terminal = new Terminal(end, palette)
        def options = new RenderOptions(
                [0] as Set, RenderOptions.LedgerWhen.TROUBLE, RenderOptions.Labels.SHOWN, new FoldStyle(shape, likeness))
        def renderer = Renderers.commands(Format.FOLD, terminal.screen, options)
        renderer.finish(Answers.TITLE, answers.ledger())
        groups = renderer.shown().get().groups()*.hosts()*.join(',')
        terminal.out
    }

    private static String lines(List<?> some) {
        some.collect { "$it\n" }.join('')
    }

    def "--similar shows one of those that are alike and says in the header what the others differ in"() {
        given:
        answers.exit('web4', 3, 'failed, pid 9\n', 'at 10:00\n').exit('web1', 0, 'web1: active, pid 812\n')
        answers.exit('web2', 0, 'web2: active, pid 7\n').exit('web5', 3, 'failed, pid 9\n', 'at 11:00\n').exit('web3', 0, 'same\n')

        expect:
        show(Shape.GROUPS, Likeness.SIMILAR) == '''\
            ---------------
            web[4-5] (2) exit 3, similar except time; shown: web4
            ---------------
            failed, pid 9
            stderr:
            at 10:00
            ~ 10:00 (web4) to 11:00 (web5)
            ---------------
            web[1-2] (2) similar except name, pid; shown: web1
            ---------------
            web1: active, pid 812
            ---------------
            web3 (1)
            ---------------
            same
            '''.stripIndent()
        groups == ['web4,web5', 'web1,web2', 'web3']
    }

    def "--similar says below a line how far the hosts are apart in what it counts and measures"() {
        given:
        answers.exit('web1', 0, 'load 0.42, 93%\nup 12 days, pid 5\n', 'took 5 ms').exit('web2,web4', 0, 'load 38.07, 93%\nup 12 days, pid 9\n')
        answers.exit('web3', 0, 'load 0.10, 91%\nup 4 days, pid 8\n').exit('web5', 0, 'load 0.42, 97%\nup 12 days, pid 7\n', 'took 1 s')

        expect:
        show(Shape.GROUPS, Likeness.SIMILAR) == '''\
            ---------------
            web[2-4] (3) similar except duration, pid, number; shown: web2
            ---------------
            load 38.07, 93%
            ~ 0.10 (web3) to 38.07 (2 hosts), 91% (web3) to 93% (2 hosts)
            up 12 days, pid 9
            ~ 4 days (web3) to 12 days (2 hosts)
            ---------------
            web[1,5] (2) similar except duration, pid, number; shown: web1
            ---------------
            load 0.42, 93%
            ~ 93% (web1) to 97% (web5)
            up 12 days, pid 5
            stderr:
            took 5 ms
            ~ 5 ms (web1) to 1 s (web5)
            '''.stripIndent()
    }

    def "-L --similar says so of each line, over all who wrote one like it"() {
        given:
        answers.exit('web1', 0, 'load 5\nup 7 s, 3 users\nfour').exit('web2,web3', 0, 'load 9\nup 7 s, 3 users\nfive')
        answers.exit('web4', 0, 'load 3\nup 7 s, 4 users\nfour').exit('web5', 0, 'load 3\nup 7 s, 3 users\nfive', 'took 2 s')
        answers.exit('web6', 1, 'load 4\n', 'took 2 ms')

        expect:
        show(Shape.LINES, Likeness.SIMILAR) == '''\
            web[1-6] (all) similar: load 5
            web[1-6] (all) similar: ~ 3 (2 hosts) to 9 (2 hosts)
            web[1-5] similar: up 7 s, 3 users
            web[1-5] similar: ~ 3 (4 hosts) to 4 (web4)
            web[1,4]: four
            web[2-3,5]: five
            web[5-6] stderr, similar: took 2 s
            web[5-6] stderr, similar: ~ 2 ms (web6) to 2 s (web5)
            '''.stripIndent()
    }

    def "where there are colours that line has the one of what differs"() {
        given:
        answers.exit('web1', 0, 'a 5\n').exit('web2', 0, 'a 7\n')

        expect:
        show(Shape.GROUPS, Likeness.SIMILAR, Channel.End.TERMINAL, Palette.ANSI).readLines().drop(3) == [
            'a \u001b[36m5\u001b[0m', '\u001b[36m~ 5 (web1) to 7 (web2)\u001b[0m']
    }

    def "of many hosts the first one stands for those that are alike, however much they said"() {
        given:
        def line = 'x' * 100 + '\n'
        (1..100).each { answers.exit("h$it", 0, line * 400 + "h$it: ${it % 40 == 7 ? 'down' : 'up'} since 10:${10 + it % 50}\n") }

        expect:
        show(Shape.GROUPS, Likeness.SIMILAR).readLines().findAll { !it.startsWith('x') }*.replaceFirst(/^h.* \(/, '(') == [
            '---------------', '(97) similar except name, time; shown: h1', '---------------', 'h1: up since 10:11',
            '~ 10:10 (2 hosts) to 10:59 (2 hosts)',
            '---------------', '(3) similar except name, time; shown: h7', '---------------', 'h7: down since 10:17',
            '~ 10:17 (h7) to 10:57 (h47)'
        ]
    }

    def "where there are colours what differs is painted, and what is the same is not"() {
        given:
        answers.exit('web1', 0, 'pid 5 at 10:00\n').exit('web2', 0, 'pid 5 at 11:00\n')

        expect:
        show(Shape.GROUPS, Likeness.SIMILAR, Channel.End.TERMINAL, Palette.ANSI).readLines()[3] == 'pid 5 at \u001b[36m10:00\u001b[0m'
    }

    def "--diff shows the biggest group whole and the others as unified diffs against it"() {
        given:
        answers.exit('web9', 1, 'a\nb\nX\nd\ne\nf\ng\nh\ni\nj\nk\n', 'oops\n')
        answers.exit('web1,web2', 0, 'a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n').exit('web3', 0, 'a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n', 'oops')
        answers.exit('web4', 2, 'a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n').exit('web5', 0)

        expect:
        show(Shape.DIFF, Likeness.SAME) == '''\
            ---------------
            web[1-2] (2)
            ---------------
            a
            b
            c
            d
            e
            f
            g
            h
            i
            j
            --- web[1-2] (2)
            +++ web3 (1), stderr
            @@ -0,0 +1 @@
            +oops
            --- web[1-2] (2)
            +++ web5 (1)
            (no output)
            --- web[1-2] (2)
            +++ web9 (1) exit 1
            @@ -1,6 +1,6 @@
             a
             b
            -c
            +X
             d
             e
             f
            @@ -8,3 +8,4 @@
             h
             i
             j
            +k
            --- web[1-2] (2), stderr
            +++ web9 (1) exit 1, stderr
            @@ -0,0 +1 @@
            +oops
            --- web[1-2] (2)
            +++ web4 (1) exit 2
            (same output)
            '''.stripIndent().replace('--- web[1-2] (2)\n+++ web3 (1), stderr', '--- web[1-2] (2), stderr\n+++ web3 (1), stderr')
        groups == ['web1,web2', 'web3', 'web5', 'web9', 'web4']
    }

    def "of equally big groups the one that ended best is what --diff compares to"() {
        given:
        answers.signal('web1', 'KILL', 'a').exit('web2', 1, 'b').exit('web3', 0, 'c').exit('web4', 0, 'd')

        when:
        def text = show(Shape.DIFF, Likeness.SAME)

        then:
        groups == ['web3', 'web4', 'web2', 'web1']
        text.readLines().findAll { it.startsWith('+++') } ==
                ['+++ web4 (1)', '+++ web2 (1) exit 1', '+++ web1 (1) signal KILL']
    }

    def "--diff --similar only shows what is not alike"() {
        given:
        answers.exit('web1,web2', 0, 'up 5 s\nactive\n').exit('web3', 0, 'up 9 s\nactive\n').exit('web4', 0, 'up 7 s\nfailed\n')

        expect:
        show(Shape.DIFF, Likeness.SIMILAR) == '''\
            ---------------
            web[1-3] (3) similar except duration; shown: web1
            ---------------
            up 5 s
            ~ 5 s (2 hosts) to 9 s (web3)
            active
            --- web[1-3] (3) similar except duration; shown: web1
            +++ web4 (1)
            @@ -1,2 +1,2 @@
             up 5 s
            -active
            +failed
            '''.stripIndent()
    }

    def "with colours what the majority said is dim and what another said is odd, not red, which is for trouble; control sequences are harmless"() {
        given:
        answers.exit('web1,web2', 0, 'a\n').exit('web3', 0, '\u001b[2Jb\n')

        expect:
        show(Shape.DIFF, Likeness.SAME, Channel.End.TERMINAL, Palette.ANSI).readLines()[4..-1] == [
            '\u001b[2m--- web[1-2] (2)\u001b[0m', '\u001b[33m+++ web3 (1)\u001b[0m', '\u001b[36m@@ -1 +1 @@\u001b[0m',
            '\u001b[2m-a\u001b[0m', '\u001b[33m+\\x1b[2Jb\u001b[0m']
        show(Shape.DIFF, Likeness.SAME).contains('\n+\u001b[2Jb\n')
    }

    def "a long text with nothing in common is shown whole, and so is one that would take too long to compare"() {
        given:
        answers.exit('web1,web2', 0, lines(1..21)).exit('web3', 0, 'a\nb\n')

        expect:
        show(Shape.DIFF, Likeness.SAME).endsWith('+++ web3 (1)\n(no line in common; all of it:)\na\nb\n')
    }

    def "where the biggest group wrote a long text and another one none, that is said"() {
        given:
        answers.exit('web1,web2', 0, lines(1..21)).exit('web3', 0, '', 'oops')

        expect:
        show(Shape.DIFF, Likeness.SAME).contains('\n+++ web3 (1)\n(nothing)\n--- web[1-2] (2), stderr\n')
    }

    @Timeout(60)
    def "two hundred thousand lines in another order keep nobody waiting"() {
        given:
        answers.exit('web1,web2', 0, lines(1..100_000)).exit('web3', 0, lines((1..100_000).toList().shuffled(new Random(1))))

        expect:
        show(Shape.DIFF, Likeness.SAME).contains('\n+++ web3 (1)\n(too different to be compared; all of it:)\n')
        show(Shape.LINES, Likeness.SAME).readLines().size() == 100_000
    }

    def "-L shows each line once, in order, with the hosts that wrote it"() {
        given:
        answers.exit('web1,web2', 0, 'a\nb\r\nc\n').exit('web3', 1, 'a\nx\nc\nc\n', 'oops\n').exit('web4', 0)

        expect:
        show(Shape.LINES, Likeness.SAME) == '''\
            web[1-3]: a
            web[1-2]: b
            web3: x
            web[1-3]: c
            web3: c
            web3 stderr: oops
            web4: (no output)
            '''.stripIndent()
        groups == ['web1,web2', 'web3', 'web4']
    }

    def "-L paints what few wrote, not the majority"() {
        given:
        answers.exit('web1,web2', 0, 'a\nb\n').exit('web3', 0, 'a\nx\n').exit('web4', 0, 'y\nb\n')

        expect:
        show(Shape.LINES, Likeness.SAME, Channel.End.TERMINAL, Palette.ANSI).readLines()*.replace('\u001b[33m', '<').collect { it.replace('\u001b[0m', '>') } ==
                ['web[1-3]: a', '<web4: >y', 'web[1-2,4]: b', '<web3: >x']
    }

    def "a group that failed is red in --diff, too"() {
        given:
        answers.exit('web1,web2', 0, 'a\n').exit('web3', 3, 'b\n')

        expect:
        show(Shape.DIFF, Likeness.SAME, Channel.End.TERMINAL, Palette.ANSI).readLines()[5] == '\u001b[31m+++ web3 (1) exit 3\u001b[0m'
    }

    def "-L tells what all hosts wrote, and with --similar what is only alike"() {
        given:
        answers.exit('web1', 0, 'head\npid 5\ntail 1\n').exit('web2', 0, 'head\npid 6\nexit 3\n')

        expect:
        show(Shape.LINES, Likeness.SAME) ==
                'web[1-2] (all): head\nweb1: pid 5\nweb1: tail 1\nweb2: pid 6\nweb2: exit 3\n'
        show(Shape.LINES, Likeness.SIMILAR) ==
                'web[1-2] (all): head\nweb[1-2] (all) similar: pid 5\nweb1: tail 1\nweb2: exit 3\n'
    }

    def "on a terminal a minority that said nearly the same is shown as its difference, elsewhere whole"() {
        given:
        answers.exit('web1,web2', 0, lines('a'..'j')).exit('web3', 0, lines('a'..'j').replace('e', 'X'))
        def whole = lines('a'..'j').replace('e', 'X')

        expect:
        show(Shape.GROUPS, Likeness.SAME, Channel.End.TERMINAL).endsWith('''\
            web3 (1)
            ---------------
            9 of 10 lines as web[1-2], but (all of it: less @2, or | cat):
            @@ -4,3 +4,3 @@
             d
            -e
            +X
             f
            '''.stripIndent())
        show(Shape.GROUPS, Likeness.SAME).endsWith("web3 (1)\n---------------\n$whole")
    }

    def "a minority of #count lines of which #odd are other ones is shown #how"() {
        given:
        def majority = (1..count).collect { "line $it" }
        def minority = (1..count).collect { it <= odd ? "odd $it" : "line $it" }
        answers.exit('web1,web2', 0, lines(majority)).exit('web3', 3, lines(minority))

        expect:
        show(Shape.GROUPS, Likeness.SAME, Channel.End.TERMINAL).contains('less @2') == (how == 'as its difference')

        where:
        count | odd || how
        4     | 0   || 'whole'
        5     | 0   || 'as its difference'
        5     | 1   || 'as its difference'
        10    | 2   || 'as its difference'
        10    | 3   || 'whole'
    }

    def "nobody is shown as the difference to a group that is not bigger"() {
        given:
        answers.exit('web1', 0, lines(1..10)).exit('web2', 0, lines(1..9))

        expect:
        !show(Shape.GROUPS, Likeness.SAME, Channel.End.TERMINAL).contains('less @')
    }

    def "bytes that are no text, a line of a megabyte and truncated answers keep their place in every shape"() {
        given:
        def long1 = 'x' * (1 << 20)
        answers.exit('web1,web2', 0, "$long1\ny\n".toString())
        answers.exit('web3', 0, Captured.of([0xff, 0x0a, 0x79, 0x0a] as byte[], 100))

        expect:
        def diff = show(Shape.DIFF, Likeness.SIMILAR)
        diff.contains("-$long1\n")
        diff.endsWith(' y\n[truncated: 4 B of 104 B kept]\n')
        show(Shape.LINES, Likeness.SIMILAR).endsWith('web3: [truncated: 4 B of 104 B kept]\n')
    }

    def "where nobody answered there is nothing on stdout in any shape"() {
        given:
        answers.notStarted('web1')

        expect:
        show(shape, Likeness.SIMILAR) == ''
        groups == []

        where:
        shape << Shape.values().toList()
    }

    @Timeout(30)
    def "an expression that takes too long is named on stderr"() {
        given:
        answers.exit('web1', 0, 'a' * 5000)
        def terminal = new Terminal()
        def style = new FoldStyle(Shape.GROUPS, Likeness.SIMILAR, new Masks([Masks.pattern('(a+)+b')]))
        def options = new RenderOptions([0] as Set, RenderOptions.LedgerWhen.TROUBLE, RenderOptions.Labels.SHOWN, style)

        when:
        terminal.render(Format.FOLD, answers, options)

        then:
        terminal.err == 'fold.masks: (a+)+b takes too long on this output and was left out; write it without a repetition' +
                ' inside a repetition\n'
    }
}
