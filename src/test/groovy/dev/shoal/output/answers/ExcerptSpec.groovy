package dev.shoal.output.answers

import dev.shoal.terminal.ScreenRows
import dev.shoal.output.LineCounts
import dev.shoal.terminal.ScreenRows
import spock.lang.Specification

class ExcerptSpec extends Specification {
    static final String HUNDRED = lines(1..100)

    private static String lines(Iterable<?> lines) {
        lines.collect { "$it\n" }.join()
    }

    def "texts of #texts rows share #room rows as #shares"() {
        expect:
        Excerpt.shares(texts, room) == shares

        where:
        texts          | room || shares
        [3]            | 20   || [3]
        [20]           | 20   || [20]
        [99]           | 20   || [20]
        [99, 1, 2, 1]  | 14   || [10, 1, 2, 1]
        [99, 99, 4]    | 24   || [10, 10, 4]
        [99, 99]       | 3    || [5, 5]
        [2, 99, 1]     | -4   || [2, 5, 1]
        []             | 20   || []
    }

    def "a long text is its first lines, how many are missing and how to see them, and its last lines"() {
        expect:
        new Excerpt(80).of(HUNDRED, 6, 'less @1', LineCounts.NONE) == '1\n2\n3\n… 95 lines more: less @1\n99\n100\n'
        new Excerpt(80).of(HUNDRED, 5, 'less @2', LineCounts.NONE) == '1\n2\n… 96 lines more: less @2\n99\n100\n'
    }

    def "thousands are easy to read"() {
        expect:
        new Excerpt(80).of(lines(1..5000), 5, 'less @1', LineCounts.NONE).readLines()[2] == '… 4,996 lines more: less @1'
    }

    def "a text that fits is whole"() {
        expect:
        new Excerpt(80).of(lines(1..6), 6, 'less @1', LineCounts.NONE) == lines(1..6)
        new Excerpt(80).of('', 6, 'less @1', LineCounts.NONE) == ''
    }

    def "'#text' takes #rows rows of ten columns"() {
        expect:
        new ScreenRows(10).of(text, 9) == rows

        where:
        text                    || rows
        ''                      || 0
        '\n'                    || 1
        '1234567890\n'          || 1
        '12345678901\n'         || 2
        'a\nb\n\n'              || 3
        'a\tb\n'                || 1
        '12345678\t1\n'         || 2
        '日本語日本\n'            || 1
        '日本語日本語\n'          || 2
        '\n' * 20               || 9
    }

    def "a line that is longer than the screen is begun, and counts as missing"() {
        expect:
        new Excerpt(10).of('x' * 1000 + '\nlast\n', 6, 'less @1', LineCounts.NONE) == 'x' * 19 + '…\n… 1 line more: less @1\nlast\n'
    }

    def "the lines that fewest of the texts have stay, and what is cut is what they share"() {
        given:
        def odd = lines((1..49) + ['odd'] + (51..100))
        def some = lines((1..20) + ['some'] + (22..100))

        expect:
        new Excerpt(80).of(odd, 6, 'less @1', LineCounts.of([HUNDRED, odd])) ==
                '1\n2\n… 47 lines more: less @1\nodd\n… 49 lines more: less @1\n100\n'
        new Excerpt(80).of(odd, 5, 'less @1', LineCounts.of([HUNDRED, odd])) ==
                '1\n… 48 lines more: less @1\nodd\n… 49 lines more: less @1\n100\n'

        and: 'of three texts those that one has come before those that two have'
        new Excerpt(80).of(odd, 7, 'less @1', LineCounts.of([HUNDRED, odd, some])) ==
                '1\n… 19 lines more: less @1\n21\n… 28 lines more: less @1\nodd\n… 49 lines more: less @1\n100\n'
    }

    def "where more tells them apart than there is room for, as much of it stays as fits, from both ends"() {
        given:
        def mine = lines((1..40).collect { "mine $it" } + (1..60))

        expect:
        new Excerpt(80).of(mine, 5, 'less @1', LineCounts.of([HUNDRED, mine])) ==
                'mine 1\nmine 2\n… 37 lines more: less @1\nmine 40\n… 60 lines more: less @1\n'
    }

    def "a text that is compared takes no more rows than it may, in #rows rows"() {
        given:
        def excerpt = new Excerpt(10)

        expect:
        new ScreenRows(10).of(excerpt.of(text, rows, 'less', LineCounts.of([HUNDRED, text, lines(50..99)])), 99) <= rows

        where:
        [text, rows] << [[HUNDRED, 'x' * 500 + '\n50\n', lines((['a' * 35, 50] * 9)), lines(['a', 'b' * 99, '50'] * 9)], 5..12].combinations()
    }

    def "it never takes more rows than it may, in #rows rows"() {
        given:
        def excerpt = new Excerpt(10)

        expect:
        new ScreenRows(10).of(excerpt.of(text, rows, 'less', LineCounts.NONE), 99) <= rows

        where:
        [text, rows] << [[HUNDRED, 'x' * 500 + '\n', lines(['a' * 35] * 9), lines(['a', 'b' * 99, 'c'] * 9)], 5..12].combinations()
    }
}
