package dev.shoal.script

import spock.lang.Specification

class LanguageSpec extends Specification {
    private static Line verb(String name, String rest) {
        new Line.Verb(name, rest)
    }

    private static Line groovy(String text) {
        new Line.Groovy(text)
    }

    def "'#line' is #meaning"() {
        expect:
        Language.classify(line) == meaning

        where:
        line                                   || meaning
        // nothing
        ''                                     || new Line.Nothing()
        '   \t'                                || new Line.Nothing()
        '# a remark'                           || new Line.Nothing()
        '#!/usr/bin/env -S shoal run'          || new Line.Nothing()
        '// another'                           || new Line.Nothing()
        // targets
        '@web'                                 || new Line.Target('@web')
        '  @web  '                             || new Line.Target('@web')
        '@web!web03'                           || new Line.Target('@web!web03')
        '@web uptime'                          || new Line.RunOn('@web', 'uptime')
        '@web&!@canary systemctl status nginx' || new Line.RunOn('@web&!@canary', 'systemctl status nginx')
        '@(web & db) df -h'                    || new Line.RunOn('@(web & db)', 'df -h')
        '@match(no space) df -h'               || new Line.RunOn('@match(no space)', 'df -h')
        '@41:match(":) x")&@web df -h'         || new Line.RunOn('@41:match(":) x")&@web', 'df -h')
        '@exit(3) systemctl status'            || new Line.RunOn('@exit(3)', 'systemctl status')
        '@rack[1, 3] df -h'                    || new Line.RunOn('@rack[1, 3]', 'df -h')
        // annotations are Groovy
        '@CompileStatic class A {}'            || groovy('@CompileStatic class A {}')
        "@Grab('x:y:1') import z"              || groovy("@Grab('x:y:1') import z")
        '@groovy.transform.Field int a'        || groovy('@groovy.transform.Field int a')
        // raw verbs: the rest byte for byte
        'exec df -h'                           || verb('exec', ' df -h')
        'exec ps aux | grep java'              || verb('exec', ' ps aux | grep java')
        'exec cd /tmp && ls; pwd'              || verb('exec', ' cd /tmp && ls; pwd')
        'exec echo $HOME > /srv/x'             || verb('exec', ' echo $HOME > /srv/x')
        'exec  awk  "{print}"  f '             || verb('exec', '  awk  "{print}"  f')
        'exec'                                 || verb('exec', '')
        'exec\tdf'                             || verb('exec', '\tdf')
        'sudo nginx -t && systemctl restart x' || verb('sudo', ' nginx -t && systemctl restart x')
        'bg exec tail -f /var/log/x'           || verb('bg', ' exec tail -f /var/log/x')
        '$ df -h | sort'                       || verb('exec', 'df -h | sort')
        'exec == 5'                            || verb('exec', ' == 5')
        'exec =~ x'                            || verb('exec', ' =~ x')
        // other verbs
        'use @web'                             || verb('use', ' @web')
        'hosts'                                || verb('hosts', '')
        'collect disk'                         || verb('collect', ' disk')
        'put a.conf /etc/ --sudo'              || verb('put', ' a.conf /etc/ --sudo')
        'get /var/log/syslog logs/{host}/'     || verb('get', ' /var/log/syslog logs/{host}/')
        'watch exec uptime'                    || verb('watch', ' exec uptime')
        // forced
        ':exec df'                             || verb('exec', ' df')
        ':nosuch df'                           || new Line.Mistake('unknown command: nosuch; see help')
        '= exec + 1'                           || groovy('exec + 1')
        '=1+1'                                 || groovy('1+1')
        '!ls -la'                              || new Line.Local('ls -la')
        '?exec'                                || new Line.Help('exec')
        '?'                                    || new Line.Help('')
        // a verb's name with anything else behind it
        'hosts[0]'                             || groovy('hosts[0]')
        'hosts.findAll { it.up }'              || groovy('hosts.findAll { it.up }')
        "exec('df')"                           || groovy("exec('df')")
        'exec-conf x'                          || groovy('exec-conf x')
        'execute foo'                          || groovy('execute foo')
        // values
        'r = exec df -h'                       || new Line.Keep('r', verb('exec', ' df -h'))
        'r=exec df -h'                         || new Line.Keep('r', verb('exec', ' df -h'))
        "def r = exec 'df -h'"                 || new Line.Keep('r', verb('exec', " 'df -h'"))
        'r = $ df -h'                          || new Line.Keep('r', verb('exec', 'df -h'))
        'rs = @db01,db02 uptime'               || new Line.Keep('rs', new Line.RunOn('@db01,db02', 'uptime'))
        'h = hosts'                            || new Line.Keep('h', verb('hosts', ''))
        'execs = exec uptime'                  || new Line.Keep('execs', verb('exec', ' uptime'))
        "r = exec('df -h').failed"             || groovy("r = exec('df -h').failed")
        'r = hosts[0]'                         || groovy('r = hosts[0]')
        'r == exec'                            || groovy('r == exec')
        'r.failed*.host'                       || groovy('r.failed*.host')
        'for (h in _.failed) println h'        || groovy('for (h in _.failed) println h')
        'def bad(r) { r.failed*.host }'        || groovy('def bad(r) { r.failed*.host }')
        // pipes into Groovy
        'exec df -h |> save df.json'           || new Line.Pipe(verb('exec', ' df -h'), ['save df.json'])
        'collect disk memory |> it.warn'       || new Line.Pipe(verb('collect', ' disk memory'), ['it.warn'])
        '@web uptime |> it*.out'               || new Line.Pipe(new Line.RunOn('@web', 'uptime'), ['it*.out'])
        'exec df |> it.table |> it.size()'     || new Line.Pipe(verb('exec', ' df'), ['it.table', 'it.size()'])
        'r = exec df |> it.table'              || new Line.Keep('r', new Line.Pipe(verb('exec', ' df'), ['it.table']))
        "exec awk '{print \$1 |> \"x\"}' f"    || verb('exec', " awk '{print \$1 |> \"x\"}' f")
        'exec echo a|>b'                       || verb('exec', ' echo a|>b')
        'exec df |> '                          || new Line.Mistake('|> needs an expression of `it`, e.g. |> it.failed*.host')
        // everything else is Groovy, and never run on hosts
        'df -h'                                || groovy('df -h')
        'uptime'                               || groovy('uptime')
        '$HOME/bin/x'                          || groovy('$HOME/bin/x')
    }

    def "the name of a verb cannot be assigned: '#line'"() {
        expect:
        Language.classify(line)
                == new Line.Mistake("$name is the name of a verb and cannot be assigned; choose another name")

        where:
        line             || name
        'exec = 5'       || 'exec'
        'exec=5'         || 'exec'
        'def hosts = []' || 'hosts'
        'why = exec df'  || 'why'
    }

    def "a nodeset alone is no value to keep"() {
        expect:
        Language.classify('x = @web') == new Line.Mistake(
                'nothing to run on @web; write x = @web uptime, or x = hosts @web')
    }

    def "whether '#text' wants another line: #more"() {
        expect:
        (Language.end(text, { verb, rest -> OptionalInt.of(0) }).kind() == Language.End.Kind.OPEN) == more

        where:
        text                                || more
        'exec df -h'                        || false
        "exec echo 'a"                      || true
        "exec echo 'a\nb'"                  || false
        'exec echo "a'                      || true
        'exec echo \\"a'                    || false
        "exec echo don't"                   || true
        'exec echo a \\'                    || true
        'exec cat <<END'                    || true
        'exec cat <<END\na'                 || true
        'exec cat <<END\na\nEND'            || false
        "exec cat <<'END'\n\$a\nEND\n"     || false
        'exec cat <<-END\na\n\tEND'         || false
        'exec cat <<A <<B\n1\nA\n2'         || true
        'exec cat <<A <<B\n1\nA\n2\nB'      || false
        'exec cat <<<word'                  || false
        "@web echo 'a"                      || true
        "r = exec echo 'a"                  || true
        "!echo 'a"                          || true
        '!ls'                               || false
        "put 'a b"                          || true
        '# don\'t'                          || false
        ']['                                || false
        'foo)'                              || false
        'x = }{'                            || false
        'def f(n) {'                        || true
        'def f(n) {\n n\n}'                 || false
        'x = [1,'                           || true
        'x = [1, 2]'                        || false
        'foo(1'                             || true
        "x = \'\'\'a"                       || true
        "x = \'\'\'a\nb\'\'\'"              || false
        'x = """a ${1'                      || true
        'x = "unterminated'                 || false
        'a +'                               || true
        'a.'                                || true
        'x ='                               || true
        'hosts.each { h ->'                 || true
        'println 1 // {'                    || false
        "println '{'"                       || false
        '/* a remark'                       || true
        '/* a { remark */ 1'                || false
        'import java.util.*'                || false
        '}'                                 || false
        'df -h'                             || false
    }

    def "every name that will ever be a verb is reserved from the start"() {
        expect:
        Language.RESERVED.size() == 46
        Language.RESERVED.containsAll(['exec', 'hosts', 'use', 'sudo', 'put', 'get', 'collect', 'watch', 'why'])
    }
}
