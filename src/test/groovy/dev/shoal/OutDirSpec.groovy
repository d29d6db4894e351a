package dev.shoal

import dev.shoal.testing.Mounts
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout
import spock.util.concurrent.PollingConditions

/** What hosts write, in a file for each: --outdir and --errdir on the demo fleet. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class OutDirSpec extends Specification {
    @TempDir
    Path home

    Operator operator

    def setup() {
        operator = new Operator(home)
    }

    private Operator.Told run(Map<String, Object> dirs, String text, String hosts = '3') {
        operator.types(['demo', hosts, 'exec', *dirs.collect { "--$it.key=$it.value".toString() }, '--', text])
    }

    private Map<String, String> files(String dir) {
        home.resolve(dir).toFile().listFiles().sort().collectEntries { [it.name, it.getText('ISO-8859-1')] }
    }

    def "each host's two streams are kept in a file each, byte for byte, and shown as ever"() {
        when:
        def told = run([outdir: home.resolve('a/out'), errdir: home.resolve('err')],
                'printf "\\000\\377\\033[1m\\r\\n"; hostname; [ "$(hostname)" != web2 ] || printf warn >&2')

        then:
        files('a/out') == ['db1', 'web1', 'web2'].collectEntries { [it, "\u0000\u00ff\u001b[1m\r\n$it\n".toString()] }
        files('err') == [db1: '', web1: '', web2: 'warn']
        told.out.readLines().count { it.endsWith(' (1)') } == 3
        told.notes == '3 ok   3 hosts, T\n'
        told.status == 0
    }

    def "a host that says nothing now loses what it said before, and what belongs to no host stays"() {
        given:
        operator.file('out/web1', 'of an earlier run')
        operator.file('out/web9', 'of another target')

        when:
        def told = run([outdir: home.resolve('out')], 'exit 3', '1')

        then:
        files('out') == [web1: '', web9: 'of another target']
        told.status == 1
    }

    def "a host that was not reached has no file, also none of an earlier run"() {
        given:
        operator.file('out/127.0.0.1', 'of an earlier run')

        when:
        def told = operator.types(['--outdir', "$home/out".toString(), '-w', '127.0.0.1', '-p', '1', 'exec', 'true'])

        then:
        files('out') == [:]
        told.notes.endsWith('1 unreachable (refused): 127.0.0.1   1 host, T\n')
        told.status == 3
    }

    def "everything is there, also what is too much for the memory, and what a host wrote that did not come to an end"() {
        given:
        def file = home.resolve('out/web1').toFile()
        Operator.Told told = null
        def shell = Thread.start { told = run([outdir: home.resolve('out')], 'head -c 20000000 /dev/zero; sleep 3600', '1') }
        new PollingConditions(timeout: 80).eventually { assert file.length() == 20_000_000 }

        when:
        operator.interrupts.interrupt()
        shell.join()

        then:
        file.length() == 20_000_000
        told.notes == '1 cancelled (may still run): web1   1 host, T\n'
        told.status == 130
    }

    def "every format prints what it prints without, and the files are the same"() {
        when:
        def plain = operator.types(['demo', '2', 'exec', '-N', '-o', format, '--', 'echo', 'x'])
        def kept = operator.types(['demo', '2', 'exec', '-N', '-o', format, '--outdir', "$home/out".toString(), '--', 'echo', 'x'])

        then:
        withoutTimes(kept.out) == withoutTimes(plain.out)
        files('out') == [web1: 'x\n', web2: 'x\n']

        where:
        format << ['raw', 'json', 'none']
    }

    def "-N alone prints the bare lines of all hosts, as clush does"() {
        expect:
        operator.types(['demo', '2', 'exec', '-N', '--', 'echo', 'x']).out == 'x\nx\n'
    }

    private static String withoutTimes(String text) {
        text.replaceAll(/"(ms|run)":\d+/, '').replaceAll(/"at":"[^"]*"/, '')
    }

    def "Groovy and the prompt's lines take the options, too"() {
        when:
        def told = operator.types(['demo', '2', '-c', "exec('hostname', outdir: '$home/a', output: 'none')".toString(),
            '-c', "exec --outdir $home/b -o none hostname |> it.size()".toString()])

        then:
        files('a') == [web1: 'web1\n', web2: 'web2\n']
        files('b') == files('a')
        told.out.endsWith('2\n')
    }

    def "'#what' is refused before anything runs: #problem"() {
        given:
        operator.file('file', 'kept')
        operator.file('out/web2/x', 'x')
        operator.file('out/web1', 'kept')
        Files.createSymbolicLink(home.resolve('link'), Files.createDirectory(home.resolve('real')))

        when:
        def told = run(options.collectEntries { [it.key, it.value ? "$home/$it.value" : ''] }, 'touch ran; echo x', '2')

        then:
        told.err == "shoal: ${problem.replace('HOME', home.toString())}\n"
        told.status == 2
        Files.readString(home.resolve('out/web1')) == 'kept'

        where:
        what                 | options                         || problem
        'a file'             | [outdir: 'file']                || '--outdir: HOME/file: something else of that name exists (on this machine). Nothing was run'
        'a host\'s directory' | [errdir: 'out']                || '--errdir: HOME/out/web2: not a regular file (on this machine). Nothing was run'
        'one for both'       | [outdir: 'o', errdir: 'x/../o'] || '--outdir and --errdir need two directories: one would mix the two streams'
        'one by a link'      | [outdir: 'real', errdir: 'link'] || '--outdir and --errdir need two directories: one would mix the two streams'
        'one made by a link' | [outdir: 'real/n', errdir: 'link/n'] || '--outdir and --errdir need two directories: one would mix the two streams'
        'nothing'            | [outdir: '']                    || '--outdir needs the name of a directory'
    }

    def "#verb knows no such options"() {
        expect:
        operator.types(['demo', '1', verb, '--outdir', 'x', *words]).err == "shoal: $verb: unknown option --outdir. Its options: shoal $verb --help\n"

        where:
        verb      | words
        'collect' | ['os']
        'get'     | ['/etc/hosts', 'x']
        'put'     | ['x', '/tmp']
    }

    def "a dry run and an empty target touch nothing"() {
        given:
        operator.file('out/web1', 'kept')

        when:
        operator.types(['demo', '1', 'exec', '--outdir', "$home/out".toString(), '--dry-run', '--', 'echo', 'x'])
        operator.types(['demo', '1', 'exec', '--outdir', "$home/out".toString(), '-x', '@all', '--', 'echo', 'x'])

        then:
        files('out') == [web1: 'kept']
    }

    @Requires(value = { Mounts.isPossible() }, reason = Mounts.REASON)
    def "a disk that fills up is told, and the run does not count as a success"() {
        given:
        def full = Mounts.tmpfs(home.resolve('small'), 'size=64k')

        when:
        def told = run([outdir: home.resolve('small'), output: 'none'], 'head -c 100000 /dev/zero', '2')

        then:
        told.notes == """\
            2 ok   2 hosts, T
            shoal: --outdir: $home/small: no space left on device (on this machine); incomplete for web[1-2]
            """.stripIndent()
        told.status == 1

        cleanup:
        full.close()
    }
}
