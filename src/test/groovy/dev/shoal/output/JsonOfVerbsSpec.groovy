package dev.shoal.output

import dev.shoal.cli.Renderers
import dev.shoal.fleet.HostResult
import dev.shoal.fleet.Ledger
import dev.shoal.fleet.Moved
import dev.shoal.inventory.Host
import dev.shoal.plugin.Rows
import dev.shoal.transport.Failure
import dev.shoal.transport.Failure.Kind
import dev.shoal.transport.Phase
import java.time.Duration
import spock.lang.Specification

/** The fields of collect, put and get: a promise to scripts, so each is compared whole. */
class JsonOfVerbsSpec extends Specification {
    private static final Duration TOOK = Duration.ofMillis(41)
    private static final String LEDGER = '{"type":"ledger","v":1,"run":41,"at":"2026-11-22T14:02:11Z","target":"web[1-3]",' +
            '"command":"systemctl is-active \\"nginx\\"","total":3,"ms":41,"ledger":['

    private static <T> HostResult<T> done(int index, T value) {
        new HostResult.Done<T>(index, Host.named("web${index + 1}"), TOOK, value)
    }

    private static <T> HostResult<T> failed(int index, Phase phase, Kind kind, Optional<T> partial = Optional.empty()) {
        new HostResult.Failed<T>(index, Host.named("web${index + 1}"), TOOK, new Failure(phase, kind, 'web2: trouble', ''), partial)
    }

    private static <T> List<String> lines(Renderer<T> renderer, Terminal terminal, List<HostResult<T>> results) {
        renderer.finish(Answers.TITLE, new Ledger<T>(results, TOOK, [0] as Set))
        terminal.out.readLines()
    }

    def "a plugin's rows of each host, and why one has none"() {
        given:
        def terminal = new Terminal()
        def renderer = Renderers.rows(Format.JSONL, 'disk', terminal.screen, RenderOptions.DEFAULTS)

        expect:
        lines(renderer, terminal, [done(0, Rows.of([[mount: '/', use: 93, 'a "b"': null], [mount: '/é', use: 0.5d]], [])),
            failed(1, Phase.RUN, Kind.TIMEOUT), new HostResult.NotStarted<Rows>(2, Host.named('web3'))]) == [
            '{"type":"result","host":"web1","plugin":"disk","outcome":"ok","rows":[{"host":"web1","mount":"/","use":93,"a \\"b\\"":null},{"host":"web1","mount":"/é","use":0.5}],"ms":41}',
            '{"type":"result","host":"web2","plugin":"disk","outcome":"timeout","rows":[],"ms":41,' +
                '"phase":"run","kind":"timeout","message":"web2: trouble","mayStillRun":true}',
            '{"type":"result","host":"web3","plugin":"disk","outcome":"notstarted","rows":[],"ms":0}',
            LEDGER + '{"outcome":"ok","count":1,"hosts":"web1"},{"outcome":"timeout","phase":"run","count":1,"hosts":"web2"},' +
                '{"outcome":"notstarted","count":1,"hosts":"web3"}]}']
    }

    def "what was moved from or to each host, and what came before it failed"() {
        given:
        def terminal = new Terminal()
        def renderer = Renderers.files(Format.JSONL, terminal.screen, RenderOptions.DEFAULTS)

        expect:
        lines(renderer, terminal, [done(0, new Moved(2, 4096, ['a/pipe'])),
            failed(1, Phase.TRANSFER, Kind.TRANSFER, Optional.of(new Moved(1, 7, []))), done(2, new Moved(0, 0, []))]) == [
            '{"type":"result","host":"web1","outcome":"ok","exit":null,"files":2,"bytes":4096,"skipped":["a/pipe"],"ms":41}',
            '{"type":"result","host":"web2","outcome":"failed","exit":null,"files":1,"bytes":7,"ms":41,' +
                '"phase":"transfer","kind":"transfer","message":"web2: trouble"}',
            '{"type":"result","host":"web3","outcome":"ok","exit":null,"files":0,"bytes":0,"ms":41}',
            LEDGER + '{"outcome":"ok","count":2,"hosts":"web[1,3]"},{"outcome":"failed","kind":"transfer","count":1,"hosts":"web2"}]}']
    }
}
