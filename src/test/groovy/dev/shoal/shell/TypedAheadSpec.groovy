package dev.shoal.shell

import dev.shoal.shell.Keyboard.TypedAhead
import spock.lang.Specification

class TypedAheadSpec extends Specification {
    def "of '#text' is asked: #asked, kept: '#kept', and left to who reads next: '#left'"() {
        given:
        def keys = new ByteArrayInputStream(text.bytes)
        def ahead = new TypedAhead(keys)

        expect:
        ahead.takeEnter() == asked
        ahead.take() == kept
        ahead.take() == ''
        new String(keys.readAllBytes(), 'UTF-8') == left

        where:
        text           || asked | kept | left
        ''             || false | ''   | ''
        '\n'           || true  | ''   | ''
        '\r'           || true  | ''   | ''
        '\n\n'         || true  | ''   | ''
        'uptime\n'     || false | 'u'  | 'ptime\n'
        '\nuptime\n\n' || true  | 'u'  | 'ptime\n\n'
        '日本\n'        || false | '日'  | '本\n'
        '😀!\n'        || false | '😀'  | '!\n'
    }

    def "once something is typed, Enter belongs to it, until that is taken"() {
        given:
        def keys = new PipedInputStream()
        def typing = new PipedOutputStream(keys)
        def ahead = new TypedAhead(keys)

        when:
        typing.write('u'.bytes)
        ahead.takeEnter()
        typing.write('\n'.bytes)

        then:
        !ahead.takeEnter()
        ahead.take() == 'u'
        ahead.takeEnter()
    }
}
