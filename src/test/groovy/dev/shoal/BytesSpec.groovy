package dev.shoal

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

import static java.nio.charset.StandardCharsets.ISO_8859_1

/** What is typed, piped and read from files is used byte for byte, or refused by name. */
@Timeout(120)
class BytesSpec extends Specification {
    static final String MARK = '\uFEFF'

    @TempDir
    Path home
    Operator operator

    def setup() {
        operator = new Operator(home)
    }

    private static byte[] commandLine(List<byte[]> words) {
        def out = new ByteArrayOutputStream()
        words.each {
            out.write(it)
            out.write(0)
        }
        out.toByteArray()
    }

    def "an argument that the JVM has misread is refused with the bytes that were typed"() {
        given:
        def raw = commandLine(['java'.bytes, '-jar'.bytes, 'exec'.bytes, 'caf\u00e9 x'.getBytes(ISO_8859_1)])

        expect:
        Arguments.problem(['exec', 'caf\ufffd x'], 'UTF-8', { Optional.of(raw) }).get() ==
                'argument "caf\\xe9 x": not UTF-8, so hosts would get other bytes. Write it in UTF-8, or let the remote ' +
                "shell make the bytes, as \$(printf '\\351') does"
    }

    def "the replacement character itself is an argument as any other"() {
        given:
        def raw = commandLine(['java'.bytes, 'exec'.bytes, ''.bytes, '\ufffd'.getBytes('UTF-8')])

        expect:
        Arguments.problem(['exec', '', '\ufffd'], 'UTF-8', { Optional.of(raw) }).empty
    }

    def "where the system does not tell the bytes, an argument with the replacement character is refused"() {
        expect:
        Arguments.problem(['exec', 'a\ufffd'], 'UTF-8', { Optional.empty() }).get().startsWith('argument "a\ufffd": not UTF-8')
    }

    def "without a UTF-8 locale only ASCII is taken"() {
        expect:
        Arguments.problem(['exec', 'caf\u00e9'], 'ISO-8859-1', { Optional.empty() }).get() ==
                'this machine has no UTF-8 locale (the JVM has ISO-8859-1), so arguments and file names must be ASCII. ' +
                'Install the locale C.UTF-8'
        Arguments.problem(['exec', 'cafe'], 'ISO-8859-1', { Optional.empty() }).empty
    }

    def "a variable that Shoal goes by and that is not UTF-8 is refused by its name"() {
        expect:
        new Environment(variables, home, 'ops', Optional.empty()).problem() == Optional.ofNullable(problem)

        where:
        variables                       || problem
        [HOME: '/home/\ufffd']          || "HOME: the variable's value is not UTF-8. Set it in UTF-8"
        [SHOAL_TARGET: 'caf\ufffd']     || "SHOAL_TARGET: the variable's value is not UTF-8. Set it in UTF-8"
        [LS_COLORS: '\ufffd', HOME: '/'] || null
    }

    def "a line of standard input that is not UTF-8 is refused by its number, and the lines before it have run"() {
        when:
        def told = operator.types([], 'hosts -c a,b\nexec touch caf\u00e9\nhosts -c c\n'.getBytes(ISO_8859_1))

        then:
        told.out == '2\n'
        told.err == 'shoal: standard input, line 2: not UTF-8: "exec touch caf\\xe9". Save the text as UTF-8\n'
        told.status == 2
    }

    def "a local name that is not UTF-8 is not sent under another name"() {
        given:
        def made = ['sh', '-c', 'mkdir "$1/d" && : >"$1/d/$(printf "caf\\351")"', 'sh', home.toString()].execute()
        made.waitFor()
        operator.file('here', '')

        when:
        def told = operator.types(['demo', '1', 'put', "$home/d".toString(), '/tmp/'])

        then:
        told.err == "shoal: put: $home/d/caf\ufffd: its name is not UTF-8, so hosts would get another name (on this machine)\n"
        told.status == 2
    }

    def "a byte order mark before #what is passed over"() {
        given:
        operator.file(file, MARK + text)
        operator.file('y/groups.conf', '[Main]\nautodir: $CFGDIR/groups.d\n')

        when:
        def told = operator.types(words.collect { it.replace('~', home.toString()) }, stdin)

        then:
        told.err == ''
        told.out == out
        told.status == 0

        where:
        what                     | file         | text                                  | words                                                      | stdin                   || out
        'a script'               | 's.groovy'   | 'log.info "x"; print(1 + 1)\r\n'        | ['run', '~/s.groovy']                                      | ''                      || '2'
        'lines'                  | 'x'          | ''                                    | []                                                         | MARK + 'hosts -c a\r\n' || '1\n'
        'a YAML inventory'       | 'a.yml'      | 'all:\n  hosts:\n    web1:\n'         | ['--inventory', 'ansible:~/a.yml', 'hosts', '-e', '@*']    | ''                      || 'web1\n'
        'an inventory in Groovy' | 'g.groovy'   | '["web1"]\n'                          | ['--inventory', '~/g.groovy', 'hosts', '-e', '@*']      | ''                  || 'web1\n'
        'shoal.yaml'             | 'c/shoal.yaml' | 'target: web1\n'                    | ['--conf', '~/c', 'hosts', '-c', 'a']                      | ''                      || '1\n'
        'hosts.yaml'             | 'c/hosts.yaml' | 'hosts: {web1: }\n'                 | ['--conf', '~/c', 'hosts', '-e', '@*']                     | ''                      || 'web1\n'
        "a program's answer"     | 'x'          | ''                                    | ['--inventory', "upcall:printf '\\357\\273\\277web1\\n'", 'hosts', '-e', '@*'] | ''  || 'web1\n'
        'groups of ClusterShell' | 'y/groups.d/r.yaml' | 'r: {web: web1}\n'             | ['--inventory', 'clustershell:~/y', 'hosts', '-e', '@r:web'] | ''                    || 'web1\n'
    }
}
