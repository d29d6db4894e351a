package dev.shoal.output.data

import dev.shoal.inventory.Host
import dev.shoal.inventory.Provenance.Statement
import spock.lang.Specification

class HostStorySpec extends Specification {
    def "what is said of a host stands beside who says it, below one another also where signs are wide"() {
        given:
        def host = new Host('web1', '10.0.0.1', OptionalInt.empty(), Optional.empty(), [town: '東京', rack: 'r12'])
        def said = [new Statement('town', '東京', 'hosts.yaml:2'), new Statement('rack', 'r12', 'hosts.yaml:3')]
        def told = new HostStory.Told(host, ['web'], ['hosts.yaml:1'], said, Optional.of('~/.ssh/config'))

        expect:
        new HostStory().of([told]) == '''\
            web1
              from     hosts.yaml:1
              groups   web
              address  10.0.0.1  ~/.ssh/config
              town     東京      hosts.yaml:2
              rack     r12       hosts.yaml:3
            '''.stripIndent()
    }
}
