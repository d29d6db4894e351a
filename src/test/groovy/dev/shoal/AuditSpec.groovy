package dev.shoal

import dev.shoal.cli.Cli
import dev.shoal.cli.Interrupts
import dev.shoal.testing.SmallSite
import dev.shoal.transport.Ending
import groovy.json.JsonSlurper
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** What stays on disk of a run, whatever becomes of it. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class AuditSpec extends Specification {
    @TempDir
    Path home

    private List<Map> audit(Path file = home.resolve('.local/state/shoal/log/audit.jsonl')) {
        Files.exists(file) ? Files.readAllLines(file).collect { new JsonSlurper().parseText(it) as Map } : []
    }

    def "when the first host is connected, the record says already what is run where"() {
        given:
        def site = new SmallSite(home)
        def seen = []
        site.transport.beforeRun.web1 = { seen.addAll(audit(home.resolve('audit.jsonl'))) }

        when:
        new Cli({ site }, site.streams(), new Interrupts()).run(['-w', 'web1', 'exec', 'reboot --now'])

        then:
        seen*.subMap('event', 'run', 'verb', 'target', 'command', 'hosts', 'exit') ==
                [[event: 'begun', run: 1, verb: 'exec', target: 'web1', command: 'reboot --now', hosts: 1]]
        audit(home.resolve('audit.jsonl'))*.event == ['begun', 'ended']
    }

    def "a run that cannot be recorded goes on and says so, each time"() {
        given:
        def file = full()
        def operator = new Operator(home)

        when:
        def told = operator.types(['demo', '1', '-o', 'raw', '-q', '-c', 'exec echo one', '-c', 'exec echo two'])

        then:
        told.out == 'web1: one\nweb1: two\n'
        told.err.readLines().findAll { it.contains('audit.jsonl') } == [
            "shoal: $file: cannot be written (no space left on device); run 1 is not in the audit",
            "shoal: $file: cannot be written (no space left on device); run 2 is not in the audit",
        ]*.toString()
        told.status == 0
    }

    def "with audit: required nothing is run that cannot be recorded"() {
        given:
        def file = full()
        def operator = new Operator(home)

        when:
        def told = operator.types(['--set', 'audit=required', 'demo', '1', '-o', 'raw', 'exec', 'echo one'])

        then:
        told.out == ''
        told.err == "shoal: $file: cannot be written (no space left on device). The configuration has audit: required, so nothing was run. " +
            'Make the file writable\n'
        told.status == 2
    }

    private Path full() {
        def file = home.resolve('.local/state/shoal/log/audit.jsonl')
        Files.createDirectories(file.parent)
        Files.createSymbolicLink(file, Path.of('/dev/full'))
    }

    def "the text of a line that begins with a blank is not recorded, that a line was run is"() {
        when:
        new Operator(home).types(['demo', '1', '-q', '-c', ' exec echo hunter2', '-c', 'exec echo two'])

        then:
        audit()*.command == ['***', '***', 'echo two', 'echo two']
        audit()*.target.toUnique() == ['web1']
    }

    def "with audit: {text: hash} the record has no text of a command"() {
        given:
        def operator = new Operator(home)
        operator.file('.config/shoal/shoal.yaml', 'audit: {text: hash}\n')

        when:
        operator.types(['demo', '1', '-q', 'exec', 'echo hello'])

        then:
        audit()*.command.toUnique() == ['sha256:584a331fd6b02dcb1ecbe2eba731f609a2e1e3dac0bb73ae998dfad14c309a77']
    }

    def "what prints a run may break, and the run is recorded all the same"() {
        given:
        def site = new SmallSite(home)
        site.transport.hosts.web1 = { receiver, command -> new Ending.Exited(7) }
        def broken = new dev.shoal.cli.Streams(new BrokenStream(), site.err, InputStream.nullInputStream(),
                dev.shoal.terminal.Channel.End.FILE, dev.shoal.terminal.Channel.End.FILE, false, true, { -> 80 })

        when:
        new Cli({ site }, broken, new Interrupts()).run(['-w', 'web1', '-o', 'json', 'exec', 'x'])

        then:
        thrown(IllegalStateException)
        audit(home.resolve('audit.jsonl'))*.event == ['begun', 'ended']
        audit(home.resolve('audit.jsonl'))[1].exit == 1
    }

    def "what watches a run may break, as when its terminal is gone, and the run is stopped and recorded"() {
        given:
        def site = new SmallSite(home)
        def begun = new CountDownLatch(1)
        site.transport.hosts.web1 = { receiver, command -> begun.countDown(); new CountDownLatch(1).await() }
        def gone = new dev.shoal.cli.Streams(site.out, site.err, InputStream.nullInputStream(), dev.shoal.terminal.Channel.End.FILE,
                dev.shoal.terminal.Channel.End.TERMINAL, false, true, { -> begun.await(); throw new IllegalStateException('closed') })

        when:
        new Cli({ site }, gone, new Interrupts()).run(['-w', 'web1', 'exec', 'x'])

        then:
        thrown(IllegalStateException)
        audit(home.resolve('audit.jsonl'))*.event == ['begun', 'ended']
        audit(home.resolve('audit.jsonl'))[1].ledger*.subMap('outcome', 'hosts') == [[outcome: 'cancelled', hosts: 'web1']]
    }

    static class BrokenStream extends OutputStream {
        @Override
        void write(int b) {
            throw new IllegalStateException('a bug')
        }
    }

    def "a Shoal that dies by SIG#signal leaves #events, with the exit status that it ended with"() {
        given:
        def java = Path.of(System.getProperty('java.home'), 'bin', 'java').toString()
        def builder = new ProcessBuilder(java, '-XX:TieredStopAtLevel=1', '-cp', System.getProperty('java.class.path'), 'dev.shoal.Main', 'demo', '1',
                'exec', 'sleep 60').redirectErrorStream(true)
        builder.environment().HOME = "$home".toString()
        def process = builder.start()
        while (!audit() && process.alive) {
            Thread.onSpinWait()
        }

        when:
        ['kill', "-$signal", "${process.pid()}"].execute().waitFor()
        process.inputStream.text

        then:
        process.waitFor() == status
        audit()*.event == events
        events.size() == 1 || audit()[1].exit == status

        where:
        signal || status | events
        'TERM' || 143    | ['begun', 'ended']
        'HUP'  || 129    | ['begun', 'ended']
        'KILL' || 137    | ['begun']
    }
}
