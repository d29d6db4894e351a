package dev.shoal

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** The words after a pipe that need no Groovy: where, sort, top, save, less. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class PipeWordsSpec extends Specification {
    private static final String DISKS = '''\
        host  mount   use      size      used      free  device
        '''.stripIndent()

    @TempDir
    Path home

    Operator operator

    def setup() {
        operator = new Operator(home)
    }

    def "rows are chosen, ordered, cut and saved without Groovy"() {
        when:
        def told = runs("collect disk |> where use > 10 |> sort -use |> top 2 |> save $home/full.csv".toString())

        then:
        [told.out, told.err, told.status] == ['', "wrote $home/full.csv (2 rows)\n".toString(), 0]
        Files.readString(home.resolve('full.csv')) == '''\
            host,mount,use,size,used,free,device
            db1,/,100,105555197952,105555197952,0,/dev/vda1
            web3,/,52,42140479488,21913042944,20227436544,/dev/vda1
            '''.stripIndent().replace('\n', '\r\n')
    }

    def "each word works on what comes before it: #line"() {
        expect:
        runs(line).with { [it.out, it.err, it.status] } == [out, err, 0]

        where:
        line                                                       || out                                       | err
        'collect disk -o json |> where free > 20g |> top 1 use'    || '[\n{"host":"web2","mount":"/","use":45,"size":42140479488,' +
                '"used":18963210240,"free":23177269248,"device":"/dev/vda1"}\n]\n'                              | ''
        "collect disk |> where host == 'web1' && mount == '/'"     || DISKS + 'web1  /      38 %  39.2 GiB  14.9 GiB  24.3 GiB  /dev/vda1\n' | ''
        'collect disk |> sort use |> it*.host.unique()'            || "['db1', 'web1', 'web2', 'web3']\n"       | ''
        'collect disk |> it.findAll { it.use > 50 } |> top 1 |> it*.host' || "['db1']\n"                        | ''
        'collect disk |> where use > 100'                          || ''                                        | 'no rows\n'
        'collect disk -o jsonl |> where use > 100'                 || ''                                        | ''
        'exec hostname |> where out.startsWith("web") |> it*.host' || "['web1', 'web2', 'web3']\n"              | ''
    }

    def "a word is a word only before a blank or the end; anything else is Groovy"() {
        expect:
        runs('exec hostname |> it*.host.sort()').out == "['db1', 'web1', 'web2', 'web3']\n"
        runs('exec hostname |> [top: 1].top').out == '1\n'
    }

    def "what is wrong without the rows is known before anything runs: #stage"() {
        expect:
        // a run would have printed its ledger
        operator.types(['demo', '1', '-c', "exec true |> $stage".toString()]).with { [it.out, it.err, it.status] } ==
                ['', "shoal: $message\n".toString(), 2]

        where:
        stage                | message
        'where'              | '|> where: write a condition on the columns, e.g. where use > 90'
        'where use = 90'     | '|> where: = assigns; write == to compare\n  use = 90\n      ^'
        'sort'               | '|> sort: write a column, e.g. sort use, or sort -use for the largest first'
        'top'                | '|> top: write how many rows, and a column for the largest values of it, e.g. top 5 or top 5 use'
        'top five'           | '|> top five: not a whole number from 0'
        'top -3 use'         | '|> top -3: not a whole number from 0'
        'save'               | '|> save: write one file, e.g. save full.csv'
        'save a.csv b.csv'   | '|> save a.csv b.csv: write one file, e.g. save full.csv'
        'save full.doc'      | '|> save full.doc: the extension is the format, one of csv json jsonl yaml yml md html txt, as in rows.csv'
        'save /nowhere/a.md' | '|> save /nowhere/a.md: no such directory: /nowhere'
        'less all'           | '|> less all: it takes no argument'
        'less |> it'         | '|> less: it must be the last stage, as it gives no value'
        'collect disk'       | 'collect reads nothing from a pipe; after |> write where, sort, top, save, less or an expression of `it`'
    }

    def "what the rows do not have is named with what they have: #stage"() {
        expect:
        runs("collect disk |> $stage".toString()).with { [it.out, it.err, it.status] } == ['', "shoal: $message\n".toString(), 5]

        where:
        stage           | message
        'sort usee'     | '|> sort: rows have no column usee; did you mean use? Columns: host mount use size used free device'
        'top 2 -usee'   | '|> top: rows have no column usee; did you mean use? Columns: host mount use size used free device'
        'where usee > 3' | '|> where: rows have no column usee; did you mean use? Columns: host mount use size used free device\n  usee > 3\n  ^'
        'it.size() |> top 1' | '|> top: what comes before it has no rows'
    }

    def "less shows the table that was printed last, and so does the word after a pipe"() {
        when:
        def told = operator.types(['demo', '2', '-q', '-c', 'exec -o none -o table echo a', '-c', 'less',
                                   '-c', 'collect os -o json |> it.collect { [host: it.host, id: it.id] }', '-c', '[[n: 1], [n: 2]]', '-c', 'less',
                                   '-c', 'collect os |> it.collect { [host: it.host, id: it.id] } |> top 1 |> less', '-c', 'less web1'])
        def replies = told.out.readLines().take(3)*.replaceAll(/\d+  a$/, 'MS  a')

        then:
        replies[1] ==~ /web1  ok +0 +MS  a/
        told.out.readLines().subList(0, 3) == told.out.readLines().subList(3, 6)
        told.out.readLines().drop(6) == [
                '[', '{"host":"web1","id":"debian"},', '{"host":"web2","id":"debian"}', ']',
                'n', '1', '2', 'n', '1', '2',
                'host  id', 'web1  debian', 'host  id', 'web1  debian']
        told.err == ''
    }

    def "less after collect in a format for programs shows the table"() {
        expect:
        operator.types(['demo', '1', '-q', '-c', 'collect os -o none', '-c', 'less']).out ==
                operator.types(['demo', '1', '-q', '-c', 'collect os']).out
    }

    def "less names the host that the last table has no row of"() {
        expect:
        operator.types(['-c', '[[host: "web1", n: 1]]', '-c', 'less web2']).with { [it.out, it.err, it.status] } ==
                ['host  n\nweb1  1\n', 'shoal: less web2: no row of the last table is of this host\n', 2]
    }

    private Operator.Told runs(String line) {
        operator.types(['demo', '4', '-q', '-c', line])
    }

    def "a word that is nearly one of them is suggested, and the status is that something has run"() {
        expect:
        with(operator.types(['demo', '1', '-q', '-c', 'collect disk |> wheer use > 3'])) {
            [out, err, status] == ['', 'shoal: |> wheer: not a word after |>; did you mean where?\n', 5]
        }
    }
}
