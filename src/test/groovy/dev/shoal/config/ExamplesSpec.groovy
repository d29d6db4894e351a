package dev.shoal.config

import dev.shoal.testing.TestOptions
import dev.shoal.plugin.registry.PluginsReader
import dev.shoal.ssh.reach.SshOptions.HostKeyMode
import java.nio.file.Files
import java.nio.file.Path
import org.yaml.snakeyaml.Yaml

class ExamplesSpec extends ConfigSpecification {
    /** The example as an operator leaves it who has removed the marks: `#`, where it is not followed by one blank, as in prose. */
    private static String example(String name) {
        Files.readString(Path.of("conf/$name")).readLines()*.replaceFirst(/^#(?! [^ ])/, '').join('\n')
    }

    def "the examples set nothing as they come"() {
        given:
        file 'etc/shoal.yaml', Files.readString(Path.of('conf/shoal.yaml.example'))

        expect:
        origins(read()) == [:]
        new Yaml().load(Files.readString(Path.of('conf/hosts.yaml.example'))) == null
    }

    def "the example of shoal.yaml holds every key of this version, with its default where it has one"() {
        given:
        yaml example('shoal.yaml.example')

        when:
        def config = read()

        then:
        origins(config).keySet() == Keys.ALL*.name()
                .collect { it.replace('*', 'transport.ssh') } as Set
        config.defaults().fanOut() == TestOptions.FAN_OUT
        config.hostKeys() == HostKeyMode.ACCEPT_NEW
        config.defaults().output() == 'fold'
        config.ssh().port().asInt == 22
    }

    def "the example of hosts.yaml is what it says"() {
        expect:
        new Yaml().load(example('hosts.yaml.example')) == [
            hosts : ['web[01-24]': [rack: 'r1'], 'db[1-2]': [address: '10.0.0.[11-12]', port: 2222], 'lb1.example.com': null],
            groups: [web: 'web[01-24]', eu: '@web & web[01-12], db1'],
            vars  : ['@web': [user: 'deploy']],
        ]
    }

    def "the example of plugins.yaml is one"() {
        given:
        def live = file('plugins.yaml', example('plugins.yaml.example'))

        expect:
        PluginsReader.read([live], Optional.empty(), dir)*.key() == ['disk', 'raid', 'top-mem', 'ntp']
    }

    def "no live file is delivered"() {
        expect:
        Files.list(Path.of('conf')).withCloseable { it.toList()*.fileName*.toString().sort() } == ['hosts.yaml.example', 'plugins.yaml.example', 'shoal.yaml.example']
    }
}
