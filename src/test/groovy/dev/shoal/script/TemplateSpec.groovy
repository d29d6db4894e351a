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

    def "where no word is recognised, '#text' lets #value in as '#result'"() {
        expect:
        Template.of(text).text { value } == result

        where:
        text                          | value            || result
        'echo $(( #{x} + 1 ))'        | 41               || 'echo $(( 41 + 1 ))'
        'echo $(( #{x} + 1 ))'        | '-1.5'           || 'echo $(( -1.5 + 1 ))'
        '[[ #{x} -gt 1 ]]'            | '2'              || '[[ 2 -gt 1 ]]'
        '[[ #{x} = a ]]'              | 'a'              || '[[ a = a ]]'
        'echo `ls #{x}`'              | ['a', 'b']       || 'echo `ls a b`'
        'eval echo #{x}'              | 'a'              || 'eval echo a'
        'ssh db1 ls #{x}'             | ['/a', '/b']     || 'ssh db1 ls /a /b'
        "printf '%s\\n' #{x}"        | 'a b'            || "printf '%s\\n' 'a b'"
        '[ -f #{x} ] && exit 1'       | 'a b'            || "[ -f 'a b' ] && exit 1"
        'ls $? #{x}'                  | 'a b'            || "ls \$? 'a b'"
        'echo ${v}#{x}'               | 'b'              || 'echo ${v}b'
        'echo #{x}'                   | 'a=b'            || "echo 'a=b'"
        'echo #{x}'                   | "\\'!"         || "echo \\\\\\'\\!"
    }

    def "in '#text' #value is refused, and the message says why and what to write"() {
        when:
        Template.of(text).text { value }

        then:
        def e = thrown(ScriptException)
        e.message == message

        where:
        text                   | value         || message
        'echo $(( #{x} + 1 ))' | 'a[1]'        || 'column 10: #{x} is in arithmetic, where only a number is safe; give a number, or insist: #{raw(x)}'
        'echo $(( #{x} + 1 ))' | 'v'           || 'column 10: #{x} is in arithmetic, where only a number is safe; give a number, or insist: #{raw(x)}'
        'eval echo #{x}'       | 'a b'         || 'column 11: #{x} is in text that a shell reads as code or reads twice; use it as an ordinary word of a command, or insist: #{raw(x)}'
        'ssh db1 ls #{x}'      | ';a'          || 'column 12: #{x} is in text that a shell reads as code or reads twice; use it as an ordinary word of a command, or insist: #{raw(x)}'
        'echo `ls #{x}`'       | '=a'          || 'column 10: #{x} is in text that a shell reads as code or reads twice; use it as an ordinary word of a command, or insist: #{raw(x)}'
        'echo $v#{x}'          | 'a'           || 'column 8: #{x} is directly after $ or the name of a variable and would become a part of it; write ${name}#{…}, or insist: #{raw(x)}'
        'echo a # #{x}'        | 'a b'         || 'column 10: #{x} is in a comment and its value could break out of it; take it out of the comment, or insist: #{raw(x)}'
        "echo 'a\\' #{x}"    | 'a b'         || 'column 11: #{x} is after quoting that shells read in different ways; put it before that, or use simpler quotes, or insist: #{raw(x)}'
        'cat <<#{x}'           | 'E'           || 'column 7: #{x} is where no value can be quoted; put it elsewhere, or insist: #{raw(x)}'
        'echo #{x}'            | 'a\nb'       || 'column 6: the value of #{x} has a line break, which csh and tcsh read as the end of the command; put the text into a file, or insist: #{raw(x)}'
        'echo #{x}'            | 'a\u0000b'   || 'column 6: the value of #{x} has a NUL character, which no command accepts; put the text into a file, or insist: #{raw(x)}'
    }

    def "a value that would break out of the text's own quotes is refused with its column"() {
        when:
        filled(text)

        then:
        def e = thrown(ScriptException)
        e.message == message

        where:
        text              || message
        'echo "#{name}"'  || 'column 7: #{name} is inside quotes and its value could break out of them; take it out of the quotes, or insist: #{raw(name)}'
        "echo '#{pids}'"  || 'column 7: #{pids} is inside quotes and its value could break out of them; take it out of the quotes, or insist: #{raw(pids)}'
    }

    def "quotes of a comment are none, and in a heredoc quotes protect nothing: #text"() {
        when:
        filled(text)

        then:
        def e = thrown(ScriptException)
        e.message.contains(text.startsWith('#') ? 'inside quotes' : 'in a heredoc or after one, where its value cannot be quoted')

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
