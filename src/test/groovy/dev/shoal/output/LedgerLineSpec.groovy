package dev.shoal.output

import dev.shoal.cli.Renderers
import dev.shoal.terminal.Palette
import dev.shoal.inventory.Inventory
import dev.shoal.transport.Failure.Kind
import dev.shoal.transport.Phase
import groovy.json.JsonSlurper
import spock.lang.Specification

/** The partition of a run's hosts, in words and as data: it always adds up. */
class LedgerLineSpec extends Specification {
    /** What may become of a host, each with the words that the line has for it. */
    private static final Map<String, Closure> FATES = [
        'ok'                               : { Answers a, String h -> a.exit(h, 0) },
        'exit 1'                           : { Answers a, String h -> a.exit(h, 1) },
        'exit 255'                         : { Answers a, String h -> a.exit(h, 255) },
        'signal KILL'                      : { Answers a, String h -> a.signal(h, 'KILL') },
        'failed (protocol)'                : { Answers a, String h -> a.failed(h, Phase.RUN, Kind.PROTOCOL, 'x') },
        'failed (transfer)'                : { Answers a, String h -> a.failed(h, Phase.TRANSFER, Kind.TRANSFER, 'x') },
        'failed (plugin)'                  : { Answers a, String h -> a.failed(h, Phase.RUN, Kind.PLUGIN, 'x') },
        'timed out (ident)'                : { Answers a, String h -> a.failed(h, Phase.IDENT, Kind.TIMEOUT, 'x') },
        'timed out (run, may still run)'   : { Answers a, String h -> a.failed(h, Phase.RUN, Kind.TIMEOUT, 'x') },
        'unreachable (refused)'            : { Answers a, String h -> a.failed(h, Phase.CONNECT, Kind.REFUSED, 'x') },
        'unreachable (resolve)'            : { Answers a, String h -> a.failed(h, Phase.RESOLVE, Kind.RESOLVE, 'x') },
        'unreachable (lost)'               : { Answers a, String h -> a.failed(h, Phase.KEX, Kind.LOST, 'x') },
        'host key changed'                 : { Answers a, String h -> a.failed(h, Phase.HOSTKEY, Kind.HOSTKEY, 'x') },
        'host key not trusted'             : { Answers a, String h -> a.failed(h, Phase.HOSTKEY, Kind.UNTRUSTED, 'x') },
        'auth'                             : { Answers a, String h -> a.failed(h, Phase.AUTH, Kind.AUTH, 'x') },
        'unknown (may have run)'           : { Answers a, String h -> a.failed(h, Phase.RUN, Kind.LOST, 'x') },
        'cancelled'                        : { Answers a, String h -> a.failed(h, Phase.AUTH, Kind.CANCELLED, 'x') },
        'cancelled (may still run)'        : { Answers a, String h -> a.failed(h, Phase.RUN, Kind.CANCELLED, 'x') },
        'not started'                      : { Answers a, String h -> a.notStarted(h) }]

    def "a host is '#words' in the line"() {
        given:
        def answers = new Answers()
        FATES[words](answers, 'web1')

        expect:
        new RunFooter.LedgerLine(Palette.PLAIN).of(answers.ledger()) == "1 $words${words == 'ok' ? '' : ': web1'}   1 host, 3.02 s"

        where:
        words << FATES.keySet()
    }

    def "whatever becomes of however many hosts, each is counted once and named once, in the line and in json"() {
        given:
        def random = new Random(11)

        expect:
        (1..300).every {
            def answers = new Answers()
            def fates = [:]
            random.nextInt(40).times { i ->
                def words = FATES.keySet()[random.nextInt(random.nextInt(FATES.size()) + 1)]
                FATES[words](answers, "web$i".toString())
                fates["web$i".toString()] = words
            }
            adds(new RunFooter.LedgerLine(Palette.PLAIN).of(answers.ledger()), fates) && adds(json(answers), fates)
        }
    }

    private static boolean adds(String line, Map<String, String> fates) {
        def (parts, total) = fates ? line.split('   ') : ['', line]
        def named = [:]
        def counted = 0
        // a comma within brackets belongs to a nodeset or to words
        parts.split(/, (?=\d+ [a-z])/).findAll().each { part ->
            def (_, count, words, hosts) = (part =~ /^(\d+) (.*?)(?:: (\S+))?$/)[0]
            counted += count as int
            (hosts ? Inventory.empty().calculate(hosts).names() : fates.findAll { it.value == 'ok' }*.key).each { named[it] = words }
        }
        total == "${fates.size()} host${fates.size() == 1 ? '' : 's'}, 3.02 s" && counted == fates.size() && named == fates
    }

    private static boolean adds(Map json, Map<String, String> fates) {
        json.total == fates.size() && json.ledger.sum(0) { it.count } == fates.size() &&
                json.ledger.collectMany { Inventory.empty().calculate(it.hosts).names() }.sort() == fates.keySet().sort() &&
                json.ledger.every { Inventory.empty().calculate(it.hosts).size() == it.count } &&
                json.results*.outcome.countBy { it } == json.ledger.groupBy { it.outcome }.collectEntries { o, parts -> [o, parts.sum { it.count }] }
    }

    private static Map json(Answers answers) {
        def terminal = new Terminal()
        Renderers.commands(Format.JSON, terminal.screen, RenderOptions.DEFAULTS).finish(Answers.TITLE, answers.ledger())
        new JsonSlurper().parseText(terminal.out) as Map
    }

    def "exit statuses that count as ok are ok in every format: #format"() {
        given:
        def answers = new Answers(okExits: [0, 1] as Set).exit('web1', 1, 'x').exit('web2', 2, 'x')
        def options = new RenderOptions([0, 1] as Set, RenderOptions.LedgerWhen.ALWAYS, RenderOptions.Labels.SHOWN, FoldStyle.DEFAULT)

        when:
        def told = new Terminal().render(format, answers, options)

        then:
        told.err == '1 ok, 1 exit 2: web2   2 hosts, 3.02 s\n'
        told.out.contains(seen)

        where:
        format       || seen
        Format.FOLD  || 'web2 (1) exit 2'
        Format.RAW   || ''
        Format.TABLE || "host  outcome  exit  ms  out  err\nweb1  ok          1  41  x\nweb2  exit        2  41  x\n"
        Format.CSV   || 'web1,ok,1,41,x,\r\nweb2,exit,2,41,x,\r\n'
        Format.JSON  || '{"host":"web1","outcome":"ok","exit":1,'
        Format.JSONL || '{"type":"result","host":"web1","outcome":"ok","exit":1,'
        Format.YAML  || '- host: web1\n  outcome: ok\n  exit: 1\n'
        Format.NONE  || ''
    }
}
