package dev.shoal.output

import dev.shoal.terminal.Channel
import dev.shoal.terminal.Palette
import dev.shoal.fleet.HostResult
import dev.shoal.fleet.Reply
import dev.shoal.inventory.Host
import dev.shoal.transport.Failure
import dev.shoal.transport.Failure.Kind
import dev.shoal.transport.Phase
import java.time.Duration
import spock.lang.Specification

class RunFooterSpec extends Specification {
    def answers = new Answers()

    private String err(RenderOptions options = RenderOptions.DEFAULTS, Palette palette = Palette.PLAIN) {
        new Terminal(Channel.End.FILE, palette).render(Format.FOLD, answers, options).err
    }

    private String ledgerLine() {
        err().readLines().last()
    }

    def "the ledger line names every part, and its counts add up to the hosts"() {
        given:
        answers.exit((1..20).collect { "w${it}x" }.join(','), 0)
        answers.failed('db3', Phase.HOSTKEY, Kind.HOSTKEY, 'HOST:22: host key changed')
        answers.failed('web09', Phase.CONNECT, Kind.REFUSED, 'HOST:22: connection refused')
        answers.failed('cache4', Phase.AUTH, Kind.AUTH, 'HOST:22: no key was accepted')
        answers.failed('app07', Phase.IDENT, Kind.TIMEOUT, 'HOST:22: it said nothing')
        answers.exit('web05', 3)

        expect:
        ledgerLine() == '20 ok, 1 exit 3: web05, 1 timed out (ident): app07, 1 unreachable (refused): web09, ' +
                '1 host key changed: db3, 1 auth: cache4   25 hosts, 3.02 s'
    }

    def "each way to end has its words"() {
        given:
        answers."$build"(*arguments)

        expect:
        ledgerLine() == "1 $words   1 host, 3.02 s"

        where:
        build        | arguments                                            || words
        'exit'       | ['web1', 0]                                          || 'ok'
        'exit'       | ['web1', 255]                                        || 'exit 255: web1'
        'signal'     | ['web1', 'KILL']                                     || 'signal KILL: web1'
        'failed'     | ['web1', Phase.RUN, Kind.PROTOCOL, 'HOST: what?']    || 'failed (protocol): web1'
        'failed'     | ['web1', Phase.CONNECT, Kind.TIMEOUT, 'HOST: slow']  || 'timed out (connect): web1'
        'failed'     | ['web1', Phase.RUN, Kind.TIMEOUT, 'HOST: slow']      || 'timed out (run, may still run): web1'
        'failed'     | ['web1', Phase.RESOLVE, Kind.RESOLVE, 'HOST: who?']  || 'unreachable (resolve): web1'
        'failed'     | ['web1', Phase.KEX, Kind.LOST, 'HOST: lost']         || 'unreachable (lost): web1'
        'failed'     | ['web1', Phase.RUN, Kind.LOST, 'HOST: lost']         || 'unknown (may have run): web1'
        'failed'     | ['web1', Phase.AUTH, Kind.AUTH, 'HOST: no']          || 'auth: web1'
        'failed'     | ['web1', Phase.HOSTKEY, Kind.HOSTKEY, 'HOST: no']    || 'host key changed: web1'
        'failed'     | ['web1', Phase.CONNECT, Kind.CANCELLED, 'HOST: ^C']  || 'cancelled: web1'
        'failed'     | ['web1', Phase.RUN, Kind.CANCELLED, 'HOST: ^C']      || 'cancelled (may still run): web1'
        'notStarted' | ['web1']                                             || 'not started: web1'
    }

    def "cancelled hosts on which something may still run are told apart from the others"() {
        given:
        answers.failed('web1', Phase.RUN, Kind.CANCELLED, 'HOST: stopped')
        answers.failed('web2', Phase.AUTH, Kind.CANCELLED, 'HOST: stopped')
        answers.failed('web3', Phase.RUN, Kind.CANCELLED, 'HOST: stopped')
        answers.notStarted('web4,web5')

        expect: 'no notes for them either: the operator knows why'
        err() == '2 cancelled (may still run): web[1,3], 1 cancelled: web2, 2 not started: web[4-5]   5 hosts, 3.02 s\n'
    }

    def "a run of no hosts has a ledger, too"() {
        expect:
        err() == '0 hosts, 3.02 s\n'
    }

    def "#millis ms are #words"() {
        given:
        answers.exit('web1', 0).took = Duration.ofMillis(millis)

        expect:
        ledgerLine() == "1 ok   1 host, $words"

        where:
        millis    || words
        4         || '0.00 s'
        59_994    || '59.99 s'
        125_000   || '2 min 05 s'
        3_725_000 || '1 h 02 min'
    }

    def "-q leaves the ledger line out when all is ok, and only then"() {
        given:
        def quiet = new RenderOptions([0] as Set, RenderOptions.LedgerWhen.TROUBLE, RenderOptions.Labels.SHOWN, FoldStyle.DEFAULT)

        when:
        answers.exit('web1', 0)

        then:
        err(quiet) == ''

        when:
        answers.exit('web2', 1)

        then:
        err(quiet) == '1 ok, 1 exit 1: web2   2 hosts, 3.02 s\n'
    }

    def "the same trouble on many hosts is one note with one remedy"() {
        given:
        answers.failed('web1,web2,web3', Phase.CONNECT, Kind.REFUSED, 'HOST:22: connection refused', 'Is sshd running there?')
        answers.failed('web4', Phase.CONNECT, Kind.TIMEOUT, 'HOST:22: no answer within 10 s', 'Is it up?')

        expect:
        err() == '''\
            web[1-3]:22: connection refused. Is sshd running there?
            web4:22: no answer within 10 s. Is it up?
            1 timed out (connect): web4, 3 unreachable (refused): web[1-3]   4 hosts, 3.02 s
            '''.stripIndent()
    }

    def "hosts that share an address and differ in their ports are one note as well"() {
        given:
        (1..3).each {
            def host = new Host("web$it", '127.0.0.1', OptionalInt.of(4000 + it), Optional.empty(), [:])
            def failure = new Failure(Phase.CONNECT, Kind.REFUSED, "web$it:${4000 + it}: connection refused by 127.0.0.1",
                    "Is ${4000 + it} its port?")
            answers.results << new HostResult.Failed<Reply>(it - 1, host, Duration.ZERO, failure, Optional.empty())
        }

        expect:
        err().readLines().first() == 'web[1-3]:[4001-4003]: connection refused by 127.0.0.1. Is 4001 its port?'
    }

    def "where the facts differ from host to host, one of them speaks for all"() {
        given:
        answers.failed('web1', Phase.KEX, Kind.LOST, 'HOST:22: it hung up (17 users)', 'Its log says why')
        answers.failed('web2', Phase.KEX, Kind.LOST, 'HOST:22: it hung up (18 users)', 'Its log says why')

        expect:
        err().readLines().first() ==
                'web[1-2]: unreachable (lost), for one: web1:22: it hung up (17 users). Its log says why'
    }

    def "a changed host key is explained whole for each host"() {
        given:
        answers.failed('db1,db2', Phase.HOSTKEY, Kind.HOSTKEY, 'HOST:22: host key changed', 'If HOST was rebuilt, retry')

        expect:
        err() == '''\
            db1:22: host key changed. If db1 was rebuilt, retry
            db2:22: host key changed. If db2 was rebuilt, retry
            2 host key changed: db[1-2]   2 hosts, 3.02 s
            '''.stripIndent()
    }

    def "a name is only taken for the host's where it stands alone"() {
        expect:
        FailureNotes.Masked.of(text, Host.named('web1')).namesHost() == named

        where:
        text                 || named
        'web1:22: refused'   || true
        'is web1 up?'        || true
        'ask web1.'          || true
        'web10: refused'     || false
        'myweb1 is no host'  || false
        'web1.example is not' || false
        'web1-ib0 is not'    || false
    }

    def "escape sequences in messages do not reach the reader"() {
        given:
        answers.failed('evil', Phase.IDENT, Kind.PROTOCOL, 'HOST:22: it said \u001b]0;pwned', 'Look \u001b[8mthere')

        expect:
        err() == '''\
            evil:22: it said \\x1b]0;pwned. Look \\x1b[8mthere
            1 failed (protocol): evil   1 host, 3.02 s
            '''.stripIndent()
    }

    def "with colours the problems and the parts that are not ok are red"() {
        given:
        answers.exit('web1', 0).failed('web2', Phase.CONNECT, Kind.ROUTE, 'HOST:22: no route', 'Is it up?')

        expect:
        err(RenderOptions.DEFAULTS, Palette.ANSI) == '''\
            \u001b[31mweb2:22: no route\u001b[0m. Is it up?
            1 ok, \u001b[31m1 unreachable (route): web2\u001b[0m   2 hosts, 3.02 s
            '''.stripIndent()
    }
}
