package dev.shoal.log

import dev.shoal.text.Secret
import java.nio.file.Path
import java.time.Duration
import java.time.Instant
import java.time.InstantSource
import org.apache.logging.log4j.Level
import org.apache.logging.log4j.LogManager
import org.apache.logging.log4j.ThreadContext
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** What a collector gets, and what the logs do while it does not. */
@Timeout(60)
class ShippingSpec extends Specification {
    static final Duration SHORT = Duration.ofMillis(20)
    static final Duration LONG = Duration.ofSeconds(30)

    @TempDir
    Path dir

    @AutoCleanup
    FakeCollector collector = new FakeCollector()

    @AutoCleanup
    ModuleLogs logs

    private static ShippingLimits limits(Map changed = [:]) {
        def all = [queue: 1 << 20, batch: 64 << 10, answer: LONG, farewell: Duration.ofSeconds(10)] + changed
        new ShippingLimits(all.queue, all.batch, LONG, all.answer, Duration.ofMillis(1), SHORT, SHORT, all.farewell)
    }

    private void open(ShippingLimits limits = limits(), String url = collector.url) {
        logs = new ModuleLogs(LogOptions.in(dir).withCollector(Optional.of(Collector.of(url))), { throw new AssertionError((Object) it) },
            InstantSource.fixed(Instant.parse('2026-11-22T14:02:11.123Z')), limits)
        logs.open()
    }

    /** The messages in a module's file. */
    private List<String> file(String module) {
        dir.resolve("${module}.log").toFile().readLines('UTF-8')*.replaceFirst(/^.*?\]( \w+)?: /, '')
    }

    private List<String> ownWords() {
        dir.resolve('log.log').toFile().exists() ? file('log')*.replace(collector.url, 'URL') : []
    }

    def "every module's events reach the collector as lines of JSON, and stand in the files too"() {
        given:
        open()

        when:
        ThreadContext.put('host', 'web07')
        LogManager.getLogger('dev.shoal.ssh.SshTransport').info('connected in {} ms', 12)
        ThreadContext.remove('host')
        ShoalLog.logger('plugin.disk').error('no df', new IllegalStateException('what'))
        def events = collector.eventsUpTo('no df')
        def request = collector.nextRequest()

        then:
        events.size() == 2
        events[0].at ==~ /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z/
        events[0].subMap('v', 'level', 'module', 'logger', 'host', 'message', 'pid', 'seq') == [v: 1, level: 'INFO', module: 'transport.ssh',
            logger: 'SshTransport', host: 'web07', message: 'connected in 12 ms', pid: ProcessHandle.current().pid(), seq: 1]
        events[0].machine == LogJson.machineName() || LogJson.machineName() == ''
        !events[0].containsKey('stack')
        events[1].module == 'plugin.disk'
        !events[1].containsKey('logger') && !events[1].containsKey('host')
        events[1].stack.startsWith('java.lang.IllegalStateException: what\n  at ')
        events[1].seq == 2
        request.method == 'POST' && request.path == '/in'
        request.headers.getFirst('Content-Type') == 'application/x-ndjson'
        file('transport.ssh') == ['connected in 12 ms']
        file('plugin.disk')[0] == 'no df'
        ownWords() == []
    }

    def "while the collector holds a request nobody who logs waits, and everything arrives in its order when it answers"() {
        given:
        collector.hold()
        open()
        def log = ShoalLog.logger('fleet')

        when: 'the first event is with the collector, which does not answer'
        log.info('first')
        collector.nextRequest()

        and: 'this thread and others log on'
        (1..500).each { log.info('event ' + it) }
        def threads = (1..4).collect { Thread.ofVirtual().start { log.info('from another thread') } }
        threads*.join()
        log.info('last')

        then: 'they are all through although no answer has come'
        collector.gate.count == 1
        collector.events.isEmpty()
        file('fleet').size() == 506

        when:
        collector.release()
        def events = collector.eventsUpTo('last')

        then:
        events*.message - 'from another thread' == ['first'] + (1..500).collect { 'event ' + it } + 'last'
        events*.message.count('from another thread') == 4
        ownWords() == []
    }

    def "where nobody listens the files go on, and what was logged arrives when the collector is back"() {
        given:
        collector.goAway()
        open()
        def log = ShoalLog.logger('fleet')

        when:
        log.info('one')
        awaitWords(1)
        log.info('two')

        then:
        file('fleet') == ['one', 'two']
        ownWords() == ["log events cannot be shipped to URL: Connection refused. It is tried again; the files here have them all"]

        when:
        collector.comeBack()

        then:
        collector.eventsUpTo('two')*.message == ['one', 'two']
        awaitWords(2) == "log events are shipped to URL again; 0 were dropped, the files here have them"
    }

    def "a collector that answers #status is tried again, and the trouble is told once"() {
        given:
        collector.status = status
        open()

        when:
        ShoalLog.logger('fleet').info('one')
        5.times { collector.nextRequest() }
        collector.status = 200

        then:
        collector.eventsUpTo('one')*.message == ['one']
        awaitWords(2)
        ownWords() == ["log events cannot be shipped to URL: it answers $status. It is tried again; the files here have them all",
                       'log events are shipped to URL again; 0 were dropped, the files here have them']*.toString()

        where:
        status << [500, 503, 429, 404, 302]
    }

    def "what the collector will never take is not sent for ever: it is dropped and counted"() {
        given:
        collector.status = 400
        open()

        when:
        ShoalLog.logger('fleet').info('bad')
        collector.nextRequest()
        awaitWords(1)
        collector.status = 200
        ShoalLog.logger('fleet').info('good')
        def events = collector.eventsUpTo('good')

        then:
        events.findAll { it.dropped }*.subMap('dropped', 'module', 'message') ==
                [[dropped: 1, module: 'log', message: '1 log events before this one were dropped; the files on this machine have them']]
        file('fleet') == ['bad', 'good']
        awaitWords(2) == 'log events are shipped to URL again; 1 were dropped, the files here have them'
    }

    def "a collector that hangs is given up after its time and tried again"() {
        given:
        collector.hold()
        open(limits(answer: Duration.ofMillis(100)))

        when:
        ShoalLog.logger('fleet').info('one')
        2.times { collector.nextRequest() }

        then:
        ownWords() == ['log events cannot be shipped to URL: no answer in time. It is tried again; the files here have them all']

        when:
        collector.release()

        then:
        collector.eventsUpTo('one').last().message == 'one'
    }

    def "when there is no more room the oldest are dropped and counted, and the collector is told how many"() {
        given:
        collector.goAway()
        open(limits(queue: 2000))
        def log = ShoalLog.logger('fleet')

        when:
        log.info('event 1')
        awaitWords(1)
        (2..100).each { log.info('event ' + it) }
        collector.comeBack()
        def events = collector.eventsUpTo('event 100')
        def told = events.findAll { it.dropped }
        def came = events.findAll { !it.dropped }

        then:
        told.sum { it.dropped } + came.size() == 100
        came*.message == ((101 - came.size())..100).collect { 'event ' + it }
        file('fleet').size() == 100
        awaitWords(2) ==~ /log events are shipped to URL again; \d+ were dropped, the files here have them/
    }

    def "what is secret is masked in what is shipped, and hosts cannot send control characters through it"() {
        given:
        open()
        def secret = Secret.of('hunter2-and-more')

        when:
        ShoalLog.logger('fleet').info('said {} --password geheim \u001b[2J', 'hunter2-and-more', new IOException('token=abc hunter2-and-more'))
        def request = collector.nextRequest().text

        then:
        !request.contains('hunter2') && !request.contains('geheim') && !request.contains('abc')
        request.contains('said *** --password *** \\\\x1b[2J')
        secret.toString() == '***'
    }

    def "who logs in to the collector is sent in a header and shown nowhere"() {
        given:
        collector.status = 401
        open(limits(), collector.url.replace('//', '//shoal:s3cr%65t@') + '?key=value')

        when:
        ShoalLog.logger('fleet').info('one')
        def request = collector.nextRequest()
        awaitWords(1)

        then:
        request.headers.getFirst('Authorization') == 'Basic ' + 'shoal:s3cret'.bytes.encodeBase64()
        request.path == '/in?key=value'
        file('log') == ["log events cannot be shipped to ${collector.url.replace('//', '//***@')}?***: it answers 401. It is tried again; " +
                'the files here have them all']*.toString()
        logs.options().toString().contains('s3cret') == false
    }

    def "what is said while shipping is not shipped, even by libraries that say everything"() {
        given:
        open()
        logs.level('libraries', Level.TRACE)
        logs.level('log', Level.TRACE)

        when:
        ShoalLog.logger('fleet').info('one')
        collector.eventsUpTo('one')
        ShoalLog.logger('fleet').info('two')
        def events = collector.eventsUpTo('two')

        then:
        events*.message == ['two']
    }

    def "at the end what is left is shipped"() {
        given:
        open()

        when:
        (1..300).each { ShoalLog.logger('fleet').info('event ' + it) }
        logs.close()

        then:
        collector.events*.message == (1..300).collect { 'event ' + it }
        ownWords() == []
    }

    def "a collector that hangs does not keep the program from ending, which says what was not shipped"() {
        given:
        collector.hold()
        open(limits(farewell: Duration.ofMillis(50)))
        ShoalLog.logger('fleet').info('one')
        collector.nextRequest()
        ShoalLog.logger('fleet').info('two')

        when:
        logs.close()

        then:
        file('fleet') == ['one', 'two']
        ownWords().last() == '2 log events were not shipped to URL when Shoal ended; the files here have them'
        !logs.@shipping.get().@thread.alive
    }

    def "a collector that is not there is tried once more at the end"() {
        given:
        collector.goAway()
        open()
        ShoalLog.logger('fleet').info('one')
        awaitWords(1)
        collector.comeBack()

        when:
        logs.close()

        then:
        collector.events*.message == ['one']
    }

    def "a thread that is being cancelled ships like any other"() {
        given:
        open()

        when:
        Thread.ofVirtual().start {
            Thread.currentThread().interrupt()
            ShoalLog.logger('fleet').info('cancelled')
        }.join()

        then:
        collector.eventsUpTo('cancelled').size() == 1
    }

    /** Waits until the shipping itself has logged that many lines; the last of them. */
    private String awaitWords(int count) {
        while (ownWords().size() < count) {
            Thread.onSpinWait()
        }
        ownWords()[count - 1]
    }
}
