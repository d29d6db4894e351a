package dev.shoal.text

import spock.lang.Specification
import spock.lang.Timeout

class CleanTextSpec extends Specification {
    def "#what is shown as '#clean'"() {
        expect:
        CleanText.of(text) == clean
        CleanText.of(text.getBytes('UTF-8')) == clean

        where:
        what                        | text                          || clean
        'plain text'                | 'df -h | grep "x" ~\\'        || 'df -h | grep "x" ~\\'
        'TAB and LF'                | 'a\tb\nc\n'                   || 'a\tb\nc\n'
        'an escape sequence'        | '\u001b[31mred\u001b[0m'      || '\\x1b[31mred\\x1b[0m'
        'a title change with BEL'   | '\u001b]0;x\u0007'            || '\\x1b]0;x\\x07'
        'NUL, backspace, DEL'       | 'a\u0000\b\u007f'             || 'a\\x00\\x08\\x7f'
        'CSI as one character'      | '\u009b2J'                    || '\\x9b2J'
        'the last C1 control'       | '\u009f\u00a0'                || '\\x9f\u00a0'
        'CR LF'                     | 'a\r\nb\r\n'                  || 'a\nb\n'
        'an overwriting CR'         | 'evil\rgood'                  || 'evil\\rgood'
        'two CR before LF'          | 'a\r\r\nb'                    || 'a\\r\nb'
        'a CR at the end'           | 'a\r'                         || 'a\\r'
        'a bidi override'           | 'a\u202egpj.exe'              || 'a\\u{202e}gpj.exe'
        'bidi isolates'             | '\u2066x\u2069'               || '\\u{2066}x\\u{2069}'
        'zero width and marks'      | 'a\u200bb\u200fc\u200d'       || 'a\\u{200b}b\\u{200f}c\\u{200d}'
        'a byte order mark'         | '\ufeffx'                     || '\\u{feff}x'
        'tag characters'            | 'x' + '\udb40\udc41'          || 'x\\u{e0041}'
        'line separators'           | 'a\u2028b\u2029'              || 'a\\u{2028}b\\u{2029}'
        'umlauts, CJK, combining'   | 'äöü 日本語 e\u0301'             || 'äöü 日本語 e\u0301'
        'an emoji'                  | 'ok \u2705 \ud83d\ude00'      || 'ok \u2705 \ud83d\ude00'
        'a family of emoji'         | '\ud83d\udc68\u200d\ud83d\udc69' || '\ud83d\udc68\u200d\ud83d\udc69'
        'a heart on fire'           | '\u2764\ufe0f\u200d\ud83d\udd25' || '\u2764\ufe0f\u200d\ud83d\udd25'
        'a joiner behind an emoji'  | '\ud83d\ude00\u200da'         || '\ud83d\ude00\\u{200d}a'
        'a joiner behind a letter'  | 'a\u200d\ud83d\ude00'         || 'a\\u{200d}\ud83d\ude00'
        'a keycap'                  | '1\ufe0f\u20e3'               || '1\\u{fe0f}\u20e3'
        'a heart in colour'         | '\u2764\ufe0f'               || '\u2764\ufe0f'
        'a selector behind a letter' | 'a\ufe0f\ufe01'             || 'a\\u{fe0f}\\u{fe01}'
        'a variant of an ideograph' | '\u845b\udb40\udd00'         || '\u845b\udb40\udd00'
        'a message in selectors'    | '\ud83d\ude00\udb40\udd01'   || '\ud83d\ude00\\u{e0101}'
        'a grapheme joiner'         | 'a\u034fb'                   || 'a\\u{34f}b'
        'OSC 8, a link'             | '\u001b]8;;http://x\u001b\\y' || '\\x1b]8;;http://x\\x1b\\y'
        'OSC 52, the clipboard'     | '\u001b]52;c;eA==\u0007'      || '\\x1b]52;c;eA==\\x07'
        'DCS, APC, PM, SOS'         | '\u001bPa\u001b_b\u001b^c\u001bXd' || '\\x1bPa\\x1b_b\\x1b^c\\x1bXd'
        'all C1 strings'            | '\u0090\u0098\u009c\u009d\u009e\u009f' || '\\x90\\x98\\x9c\\x9d\\x9e\\x9f'
        'NEL'                       | 'a\u0085b'                   || 'a\\x85b'
        'musical and shorthand controls' | '\ud834\udd73\ud82f\udca0' || '\\u{1d173}\\u{1bca0}'
        'vowels without a mark'     | '\u17b4\u17b5'               || '\\u{17b4}\\u{17b5}'
        'nothing'                   | ''                            || ''
    }

    def "bytes that are not UTF-8 are shown one by one: #hex is '#clean'"() {
        expect:
        CleanText.of(hex.decodeHex()) == clean

        where:
        hex            || clean
        'ff'           || '\\xff'
        '61c3'         || 'a\\xc3'
        'c328'         || '\\xc3('
        '80bf'         || '\\x80\\xbf'
        'c0af'         || '\\xc0\\xaf'
        'e080af'       || '\\xe0\\x80\\xaf'
        'eda080'       || '\\xed\\xa0\\x80'
        'f4908080'     || '\\xf4\\x90\\x80\\x80'
        'e282'         || '\\xe2\\x82'
        'e282ac'       || '\u20ac'
        'e28261'       || '\\xe2\\x82a'
        'e282c3a4'     || '\\xe2\\x82ä'
        'f09f9880'     || '\ud83d\ude00'
        'f09f98'       || '\\xf0\\x9f\\x98'
        '0dff0a'       || '\\r\\xff\n'
    }

    def "nothing that Unicode calls ignorable or a control is let through, save where it changes what is seen"() {
        expect:
        (0..0x10ffff).findAll { c ->
            def type = Character.getType(c)
            type in [Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE, Character.FORMAT]*.intValue() &&
                    CleanText.of(Character.toString(c)) == Character.toString(c)
        }.collect { Integer.toHexString(it) } == ['9', 'a', *(0x600..0x605), 0x6dd, 0x70f, 0x890, 0x891, 0x8e2, 0x110bd, 0x110cd, *(0x13430..0x1343f)]
                .collect { it instanceof String ? it : Integer.toHexString(it) }
    }

    def "JSON stays the same document, with what cannot be seen escaped"() {
        expect:
        CleanText.json('{"a":"é\\u001b\u202e\u009b\udb40\udc41x"}') == '{"a":"é\\u001b\\u202E\\u009B\\uDB40\\uDC41x"}'
        CleanText.json('{"a":"plain"}') == '{"a":"plain"}'
    }

    def "half a character in a text is shown"() {
        expect:
        CleanText.of('a\ud83d!') == 'a\\u{d83d}!'
    }

    def "a text that must stay one line shows its line ends"() {
        expect:
        CleanText.line('a\nb\r\nc') == 'a\\nb\\nc'
        CleanText.line('plain') == 'plain'
    }

    def "a stream that is cut anywhere gives what the whole would"() {
        given:
        def bytes = text.getBytes('ISO-8859-1')

        expect:
        (0..bytes.length).every { cut ->
            def stream = new CleanStream()
            (stream.next(bytes, 0, cut) + stream.next(bytes, cut, bytes.length - cut) + stream.end()) == CleanText.of(bytes)
        }
        bytes.inject([new CleanStream(), '']) { pair, b -> [pair[0], pair[1] + pair[0].next([b] as byte[], 0, 1)] }.with { it[1] + it[0].end() } == CleanText.of(bytes)

        where:
        text << ['a\r\nb\rc\r', new String('ä\u20ac\ud83d\ude00x\u202e'.getBytes('UTF-8'), 'ISO-8859-1'), '\u00e2\u0082\u00ff\u00c3', '\u00f0\u009f\u0098',
            new String('\ud83d\udc68\u200d\ud83d\udc69\u200dx\u2764\ufe0f\u200d'.getBytes('UTF-8'), 'ISO-8859-1'), '\u001b[1m\r\r\n']
    }

    def "a stream may be used again after its end"() {
        given:
        def stream = new CleanStream()

        expect:
        next(stream, 'a\r'.bytes) == 'a'
        stream.end() == '\\r'
        next(stream, '\n'.bytes) == '\n'
        stream.end() == ''
    }

    def "an emoji before plain text does not reach over it"() {
        given:
        def stream = new CleanStream()

        expect:
        next(stream, '\ud83d\ude00'.getBytes('UTF-8')) + next(stream, 'abc'.bytes) + next(stream, '\u200d\ud83d\ude00'.getBytes('UTF-8')) == '\ud83d\ude00abc\\u{200d}\ud83d\ude00'
    }

    @Timeout(20)
    def "a million plain lines are cleaned in passing"() {
        given:
        def line = ('Nov 22 14:02:11 web01 sshd[4711]: Accepted publickey for ops from 10.0.0.1 port 51234 ssh2\n').bytes

        expect:
        PlainLines.cleaned(line, 1_000_000) == 1_000_000L * line.length
    }

    private static String next(CleanStream stream, byte[] bytes) {
        stream.next(bytes, 0, bytes.length)
    }
}
