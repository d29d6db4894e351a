package dev.shoal.script

import dev.shoal.plugin.Column
import dev.shoal.plugin.Level
import dev.shoal.plugin.Row
import dev.shoal.plugin.Rows
import dev.shoal.plugin.Unit
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** Rows as scripts use them. */
@Timeout(60)
class RowsViewSpec extends Specification {
    static final long GIB = 1L << 30

    @TempDir
    Path directory

    static RowsView disk = view(
            [['db1', '/', 100, 0L], ['db1', '/boot', 10, 90 * GIB], ['web10', '/', 40, 60 * GIB], ['web2', '/', 91, 5 * GIB]])

    static RowsView view(List<List> values) {
        def declared = [Column.of('mount'), Column.of('use', Unit.PERCENT).warn(90).critical(98), Column.of('free', Unit.BYTES)]
        RowsView.of(new Rows([Column.of('host')] + declared*.bare(), values.collect { host, mount, use, free ->
            def level = declared[1].level(use)
            new Row([host: host, mount: mount, use: use, free: free], level == Level.OK ? [:] : [use: level])
        }))
    }

    static List columns(RowsView rows) {
        rows.rows().columns()
    }

    def "#how keeps the columns, their units and the levels of the values"() {
        expect:
        rows instanceof RowsView
        columns(rows) == columns(disk)
        rows*.use == uses
        rows*.level('use') == uses.collect { it >= 98 ? 'critical' : it >= 90 ? 'warn' : 'ok' }

        where:
        how                          | rows                                   || uses
        'findAll'                    | disk.findAll { it.use > 50 }           || [100, 91]
        'sort with a closure'        | disk.sort { it.use }                   || [10, 40, 91, 100]
        'sort with two arguments'    | disk.sort { a, b -> b.use <=> a.use }  || [100, 91, 40, 10]
        'sort with a flag'           | disk.sort(false) { it.use }            || [10, 40, 91, 100]
        'toSorted'                   | disk.toSorted { -it.use }              || [100, 91, 40, 10]
        'collect of rows'            | disk.collect { it }                    || [100, 10, 40, 91]
        'take'                       | disk.take(2)                           || [100, 10]
        'drop'                       | disk.drop(3)                           || [91]
        'tail'                       | disk.tail()                            || [10, 40, 91]
        'reverse'                    | disk.reverse()                         || [91, 40, 10, 100]
        'unique'                     | disk.unique { it.mount }               || [100, 10]
        'a range'                    | disk[0..1]                             || [100, 10]
        '+ of rows'                  | disk.take(1) + disk.drop(3)            || [100, 91]
        '- of rows'                  | disk - disk.take(1)                    || [10, 40, 91]
        'split'                      | disk.split { it.use > 50 }[0]          || [100, 91]
        'nothing found'              | disk.findAll { false }                 || []
        'a group of groupBy'         | disk.groupBy { it.host }.db1           || [100, 10]
        'a group of by'              | disk.by('mount')['/']                  || [100, 40, 91]
        'where'                      | disk.where('use > 90')                 || [100, 91]
        'sort by a column'           | disk.sort('use')                       || [10, 40, 91, 100]
        'sort downwards'             | disk.sort('-use')                      || [100, 91, 40, 10]
        'sort by names of hosts'     | disk.sort('-host', 'use')              || [40, 91, 10, 100]
        'top'                        | disk.top(2)                            || [100, 10]
        'top by a column'            | disk.top(2, 'use')                     || [100, 91]
        'top with the smallest'      | disk.top(2, '-use')                    || [10, 40]
        'warnings'                   | disk.warn                              || [100, 91]
        'what is critical'           | disk.critical                          || [100]
    }

    def "a list of maps made from rows has the units of their columns, and new columns have none"() {
        when:
        def rows = disk.collect { [host: it.host, free: it.free, half: it.use / 2] }

        then:
        rows instanceof RowsView
        columns(rows) == [Column.of('host'), Column.of('free', Unit.BYTES), Column.of('half')]
    }

    def "a row with more values is a row, and values that stay keep their levels"() {
        when:
        def row = disk.first() + [rack: "r${1}"]

        then:
        row instanceof RowView
        row.rack == 'r1'
        row.level('use') == 'critical'
        columns(disk.collect { it + [rack: 'r1'] })*.name() == ['host', 'mount', 'use', 'free', 'rack']
        (disk.first() + [use: 1]).level('use') == 'ok'
    }

    def "values that are not maps make a plain list"() {
        expect:
        disk*.host == ['db1', 'db1', 'web10', 'web2']
        disk.collect { it.use } == [100, 10, 40, 91]
        disk.use == [100, 10, 40, 91]
        disk.collect { it.use }.class != RowsView
        disk.groupBy { it.host }.collectEntries { host, rows -> [host, rows.size()] } == [db1: 2, web10: 1, web2: 1]
    }

    def "#what of an unknown name is an error that suggests one"() {
        when:
        ask()

        then:
        def e = thrown(RuntimeException)
        e.message == message

        where:
        what                    | ask                                       || message
        'a column of each row'  | { disk*.usee }                            || 'rows have no column usee; did you mean use? Columns: host mount use free'
        'a column of a row'     | { disk.first().moun }                     || 'rows have no column moun; did you mean mount? Columns: host mount use free'
        'an index of a row'     | { disk.first()['moun'] }                  || 'rows have no column moun; did you mean mount? Columns: host mount use free'
        'a closure'             | { disk.findAll { it.usee > 1 } }          || 'rows have no column usee; did you mean use? Columns: host mount use free'
        'where'                 | { disk.where('usee > 90') }               || 'rows have no column usee; did you mean use? Columns: host mount use free\n  usee > 90\n  ^'
        'sort'                  | { disk.sort('-usee') }                    || 'rows have no column usee; did you mean use? Columns: host mount use free'
        'sum'                   | { disk.sum('size') }                      || 'rows have no column size; columns: host mount use free'
        'bar'                   | { disk.bar('xyz') }                       || 'rows have no column xyz; columns: host mount use free'
        'an option of join'     | { disk.join(disk, onn: 'host') }          || 'join has no option onn; did you mean on?'
    }

    def "where reads '#condition'"() {
        expect:
        disk.where(condition)*.use == uses

        where:
        condition                             || uses
        'use > 90 && mount == "/"'            || [100, 91]
        "host == 'db1' || use < 41"           || [100, 10, 40]
        'use > 90%'                           || [100, 91]
        '(use > 99%) || use < 20%'            || [100, 10]
        'use % 2 == 0'                        || [100, 10, 40]
        'free < 10g'                          || [100, 91]
        'free >= 60g'                         || [10, 40]
        '60g <= free'                         || [10, 40]
        "mount != '10g' && free < 1k"         || [100]
        'mount.startsWith("/b")'              || [10]
        'host in ["web2", "web10"]'           || [40, 91]
    }

    def "where compares durations with columns of seconds, milliseconds and days: #condition"() {
        given:
        def up = RowsView.of(new Rows([Column.of('up', Unit.SECONDS), Column.of('took', Unit.MILLIS), Column.of('age', Unit.DAYS)],
                [Row.of([up: 90_000, took: 250, age: 2])]))

        expect:
        up.where(condition).size() == found

        where:
        condition       || found
        'up > 1d'       || 1
        'up > 26h'      || 0
        'took < 1s'     || 1
        'took > 300ms'  || 0
        'age >= 48h'    || 1
    }

    def "where refuses #condition"() {
        when:
        disk.where(condition)

        then:
        def e = thrown(RowsException)
        e.message == message

        where:
        condition    || message
        'use > 10g'  || 'use and 10g: the column holds percentages; write 90 or 90%, not 10g'
        'free > 2h'  || 'free and 2h: the column holds sizes; write 10k, 10m, 10g or 10t, not 2h'
        '10g'        || '10g has a unit, so it only compares with a column: free < 10g, up > 2d, use > 90%; else write the number'
        'host == x'  || "rows have no column x; columns: host mount use free. A text needs quotes: 'x'\n  host == x\n          ^"
        ''           || 'the condition is empty; write one, e.g. os == "debian"'
    }

    def "a row without the value that is asked for is left out"() {
        given:
        def rows = RowsView.of(new Rows([Column.of('a'), Column.of('b')], [Row.of([a: 1]), Row.of([a: 2, b: 3])]))

        expect:
        rows.where('b > 0')*.a == [2]
        rows.first().b == null
    }

    def "rows that a closure makes of no rows have no columns, so that the next condition finds none"() {
        expect:
        disk.findAll { false }.collect { it + [x: 1] }.where('x > 1') == []
        disk.findAll { false }.collect { it.use } == []
    }

    def "a sum is a number that knows its unit"() {
        expect:
        disk.sum('free') == 155 * GIB
        columns(disk.by('host').collect { host, rows -> [host: host, free: rows.sum('free')] }) ==
                [Column.of('host'), Column.of('free', Unit.BYTES)]
    }

    def "a join has the columns of both, and a number after a name that both have"() {
        given:
        def memory = RowsView.of(new Rows([Column.of('host'), Column.of('use'), Column.of('total', Unit.BYTES)],
                [Row.of([host: 'db1', use: 55, total: 4 * GIB]), Row.of([host: 'web2', use: 60, total: 8 * GIB])]))

        when:
        def joined = disk.join(memory, on: 'host')

        then:
        columns(joined) == columns(disk) + [Column.of('use_2'), Column.of('total', Unit.BYTES)]
        joined.collect { [it.host, it.use, it.use_2] } == [['db1', 100, 55], ['db1', 10, 55], ['web2', 91, 60]]
        joined*.level('use') == ['critical', 'ok', 'warn']
        disk.join(memory, all: true)*.use_2 == [55, 55, null, 60]
        disk.join(disk, on: ['host', 'mount']).size() == 4
    }

    def "a diff has what was added, removed and changed since, with the earlier values"() {
        given:
        def later = view([['db1', '/', 97, 3 * GIB], ['db1', '/boot', 10, 90 * GIB], ['web10', '/', 40, 60 * GIB], ['web3', '/', 5, GIB]])

        when:
        def changes = later.diff(disk)

        then:
        columns(changes)*.name() == ['change', 'host', 'mount', 'use', 'use_before', 'free', 'free_before']
        changes.collect { [it.change, it.host, it.use, it.use_before] } ==
                [['changed', 'db1', 97, 100], ['added', 'web3', 5, null], ['removed', 'web2', 91, null]]
        later.diff(later).empty
    }

    def "rows that cannot be told apart have no diff"() {
        when:
        disk.diff(disk, by: 'host')

        then:
        def e = thrown(RowsException)
        e.message == "diff: two rows have the same host [db1]; name the columns that tell rows apart: diff(before, by: ['host', '…'])"
    }

    def "rows are saved in the format of the extension .#extension"() {
        given:
        def file = directory.resolve("f.$extension")
        Files.writeString(file, 'earlier')
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString('rw-rw----'))

        expect:
        disk.take(1).save(file.toString()) == file.toString()
        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)) == 'rw-rw----'
        Files.readString(file).readLines().take(3) == lines
        directory.toFile().list() == [file.fileName.toString()] as String[]

        where:
        extension || lines
        'csv'     || ['host,mount,use,free', 'db1,/,100,0']
        'json'    || ['[', '{"host":"db1","mount":"/","use":100,"free":0}', ']']
        'jsonl'   || ['{"host":"db1","mount":"/","use":100,"free":0}']
        'md'      || ['| host | mount | use | free |', '| --- | --- | ---: | ---: |', '| db1 | / | 100 % !! | 0 B |']
        'txt'     || ['host  mount    use     free', 'db1   /      100 % !!   0 B']
    }

    def "a file that cannot be written is an error that leaves nothing: #name"() {
        when:
        disk.save(directory.resolve(name).toString())

        then:
        def e = thrown(RowsException)
        e.message == message.replace('DIR', directory.toString())
        directory.toFile().list().length == 0

        where:
        name       || message
        'f.xls'    || 'save DIR/f.xls: the extension is the format, one of csv json jsonl yaml yml md html txt, as in rows.csv'
        'f'        || 'save DIR/f: the extension is the format, one of csv json jsonl yaml yml md html txt, as in rows.csv'
        'no/f.csv' || 'save DIR/no/f.csv: no such file or directory; choose another file'
    }

    def "rows cannot be changed, and the error shows what to write"() {
        when:
        change()

        then:
        def e = thrown(RowsException)
        e.message == message

        where:
        change                          || message
        ({ disk << [host: 'x'] })       || 'a result cannot be changed; findAll, sort and + return another one, and toList() a copy that can be changed'
        ({ disk.first().use = 3 })      || 'a row cannot be changed; for one with another use write row + [use: …], and for all rows rows.collect { it + [use: …] }'
    }
}
