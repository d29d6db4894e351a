package dev.shoal

import java.nio.file.Path
import java.util.concurrent.TimeUnit
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** What comes out of lines of Groovy and of pipes, in the format that is asked for. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class ValuesSpec extends Specification {
    private static final String PLAIN =
            'host  use  at\ndb1    93  -\nweb1  0.5  -\n' + "['a', 1, ['b':['c':true]]]\n['a':1]\ntwo\nlines\n7\n[]\n"

    @TempDir
    Path home

    Operator operator

    def setup() {
        operator = new Operator(home)
    }

    def "a line of Groovy has a value, and -o #format decides how it is printed"() {
        when:
        def told = operator.types(['-o', format, '-c', '[[host: "db1", use: 93, at: null], [host: "web1", use: 0.5]]',
                                   '-c', '["a", 1, [b: [c: true]]]', '-c', '[a: 1]', '-c', '"two\\nlines"', '-c', '7', '-c', '[]'])

        then:
        [told.out, told.err, told.status] == [out, '', 0]

        where:
        format  || out
        'json'  || '[\n{"host":"db1","use":93,"at":null},\n{"host":"web1","use":0.5}\n]\n["a",1,{"b":{"c":true}}]\n{"a":1}\n"two\\nlines"\n7\n[]\n'
        'jsonl' || '{"host":"db1","use":93,"at":null}\n{"host":"web1","use":0.5}\n"a"\n1\n{"b":{"c":true}}\n{"a":1}\n"two\\nlines"\n7\n'
        'yaml'  || '---\n- host: db1\n  use: 93\n  at: null\n- host: web1\n  use: 0.5\n---\n- a\n- 1\n- b:\n    c: true\n---\na: 1\n' +
                '--- |-\n  two\n  lines\n--- 7\n--- []\n'
        'csv'   || 'host,use,at\r\ndb1,93,\r\nweb1,0.5,\r\nvalue,b\r\na,\r\n1,\r\n,"{""c"":true}"\r\na\r\n1\r\nvalue\r\n"two\nlines"\r\nvalue\r\n7\r\n'
        'md'    || '| host | use | at |\n| --- | ---: | --- |\n| db1 | 93 |  |\n| web1 | 0.5 |  |\n' +
                '| value | b |\n| --- | --- |\n| a |  |\n| 1 |  |\n|  | {"c":true} |\n| a |\n| ---: |\n| 1 |\n' +
                '| value |\n| --- |\n| two<br>lines |\n| value |\n| ---: |\n| 7 |\n'
        'table' || 'host  use  at\ndb1    93  -\nweb1  0.5  -\nvalue  b\na      -\n1      -\n-      {"c":true}\na\n1\nvalue\ntwo\nlines\nvalue\n    7\n'
        'none'  || PLAIN
        'raw'   || PLAIN
    }

    def "the format of the verb before a pipe is the format of what comes out of it"() {
        expect:
        operator.types(['demo', '2', '-q', '-c', line]).with { [it.out, it.err, it.status] } == [out, '', 0]

        where:
        line                                                                || out
        'collect os -o csv |> it.collect { [host: it.host, id: it.id] }'    || 'host,id\r\nweb1,debian\r\nweb2,debian\r\n'
        'exec -o json hostname |> it*.out*.trim()'                          || '["web1","web2"]\n'
        'exec -o none hostname |> it.size()'                                || '2\n'
        '@web2 -o jsonl echo a |> it.collect { [host: it.host] }'           || '{"host":"web2"}\n'
    }

    def "the format at the start of Shoal is that of all lines, and the verb's own counts more"() {
        expect:
        operator.types(['demo', '2', '-q', '-o', 'json', '-c', 'exec hostname |> it*.host', '-c', 'hosts -o csv |> it*.name']).out ==
                '["web1","web2"]\nvalue\r\nweb1\r\nweb2\r\n'
    }

    def "a run that is a line's value is the document that its verb prints"() {
        when:
        def told = operator.types(['demo', '2', '-q', '-o', 'csv', '-c', 'r = exec -o none echo a', '-c', 'r', '-c', '[r[0]]', '-c', 'r.group()'])

        then:
        told.out.replaceAll(/ok,0,\d+/, 'ok,0,MS') ==
                'host,outcome,exit,ms,out,err\r\nweb1,ok,0,MS,a,\r\nweb2,ok,0,MS,a,\r\n' +
                'host,outcome,exit,ms,out,err\r\nweb1,ok,0,MS,a,\r\n' +
                'hosts,count,exit,out,err\r\nweb[1-2],2,0,a,\r\n'
        told.err == ''
    }

    def "a value that contains itself is no document, which is said, and shoal goes on"() {
        when:
        def told = operator.types(['-o', 'json', '-c', 'x = []', '-c', 'x << x'])

        then:
        told.err == 'shoal: the value has more than 64 levels, or contains itself; leave out -o to see its text\n'
        told.out == ''
    }

    def "an unknown format is refused before anything runs: #words"() {
        expect:
        operator.types(words).with { [it.out, it.err, it.status] } ==
                ['', 'shoal: not a valid format: tabel; formats: fold raw json jsonl yaml table csv md none\n', 2]

        where:
        words << [['-o', 'tabel', '-c', 'new File("/nothing").text'],
                  ['demo', '1', '-c', 'collect disk -o tabel |> it'],
                  ['demo', '1', '-c', 'exec -o tabel touch /tmp/x |> it']]
    }
}
