package dev.shoal

import groovy.json.JsonSlurper
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** What `show config` says. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ShowConfigSpec extends Specification {
    @TempDir
    Path home

    Operator operator

    def setup() {
        operator = new Operator(home)
    }

    /** The words of each row; the first home is left out of paths. */
    private List<List<String>> rows(String out) {
        out.replace("$home", '~').readLines()*.split(/ {2,}/)*.toList()
    }

    def "without any file every key has what is built in"() {
        when:
        def told = operator.types(['show', 'config'])

        then:
        told.err == ''
        told.status == 0
        rows(told.out) == [
            ['key', 'value', 'from'],
            ['target', '-', 'built in'],
            ['output', 'fold', 'built in'],
            ['fleet.fanout', '64', 'built in'],
            ['fleet.keep-mib', '64', 'built in'],
            ['fleet.timeout', '0', 'built in'],
            ['fleet.deadline', '0', 'built in'],
            ['fold.masks', '-', 'built in'],
            ['ssh.user', System.getProperty('user.name'), 'built in'],
            ['ssh.port', '22', 'built in'],
            ['ssh.keys', 'those of the agent, then the usual ones of ~/.ssh', 'built in'],
            ['ssh.known-hosts', '~/.ssh/known_hosts', 'built in'],
            ['ssh.host-keys', 'accept-new', 'built in'],
            ['ssh.connect-timeout', '10s', 'built in'],
            ['inventory.sources', '-', 'built in'],
            ['inventory.timeout', '10s', 'built in'],
            ['inventory.cache', '300s', 'built in'],
            ['log.dir', '~/.local/state/shoal/log', 'built in'],
            ['log.level', 'info', 'built in'],
            ['log.http.url', '-', 'built in'],
            ['audit', 'optional', 'built in'],
            ['audit.text', 'masked', 'built in'],
            ['plugins.dirs', '-', 'built in'],
            ['no file was read'],
        ]
        told.out.readLines()[1..-2]*.indexOf('built in').toUnique().size() == 1
    }

    def "each value says which file and line, variable, assignment or option it comes from"() {
        given:
        def xdg = home.resolve('xdg')
        operator.file('xdg/shoal/shoal.yaml', '''\
            target: "@web"
            fleet:
              fanout: 16
              timeout: 30s
            ssh: {user: ops, keys: [~/.ssh/one, two], known-hosts: ~/known}
            log:
              modules: {transport.ssh: debug}
              http: {url: "http://ann:hunter2@127.0.0.1:1/in?key=abc"}
            '''.stripIndent())
        operator.file('xdg/shoal/hosts.yaml', 'hosts:\n  web1:\ngroups:\n  web: web1\n')
        operator.file('extra/shoal.yaml', 'fleet:\n  timeout: 1m\n')
        operator.variables.putAll(XDG_CONFIG_HOME: xdg.toString(), SHOAL_SSH_PORT: '2222', SHOAL_OUTPUT: 'raw', SHOAL_LOG_MODULES_FLEET: 'trace')

        when:
        def told = operator.types(['--conf', home.resolve('extra').toString(), '--set', 'fleet.deadline=5m', '-l', 'root', 'show', 'config'])

        then:
        told.err == ''
        !told.out.contains('hunter2') && !told.out.contains('abc')
        rows(told.out) == [
            ['key', 'value', 'from'],
            ['target', '@web', '~/xdg/shoal/shoal.yaml:1'],
            ['output', 'raw', 'SHOAL_OUTPUT'],
            ['fleet.fanout', '16', '~/xdg/shoal/shoal.yaml:3'],
            ['fleet.keep-mib', '64', 'built in'],
            ['fleet.timeout', '1m', '~/extra/shoal.yaml:2'],
            ['fleet.deadline', '5m', '--set fleet.deadline'],
            ['fold.masks', '-', 'built in'],
            ['ssh.user', 'root', '--user'],
            ['ssh.port', '2222', 'SHOAL_SSH_PORT'],
            ['ssh.keys', '~/.ssh/one, ~/xdg/shoal/two', '~/xdg/shoal/shoal.yaml:5'],
            ['ssh.known-hosts', '~/known', '~/xdg/shoal/shoal.yaml:5'],
            ['ssh.host-keys', 'accept-new', 'built in'],
            ['ssh.connect-timeout', '10s', 'built in'],
            ['inventory.sources', '-', 'built in'],
            ['inventory.timeout', '10s', 'built in'],
            ['inventory.cache', '300s', 'built in'],
            ['log.dir', '~/.local/state/shoal/log', 'built in'],
            ['log.level', 'info', 'built in'],
            ['log.modules.fleet', 'trace', 'SHOAL_LOG_MODULES_FLEET'],
            ['log.modules.transport.ssh', 'debug', '~/xdg/shoal/shoal.yaml:7'],
            ['log.http.url', 'http://***@127.0.0.1:1/in?***', '~/xdg/shoal/shoal.yaml:8'],
            ['audit', 'optional', 'built in'],
            ['audit.text', 'masked', 'built in'],
            ['plugins.dirs', '-', 'built in'],
            ['files that were read, later ones win:'],
            ['', '~/xdg/shoal/shoal.yaml'],
            ['', '~/extra/shoal.yaml'],
            ['', '~/xdg/shoal/hosts.yaml'],
        ]
    }

    def "what it lists can be set"() {
        given:
        def samples = ['target': '@all', 'log.modules.fleet': 'debug']

        when:
        def refused = rows(operator.types(['show', 'config']).out).drop(1).dropRight(1).findAll { key, value, from ->
            operator.types(['--set', "$key=${samples.getOrDefault(key, value == '-' ? '' : value)}", 'show', 'config']*.toString()).status != 0
        }

        then:
        refused == []
    }

    def "programs read it as JSON"() {
        given:
        def file = operator.file('.config/shoal/shoal.yaml', 'fleet: {fanout: 3}\n')

        when:
        def json = new JsonSlurper().parseText(operator.types(['show', '-o', 'json', 'config']).out)

        then:
        json.keySet() == ['v', 'values', 'files'] as Set
        json.values.find { it.key == 'fleet.fanout' } == [key: 'fleet.fanout', value: '3', from: "$file:1".toString()]
        json.files == ["$file".toString()]
    }

    def "at the prompt it knows the target that was chosen, and in the demo that the fleet is another one"() {
        given:
        operator.inventory('hosts:\n  web[1-2]:\n')

        expect:
        rows(operator.types(['-c', 'use web1', '-c', 'show config']).out)[1] == ['target', 'web1', 'an option, or use']

        when:
        def demo = rows(operator.types(['demo', '1', 'show', 'config']).out)

        then:
        demo[1] == ['target', '@all', 'the demo']
        demo.last() == ['no file was read']
    }

    def "a variable that Shoal does not know is a warning and stops nothing"() {
        given:
        operator.variables.putAll(SHOAL_SSH_PROT: '22')

        when:
        def told = operator.types(['hosts', '-e', 'web[1-2]'])

        then:
        told.err == 'shoal: SHOAL_SSH_PROT: unknown variable, ignored; did you mean SHOAL_SSH_PORT?\n'
        told.out == 'web1 web2\n'
        told.status == 0
    }

    def "all mistakes are told at once, with exit status 2 and nothing shown"() {
        given:
        operator.file('.config/shoal/shoal.yaml', 'output: fodl\nfleet:\n  fanuot: 3\nlog: {http: {url: "ftp://ann:hunter2@logs/"}}\n')

        when:
        def told = operator.types(['--set', 'fleet.fanout=0', '--conf', home.resolve('none').toString(), 'show', 'config'])

        then:
        told.out == ''
        told.err.replace("$home", '~') == '''\
            shoal: ~/.config/shoal/shoal.yaml:1:1: output: not a valid output format: "fodl"; write one of fold, raw, table, csv, md, json, jsonl, yaml, none
            shoal: ~/.config/shoal/shoal.yaml:3:3: fleet.fanuot: unknown key; did you mean fleet.fanout?
            shoal: ~/.config/shoal/shoal.yaml:4:14: log.http.url: not a valid http or https URL: ftp://***@logs/; write e.g. https://logs.example.com/shoal, or "" for none
            shoal: --conf: ~/none is not a directory; name one that holds shoal.yaml or hosts.yaml
            shoal: --set fleet.fanout: 0 is out of range; write a whole number, at least 1
            '''.stripIndent()
        told.status == 2
    }

    def "mistakes in hosts.yaml are told, too"() {
        given:
        operator.inventory('hosts:\n  web[3-1]:\n  web1: {port: x}\n')

        when:
        def told = operator.types(['show', 'config'])

        then:
        told.status == 2
        told.out == ''
        told.err.readLines().size() >= 2
    }

    def "'#words' is refused"() {
        when:
        def told = operator.types(words)

        then:
        told.err == message + '\n'
        told.status == 2

        where:
        words                           || message
        ['show']                        || 'shoal: show: write show config'
        ['show', 'hosts']               || 'shoal: show hosts: write show config'
        ['show', '-o', 'xml', 'config'] || 'shoal: show: --output xml: write table or json'
    }
}
