package dev.shoal.output

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
        new Excerpt(80).of(HUNDRED, 6, 'less @1') == '1\n2\n3\n… 95 lines more: less @1\n99\n100\n'
        new Excerpt(80).of(HUNDRED, 5, 'less @2') == '1\n2\n… 96 lines more: less @2\n99\n100\n'
    }

    def "thousands are easy to read"() {
        expect:
        new Excerpt(80).of(lines(1..5000), 5, 'less @1').readLines()[2] == '… 4,996 lines more: less @1'
    }

    def "a text that fits is whole"() {
        expect:
        new Excerpt(80).of(lines(1..6), 6, 'less @1') == lines(1..6)
        new Excerpt(80).of('', 6, 'less @1') == ''
    }

    def "'#text' takes #rows rows of ten columns"() {
        expect:
        new Excerpt(10).rows(text, 9) == rows

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
        new Excerpt(10).of('x' * 1000 + '\nlast\n', 6, 'less @1') == 'x' * 19 + '…\n… 1 line more: less @1\nlast\n'
    }

    def "it never takes more rows than it may, in #rows rows"() {
        given:
        def excerpt = new Excerpt(10)

        expect:
        excerpt.rows(excerpt.of(text, rows, 'less'), 99) <= rows

        where:
        [text, rows] << [[HUNDRED, 'x' * 500 + '\n', lines(['a' * 35] * 9), lines(['a', 'b' * 99, 'c'] * 9)], 5..12].combinations()
    }
}
