package dev.shoal.config

import java.nio.file.Files

class ConfigMistakesSpec extends ConfigSpecification {
    def "wrong value: #text"() {
        given:
        yaml text

        expect:
        problems() == ["etc/shoal.yaml:1: $problem"]

        where:
        text                                    || problem
        'fleet: {fanout: many}'                 || 'fleet.fanout: "many" is no number; write a whole number, at least 1'
        'fleet: {fanout: 0}'                    || 'fleet.fanout: 0 is out of range; write a whole number, at least 1'
        'ssh: {port: 65536}'                    || 'ssh.port: 65536 is out of range; write a whole number from 1 to 65535'
        'fleet: {timeout: 1.5}'                 || 'fleet.timeout: "1.5" is not a duration; write 500ms, 30s, 2m, 1h or a whole number of seconds'
        'ssh: {connect-timeout: 0}'             || 'ssh.connect-timeout: 0 would be no time at all; write a duration, as 10s'
        'output: fodl'                          || 'output: "fodl" is no output format; write one of fold, raw, table, csv, json, jsonl, yaml, none'
        'ssh: {host-keys: ask}'                 || 'ssh.host-keys: ask is not in this version; write one of accept-new, strict, off'
        'ssh: {host-keys: yes}'                 || 'ssh.host-keys: "yes" is no way with host keys; write one of accept-new, strict, off'
        'log: {level: loud}'                    || 'log.level: "loud" is no log level; write one of off, error, warn, info, debug, trace'
        'log: {modules: {ssh: loud}}'           || 'log.modules.ssh: "loud" is no log level; write one of off, error, warn, info, debug, trace'
        'log: {modules: {../x: info}}'          || 'log.modules.../x: "../x" is no module; write a name of letters, digits, - and _, parts joined by dots'
        'target: ""'                            || 'target: "" is no nodeset; write one, as "@web"'
        'ssh: {known-hosts: ~bob/known_hosts}'  || 'ssh.known-hosts: "~bob/known_hosts" names somebody else\'s home directory; write one, as ~/.ssh/name or /etc/name'
        'log: {dir: " "}'                       || 'log.dir: " " is no path; write one, as ~/.ssh/name or /etc/name'
        "fold: {masks: ['a*']}"                 || 'fold.masks: "a*" matches the empty text and would be found everywhere; ' +
                'write one that takes at least a character'
        "fold: {masks: ['a(']}"                 || 'fold.masks: "a(" is no regular expression: Unclosed group at column 3'
        'fleet: {max-failures: 3}'              || 'fleet.max-failures: this key is not in this version; remove it'
        'log: {http: {url: "logs:8080"}}'       || 'log.http.url: "logs:8080" is no URL of http or https; write one, as https://logs.example.com/shoal, or "" for none'
        'log: {http: {url: ["http://a:b@c"]}}'  || 'log.http.url: [http://a:***@c] is a list; write one value'
        'plugins: {dirs: a}'                    || 'plugins.dirs: "a" is no list; write [a]'
    }

    def "a control character is told with its line and column"() {
        given:
        yaml 'output: fold\ntarget: "\u0001"\n'

        expect:
        problems() == ['etc/shoal.yaml:2: column 10: the control character U+0001 cannot be in YAML; remove it']
    }

    def "unknown key: #text"() {
        given:
        yaml text

        expect:
        problems() == ["etc/shoal.yaml:1: $problem"]

        where:
        text                       || problem
        'fleet: {fanuot: 3}'       || 'fleet.fanuot: no such key; the nearest is fleet.fanout'
        'flet: {fanout: 3}'        || 'flet: no such key; the nearest is fleet'
        'fanout: 3'                || 'fanout: no such key; the nearest is fleet.fanout'
        'ssh: {timeout: 3}'        || 'ssh.timeout: no such key; the nearest is fleet.timeout'
        'colours: {web: red}'      || 'colours: no such key; there are target, output, fleet.fanout, fleet.keep-mib, fleet.timeout, fleet.deadline, ' +
                'fold.masks, ssh.user, ssh.port, ssh.keys, ssh.known-hosts, ssh.host-keys, ssh.connect-timeout, inventory.sources, inventory.timeout, inventory.cache, log.dir, log.level, log.modules.*, log.http.url, audit, audit.text, ' +
                'plugins.dirs'
    }

    def "wrong shape: #text"() {
        given:
        yaml text

        expect:
        problems() == ["etc/shoal.yaml:$problem"]

        where:
        text                             || problem
        'target: [web1, web2]'           || '1: target: [web1, web2] is a list; write one value'
        'ssh: {keys: ~/.ssh/id}'         || '1: ssh.keys: "~/.ssh/id" is no list; write [~/.ssh/id]'
        'ssh: {keys: [[a], b]}'          || '1: ssh.keys: has a map or a list in it; write a list of words: [a, b]'
        'target:\n  web: 1'              || '2: target: has a map or a list in it; write one value'
        'target: {}'                     || '1: target: has a map or a list in it; write one value'
        'target:'                        || '1: target: has no value; write one or remove the key'
        'target: ~'                      || '1: target: has no value; write one or remove the key'
        'ssh: ops'                       || '1: ssh: is a section; write its keys below it, indented'
        'ssh: [ops]'                     || '1: ssh: is a section; write its keys below it, indented'
        'log: {modules: debug}'          || '1: log.modules: is a section; write its keys below it, indented'
        'log: {modules: {a: {b: info}}}' || '1: log.modules.a: has a map or a list in it; write one value'
        '- target'                       || '1: holds no key; write KEY: VALUE, as output: fold'
        '\nweb'                          || '2: holds no key; write KEY: VALUE, as output: fold'
        '{[a]: b}'                       || '1: a list or map cannot be a key; write a word before the colon'
    }

    def "trap of YAML: #text"() {
        given:
        yaml text

        expect:
        problems() == ["etc/shoal.yaml:$problem"]

        where:
        text                                || problem
        'target: @web'                      || '1: column 9: a YAML value cannot begin with @; put it in quotes: "@web"'
        'target: @web, db1 # all'           || '1: column 9: a YAML value cannot begin with @; put it in quotes: "@web"'
        'x: {target: @web}'                 || '1: column 13: a YAML value cannot begin with @; put it in quotes: "@web"'
        'target: `web'                      || '1: column 9: a YAML value cannot begin with `; put it in quotes: "`web"'
        'target: *web'                      || '1: column 9: a YAML value that begins with * is an alias; put it in quotes: "*web"'
        'target: !web'                      || '1: target: a YAML value that begins with ! is a tag; put it in quotes'
        'target: &web'                      || '1: target: has no value; write one or remove the key'
        'ssh:\n\tuser: ops'                 || '2: column 1: YAML takes no tab here; indent with blanks'
        'ssh:\n  user: ops\n\tport: 1'      || '3: column 1: YAML takes no tab here; indent with blanks'
        'ssh: {user: no}'                   || '1: ssh.user: YAML takes no for false; put it in quotes: "no"'
        'ssh: {user: on}'                   || '1: ssh.user: YAML takes on for true; put it in quotes: "on"'
        'ssh: {port: 022}'                  || '1: ssh.port: YAML takes 022 for 18; put it in quotes: "022"'
        'fleet: {timeout: 8:30}'            || '1: fleet.timeout: YAML takes 8:30 for 510; put it in quotes: "8:30"'
        'fleet: {fanout: 1_000}'            || '1: fleet.fanout: YAML takes 1_000 for 1000; put it in quotes: "1_000"'
        'target: 1.10'                      || '1: target: YAML takes 1.10 for 1.1; put it in quotes: "1.10"'
        'output: fold\noutput: raw'         || '2: output: is in line 1 already; keep one of them'
        'ssh: {port: 1}\nssh: {user: x}'    || '2: ssh: is in line 1 already; keep one of them'
        'ssh.port: 1\nssh: {port: 2}'       || '2: ssh.port: is in line 1 already; keep one of them'
    }

    def "text that is no YAML is told with line and column, in one line"() {
        given:
        yaml text

        expect:
        problems().size() == 1
        problems()[0].startsWith("etc/shoal.yaml:$place: this is no YAML (")
        !problems()[0].contains('\n')

        where:
        text                            || place
        'ssh: {target: web[1-3]}'       || '1: column 18'
        'a: b: c'                       || '1: column 5'
        'ssh: {port: 1'                 || '1: column 14'
        'target: "web'                  || '1: column 13'
        'ssh:\n  user: a\n port: 1'     || '3: column 2'
        'output: fold\n---\noutput: raw' || '2: column 1'
    }

    def "a class of Java is not made, whatever the file asks for"() {
        given:
        yaml 'target: !!java.net.URL "http://127.0.0.1/"'

        expect:
        problems() == ['etc/shoal.yaml:1: column 9: a YAML value that begins with ! is a tag; put it in quotes: "!!java.net.URL"']
    }

    def "what does not resolve is a mistake: #text"() {
        given:
        yaml "target: '$text'"

        expect:
        problems() == ["etc/shoal.yaml:1: target: $text does not resolve: $fact"]

        where:
        text                       || fact
        '${env:NONE}'              || 'the environment has no NONE; set it, or write ${env:NONE:-default}'
        '${sys:no.such}'           || 'there is no system property no.such; set it with -Dno.such= in SHOAL_OPTS'
        '${file:UTF-8:/no/such}'   || 'write ${file:UTF-8:/path} with the whole path of a file that you may read'
        '${file:UTF-8:pom.xml}'    || 'write ${file:UTF-8:/path} with the whole path of a file that you may read'
        '${file:UTF-9:/etc/hosts}' || 'write ${file:UTF-8:/path} with the whole path of a file that you may read'
        '${script:js:1+1}'         || 'only ${env:X}, ${sys:X} and ${file:UTF-8:/path} are filled in; $${ stands for ${'
        '${dns:localhost}'         || 'only ${env:X}, ${sys:X} and ${file:UTF-8:/path} are filled in; $${ stands for ${'
        '${base64Decoder:eA==}'    || 'only ${env:X}, ${sys:X} and ${file:UTF-8:/path} are filled in; $${ stands for ${'
        '${target}'                || 'only ${env:X}, ${sys:X} and ${file:UTF-8:/path} are filled in; $${ stands for ${'
    }

    def "a variable that leads back to itself is a mistake"() {
        given:
        environment = [A: 'x${env:B}', B: 'x${env:A}']
        yaml 'target: "x${env:A}"'

        expect:
        problems() == ['etc/shoal.yaml:1: target: x${env:A} refers to itself; write the value']
    }

    def "what comes from elsewhere is checked, too"() {
        given:
        environment = [NUMBER: 'three']
        yaml 'fleet: {fanout: "${env:NUMBER}"}'

        expect:
        problems() == ['etc/shoal.yaml:1: fleet.fanout: "three" is no number; write a whole number, at least 1']
    }

    def "mistakes in the environment and in --set are told by their names"() {
        given:
        environment = [SHOAL_FLEET_FANOUT: 'x', SHOAL_COLOURS: 'web']
        assignments = ['fleet.fanout', '=3', 'fleet.fanot=3', 'output=text']

        expect:
        problems() == [
            '--set fleet.fanout: wants KEY=VALUE, as --set fleet.fanout=16',
            '--set =3: wants KEY=VALUE, as --set fleet.fanout=16',
            '--set fleet.fanot: no such key; the nearest is fleet.fanout',
            'SHOAL_FLEET_FANOUT: "x" is no number; write a whole number, at least 1',
            '--set output: "text" is no output format; write one of fold, raw, table, csv, json, jsonl, yaml, none',
        ]
    }

    def "a variable that no key has is told and ignored: it may be another program's"() {
        given:
        environment = [SHOAL_FLEET_FANOUT: '3', SHOAL_SSH_CONECT_TIMEOUT: '3', SHOAL_FANOUT: '3', SHOAL_COLOURS: 'web', SHOAL_X: '']

        expect:
        read().fanOut().fanout() == 3
        read().warnings() == [
            'SHOAL_COLOURS: unknown variable, ignored; ssh.connect-timeout is SHOAL_SSH_CONNECT_TIMEOUT',
            'SHOAL_FANOUT: unknown variable, ignored; the nearest is SHOAL_FLEET_FANOUT',
            'SHOAL_SSH_CONECT_TIMEOUT: unknown variable, ignored; the nearest is SHOAL_SSH_CONNECT_TIMEOUT',
        ]
    }

    def "every mistake of every layer is told at once, also where a later layer would win"() {
        given:
        file 'shoal/conf/shoal.yaml', 'output: fodl\nfleet:\n  fanout: x\n  fanuot: 3\n  fanout: 2\n'
        file 'etc/shoal.yaml', 'target: @web\n'
        file 'home/.config/shoal/shoal.yaml', 'ssh:\n  port: 0\n'
        assignments = ['output=fold', 'ssh.port=99999']
        named = [dir.resolve('none')]

        expect:
        problems() == [
            '--conf: none is no directory; name one that holds shoal.yaml or hosts.yaml',
            'shoal/conf/shoal.yaml:4: fleet.fanuot: no such key; the nearest is fleet.fanout',
            'shoal/conf/shoal.yaml:5: fleet.fanout: is in line 3 already; keep one of them',
            'etc/shoal.yaml:1: column 9: a YAML value cannot begin with @; put it in quotes: "@web"',
            'shoal/conf/shoal.yaml:1: output: "fodl" is no output format; write one of fold, raw, table, csv, json, jsonl, yaml, none',
            'shoal/conf/shoal.yaml:3: fleet.fanout: "x" is no number; write a whole number, at least 1',
            'home/.config/shoal/shoal.yaml:2: ssh.port: 0 is out of range; write a whole number from 1 to 65535',
            '--set ssh.port: 99999 is out of range; write a whole number from 1 to 65535',
        ]
    }

    def "a file that is no text is refused"() {
        given:
        Files.write(yaml(''), [0xff, 0xfe, 0x00] as byte[])

        expect:
        problems() == ['etc/shoal.yaml: is not UTF-8 text; save it as UTF-8']

        when:
        Files.write(yaml(''), 'target: "a\u0000"'.bytes)

        then:
        problems().size() == 1
        problems() == ['etc/shoal.yaml:1: column 11: the control character U+0000 cannot be in YAML; remove it']
    }

    def "a SHOAL_CONF that is no directory is a mistake"() {
        given:
        environment = [SHOAL_CONF: dir.resolve('none').toString()]

        expect:
        problems() == ['SHOAL_CONF: none is no directory; name one that holds shoal.yaml or hosts.yaml']
    }

    def "a value with newlines and control characters is told in one line"() {
        given:
        yaml 'output: "a\\nb\\e[31m"\ntarget: "${file:UTF-8:/\\0}"'

        expect:
        problems() == [
            'etc/shoal.yaml:2: target: ${file:UTF-8:/ } does not resolve: write ${file:UTF-8:/path} with the whole path of a file that you may read',
            'etc/shoal.yaml:1: output: "a b [31m" is no output format; write one of fold, raw, table, csv, json, jsonl, yaml, none',
        ]
    }

    def "a directory in the place of a file is told"() {
        given:
        Files.createDirectories(dir.resolve('etc/shoal.yaml'))

        expect:
        problems() == ['etc/shoal.yaml: cannot be read (Is a directory); see to it or remove it']
    }
}
