package dev.shoal.output.data

import dev.shoal.cli.Renderers
import dev.shoal.output.Answers
import dev.shoal.output.Format
import dev.shoal.output.RenderOptions
import dev.shoal.output.Terminal
import dev.shoal.terminal.Channel
import dev.shoal.terminal.Palette
import dev.shoal.terminal.Window
import dev.shoal.text.Widths
import dev.shoal.fleet.HostResult
import dev.shoal.fleet.Ledger
import dev.shoal.inventory.Host
import dev.shoal.plugin.Column
import dev.shoal.plugin.Rows
import dev.shoal.plugin.Unit
import java.time.Duration
import spock.lang.Specification
import spock.lang.Timeout

/** Plugins' rows as tables for people and for spreadsheets. */
class TableSpec extends Specification {
    def "units are for reading: #value in #unit is '#text'"() {
        expect:
        CellText.shown(value, Column.of('x', unit)) == text

        where:
        value            | unit         || text
        93               | Unit.PERCENT || '93 %'
        93.456d          | Unit.PERCENT || '93.5 %'
        512              | Unit.BYTES   || '512 B'
        1319413953331L   | Unit.BYTES   || '1.2 TiB'
        1L << 62         | Unit.BYTES   || '4.0 EiB'
        -1               | Unit.BYTES   || '-1 B'
        -3 << 20         | Unit.BYTES   || '-3.0 MiB'
        1e30d            | Unit.BYTES   || '1.0E30 B'
        -3.25d           | Unit.PERCENT || '-3.3 %'
        0                | Unit.SECONDS || '0 s'
        12.34d           | Unit.SECONDS || '12.3 s'
        61               | Unit.SECONDS || '1 min 1 s'
        3600             | Unit.SECONDS || '1 h'
        273600           | Unit.SECONDS || '3 d 4 h'
        0.000_012d       | Unit.SECONDS || '12 µs'
        0.25d            | Unit.SECONDS || '250 ms'
        0.0015d          | Unit.SECONDS || '1.5 ms'
        1.5d             | Unit.SECONDS || '1.5 s'
        0.9999d          | Unit.SECONDS || '1 s'
        59.97d           | Unit.SECONDS || '1 min'
        0.000_000_25d    | Unit.SECONDS || '250 ns'
        -90              | Unit.SECONDS || '-1 min 30 s'
        1e-12d           | Unit.SECONDS || '1.0E-12 s'
        1e300d           | Unit.SECONDS || '1.0E300 s'
        850              | Unit.MILLIS  || '850 ms'
        0.85d            | Unit.MILLIS  || '850 µs'
        1500             | Unit.MILLIS  || '1.5 s'
        90_000           | Unit.MILLIS  || '1 min 30 s'
        0                | Unit.MILLIS  || '0 s'
        1_234_567        | Unit.COUNT   || '1,234,567'
        -1_234.56d       | Unit.COUNT   || '-1,234.6'
        1e20d            | Unit.COUNT   || '1.0E20'
        12.34d           | Unit.RATE    || '12.3/s'
        1234             | Unit.RATE    || '1.2 k/s'
        999.7d           | Unit.RATE    || '1 k/s'
        250              | Unit.RATE    || '250/s'
        0.05d            | Unit.RATE    || '0.05/s'
        0                | Unit.RATE    || '0/s'
        -2_500_000       | Unit.RATE    || '-2.5 M/s'
        1e300d           | Unit.RATE    || '1.0E300/s'
        1795828971L      | Unit.TIMESTAMP || '2026-11-28 01:22:51'
        1795828971.9d    | Unit.TIMESTAMP || '2026-11-28 01:22:51'
        1e15d            | Unit.TIMESTAMP || '1.0E15'
        -5               | Unit.TIMESTAMP || '-5'
        8                | Unit.DAYS    || '8 d'
        -2               | Unit.DAYS    || '-2 d'
        1.25d            | Unit.DAYS    || '1.3 d'
        Double.POSITIVE_INFINITY | Unit.SECONDS || 'Infinity'
        'unknown'        | Unit.BYTES   || 'unknown'
        Double.NaN       | Unit.PERCENT || 'NaN'
        0.15d            | Unit.NONE    || '0.15'
        1e3              | Unit.NONE    || '1000'
        [a: [1, null]]   | Unit.NONE    || '{"a":[1,null]}'
    }

    def "columns that only some hosts have stand where they stand there, and what is missing is a dash"() {
        expect:
        table(0, [web1: [[a: 1, c: 'x']], web2: [[a: 10, b: true, c: null]]]) == '''\
            host   a  b     c
            web1   1  -     x
            web2  10  true  -
            '''.stripIndent()
    }

    def "warnings and critical values are marked and painted, and numbers stay below one another"() {
        given:
        def use = Column.of('use', Unit.PERCENT).warn(90).critical(98)

        expect:
        table(0, [web1: [[use: 9]], web2: [[use: 90]]], [use]) == '''\
            host   use
            web1   9 %
            web2  90 % !
            '''.stripIndent()
        table(0, [web1: [[use: 9]], web2: [[use: 90]]], [use], Palette.ANSI) == '''\
            host   use
            web1   9 %
            web2  \u001b[33m90 % !\u001b[0m
            '''.stripIndent()
        table(0, [web1: [[use: 9, n: 1]], web2: [[use: 90, n: 1]], web3: [[use: 100, n: 1]]], [use]) == '''\
            host    use     n
            web1    9 %     1
            web2   90 % !   1
            web3  100 % !!  1
            '''.stripIndent()
        table(0, [web3: [[use: 100]]], [use], Palette.ANSI) == '''\
            host    use
            web3  \u001b[31m100 % !!\u001b[0m
            '''.stripIndent()
    }

    def "what is too wide goes on below, and nothing is lost"() {
        expect:
        table(32, [web1: [[text: 'the quick brown fox jumps', n: 7, path: '/a/very/long/path']]]) == '''\
            host  text        n  path
            web1  the quick   7  /a/very/lon
                  brown fox      g/path
                  jumps
            '''.stripIndent()
    }

    def "where the columns do not fit at all each row is a block"() {
        expect:
        table(20, [web1: [[first: 'abcdefghijklmnop', second: 12345, third: 'x']], web2: [[first: 'a']]]) == '''\
            host    web1
            first   abcdefghijkl
                    mnop
            second  12345
            third   x

            host    web2
            first   a
            second  -
            third   -
            '''.stripIndent()
    }

    def "characters that take two columns or none are counted so"() {
        expect:
        Widths.of(text) == width

        where:
        text       || width
        'abc'      || 3
        'é'        || 1
        'e\u0301'  || 1
        '日本'      || 4
        ''         || 0
        '한글'                      || 4
        '\u1112\u1161\u11ab'       || 2
        'ｱ'                        || 1
        '\u2705'                   || 2
        '\ud83d\ude00'             || 2
        '\u2764'                   || 1
        '\u2764\ufe0f'             || 2
        '1\ufe0f\u20e3'             || 2
        '\ud83d\udc4d\ud83c\udffd' || 2
        '\ud83c\udde9\ud83c\uddea' || 2
        '\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67\u200d\ud83d\udc66' || 2
        '\u0a93\u0abe'             || 2
    }

    def "columns stay in line beside signs of any width"() {
        expect:
        table(0, ['web1': [[owner: '日本', state: '\u2705']], 'web2': [[owner: 'e\u0301', state: '\ud83c\udde9\ud83c\uddea']],
                  'web3': [[owner: '\u2764\ufe0f', state: 'x']]].collectEntries { name, rows -> [name, rows.collect { it + [n: 1] }] }) == '''\
            host  owner  state  n
            web1  日本   \u2705     1
            web2  e\u0301      \ud83c\udde9\ud83c\uddea     1
            web3  \u2764\ufe0f     x      1
            '''.stripIndent()
    }

    def "no sign is cut apart where a line is broken"() {
        expect:
        Widths.wrapped(text, 5) == pieces

        where:
        text                                                              || pieces
        'abcdefgh'                                                        || ['abcde', 'fgh']
        '日本日本'                                                          || ['日本', '日本']
        'abcde\u0301f'                                                     || ['abcde\u0301', 'f']
        'abc' + '\ud83d\udc68\u200d\ud83d\udc69' * 2                       || ['abc\ud83d\udc68\u200d\ud83d\udc69', '\ud83d\udc68\u200d\ud83d\udc69']
        'ab cd ef'                                                        || ['ab cd', 'ef']
        ''                                                                || ['']
    }

    @Timeout(10)
    def "a cell of a megabyte is broken into lines in passing"() {
        expect:
        Widths.wrapped('x' * (1 << 20), 80).size() == 13108
    }

    def "on a terminal of 20 columns no line is wider, and each value stands below its title where beside it is no room"() {
        expect:
        table(20, [web1: [[first: 'abcdefghijklmnopqrstuvwxyz', 'a title of many words': 12345]]]) == '''\
            host
              web1
            first
              abcdefghijklmnopqr
              stuvwxyz
            a title of many
            words
              12345
            '''.stripIndent()
    }

    def "a file or a pipe gets whole lines, however wide the terminal is"() {
        expect:
        rows(Format.TABLE, new Terminal(), 20, [web1: [[text: 'x' * 40]]], []) == "host  text\nweb1  ${'x' * 40}\n"
    }

    def "hosts with answers of different commands stand below one another with what each of them said"() {
        given:
        def answers = new Answers().exit('web1', 0, 'one\ntwo\n').exit('web2', 3, '', 'a\u001b[2Jb\tc\n').notStarted('web3')

        expect:
        new Terminal(Channel.End.TERMINAL).render(Format.TABLE, answers).out == '''\
            host  outcome     exit  ms  out  err
            web1  ok             0  41  one
                                        two
            web2  exit           3  41       a\\x1b[2Jb\\tc
            web3  notstarted     -   0  -    -
            '''.stripIndent()
    }

    def "the end of a text's last line is no part of its cell in csv"() {
        expect:
        csv([web1: [[x: 'a\n', y: 'b\r\n', z: 'c\n\n']]]) == 'host,x,y,z\r\nweb1,a,b,"c\n"\r\n'
    }

    def "a text that a spreadsheet would take for a formula is made harmless in csv, a number is not: #value"() {
        expect:
        csv([web1: [[x: value]]]) == "host,x\r\nweb1,$cell\r\n"

        where:
        value               || cell
        '=1+1'              || "'=1+1"
        '@SUM(A1)'          || "'@SUM(A1)"
        '-x'                || "'-x"
        '+cmd'              || "'+cmd"
        '\tx'               || "'\tx"
        '-5'                || '-5'
        '+3.5%'             || '+3.5%'
        -5                  || '-5'
        1e3                 || '1000'
        'a,b'               || '"a,b"'
        'say "x"'           || '"say ""x"""'
        'two\nlines'        || '"two\nlines"'
        null                || ''
        true                || 'true'
    }

    private static String table(
            int width, Map<String, List<Map>> answers, List<Column> columns = [], Palette palette = Palette.PLAIN) {
        rows(Format.TABLE, new Terminal(Channel.End.TERMINAL, palette), width, answers, columns)
    }

    private static String csv(Map<String, List<Map>> answers) {
        rows(Format.CSV, new Terminal(), 0, answers, [])
    }

    private static String rows(Format format, Terminal terminal, int width, Map<String, List<Map>> answers, List<Column> columns) {
        def results = answers.collect { name, rows -> [name, Rows.of(rows, columns)] }.withIndex().collect { answer, i ->
            new HostResult.Done<Rows>(i, Host.named(answer[0]), Duration.ofMillis(41), answer[1])
        }
        Renderers.rows(format, 'trial', terminal.screen, RenderOptions.DEFAULTS.in(Window.wide { width }))
                .finish(Answers.TITLE, new Ledger<Rows>(results, Duration.ofMillis(41), [0] as Set))
        terminal.out
    }
}
