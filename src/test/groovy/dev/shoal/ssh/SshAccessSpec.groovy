package dev.shoal.ssh

import dev.shoal.ssh.reach.Asker
import dev.shoal.ssh.reach.DestinationRulesSpec
import dev.shoal.ssh.reach.DirectResolver
import dev.shoal.ssh.reach.SshSetupException
import static dev.shoal.ssh.Tools.keygen

import dev.shoal.inventory.Host
import dev.shoal.text.Secret
import java.nio.file.Path
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

@Requires(value = { Tools.areInstalled() }, reason = Tools.REASON)
class SshAccessSpec extends Specification {
    @TempDir Path dir

    SshAccess access(Map commandLine, Asker asker = Asker.NOBODY) {
        def options = DestinationRulesSpec.options(dir, commandLine)
        SshAccess.of(options, new DirectResolver(options), asker, {})
    }

    static List<Host> hosts(String... keys) {
        keys.collect { DestinationRulesSpec.host(key: it) }
    }

    def "a key file that the inventory names for one host of many is looked at before anything runs"() {
        given:
        def good = keygen(dir.resolve('good'))

        when:
        access([:]).prepare(hosts("$good", "$dir/bad", "$good"))

        then:
        def e = thrown(SshSetupException)
        e.message == "key file $dir/bad: no such file"

        when: 'the command line names another one for all'
        access(keys: ["$good".toString()]).prepare(hosts("$good", "$dir/bad"))

        then:
        noExceptionThrown()
    }

    def "an encrypted key that thousand hosts share is asked for once, and not again by the next run"() {
        given:
        def key = keygen(dir.resolve('key'), 'ed25519', 'right')
        def questions = []
        def access = access([keys: ["$key".toString()]], { questions << it; Optional.of(Secret.of('right')) } as Asker)

        when:
        2.times { access.prepare(hosts(*(['/x'] * 1000))) }

        then:
        questions == ["Pass phrase for $key:".toString()]
    }
}
