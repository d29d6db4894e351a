package dev.shoal.plugin

import java.math.RoundingMode
import java.nio.file.Path
import java.util.concurrent.atomic.AtomicInteger
import java.util.stream.IntStream
import spock.lang.Specification
import spock.lang.Timeout

@Timeout(30)
class RowsSpec extends Specification {
    record Disk(String mount, int use) {}

    def "#what becomes #rows"() {
        expect:
        Rows.of(answer, []).cells() == rows

        where:
        what                           | answer                                     || rows
        'nothing'                      | null                                       || []
        'no row'                       | []                                         || []
        'a map'                        | [a: 1, b: 'x']                             || [[a: 1, b: 'x']]
        'a list of maps'               | [[a: 1], [b: 2]]                           || [[a: 1], [b: 2]]
        'an array of maps'             | [[a: 1], [a: 2]] as Map[]                  || [[a: 1], [a: 2]]
        'a set of maps'                | [[a: 1]] as Set                            || [[a: 1]]
        'a stream of maps'             | IntStream.range(0, 2).mapToObj { [a: it] } || [[a: 0], [a: 1]]
        'a record'                     | new Disk('/', 93)                          || [[mount: '/', use: 93]]
        'records'                      | [new Disk('/', 93), new Disk('/b', 1)]     || [[mount: '/', use: 93], [mount: '/b', use: 1]]
        'a number'                     | 42                                         || [[value: 42]]
        'a text'                       | 'x'                                        || [[value: 'x']]
        'a list of texts'              | ['x', 'y']                                 || [[value: ['x', 'y']]]
        'an array of numbers'          | [1, 2] as int[]                            || [[value: [1, 2]]]
        'a path'                       | Path.of('/a/b')                            || [[value: '/a/b']]
        'bytes'                        | 'é'.getBytes('UTF-8')                      || [[value: 'é']]
        'an enum constant'             | RoundingMode.UP                            || [[value: 'UP']]
        'a map with null'              | [a: null]                                  || [[a: null]]
        'an optional value'            | [a: Optional.of(1), b: Optional.empty()]   || [[a: 1, b: null]]
        'a number that changes'        | [a: new AtomicInteger(3)]                  || [[a: 3.0d]]
        'lists and maps within'        | [a: [1, [b: 2]], c: [d: ['e']]]            || [[a: [1, [b: 2]], c: [d: ['e']]]]
    }

    def "a lazy text is asked for once, when the plugin has returned"() {
        given:
        def asked = 0
        def rows = Rows.of([a: "n${-> ++asked}"], []).cells()

        expect:
        rows == [[a: 'n1']]
        rows.first().a instanceof String
        asked == 1
    }

    def "declared columns come first, the others as they occur, and a declared one that nobody has is left out"() {
        given:
        def rows = Rows.of([[z: 1, use: 2], [y: 3, mount: '/', z: 4]],
                [Column.of('mount'), Column.of('gone'), Column.of('use', Unit.PERCENT).warn(90)])

        expect:
        rows.columns() == [Column.of('mount'), Column.of('use', Unit.PERCENT), Column.of('z'), Column.of('y')]
        rows.cells()*.keySet()*.toList() == [['use', 'z'], ['mount', 'z', 'y']]
    }

    def "#what is refused: #message"() {
        when:
        Rows.of(answer(), columns)

        then:
        def e = thrown(PluginException)
        e.message == message

        where:
        what                    | columns                            | answer                                 || message
        'a list in itself'      | []                                 | { def l = []; l << l; l }              || 'process returned a list that contains itself (row 1.value[0]); return plain maps and lists'
        'a map in itself'       | []                                 | { def m = [a: 1]; m.b = [c: [m]]; m }  || 'process returned a map that contains itself (row 1.b.c[0]); return plain maps and lists'
        'an array in itself'    | []                                 | { def a = new Object[1]; a[0] = a; a } || 'process returned a list that contains itself (row 1.value[0][0]); return plain maps and lists'
        'too deep a list'       | []                                 | { (1..40).inject([]) { l, i -> [l] } } || 'process returned lists or maps more than 32 levels deep; return flat rows'
        'a million rows'        | []                                 | { (1..1_000_000).collect { [a: it] } } || 'process returned more than 100000 rows, the limit for one host; return fewer, or write them to a file on the host'
        'rows without end'      | []                                 | { IntStream.iterate(0, { it + 1 }).mapToObj { [a: it] } } || 'process returned more than 100000 rows, the limit for one host; return fewer, or write them to a file on the host'
        'values without end'    | []                                 | { [a: IntStream.iterate(0, { it + 1 })] } || 'process returned more than 1000000 values; return fewer'
        'too much text'         | []                                 | { [a: 'x' * (17 << 20)] }              || 'process returned more than 16 Mi characters of text; return less'
        'maps and others'       | []                                 | { [[a: 1], 'x'] }                      || 'process returned a String as row 2, among maps; return a list of maps only'
        'maps and nothing'      | []                                 | { [[a: 1], null] }                     || 'process returned null as row 2, among maps; return a list of maps only'
        'a key that is null'    | []                                 | { [(null): 1] }                        || 'process returned a map with the key null in row 1; name every column'
        'a key twice'           | []                                 | { [a: 1, ("${'a'}"): 2] }              || 'process returned the key a twice in row 1, as two types of text; use one of them'
        'a column host'         | []                                 | { [host: 'web1'] }                     || "process returned a column host, which always holds the host's name; omit or rename it"
        'a column twice'        | [Column.of('a'), Column.of('a')]   | { [a: 1] }                             || 'columns() names a twice; keep one of them'
    }

    def "a value that is there twice is no value that contains itself"() {
        given:
        def shared = [1]

        expect:
        Rows.of([a: shared, b: [shared, shared]], []).cells() == [[a: [1], b: [[1], [1]]]]
    }

    def "#limits makes #values #levels"() {
        when:
        def rows = Rows.of(values.collect { [v: it] }, [column])

        then:
        rows.rows()*.level('v') == levels
        rows.rows()*.level() == levels
        rows.level() == levels.max()

        where:
        limits                          | column                                                               | values            || levels
        'no limit'                      | Column.of('v')                                                       | [1, 'x']          || [Level.OK, Level.OK]
        'a lower limit of warnings'     | Column.of('v').warn(90)                                              | [89, 90, 'x']     || [Level.OK, Level.WARN, Level.OK]
        'both lower limits'             | Column.of('v').warn(80).critical(95)                                 | [79, 94.9, 95]    || [Level.OK, Level.WARN, Level.CRITICAL]
        'both upper limits'             | Column.of('v').warnBelow(14).criticalBelow(3)                        | [14, 13, 2.5, -1] || [Level.OK, Level.WARN, Level.CRITICAL, Level.CRITICAL]
        'a limit on each side'          | Column.of('v').warn(90).warnBelow(10)                                | [50, 90, 9]       || [Level.OK, Level.WARN, Level.WARN]
        'a condition'                   | Column.of('v').warnIf { it == 'old' }.criticalIf { it == 'bad' }     | ['new', 'old', 'bad', null] || [Level.OK, Level.WARN, Level.CRITICAL, Level.OK]
    }

    def "a condition that throws is the plugin's failure, and names the column and the value"() {
        when:
        Rows.of([v: 'x'], [Column.of('v').warnIf { Integer.parseInt(it) > 1 }])

        then:
        def e = thrown(PluginException)
        e.message == 'the limits of column v threw java.lang.NumberFormatException: For input string: "x" for the value x; test the type of the value first'
    }
}
