package dev.shoal.output.data

import dev.shoal.cli.Renderers
import dev.shoal.output.Answers
import dev.shoal.output.Format
import dev.shoal.output.RenderOptions
import dev.shoal.output.RunTitle
import dev.shoal.output.Terminal
import dev.shoal.terminal.Channel
import dev.shoal.fleet.Captured
import dev.shoal.transport.Failure.Kind
import dev.shoal.transport.Phase
import groovy.json.JsonSlurper
import java.time.Duration
import spock.lang.Specification

class DocumentRendererSpec extends Specification {
    def answers = new Answers(took: Duration.ofMillis(310))

    private Terminal render(Format format, Channel.End end = Channel.End.FILE) {
        new Terminal(end).render(format, answers)
    }

    private String result() {
        render(Format.JSONL).out.readLines().first()
    }

    def "json is one document with the run, its ledger and its results"() {
        given:
        answers.exit('web1,web2', 0, 'active\n').exit('web3', 3, '', 'no such unit\n')

        expect:
        render(Format.JSON).out == '{"v":1,"run":41,"at":"2026-11-22T14:02:11Z","target":"web[1-3]",' +
                '"command":"systemctl is-active \\"nginx\\"","total":3,"ms":310,' +
                '"ledger":[{"outcome":"ok","count":2,"hosts":"web[1-2]"},{"outcome":"exit","exit":3,"count":1,"hosts":"web3"}],' +
                '"results":[' +
                '{"host":"web1","outcome":"ok","exit":0,"out":"active\\n","err":"","ms":41},' +
                '{"host":"web2","outcome":"ok","exit":0,"out":"active\\n","err":"","ms":41},' +
                '{"host":"web3","outcome":"exit","exit":3,"out":"","err":"no such unit\\n","ms":41}]}\n'
    }

    def "the ledger line stands on stderr beside json, too"() {
        given:
        answers.exit('web1', 3)

        expect:
        render(Format.JSON).err == '1 exit 3: web1   1 host, 0.31 s\n'
        render(Format.JSONL).err == '1 exit 3: web1   1 host, 0.31 s\n'
    }

    def "jsonl is one result a line as its host finishes, and last the ledger with those that never were told"() {
        given:
        answers.exit('web1,web2', 0).notStarted('web3')
        def terminal = new Terminal()
        def jsonl = Renderers.commands(Format.JSONL, terminal.screen, RenderOptions.DEFAULTS)

        when:
        jsonl.finished(answers.results[1])

        then:
        terminal.out == '{"type":"result","host":"web2","outcome":"ok","exit":0,"out":"","err":"","ms":41}\n'

        when:
        jsonl.finished(answers.results[0])
        jsonl.finish(Answers.TITLE, answers.ledger())
        jsonl.finished(answers.results[2])

        then:
        terminal.out.readLines().drop(1) == [
            '{"type":"result","host":"web1","outcome":"ok","exit":0,"out":"","err":"","ms":41}',
            '{"type":"result","host":"web3","outcome":"notstarted","exit":null,"out":"","err":"","ms":0}',
            '{"type":"ledger","v":1,"run":41,"at":"2026-11-22T14:02:11Z","target":"web[1-3]",' +
                '"command":"systemctl is-active \\"nginx\\"","total":3,"ms":310,"ledger":[' +
                '{"outcome":"ok","count":2,"hosts":"web[1-2]"},{"outcome":"notstarted","count":1,"hosts":"web3"}]}'
        ]
    }

    def "a failure says where, what, why and whether it may still run"() {
        given:
        answers.failed('web1', phase, kind, 'HOST:22: trouble', 'Look', 'so far')

        expect:
        result() == '{"type":"result","host":"web1","outcome":"' + outcome + '","exit":null,"out":"so far","err":"","ms":41,' +
                '"phase":"' + phase.word() + '","kind":"' + kind.word() + '","message":"web1:22: trouble. Look"' + more + '}'

        where:
        phase         | kind           || outcome       | more
        Phase.CONNECT | Kind.REFUSED   || 'unreachable' | ''
        Phase.IDENT   | Kind.TIMEOUT   || 'timeout'     | ',"mayStillRun":false'
        Phase.RUN     | Kind.TIMEOUT   || 'timeout'     | ',"mayStillRun":true'
        Phase.RUN     | Kind.LOST      || 'unknown'     | ',"mayStillRun":true'
        Phase.AUTH    | Kind.CANCELLED || 'cancelled'   | ',"mayStillRun":false'
        Phase.AUTH    | Kind.AUTH      || 'auth'        | ''
    }

    def "a command ended by a signal has no exit status, and its message names the signal"() {
        given:
        answers.signal('web1', 'KILL')

        expect:
        result() == '{"type":"result","host":"web1","outcome":"signal","exit":null,"out":"","err":"","ms":41,' +
                '"message":"ended by signal KILL"}'
    }

    def "the ledger of each part says what its outcome leaves open"() {
        given:
        answers.signal('web1', 'TERM').failed('web2', Phase.IDENT, Kind.TIMEOUT, 'x').failed('web3', Phase.KEX, Kind.LOST, 'x')

        expect:
        new JsonSlurper().parseText(render(Format.JSON).out).ledger == [
            [outcome: 'signal', signal: 'TERM', count: 1, hosts: 'web1'],
            [outcome: 'timeout', phase: 'ident', count: 1, hosts: 'web2'],
            [outcome: 'unreachable', kind: 'lost', count: 1, hosts: 'web3']
        ]
    }

    def "bytes that are not UTF-8 are there twice, lossy and exact"() {
        given:
        answers.exit('web1', 0, [0x61, 0xff, 0x0a] as byte[], 'fine é')

        expect:
        result() == '{"type":"result","host":"web1","outcome":"ok","exit":0,"out":"a\ufffd\\n","err":"fine é","ms":41,' +
                '"outBase64":"Yf8K"}'
    }

    def "where not all was kept, it says so, and how much there was"() {
        given:
        answers.exit('web1', 0, Captured.of('abc'.bytes, 97), 'e')

        expect:
        result() == '{"type":"result","host":"web1","outcome":"ok","exit":0,"out":"abc","err":"e","ms":41,' +
                '"truncated":true,"outBytes":100,"errBytes":1}'
    }

    def "controls are escaped everywhere, and on a terminal also what is not ASCII"() {
        given:
        answers.exit('web1', 0, '\u001b[2J\u007f\u009b8m\u202eé')

        expect:
        render(Format.JSONL, end).out.readLines().first().contains('"out":"' + out + '"')

        where:
        end                  || out
        Channel.End.FILE     || '\\u001B[2J\u007f\u009b8m\u202eé'
        Channel.End.TERMINAL || '\\u001B[2J\\u007F\\u009B8m\\u202E\\u00E9'
    }

    def "half a surrogate pair in a name or command does not break the document"() {
        given:
        def terminal = new Terminal()
        def title = new RunTitle(1, java.time.Instant.EPOCH, 'a', 'x\ud800y')

        when:
        Renderers.commands(Format.JSON, terminal.screen, RenderOptions.DEFAULTS).finish(title, answers.ledger())

        then:
        terminal.screen.failure().isEmpty()
        new JsonSlurper().parseText(terminal.out).command == 'x?y'
    }
}
