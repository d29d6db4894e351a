package dev.shoal

import dev.shoal.log.ChildJvm
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.util.concurrent.TimeUnit
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/**
 * What is wrong with what an operator has written, and what he reads of it, on the demo fleet. Elsewhere: scripts that fail
 * or loop (ScriptSpec), plugins in Java (CollectSpec), full disks, hostile names and hosts that die while files are moved
 * (FilesSpec).
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class BadInputSpec extends Specification {
    @TempDir
    Path home

    @AutoCleanup
    def operator = new Operator(home)

    private Path plugin(String name, String text) {
        operator.file(".config/shoal/plugins/${name}.groovy", text.stripIndent())
    }

    private static String process(String name, String body) {
        "class $name extends Plugin {\n    Object process(HostContext host) {\n        $body\n    }\n}\n"
    }

    def "a plugin in Groovy that #what costs its host a result and nobody else: '#body'"() {
        given:
        plugin('Bad', process('Bad', body))
        operator.file('.config/shoal/plugins.yaml', "plugins:\n  bad: {script: $home/.config/shoal/plugins/Bad.groovy, timeout: ${what.startsWith('has') ? '60s' : '2s'}}\n")

        when:
        def told = operator.types(['demo', '2', 'collect', 'bad', 'uptime', '-q', '-o', 'jsonl'])

        then:
        told.out.readLines().count { it.contains('"plugin":"uptime","outcome":"ok"') } == 2
        told.out.readLines().findAll { it.contains('"plugin":"bad"') }.sort()
                .collect { new groovy.json.JsonSlurper().parseText(it).with { [it.host, it.outcome, it.rows*.findAll { key, _ -> key != 'host' }] } } ==
                [['web1', outcome, rows], ['web2', outcome, rows]]
        told.notes.contains(note)
        told.status == status

        where:
        what                      | body                                                             || status | outcome   | rows                                | note
        'throws'                  | "throw new IOException('no luck')"                               || 1      | 'failed'  | []                                  | 'plugin bad: IOException: no luck (Bad.groovy:3)'
        'asks for what is not'    | 'host.nosuch'                                                    || 1      | 'failed'  | []                                  | 'plugin bad: PluginContext has no property nosuch (Bad.groovy:3)'
        'calls null'              | 'null.length()'                                                    || 1      | 'failed'  | []                                  | 'plugin bad: length(): the value before the dot is null (Bad.groovy:3)'
        'asks null'               | 'host.exec(null)'                                                  || 1      | 'failed'  | []                                  | 'plugin bad: exec: the command is null (Bad.groovy:3)'
        'waits for its host'      | "host.exec('sleep 60')"                                          || 3      | 'timeout' | []                                  | ''
        'waits for nothing'             | 'Thread.sleep(60_000)'                                           || 3      | 'timeout' | []                                  | 'plugin bad: not done within 2 s. It was stopped'
        'spins'                   | 'while (true) {}'                                                || 3      | 'timeout' | []                                  | 'plugin bad: not done within 2 s. It was stopped'
        'returns a cyclic list'   | 'def l = []; l << l; l'                                          || 1      | 'failed'  | []                                  | 'plugin bad: process returned a list that contains itself'
        'returns a cyclic map'    | 'def m = [:]; m.me = m; m'                                       || 1      | 'failed'  | []                                  | 'plugin bad: process returned a map that contains itself'
        'has 50 MB printed'       | "[n: host.exec('head -c 52428800 /dev/zero').outBytes.length]"   || 0      | 'ok'      | [[n: 16 << 20]]                     | ''
        'returns 50 MB'           | "'x' * 52_428_800"                                               || 1      | 'failed'  | []                                  | 'plugin bad: process returned more than 16 Mi characters of text'
    }

    def "a plugin that #what is refused with its place before anything runs, and the others work"() {
        given:
        def file = plugin('Bad', text)

        when:
        def told = operator.types(['demo', '1', 'collect', 'bad'])

        then:
        told.out == ''
        told.err.replace("$file", 'FILE') == message
        told.status == 2

        when:
        told = operator.types(['demo', '1', '-q', '-o', 'none', 'collect', 'uptime'])

        then:
        [told.status, told.err] == [0, '']

        where:
        what                  | text                                                          || message
        'lacks process'       | 'class Bad extends Plugin {\n}\n'                             || 'shoal: collect: Bad.groovy:1: Bad has no process(HostContext); write: Object process(HostContext host) { ... }\n  class Bad extends Plugin {\n  ^\n'
        'has a syntax error'  | 'class Bad extends Plugin {\n    Object process(host {\n}\n' || 'shoal: collect: Bad.groovy:2: a bracket, a quote or a comment is not closed\n      Object process(host {\n                          ^\n'
        'is no class'         | 'println 1\n'                                                 || 'shoal: collect: Bad.groovy:1: it has statements, but no class; a plugin is: class Name extends Plugin { Object process(HostContext host) { ... } }\n  println 1\n  ^\n'
    }

    def "two plugins of one name are refused by both files, and one with the name of a built-in gives way to it"() {
        given:
        def one = plugin('RootFree', process('RootFree', '[a: 1]'))
        def two = plugin('root-free', process('Other', '[a: 2]'))
        def disk = plugin('Disk', process('Disk', '[mine: 1]'))

        when:
        def told = operator.types(['demo', '1', '-q', 'collect', 'root-free'])

        then:
        told.status == 2
        told.err.contains("collect: plugin root-free: two files have this key, $one and $two; rename one of them, or name one in plugins.yaml")

        when:
        told = operator.types(['demo', '1', '-q', '-o', 'csv', 'collect', 'disk'])

        then:
        told.status == 0
        told.err.contains("shoal: $disk: has the key of a built-in plugin, disk, which is used instead")
        !told.out.contains('mine')
    }

    def "plugins that others may write to are left out aloud"() {
        given:
        def dir = plugin('Mine', process('Mine', '[a: 1]')).parent
        Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString('rwxrwxrwx'))

        when:
        def told = operator.types(['demo', '1', 'collect', 'mine'])

        then:
        told.status == 2
        told.err == "shoal: $dir: others may write to it, so it is not read; run: chmod go-w $dir\n" +
                'shoal: collect: unknown plugin: mine; available: disk memory network os uptime\n'
    }

    def "what a plugin prints does not stand among the rows, and reaches no terminal as it is"() {
        given:
        plugin('Prints', process('Prints', "println '\\u001b[31mred'; System.out.print('no end'); [a: 1]"))
        def shoal = new ChildJvm([HOME: "$home".toString()], Main, 'demo', '1', '-q', '-o', 'csv', 'collect', 'prints')

        expect:
        shoal.rest() == [out: 'host,a\r\nweb1,1\r\n', err: '\\x1b[31mred\nno end\n', exit: 0]

        cleanup:
        shoal.close()
    }

    def "a value that is not there keeps the line from running: #line"() {
        when:
        def told = operator.types(['demo', '1', '-c', line])

        then:
        told.out == ''
        told.err == message + '\n'
        told.status == 2

        where:
        line                   || message
        'exec echo #{nosuch}'  || 'shoal: #{nosuch}: unknown name: nosuch'
        'put #{nosuch} /tmp/'  || 'shoal: #{nosuch}: unknown name: nosuch'
        'put /no/such /tmp/'   || 'shoal: put: /no/such: no such file or directory (on this machine)'
    }
}
