package dev.shoal.script

import spock.lang.Specification

class TemplateSpec extends Specification {
    def values = [pids: [1, 22], name: "it's", file: '/etc/a b', ok: 'web1', none: [], raw: new Template.Raw('a | b')]

    private String filled(String text) {
        Template.of(text).text { values[it] ?: (it == 'none' ? [] : '?') }
    }

    def "'#text' becomes '#result'"() {
        expect:
        filled(text) == result

        where:
        text                  || result
        'kill #{pids}'        || 'kill 1 22'
        'echo #{name}'        || "echo 'it'\\''s'"
        'cat #{ file }'       || "cat '/etc/a b'"
        'echo "#{ok}"'        || 'echo "web1"'
        "echo 'at #{ok}'"     || "echo 'at web1'"
        'rm #{none} x'        || 'rm  x'
        'sh -c #{raw}'        || 'sh -c a | b'
        'echo "#{raw}"'       || 'echo "a | b"'
        'echo \\#{ok}'        || 'echo #{ok}'
        'echo "a\\"b" #{ok}'  || 'echo "a\\"b" web1'
        'echo {a,b} #{ok}'    || 'echo {a,b} web1'
        'no values at all'    || 'no values at all'
        "# don't\necho #{name}" || "# don't\necho 'it'\\''s'"
        "cat <<< #{file}\nls #{file}" || "cat <<< '/etc/a b'\nls '/etc/a b'"
        "cat <<E\n#{ok}\nE"   || "cat <<E\nweb1\nE"
    }

    def "a value that would break out of the text's own quotes is refused with its column"() {
        when:
        filled(text)

        then:
        def e = thrown(ScriptException)
        e.message == message

        where:
        text              || message
        'echo "#{name}"'  || 'column 7: #{name} stands inside quotes, and its value could break out of them; take it out of the quotes, or insist: #{raw(name)}'
        "echo '#{pids}'"  || 'column 7: #{pids} stands inside quotes, and its value could break out of them; take it out of the quotes, or insist: #{raw(pids)}'
    }

    def "quotes of a comment are none, and in a heredoc quotes protect nothing: #text"() {
        when:
        filled(text)

        then:
        def e = thrown(ScriptException)
        e.message.contains(text.startsWith('#') ? 'inside quotes' : 'in a heredoc or behind one, where its value cannot be quoted')

        where:
        text << ["# don't\necho '#{name}'",
                 'cat <<E\n#{file}\nE',
                 "cat <<'E'\ndon't\nE\necho '#{name}'"]
    }

    def "'#text' is no text for hosts"() {
        when:
        Template.of(text)

        then:
        def e = thrown(ScriptException)
        e.message == message

        where:
        text           || message
        'echo #{a'     || 'column 6: #{ is not closed by }; a literal one is \\#{'
        'echo #{ }'    || 'column 6: #{} is empty; write a Groovy expression'
        'echo #{"}"'   || 'column 6: #{ is not closed by }; a literal one is \\#{'
    }

    def "'#text' #differs from host to host"() {
        expect:
        Template.of(text).perHost == perHost
        differs == (perHost ? 'differs' : 'does not differ')

        where:
        text                          || perHost | differs
        'echo #{host}'                || true    | 'differs'
        'echo #{host.name.reverse()}' || true    | 'differs'
        'echo #{i + 1}'               || true    | 'differs'
        'echo #{x.host}'              || false   | 'does not differ'
        'echo #{hosts.size()}'        || false   | 'does not differ'
        'echo host'                   || false   | 'does not differ'
    }
}
