package dev.shoal

import dev.shoal.cli.Streams.Colour
import dev.shoal.terminal.Channel.End
import dev.shoal.terminal.Palette
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** When there are colours: what the environment, the two streams and --color have to say. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class ColourSpec extends Specification {
    @TempDir
    Path home

    private static streams(String terminals, Map<String, String> environment) {
        Terminal.streams(OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), InputStream.nullInputStream(), terminals, environment)
    }

    def "terminals #terminals, #environment and --color #when: stdout #out, stderr #err"() {
        given:
        def screen = streams(terminals, environment).screen(when)

        expect:
        [screen.out().palette(), screen.err().palette()] == [out, err]

        where:
        terminals | environment                     | when          || out           | err
        '012'     | [TERM: 'xterm']                 | Colour.AUTO   || Palette.ANSI  | Palette.ANSI
        '02'      | [TERM: 'xterm']                 | Colour.AUTO   || Palette.PLAIN | Palette.ANSI
        '01'      | [TERM: 'xterm']                 | Colour.AUTO   || Palette.ANSI  | Palette.PLAIN
        ''        | [TERM: 'xterm']                 | Colour.AUTO   || Palette.PLAIN | Palette.PLAIN
        '012'     | [TERM: 'dumb']                  | Colour.AUTO   || Palette.PLAIN | Palette.PLAIN
        '012'     | [TERM: '']                      | Colour.AUTO   || Palette.PLAIN | Palette.PLAIN
        '012'     | [:]                             | Colour.AUTO   || Palette.PLAIN | Palette.PLAIN
        '012'     | [TERM: 'xterm', NO_COLOR: '1']  | Colour.AUTO   || Palette.PLAIN | Palette.PLAIN
        '012'     | [TERM: 'xterm', NO_COLOR: '0']  | Colour.AUTO   || Palette.PLAIN | Palette.PLAIN
        '012'     | [TERM: 'xterm', NO_COLOR: '']   | Colour.AUTO   || Palette.ANSI  | Palette.ANSI
        '012'     | [TERM: 'xterm', CLICOLOR: '0']  | Colour.AUTO   || Palette.PLAIN | Palette.PLAIN
        '012'     | [TERM: 'xterm', CLICOLOR: '1']  | Colour.AUTO   || Palette.ANSI  | Palette.ANSI
        '012'     | [TERM: 'xterm']                 | Colour.NEVER  || Palette.PLAIN | Palette.PLAIN
        '012'     | [TERM: 'xterm', NO_COLOR: '1']  | Colour.ALWAYS || Palette.ANSI  | Palette.ANSI
        ''        | [TERM: 'dumb']                  | Colour.ALWAYS || Palette.ANSI  | Palette.ANSI
    }

    def "a dumb terminal is one that people look at, and a pipe is none: #terminals, #environment"() {
        expect:
        streams(terminals, environment).with { [it.outEnd(), it.errEnd(), it.inIsTerminal()] } == [out, err, typed]

        where:
        terminals | environment     || out               | err               | typed
        '012'     | [TERM: 'xterm'] || End.TERMINAL      | End.TERMINAL      | true
        '12'      | [TERM: 'dumb']  || End.DUMB_TERMINAL | End.DUMB_TERMINAL | false
        '2'       | [TERM: 'xterm'] || End.FILE          | End.TERMINAL      | false
        ''        | [TERM: 'xterm'] || End.FILE          | End.FILE          | false
    }

    def "in a pipe there is colour only where it is asked for: #words"() {
        given:
        def told = new Operator(home).types(['demo', '1', *words, 'exec', '-o', 'none', '--', 'exit 3'])

        expect:
        told.notes == notes

        where:
        words                 || notes
        []                    || '1 exit 3: web1   1 host, T\n'
        ['--color', 'never']  || '1 exit 3: web1   1 host, T\n'
        ['--color', 'always'] || '\u001b[31m1 exit 3: web1\u001b[0m   1 host, T\n'
    }
}
