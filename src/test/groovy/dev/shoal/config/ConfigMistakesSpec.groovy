package dev.shoal.config

import java.nio.file.Files

class ConfigMistakesSpec extends ConfigSpecification {
    def "wrong value: #text"() {
        given:
        yaml text

        expect:
        problems() == ["etc/shoal.yaml:$problem"]

        where:
        text                                    || problem
        'fleet: {fanout: many}'                 || '1:9: fleet.fanout: not a valid number: "many"; write a whole number, at least 1'
        'fleet: {fanout: 0}'                    || '1:9: fleet.fanout: 0 is out of range; write a whole number, at least 1'
        'ssh: {port: 65536}'                    || '1:7: ssh.port: 65536 is out of range; write a whole number from 1 to 65535'
        'fleet: {timeout: 1.5}'                 || '1:9: fleet.timeout: "1.5" is not a duration; write 500ms, 30s, 2m, 1h or a whole number of seconds'
        'ssh: {connect-timeout: 0}'             || '1:7: ssh.connect-timeout: 0 leaves no time; write a duration, as 10s'
        'output: fodl'                          || '1:1: output: not a valid output format: "fodl"; write one of fold, raw, table, csv, md, json, jsonl, yaml, none'
        'ssh: {host-keys: ask}'                 || '1:7: ssh.host-keys: ask is not in this version; write one of accept-new, strict, off'
        'ssh: {host-keys: yes}'                 || '1:7: ssh.host-keys: not a valid host key mode: "yes"; write one of accept-new, strict, off'
        'log: {level: loud}'                    || '1:7: log.level: not a valid log level: "loud"; write one of off, error, warn, info, debug, trace'
        'log: {modules: {ssh: loud}}'           || '1:17: log.modules.ssh: not a valid log level: "loud"; write one of off, error, warn, info, debug, trace'
        'log: {modules: {../x: info}}'          || '1:17: log.modules.../x: not a valid module: "../x"; write a name of letters, digits, - and _, parts joined by dots'
        'target: ""'                            || '1:1: target: not a valid nodeset: ""; write one, as "@web"'
        'ssh: {known-hosts: ~bob/known_hosts}'  || '1:7: ssh.known-hosts: "~bob/known_hosts" is in the home directory of another user; write one, as ~/.ssh/name or /etc/name'
        'log: {dir: " "}'                       || '1:7: log.dir: " " is not a path; write one, as ~/.ssh/name or /etc/name'
        "fold: {masks: ['a*']}"                 || '1:8: fold.masks: "a*" matches the empty text and would be found everywhere; ' +
                'write one that takes at least a character'
        "fold: {masks: ['a(']}"                 || '1:8: fold.masks: "a(" is not a valid regular expression: Unclosed group at column 3'
        'fleet: {max-failures: 3}'              || '1:9: fleet.max-failures: this key is not in this version; remove it'
        'log: {http: {url: "logs:8080"}}'       || '1:14: log.http.url: not a valid http or https URL: logs:8080; write e.g. https://logs.example.com/shoal, or "" for none'
        'log: {http: {url: ["http://a:b@c"]}}'  || '1:14: log.http.url: [http://a:***@c] is a list; write one value'
        'plugins: {dirs: a}'                    || '1:11: plugins.dirs: "a" is not a list; write [a]'
    }

    def "a control character is told with its line and column"() {
        given:
        yaml 'output: fold\ntarget: "\u0001"\n'

        expect:
        problems() == ['etc/shoal.yaml:2:10: control character U+0001, not allowed in YAML: remove it']
    }

    def "unknown key: #text"() {
        given:
        yaml text

        expect:
        problems() == ["etc/shoal.yaml:$problem"]

        where:
        text                       || problem
        'fleet: {fanuot: 3}'       || '1:9: fleet.fanuot: unknown key; did you mean fleet.fanout?'
        'flet: {fanout: 3}'        || '1:1: flet: unknown key; did you mean fleet?'
        'fanout: 3'                || '1:1: fanout: unknown key; did you mean fleet.fanout?'
        'ssh: {timeout: 3}'        || '1:7: ssh.timeout: unknown key; did you mean fleet.timeout?'
        'colours: {web: red}'      || '1:1: colours: unknown key; known are target, output, fleet.fanout, fleet.keep-mib, fleet.timeout, fleet.deadline, ' +
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
        'target: [web1, web2]'           || '1:1: target: [web1, web2] is a list; write one value'
        'ssh: {keys: ~/.ssh/id}'         || '1:7: ssh.keys: "~/.ssh/id" is not a list; write [~/.ssh/id]'
        'ssh: {keys: [[a], b]}'          || '1:14: ssh.keys: a list was found; write a list of words: [a, b]'
        'target:\n  web: 1'              || '2:3: target: a mapping was found; write one value'
        'target: {}'                     || '1:9: target: a mapping was found; write one value'
        'target:'                        || '1:1: target: no value; write one or remove the key'
        'target: ~'                      || '1:1: target: no value; write one or remove the key'
        'ssh: ops'                       || '1:6: ssh: plain text was found: write its keys below it, indented'
        'ssh: [ops]'                     || '1:6: ssh: a list was found: write its keys below it, indented'
        'log: {modules: debug}'          || '1:16: log.modules: plain text was found: write its keys below it, indented'
        'log: {modules: {a: {b: info}}}' || '1:20: log.modules.a: a mapping was found; write one value'
        '- target'                       || '1:1: the file: a list was found: write KEY: VALUE, as output: fold'
        '\nweb'                          || '2:1: the file: plain text was found: write KEY: VALUE, as output: fold'
        '{[a]: b}'                       || '1:2: a key must be text: put one that begins with [ or { in quotes'
    }

    def "trap of YAML: #text"() {
        given:
        yaml text

        expect:
        problems() == ["etc/shoal.yaml:$problem"]

        where:
        text                                || problem
        'target: @web'                      || '1:9: a value cannot begin with @ in YAML: put the whole value in quotes'
        'target: @web, db1 # all'           || '1:9: a value cannot begin with @ in YAML: put the whole value in quotes'
        'x: {target: @web}'                 || '1:13: a value cannot begin with @ in YAML: put the whole value in quotes'
        'target: `web'                      || '1:9: a value cannot begin with ` in YAML: put the whole value in quotes'
        'target: *web'                      || '1:9: & and * mark anchors and aliases in YAML: put the whole value in quotes'
        'target: !web'                      || '1:9: target: !web is a tag in YAML: put the whole value in quotes'
        'target: &web'                      || '1:1: target: no value; write one or remove the key'
        'ssh:\n\tuser: ops'                 || '2:1: tabs cannot indent YAML: use blanks'
        'ssh:\n  user: ops\n\tport: 1'      || '3:1: tabs cannot indent YAML: use blanks'
        'ssh: {user: no}'                   || '1:13: ssh.user: YAML takes no for false; put it in quotes: "no"'
        'ssh: {user: on}'                   || '1:13: ssh.user: YAML takes on for true; put it in quotes: "on"'
        'ssh: {port: 022}'                  || '1:13: ssh.port: YAML takes 022 for 18; put it in quotes: "022"'
        'fleet: {timeout: 8:30}'            || '1:18: fleet.timeout: YAML takes 8:30 for 510; put it in quotes: "8:30"'
        'fleet: {fanout: 1_000}'            || '1:17: fleet.fanout: YAML takes 1_000 for 1000; put it in quotes: "1_000"'
        'target: 1.10'                      || '1:9: target: YAML takes 1.10 for 1.1; put it in quotes: "1.10"'
        'output: fold\noutput: raw'         || '2:1: output: the key is already in line 1: keep one of them'
        'ssh: {port: 1}\nssh: {user: x}'    || '2:1: ssh: the key is already in line 1: keep one of them'
        'ssh.port: 1\nssh: {port: 2}'       || '2:7: ssh.port: the key is already in line 1: keep one of them'
    }

    def "text that is not YAML is reported with its position"() {
        given:
        yaml text

        expect:
        problems() == ["etc/shoal.yaml:$problem"]

        where:
        text                            || problem
        'ssh: {target: web[1-3]}'       || '1:18: [ needs quotes inside { } in YAML: put the name or value that holds it in quotes'
        'a: b: c'                       || '1:5: unexpected key: indent it as its neighbours, or quote a value that holds ": "'
        'ssh: {port: 1'                 || '1:6: { is never closed'
        'target: "web'                  || '1:9: the quote is never closed'
        'ssh:\n  user: a\n port: 1'     || '3:2: this is not indented as its neighbours'
        'output: fold\n---\noutput: raw' || '2:1: a second YAML document begins here: a file holds one'
    }

    def "a class of Java is not made, whatever the file asks for"() {
        given:
        yaml 'target: !!java.net.URL "http://127.0.0.1/"'

        expect:
        problems() == ['etc/shoal.yaml:1:9: ! marks tags in YAML: put the whole value in quotes']
    }

    def "what does not resolve is a mistake: #text"() {
        given:
        yaml "target: '$text'"

        expect:
        problems() == ["etc/shoal.yaml:1:1: target: $text: $fact"]

        where:
        text                       || fact
        '${env:NONE}'              || 'not set in the environment; set it, or write ${env:NONE:-default}'
        '${sys:no.such}'           || 'unknown system property; set it with -Dno.such= in SHOAL_OPTS'
        '${file:UTF-8:/no/such}'   || 'cannot be read; write ${file:UTF-8:/path} with the absolute path of a file that you may read'
        '${file:UTF-8:pom.xml}'    || 'cannot be read; write ${file:UTF-8:/path} with the absolute path of a file that you may read'
        '${file:UTF-9:/etc/hosts}' || 'cannot be read; write ${file:UTF-8:/path} with the absolute path of a file that you may read'
        '${script:js:1+1}'         || 'only ${env:X}, ${sys:X} and ${file:UTF-8:/path} are filled in; write $${ for ${'
        '${dns:localhost}'         || 'only ${env:X}, ${sys:X} and ${file:UTF-8:/path} are filled in; write $${ for ${'
        '${base64Decoder:eA==}'    || 'only ${env:X}, ${sys:X} and ${file:UTF-8:/path} are filled in; write $${ for ${'
        '${target}'                || 'only ${env:X}, ${sys:X} and ${file:UTF-8:/path} are filled in; write $${ for ${'
    }

    def "a variable that leads back to itself is a mistake"() {
        given:
        environment = [A: 'x${env:B}', B: 'x${env:A}']
        yaml 'target: "x${env:A}"'

        expect:
        problems() == ['etc/shoal.yaml:1:1: target: x${env:A} refers to itself; write the value']
    }

    def "what comes from elsewhere is checked, too"() {
        given:
        environment = [NUMBER: 'three']
        yaml 'fleet: {fanout: "${env:NUMBER}"}'

        expect:
        problems() == ['etc/shoal.yaml:1:9: fleet.fanout: not a valid number: "three"; write a whole number, at least 1']
    }

    def "mistakes in the environment and in --set are told by their names"() {
        given:
        environment = [SHOAL_FLEET_FANOUT: 'x', SHOAL_COLOURS: 'web']
        assignments = ['fleet.fanout', '=3', 'fleet.fanot=3', 'output=text']

        expect:
        problems() == [
            '--set fleet.fanout: not of the form KEY=VALUE, as --set fleet.fanout=16',
            '--set =3: not of the form KEY=VALUE, as --set fleet.fanout=16',
            '--set fleet.fanot: unknown key; did you mean fleet.fanout?',
            'SHOAL_FLEET_FANOUT: not a valid number: "x"; write a whole number, at least 1',
            '--set output: not a valid output format: "text"; write one of fold, raw, table, csv, md, json, jsonl, yaml, none',
        ]
    }

    def "a variable that no key has is told and ignored: it may be another program's"() {
        given:
        environment = [SHOAL_FLEET_FANOUT: '3', SHOAL_SSH_CONECT_TIMEOUT: '3', SHOAL_FANOUT: '3', SHOAL_COLOURS: 'web', SHOAL_X: '']

        expect:
        read().defaults().fanOut().fanout() == 3
        read().warnings() == [
            'SHOAL_COLOURS: unknown variable, ignored; ssh.connect-timeout is SHOAL_SSH_CONNECT_TIMEOUT',
            'SHOAL_FANOUT: unknown variable, ignored; did you mean SHOAL_FLEET_FANOUT?',
            'SHOAL_SSH_CONECT_TIMEOUT: unknown variable, ignored; did you mean SHOAL_SSH_CONNECT_TIMEOUT?',
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
            'shoal/conf/shoal.yaml:1:1: output: not a valid output format: "fodl"; write one of fold, raw, table, csv, md, json, jsonl, yaml, none',
            'shoal/conf/shoal.yaml:3:3: fleet.fanout: not a valid number: "x"; write a whole number, at least 1',
            'shoal/conf/shoal.yaml:4:3: fleet.fanuot: unknown key; did you mean fleet.fanout?',
            'shoal/conf/shoal.yaml:5:3: fanout: the key is already in line 3: keep one of them',
            'etc/shoal.yaml:1:9: a value cannot begin with @ in YAML: put the whole value in quotes',
            'home/.config/shoal/shoal.yaml:2:3: ssh.port: 0 is out of range; write a whole number from 1 to 65535',
            '--conf: none is not a directory; name one that holds shoal.yaml or hosts.yaml',
            '--set ssh.port: 99999 is out of range; write a whole number from 1 to 65535',
        ]
    }

    def "a file that is no text is refused"() {
        given:
        Files.write(yaml(''), [0xff, 0xfe, 0x00] as byte[])

        expect:
        problems() == ['etc/shoal.yaml:1: is not UTF-8: save the file as UTF-8']

        when:
        Files.write(yaml(''), 'target: "a\u0000"'.bytes)

        then:
        problems().size() == 1
        problems() == ['etc/shoal.yaml:1:11: control character U+0000, not allowed in YAML: remove it']
    }

    def "a SHOAL_CONF that is no directory is a mistake"() {
        given:
        environment = [SHOAL_CONF: dir.resolve('none').toString()]

        expect:
        problems() == ['SHOAL_CONF: none is not a directory; name one that holds shoal.yaml or hosts.yaml']
    }

    def "a value with newlines and control characters is told in one line"() {
        given:
        yaml 'output: "a\\nb\\e[31m"\ntarget: "${file:UTF-8:/\\0}"'

        expect:
        problems() == [
            'etc/shoal.yaml:1:1: output: not a valid output format: "a b [31m"; write one of fold, raw, table, csv, md, json, jsonl, yaml, none',
            'etc/shoal.yaml:2:1: target: ${file:UTF-8:/ }: cannot be read; write ${file:UTF-8:/path} with the absolute path of a file that you may read',
        ]
    }

    def "a directory in the place of a file is told"() {
        given:
        Files.createDirectories(dir.resolve('etc/shoal.yaml'))

        expect:
        problems() == ['etc/shoal.yaml: is a directory, not a file']
    }
}
