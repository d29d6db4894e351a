package dev.shoal.output

import dev.shoal.inventory.Host
import dev.shoal.transport.Phase
import java.time.Duration
import spock.lang.Specification

class OutstandingSpec extends Specification {
    long now = Long.MAX_VALUE - 5
    def answers = new Answers().exit('web1,web2', 0)
    Outstanding hosts = new Outstanding({ now }, 6)

    private void entered(int index, String name, Phase phase) {
        hosts.entered(index, Host.named(name), phase)
    }

    private void wait(int millis) {
        now += Duration.ofMillis(millis).toNanos()
    }

    def "hosts are told by phase, with the time that they are in it"() {
        when:
        entered(0, 'web1', Phase.RUN)
        wait(4000)
        entered(1, 'web2', Phase.RUN)
        entered(2, 'app7', Phase.CONNECT)
        entered(3, 'db2', Phase.IDENT)
        wait(3000)

        then:
        hosts.text() ==
                'waiting: app7 (connect 3 s), db2 (no ident 3 s), web[1-2] (run up to 7 s), 2 not started'
    }

    def "a host that has come to another phase waits anew, and one with a result is not told"() {
        when:
        entered(0, 'web1', Phase.CONNECT)
        entered(2, 'app7', Phase.CONNECT)
        wait(2000)
        entered(2, 'app7', Phase.RUN)
        hosts.finished(answers.results[0])
        hosts.finished(answers.results[1])

        then:
        hosts.text() == 'waiting: app7 (run 0 s), 3 not started'
    }

    def "where all have their results there is nothing to tell"() {
        given:
        def hosts = new Outstanding({ now }, 2)

        when:
        answers.results.each { hosts.finished(it) }

        then:
        hosts.text() == ''
    }

    def "a host whose turn comes while it is told is not waited for since the future"() {
        given:
        def asked = 0
        def clock = {
            if (asked++ == 2) { // the start and the first turn have asked before
                now += 5_000_000
                entered(1, 'web2', Phase.RUN)
                return now - 5_000_000
            }
            now
        }
        hosts = new Outstanding(clock, 2)
        entered(0, 'web1', Phase.RUN)

        expect:
        hosts.text() == 'waiting: web1 (run 0 s), 1 not started'
    }
}
