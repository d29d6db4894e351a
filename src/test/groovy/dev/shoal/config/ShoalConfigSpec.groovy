package dev.shoal.config

import static dev.shoal.ssh.reach.SshOptions.HostKeyMode.ACCEPT_NEW
import static dev.shoal.ssh.reach.SshOptions.HostKeyMode.OFF
import static dev.shoal.ssh.reach.SshOptions.HostKeyMode.STRICT

import dev.shoal.testing.TestOptions
import dev.shoal.fleet.FanOutOptions
import dev.shoal.log.AuditOptions
import dev.shoal.ssh.reach.SshOptions.Layer
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration

class ShoalConfigSpec extends ConfigSpecification {
    def "without any file the defaults hold"() {
        expect:
        with(read()) {
            defaults().target().empty
            defaults().output() == 'fold'
            defaults().fanOut() == TestOptions.FAN_OUT
            ssh() == Layer.SILENT
            hostKeys() == ACCEPT_NEW
            log() == new ShoalConfig.Log(Optional.empty(), 'info', [:], Optional.empty(), TestOptions.AUDIT)
            hostsFiles() == []
            origins(it) == [:]
        }
    }

    def "'#yaml' records runs as #options"() {
        given:
        this.yaml yaml

        expect:
        read().log().audit() == options

        where:
        yaml                                   || options
        'audit: required'                      || new AuditOptions(true, AuditOptions.Text.MASKED)
        'audit: {text: hash}'                  || new AuditOptions(false, AuditOptions.Text.HASH)
        'audit: required\naudit.text: hash'    || new AuditOptions(true, AuditOptions.Text.HASH)
        'audit: optional\naudit.text: masked'  || TestOptions.AUDIT
    }

    def "a file may set everything"() {
        given:
        yaml '''\
            target: "@web"
            output: jsonl
            fleet:   {fanout: 16, timeout: 30s, deadline: 2m, max-failures: 0}
            ssh:
              user: ops
              port: 2222
              keys: [~/.ssh/id_ed25519, keys/two, /three]
              known-hosts: ~/.ssh/known_hosts
              host-keys: strict
              connect-timeout: 500ms
            log:     {dir: ~/log, level: warn, modules: {transport.ssh: debug, "fleet": off}, http: {url: "https://logs/in"}}
            plugins: {dirs: []}
            '''.stripIndent()
        def home = dir.resolve('home')

        expect:
        with(read()) {
            defaults().target().get() == '@web'
            defaults().output() == 'jsonl'
            defaults().fanOut() == new FanOutOptions(16, Duration.ofMillis(500), Optional.of(Duration.ofSeconds(30)),
                    Optional.of(Duration.ofMinutes(2)), TestOptions.FAN_OUT.keepBytes())
            ssh().user().get() == 'ops'
            ssh().port().asInt == 2222
            ssh().identities() == [home.resolve('.ssh/id_ed25519'), dir.resolve('etc/keys/two'), Path.of('/three')]
            ssh().knownHosts().get() == home.resolve('.ssh/known_hosts')
            hostKeys() == STRICT
            log().dir().get() == home.resolve('log')
            log().level() == 'warn'
            log().modules() == ['transport.ssh': 'debug', fleet: 'off']
            log().collector().get().url().toString() == 'https://logs/in'
        }
    }

    def "an empty file, one of comments and empty sections set nothing"() {
        given:
        yaml text

        expect:
        origins(read()) == [:]

        where:
        text << ['', '# nothing\n', '---\n', 'ssh:\nlog: {}\nfleet:\n  # fanout: 3\n', '{}']
    }

    def "every default is a value that its key takes"() {
        given:
        file 'etc/shoal.yaml', ''

        expect:
        Keys.ALL.findAll { !it.pattern && it.byDefault() }.every {
            it.read(Setting.ofText(it, it.name(), it.byDefault(), 'built in', dir)) != null
        }
    }

    def "an empty URL of a collector is none"() {
        given:
        yaml 'log: {http: {url: ""}}'

        expect:
        read().log().collector().empty
    }

    def "a key may be written with dots"() {
        given:
        yaml 'fleet.fanout: 3\nlog: {modules.transport.ssh: debug}\nlog.modules: {cli: trace}\n'

        expect:
        read().defaults().fanOut().fanout() == 3
        read().log().modules() == ['transport.ssh': 'debug', cli: 'trace']
    }

    def "later layers win key by key, and each value knows where it came from"() {
        given:
        file 'shoal/conf/shoal.yaml', 'output: raw\nfleet: {fanout: 1, timeout: 1s}\nssh: {user: one}\n'
        file 'etc/shoal.yaml', 'fleet:\n  fanout: 2\nssh: {user: two}\n'
        file 'home/.config/shoal/shoal.yaml', 'fleet: {fanout: 3}\nssh: {port: 3}\n'
        file 'extra/shoal.yaml', 'ssh: {port: 4}\n'
        file 'conf/shoal.yaml', 'ssh: {host-keys: off}\n'
        environment = [SHOAL_CONF: dir.resolve('extra').toString(), SHOAL_SSH_HOST_KEYS: 'strict', SHOAL_OUTPUT: 'json', SHOAL_TARGET: '']
        named = [dir.resolve('conf')]
        assignments = ['output=fold', 'fleet.deadline=0']

        when:
        def config = read()

        then:
        config.defaults().fanOut() == new FanOutOptions(3, Duration.ofSeconds(10), Optional.of(Duration.ofSeconds(1)), Optional.empty(), 64 << 20)
        config.ssh().user().get() == 'two'
        config.ssh().port().asInt == 4
        config.hostKeys() == STRICT
        config.defaults().output() == 'fold'
        origins(config).collectEntries { key, origin -> [key, origin.replace("$dir/", '')] } == [
            'fleet.deadline' : '--set fleet.deadline',
            'fleet.fanout'   : 'home/.config/shoal/shoal.yaml:1',
            'fleet.timeout'  : 'shoal/conf/shoal.yaml:2',
            'output'         : '--set output',
            'ssh.host-keys'  : 'SHOAL_SSH_HOST_KEYS',
            'ssh.port'       : 'extra/shoal.yaml:1',
            'ssh.user'       : 'etc/shoal.yaml:3',
        ]
    }

    def "XDG_CONFIG_HOME says where the operator's layer is, unless it is relative"() {
        given:
        file 'xdg/shoal/shoal.yaml', 'output: raw'
        file 'home/.config/shoal/shoal.yaml', 'output: json'

        when:
        environment = [XDG_CONFIG_HOME: dir.resolve('xdg').toString()]

        then:
        read().defaults().output() == 'raw'

        when:
        environment = [XDG_CONFIG_HOME: 'xdg']

        then:
        read().defaults().output() == 'json'
    }

    def "lists and module levels can be given by the environment and by --set"() {
        given:
        environment = [SHOAL_SSH_KEYS: '~/a, /b', SHOAL_LOG_MODULES_TRANSPORT_SSH: 'debug']
        assignments = ['log.modules.fleet=trace', 'log.dir=/var/log/shoal']

        expect:
        with(read()) {
            ssh().identities() == [dir.resolve('home/a'), Path.of('/b')]
            log().modules() == ['transport.ssh': 'debug', fleet: 'trace']
            log().dir().get().toString() == '/var/log/shoal'
        }
    }

    def "the variables that are not keys are left alone"() {
        given:
        environment = ['HOME', 'JAVA_HOME', 'PASSPHRASE', 'PASSWORD', 'INSTALL', 'REQUIRE', 'OPTS', 'DEMO', 'DEMO_SIZE'].collectEntries { ['SHOAL_' + it, 'x'] }

        expect:
        origins(read()) == [:]
    }

    def "values are filled in from the environment, system properties and files"() {
        given:
        file 'user', 'deploy\n'
        environment = [PORT: '2022', NAME: 'web']
        System.setProperty('shoal.spec', 'raw')
        yaml """\
            target: "@\${env:NAME}[1-3]"
            output: \${sys:shoal.spec}
            ssh: {user: "\${file:UTF-8:$dir/user}", port: "\${env:PORT}", known-hosts: "\${env:NONE:-/known}"}
            """.stripIndent()

        expect:
        with(read()) {
            defaults().target().get() == '@web[1-3]'
            defaults().output() == 'raw'
            ssh().user().get() == 'deploy'
            ssh().port().asInt == 2022
            ssh().knownHosts().get().toString() == '/known'
        }

        cleanup:
        System.clearProperty('shoal.spec')
    }

    def "two dollars keep a variable from being filled in"() {
        given:
        yaml 'target: "$${env:NAME}"'

        expect:
        read().defaults().target().get() == '${env:NAME}'
    }

    def "host keys are not checked with off, which YAML would take for a truth value"() {
        given:
        yaml 'ssh: {host-keys: off}'

        expect:
        read().hostKeys() == OFF
    }

    def "the hosts.yaml of all layers are found, lowest first"() {
        given:
        def files = ['shoal/conf/hosts.yaml', 'etc/hosts.yaml', 'home/.config/shoal/hosts.yaml', 'conf/hosts.yaml'].collect { file(it, 'hosts:') }
        named = [dir.resolve('conf')]

        expect:
        read().hostsFiles() == files
    }

    def "nothing is read from the current directory"() {
        expect:
        !Files.exists(Path.of('shoal.yaml'))
        new ConfigLayers(Optional.empty(), ConfigLayers.SYSTEM, dir, [:], [], []).directories()*.path() ==
                [Path.of('/etc/shoal'), dir.resolve('.config/shoal')]
    }
}
