package dev.shoal.script

import spock.lang.Specification

class LanguageSpec extends Specification {
    def "'#line' is #meaning"() {
        expect:
        Language.classify(line) == meaning

        where:
        line                              || meaning
        ''                                || new Line.Nothing()
        '   \t'                           || new Line.Nothing()
        '# a remark'                      || new Line.Nothing()
        '// another'                      || new Line.Nothing()
        '@web'                            || new Line.Target('@web')
        '  @web  '                        || new Line.Target('@web')
        '@web!web03'                      || new Line.Target('@web!web03')
        '@web uptime'                     || new Line.RunOn('@web', 'uptime')
        '@web&!@canary systemctl status'  || new Line.RunOn('@web&!@canary', 'systemctl status')
        '@(web & db) df -h'               || new Line.RunOn('@(web & db)', 'df -h')
        '@rack[1, 3] df -h'               || new Line.RunOn('@rack[1, 3]', 'df -h')
        'exec df -h'                      || new Line.Verb('exec', ' df -h')
        'exec  awk  "{print}"  f '        || new Line.Verb('exec', '  awk  "{print}"  f')
        'exec'                            || new Line.Verb('exec', '')
        'exec\tdf'                        || new Line.Verb('exec', '\tdf')
        '$ df -h | sort'                  || new Line.Verb('exec', 'df -h | sort')
        ':exec df'                        || new Line.Verb('exec', ' df')
        'collect disk'                    || new Line.Verb('collect', ' disk')
        'exec == 5'                       || new Line.Verb('exec', ' == 5')
        'exec-conf x'                     || new Line.Groovy('exec-conf x')
        'execute foo'                     || new Line.Groovy('execute foo')
        'hosts[0]'                        || new Line.Groovy('hosts[0]')
        "exec('df')"                      || new Line.Groovy("exec('df')")
        'r = exec df -h'                  || new Line.Groovy('r = exec df -h')
        'df -h'                           || new Line.Groovy('df -h')
        '$HOME/bin/x'                     || new Line.Groovy('$HOME/bin/x')
    }

    def "every name that will ever be a verb is reserved from the start"() {
        expect:
        Language.RESERVED.size() == 46
        Language.RESERVED.containsAll(['exec', 'hosts', 'use', 'sudo', 'put', 'get', 'collect', 'watch', 'why'])
    }
}
