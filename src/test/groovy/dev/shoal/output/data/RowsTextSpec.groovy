package dev.shoal.output.data

import dev.shoal.output.Format
import dev.shoal.plugin.Column
import dev.shoal.plugin.Row
import dev.shoal.plugin.Rows
import dev.shoal.plugin.Unit
import dev.shoal.terminal.Channel
import dev.shoal.terminal.Palette
import dev.shoal.terminal.Window
import spock.lang.Specification

/** The rows of several hosts as texts for programs and for people. */
class RowsTextSpec extends Specification {
    static final Column USE = Column.of('use', Unit.PERCENT).warn(90).critical(98)
    static final Rows DISKS = rows([Column.of('mount'), USE],
            [host: 'db1', mount: '/', use: 100], [host: 'db1', mount: '/boot', use: 10.25d], [host: 'web1', mount: '/', use: 93])
    static final Rows HOSTILE = rows([],
            [host: 'web1', text: 'a|b `c` <img src=x> &\n*d* snake_case _e_ [f](http://g) \u001b[2J"\'', n: null])
    static final Rows NONE = new Rows([Column.of('host'), Column.of('n')], [])

    def "csv has a line of titles and bare numbers"() {
        expect:
        RowsText.csv(DISKS) == 'host,mount,use\r\ndb1,/,100\r\ndb1,/boot,10.25\r\nweb1,/,93\r\n'
        RowsText.csv(NONE) == 'host,n\r\n'
    }

    def "json is an array with a row a line, host first and numbers bare"() {
        expect:
        RowsText.json(DISKS) == '''\
            [
            {"host":"db1","mount":"/","use":100},
            {"host":"db1","mount":"/boot","use":10.25},
            {"host":"web1","mount":"/","use":93}
            ]
            '''.stripIndent()
        RowsText.json(NONE) == '[]\n'
    }

    def "jsonl is an object a line"() {
        expect:
        RowsText.jsonl(DISKS) == '''\
            {"host":"db1","mount":"/","use":100}
            {"host":"db1","mount":"/boot","use":10.25}
            {"host":"web1","mount":"/","use":93}
            '''.stripIndent()
        RowsText.jsonl(NONE) == ''
    }

    def "yaml is a list"() {
        expect:
        RowsText.yaml(rows([], [host: 'db1', mount: '/', use: 100], [host: 'web1', mount: null, tags: [1, [a: 'b']]])) == '''\
            ---
            - host: db1
              mount: "/"
              use: 100
            - host: web1
              mount: null
              tags:
              - 1
              - a: b
            '''.stripIndent()
        RowsText.yaml(NONE) == '---\n[]\n'
    }

    def "md is a table of GitHub with units and marks"() {
        expect:
        RowsText.md(DISKS) == '''\
            | host | mount | use |
            | --- | --- | ---: |
            | db1 | / | 100 % !! |
            | db1 | /boot | 10.3 % |
            | web1 | / | 93 % ! |
            '''.stripIndent()
        RowsText.md(NONE) == '| host | n |\n| --- | --- |\n'
        RowsText.md(new Rows([], [])) == ''
    }

    def "what a host sent is no markup in md"() {
        expect:
        RowsText.md(HOSTILE) == '''\
            | host | text | n |
            | --- | --- | --- |
            | web1 | a\\|b \\`c\\` &lt;img src=x&gt; &amp;<br>\\*d\\* snake_case \\_e\\_ \\[f\\](http://g) \\\\x1b\\[2J"' |  |
            '''.stripIndent()
    }

    def "html is a whole document, in which what a host sent is no markup"() {
        when:
        def html = RowsText.html(HOSTILE)

        then:
        html.startsWith('<!DOCTYPE html>\n<html lang="en">\n')
        html.endsWith('''\
            <table>
            <thead>
            <tr><th>host</th><th>text</th><th>n</th></tr>
            </thead>
            <tbody>
            <tr><td>web1</td><td>a|b `c` &lt;img src=x&gt; &amp;
            *d* snake_case _e_ [f](http://g) \\x1b[2J&quot;&#39;</td><td></td></tr>
            </tbody>
            </table>
            </body>
            </html>
            '''.stripIndent())
    }

    def "html shows levels by a mark and by a class"() {
        expect:
        RowsText.html(DISKS).contains('''\
            <tr><th>host</th><th>mount</th><th class="number">use</th></tr>
            </thead>
            <tbody>
            <tr><td>db1</td><td>/</td><td class="number critical">100 % !!</td></tr>
            <tr><td>db1</td><td>/boot</td><td class="number">10.3 %</td></tr>
            <tr><td>web1</td><td>/</td><td class="number warn">93 % !</td></tr>
            </tbody>
            '''.stripIndent())
    }

    def "a table is for people, in so many columns"() {
        expect:
        RowsText.table(DISKS, 0) == '''\
            host  mount     use
            db1   /       100 % !!
            db1   /boot  10.3 %
            web1  /        93 % !
            '''.stripIndent()
        RowsText.table(rows([], [host: 'web1', text: 'the quick brown fox']), 18) == '''\
            host  text
            web1  the quick
                  brown fox
            '''.stripIndent()
        RowsText.table(NONE, 0) == ''
    }

    def "at a prompt a table is as long as the screen leaves room for, and bad rows that are left out are named"() {
        given:
        def use = Column.of('use', Unit.PERCENT).warn(90).critical(98)
        def table = rows([use], *(1..20).collect { [host: "web$it", use: it == 7 || it == 9 ? 92 : it == 18 ? 99 : it] })

        expect:
        shown(table, Window.atPrompt({ 40 }, { 9 })) == '''\
            host  use
            web1  1 %
            web2  2 %
            web3  3 %
            … 17 rows more, 1 critical on web18, 2 warnings on web[7,9]: less
            '''.stripIndent()
        shown(table, Window.atPrompt({ 80 }, { 21 })) == '''\
            host    use
            web1    1 %
            web2    2 %
            web3    3 %
            web4    4 %
            web5    5 %
            web6    6 %
            web7   92 % !
            web8    8 %
            web9   92 % !
            web10  10 %
            web11  11 %
            web12  12 %
            web13  13 %
            web14  14 %
            web15  15 %
            web16  16 %
            … 4 rows more, 1 critical on web18: less
            '''.stripIndent()
    }

    def "a table that fits is whole, and so is each table where no less could show the rest: #window"() {
        expect:
        shown(DISKS, window) == RowsText.table(DISKS, 0)

        where:
        window << [Window.atPrompt({ 80 }, { 7 }), Window.wide { 80 }, Window.NONE, Window.atPrompt({ 80 }, { 2 })]
    }

    private static String shown(Rows rows, Window window) {
        def bytes = new ByteArrayOutputStream()
        def channel = new Channel(bytes, Channel.End.TERMINAL, Palette.PLAIN)
        RowsText.in(Format.TABLE, rows, channel, window).writeTo(bytes)
        bytes.toString('UTF-8')
    }

    def "bars of a percentage are parts of 100, beside the columns that tell the rows apart"() {
        expect:
        RowsText.bars(DISKS, 'use', 40) == """\
            host  mount                       use
            db1   /      ${'█' * 16}   100 % !!
            db1   /boot  ${'█▋'}                10.3 %
            web1  /      ${'█' * 14}▉     93 % !
            """.stripIndent()
    }

    def "other bars are scaled to the largest number; below zero they are of dots, and what is not a number has none"() {
        given:
        def days = rows([Column.of('days', Unit.DAYS)],
                [host: 'a', days: 30], [host: 'b', days: -15], [host: 'c', days: 0], [host: 'd', days: 'never'], [host: 'e'])

        expect:
        RowsText.bars(days, 'days', 33) == """\
            host                         days
            a     ${'█' * 20}   30 d
            b     ${'░' * 10}            -15 d
            c                             0 d
            d                           never
            e                               -
            """.stripIndent()
    }

    def "bars never get shorter than ten columns nor longer than fifty"() {
        expect:
        RowsText.bars(rows([], [host: 'a', n: 1]), 'n', width) == "host  ${' ' * bar}  n\na     ${'█' * bar}  1\n"

        where:
        width || bar
        5     || 10
        300   || 50
        0     || 50
    }

    def "bars of a column that is not there are an error, and of no rows nothing"() {
        when:
        RowsText.bars(DISKS, 'usee', 40)

        then:
        def e = thrown IllegalArgumentException
        e.message == 'no column usee'
        RowsText.bars(NONE, 'n', 40) == ''
    }

    static Rows rows(List<Column> declared, Map<String, Object>... maps) {
        Rows.of(maps.collect { it.subMap(it.keySet() - 'host') } as List, declared).with { read ->
            new Rows([Column.of('host')] + read.columns(),
                    read.rows().withIndex().collect { row, i -> new Row([host: maps[i].host] + row.cells(), row.levels()) })
        }
    }
}
