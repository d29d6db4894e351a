package dev.shoal.ssh

import dev.shoal.ssh.reach.Asker
import dev.shoal.ssh.reach.DestinationRulesSpec
import dev.shoal.transport.SetupException
import static dev.shoal.ssh.Tools.keygen

import dev.shoal.inventory.Host
import dev.shoal.text.Secret
import java.nio.file.Path
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

@Requires(value = { Tools.areInstalled() }, reason = Tools.REASON)
class SshTransportSpec extends Specification {
    @TempDir Path dir

    SshTransport transport(Map commandLine, Asker asker = Asker.NOBODY) {
        def options = DestinationRulesSpec.options(dir, commandLine)
        new SshTransport(options, asker, {})
    }

    static List<Host> hosts(String... keys) {
        keys.collect { DestinationRulesSpec.host(key: it) }
    }

    def "a key file that the inventory names for one host of many is looked at before anything runs"() {
        given:
        def good = keygen(dir.resolve('good'))

        when:
        transport([:]).prepare(hosts("$good", "$dir/bad", "$good"))

        then:
        def e = thrown(SetupException)
        e.message == "key file $dir/bad: no such file or directory"

        when: 'the command line names another one for all'
        transport(keys: ["$good".toString()]).prepare(hosts("$good", "$dir/bad"))

        then:
        noExceptionThrown()
    }

    def "an encrypted key that thousand hosts share is asked for once, and not again by the next run"() {
        given:
        def key = keygen(dir.resolve('key'), 'ed25519', 'right')
        def questions = []
        def transport = transport([keys: ["$key".toString()]], { questions << it; Optional.of(Secret.of('right')) } as Asker)

        when:
        2.times { transport.prepare(hosts(*(['/x'] * 1000))) }

        then:
        questions == ["Pass phrase for $key:".toString()]
    }
}
