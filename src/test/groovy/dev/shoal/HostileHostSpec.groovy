package dev.shoal

import dev.shoal.terminal.Channel
import groovy.json.JsonSlurper
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import java.util.regex.Pattern
import org.yaml.snakeyaml.Yaml
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** Hosts that send what steers or deceives a terminal: nobody's terminal gets it, and who asks for data gets all of it. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class HostileHostSpec extends Specification {
    /** A screen is cleared, a title and the clipboard set, a line overwritten, a text turned round, a tag hidden. */
    private static final String EVIL = '\u001b[2J\u001b]0;t\u0007\u001b]52;c;eA==\u0007a\rb\b\u009b8m\u202etxt\u2066\u200b' + '\udb40\udc41'
    private static final String SHOWN = '\\x1b[2J\\x1b]0;t\\x07\\x1b]52;c;eA==\\x07a\\rb\\x08\\x9b8m\\u{202e}txt\\u{2066}\\u{200b}\\u{e0041}'
    private static final Pattern HARMFUL = ~/[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\x{e0000}-\x{e0fff}\x{fffd}]/

    @TempDir
    Path home

    Operator operator

    def setup() {
        operator = new Operator(home)
        operator.end = Channel.End.DUMB_TERMINAL
        operator.file('evil', EVIL + '\n')
    }

    private Operator.Told says(String format, String redirect = '') {
        operator.types(['demo', '1', '--stdin-file', "$home/evil".toString(), 'exec', '-o', format, '--', "cat $redirect".toString()])
    }

    private static boolean isHarmless(Operator.Told told) {
        !HARMFUL.matcher(told.out).find() && !HARMFUL.matcher(told.err).find()
    }

    def "an answer is shown harmlessly on a terminal: #format"() {
        when:
        def told = says(format)

        then:
        told.out.contains(out)
        isHarmless(told)

        where:
        format  || out
        'fold'  || "---------------\nweb1 (1)\n---------------\n$SHOWN\n"
        'raw'   || "web1: $SHOWN\n"
        'table' || SHOWN
        'csv'   || SHOWN
        'json'  || '\\u001B[2J\\u001B]0;t\\u0007'
        'jsonl' || '\\u009B8m\\u202Etxt\\u2066\\u200B\\uDB40\\uDC41'
        'yaml'  || '\\x9B8m\\u202Etxt\\u2066\\u200B\\U000E0041'
    }

    def "what a host writes to stderr is shown harmlessly, too: #format"() {
        when:
        def told = says(format, '>&2')

        then:
        (told.out + told.err).contains(SHOWN)
        isHarmless(told)

        where:
        format << ['fold', 'raw', 'table', 'csv']
    }

    def "bytes that are no text are shown one by one"() {
        given:
        Files.write(home.resolve('evil'), 'c0af 9b326d ff eda080 f09f98 0d 0a'.replace(' ', '').decodeHex())

        expect:
        says('raw').out == 'web1: \\xc0\\xaf\\x9b2m\\xff\\xed\\xa0\\x80\\xf0\\x9f\\x98\n'
    }

    def "a pipe gets the bytes as they are, and data has them exactly: #format"() {
        given:
        operator.end = Channel.End.FILE

        expect:
        read(says(format)) == EVIL + '\n'

        where:
        format || read
        'raw'  || { it.out - 'web1: ' }
        'json' || { new JsonSlurper().parseText(it.out).results[0].out }
        'yaml' || { new Yaml().load(it.out).results[0].out }
    }

    def "what programs read on a terminal is what they read elsewhere: #format"() {
        expect:
        read(says(format)) == EVIL + '\n'

        where:
        format || read
        'json' || { new JsonSlurper().parseText(it.out).results[0].out }
        'yaml' || { new Yaml().load(it.out).results[0].out }
    }

    def "values of the prompt's lines are printed harmlessly: #line"() {
        when:
        def told = operator.types(['demo', '1', '--stdin-file', "$home/evil".toString(), '-o', 'none', '-c', 'r = exec cat', '-c', line])

        then:
        told.status == 0
        (told.out + told.err).contains('\\x1b[2J')
        isHarmless(told)

        where:
        line << ['r', '_', 'r[0].out', 'println r[0].out', 'print r[0].lines', '[r[0].out]', '[[x: r[0].out]]', 'r*.out',
            'exec --dry-run echo #{raw(r[0].out)}']
    }

    def "rows and failures of a plugin are shown harmlessly: #answer"() {
        given:
        operator.file('.config/shoal/plugins/evil.groovy', """\
            class Evil extends Plugin {
                Object process(HostContext host) {
                    def said = host.exec('cat $home/evil').out[0..-2]
                    $answer
                }
            }
            """.stripIndent())

        when:
        def told = operator.types(['demo', '1', '--on-this-machine', 'collect', 'evil']) // its file is here

        then:
        (told.out + told.err).contains(seen)
        isHarmless(told)

        where:
        answer                                   || seen
        '[a: said]'                              || '\\x1b[2J'
        '[(said): 1]'                            || '\\x1b[2J'
        '[a: [b: said]]'                         || '\\u001B[2J'
        'throw new IllegalStateException(said)'  || '\\x1b[2J'
    }
}
