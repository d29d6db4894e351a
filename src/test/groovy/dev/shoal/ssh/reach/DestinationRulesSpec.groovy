package dev.shoal.ssh.reach

import dev.shoal.inventory.Host
import dev.shoal.ssh.reach.SshOptions.HostKeyMode
import dev.shoal.ssh.reach.SshOptions.Layer
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class DestinationRulesSpec extends Specification {
    static final GLOBAL = Path.of('/etc/ssh/ssh_known_hosts')
    @TempDir Path home

    static Layer reach(Map how) {
        new Layer(Optional.ofNullable(how.user), how.port ? OptionalInt.of(how.port) : OptionalInt.empty(),
                how.keys*.with { Path.of(it) } ?: [], Optional.ofNullable(how.knownHosts).map { Path.of(it) })
    }

    static SshOptions options(Path home, Map commandLine = [:], Map configured = [:], Path configFile = null) {
        new SshOptions(reach(commandLine), reach(configured), Optional.ofNullable(configFile), HostKeyMode.ACCEPT_NEW, Optional.empty(), Optional.empty(), false,
                Optional.empty(), home, 'login')
    }

    static SshResolver resolver(SshOptions options) {
        new SshResolver(options, {})
    }

    static SshConfigEntry layer(Map how) {
        new SshConfigEntry(Optional.ofNullable(how.address), Optional.ofNullable(how.user),
                how.port ? OptionalInt.of(how.port) : OptionalInt.empty(), how.keys*.with { Path.of(it) } ?: [],
                how.identitiesOnly ?: false, how.knownHosts*.with { Path.of(it) } ?: [])
    }

    static Host host(Map how) {
        new Host('web3', how.address ?: 'web3', how.port ? OptionalInt.of(how.port) : OptionalInt.empty(),
                Optional.ofNullable(how.user), how.key ? [key: how.key] : [:])
    }

    def "without settings a host is reached by its name on port 22, as the local user"() {
        expect:
        resolver(options(home)).resolve(host([:])) == new Destination(
                host([:]), 'web3', 22, 'login', [], false, false, [home.resolve('.ssh/known_hosts'), GLOBAL])
    }

    def "the command line wins over the inventory, that over the file of -F, that over the configuration: user #user, port #port, key #key"() {
        given:
        def to = new DestinationRules(options(home, line, configured)).destination(host(inventory), layer(file))

        expect:
        [to.user(), to.port(), to.identities()*.toString(), to.explicitIdentities()] == [user, port, key, true]

        where:
        line                              | inventory                        | file                               | configured                        || user | port | key
        [user: 'l', port: 1, keys: ['/l']] | [user: 'i', port: 2, key: '/i'] | [user: 'f', port: 3, keys: ['/f']] | [user: 'c', port: 4, keys: ['/c']] || 'l'  | 1    | ['/l']
        [:]                               | [user: 'i', port: 2, key: '/i']  | [user: 'f', port: 3, keys: ['/f']] | [user: 'c', port: 4, keys: ['/c']] || 'i'  | 2    | ['/i']
        [:]                               | [:]                              | [user: 'f', port: 3, keys: ['/f']] | [user: 'c', port: 4, keys: ['/c']] || 'f'  | 3    | ['/f']
        [:]                               | [:]                              | [:]                                | [user: 'c', port: 4, keys: ['/c']] || 'c'  | 4    | ['/c']
        [port: 1]                         | [user: 'i']                      | [keys: ['/f', '/g']]               | [user: 'c', port: 4, keys: ['/c']] || 'i'  | 1    | ['/f', '/g']
    }

    def "the address is the inventory's where it gives one, else the file's, else the name"() {
        expect:
        new DestinationRules(options(home)).destination(host(inventory), layer(file)).address() == address

        where:
        inventory             | file                  || address
        [address: '10.0.0.3'] | [address: '10.9.9.9'] || '10.0.0.3'
        [:]                   | [address: '10.9.9.9'] || '10.9.9.9'
        [:]                   | [:]                   || 'web3'
    }

    def "the system's known_hosts counts beside the user's, whichever that is"() {
        expect:
        new DestinationRules(options(home, line, configured)).destination(host([:]), layer(file)).knownHosts()*.toString() == files

        where:
        line                | file                         | configured          || files
        [knownHosts: '/l']  | [knownHosts: ['/f', '/g']]   | [knownHosts: '/c']  || ['/l', "$GLOBAL"]
        [:]                 | [knownHosts: ['/f', '/g']]   | [knownHosts: '/c']  || ['/f', '/g']
        [:]                 | [:]                          | [knownHosts: '/c']  || ['/c', "$GLOBAL"]
    }

    def "a leading ~ is the home directory, and those default keys are offered that are there"() {
        given:
        Files.createDirectory(home.resolve('.ssh'))
        ['id_rsa', 'id_ed25519', 'id_other'].each { Files.writeString(home.resolve(".ssh/$it"), 'x') }

        expect:
        resolver(options(home)).resolve(host([:])).identities() == [home.resolve('.ssh/id_ed25519'), home.resolve('.ssh/id_rsa')]
        resolver(options(home)).resolve(host(key: '~/keys/web')).identities() == [home.resolve('keys/web')]
        resolver(options(home, [knownHosts: '~/known'])).resolve(host([:])).knownHosts().first() == home.resolve('known')
        resolver(options(home, [keys: ['~other/key']])).resolve(host([:])).identities() == [Path.of('~other/key')]
    }
}
