package dev.shoal.plugin.registry

import dev.shoal.plugin.HostContext
import dev.shoal.plugin.Plugin
import dev.shoal.plugin.Rows
import dev.shoal.plugin.Unit
import dev.shoal.script.ClassCache
import dev.shoal.script.GroovyPlugins
import dev.shoal.script.HelperFiles
import dev.shoal.testing.TestOptions
import dev.shoal.fleet.FanOut
import dev.shoal.fleet.FanOutOptions
import dev.shoal.transport.Receiver
import dev.shoal.fleet.HostResult
import dev.shoal.fleet.HostTask
import dev.shoal.fleet.Job
import dev.shoal.fleet.Ledger
import dev.shoal.fleet.RunListener
import dev.shoal.fleet.Task
import dev.shoal.inventory.Host
import dev.shoal.testing.ScriptedTransport
import dev.shoal.transport.Command
import dev.shoal.transport.Deadline
import dev.shoal.transport.Ending
import dev.shoal.transport.Failure
import dev.shoal.transport.Limits
import dev.shoal.transport.Phase
import dev.shoal.transport.RemoteFiles
import dev.shoal.transport.Session
import dev.shoal.transport.Transport
import dev.shoal.transport.TransportException
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import java.util.concurrent.CountDownLatch
import java.util.concurrent.CyclicBarrier
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

@Timeout(30)
class PluginRunSpec extends Specification {
    def scripted = new ScriptedTransport()

    @TempDir
    Path dir

    /** A transport in ten lines: the local shell answers for every host. */
    static class LocalShell implements Transport {
        String name() { 'shell' }
        Session open(Host host, Deadline deadline, Receiver listener) {
            [exec: { Command command, Receiver to, Limits limits ->
                def shell = ['sh', '-c', command.text()].execute()
                [out: shell.inputStream.bytes, err: shell.errorStream.bytes].each { stream, bytes -> to."$stream"(bytes, 0, bytes.length) }
                new Ending.Exited(shell.waitFor())
            }, close: {}] as Session
        }
    }

    def "a plugin that runs over ssh runs over any transport, unchanged"() {
        when:
        def ledger = run(new TrialPlugins.Sum(), ['web1', 'web2'], new LocalShell())

        then:
        ledger.results()*.value()*.cells() == [[[sum: 93, size: 1319413953331L, up: 273600, err: 'oops', exit: 3]]] * 2
        ledger.results()*.value()*.columns()*.first()*.unit() == [Unit.PERCENT] * 2
    }

    def "a field of a plugin in #language belongs to one host, although twelve run at once"() {
        given: 'hosts that answer when all of them are being asked'
        def all = new CyclicBarrier(12)
        def names = (1..12).collect { 'web' + it }
        names.each { name ->
            scripted.hosts[name] = { Receiver to, Command command ->
                all.await()
                def bytes = "$name\n".toString().bytes
                to.out(bytes, 0, bytes.length)
                new Ending.Exited(0)
            }
        }

        when:
        def ledger = run(registry(source(dir)), names)

        then:
        ledger.results().collectEntries { [it.host().name(), it.value().cells()] } ==
                names.collectEntries { [it, [[asked: it, answered: it, count: 1]]] }

        where:
        language | source
        'Java'   | { Path dir -> new PluginSetting.Source.OfClass(TrialPlugins.Field.name) }
        'Groovy' | { Path dir ->
            new PluginSetting.Source.OfScript(Files.writeString(dir.resolve('Trial.groovy'), '''\
                class Trial extends Plugin {
                    HostContext host
                    int count
                    List answers = []
                    Object process(HostContext host) {
                        this.host = host
                        count++
                        answers << host.exec('hostname').out.trim()
                        [asked: this.host.host().name(), answered: answers[0], count: count]
                    }
                }'''.stripIndent()))
        }
    }

    def "a constructor that fails for one host is the failure of this host"() {
        given:
        def setting = new PluginSetting.Source.OfClass(TrialPlugins.Moody.name)

        when:
        def ledger = run(registry(setting), ['web1', 'web2'], scripted, null, new FanOutOptions(1, Duration.ofSeconds(10), Optional.empty(), Optional.empty(), 1024))

        then:
        ledger.results().first().value().cells() == [[n: 1]]
        (ledger.results().last() as HostResult.Failed).failure().message().replaceAll(/groovy:\d+/, 'groovy:N') ==
                'web2: plugin trial: IllegalStateException: the licence is used up (TrialPlugins.groovy:N). The log of plugin trial has the whole trace'
    }

    def "a plugin that asks nothing of the host opens no session, and one that asks twice opens one"() {
        given:
        def asks = plugin { host -> [a: host.exec('x').out.trim(), b: host.exec('y').out.trim()] }

        expect:
        run(plugin { [a: 1] }, ['web1']).results().first() instanceof HostResult.Done
        scripted.mostAtWork.get() == 0
        run(asks, ['web1']).results().first().value().cells() == [[a: 'web1', b: 'web1']]
        scripted.mostAtWork.get() == 1
        scripted.closed == ['web1'] as Set
    }

    def "the host of a plugin is its name, as text"() {
        expect:
        run(plugin { host -> "$host ${host.host()}" }, ['web1']).results().first().value().cells() == [[value: 'web1 web1']]
    }

    def "a host that cannot be reached is a result of its own, not the plugin's failure"() {
        given:
        scripted.down = ['web1'] as Set

        when:
        def result = run(plugin { host -> host.exec('x') }, ['web1']).results().first() as HostResult.Failed

        then:
        result.failure() == new Failure(Phase.CONNECT, Failure.Kind.REFUSED, 'web1: connection refused', 'Start it')
    }

    def "a command that ends by a signal has the exit status that a shell would show"() {
        given:
        scripted.hosts.web1 = { Receiver to, Command command -> new Ending.Signalled(command.text()) }

        expect:
        run(plugin { host -> [kill: host.tryExec('KILL').exit, odd: host.tryExec('FOO').exit] }, ['web1'])
                .results().first().value().cells() == [[kill: 137, odd: 128]]
    }

    def "a command that ends with another exit status than 0 is the failure of its host, and not a host without rows"() {
        given: 'web1 has no smartctl, and web2 has no disk that fails'
        scripted.hosts.web1 = ending(127, '', 'sh: 1: smartctl: not found\nsecond line\n')
        scripted.hosts.web2 = ending(0, 'PASSED\n', '')
        def raid = plugin { host -> host.exec('smartctl -H /dev/sda').lines.findAll { it != 'PASSED' }.collect { [disk: it] } }

        when:
        def (failed, fine) = run(raid, ['web1', 'web2']).results()

        then:
        fine.value().rows() == []
        failed.failure().kind() == Failure.Kind.PLUGIN
        failed.failure().message().replaceAll(/groovy:\d+/, 'groovy:N') == "web1: plugin trial: 'smartctl -H /dev/sda' ended with exit 127: sh: 1: smartctl: not found (PluginRunSpec.groovy:N). " +
                'Where this is expected, use host.tryExec or okExit in the plugin'
    }

    def "the line of the plugin is in the failure, and the trace with it in the log"() {
        given:
        scripted.hosts.web1 = ending(2, '', 'no such disk\n')
        def source = new PluginSetting.Source.OfScript(Files.writeString(dir.resolve('Trial.groovy'), '''\
            class Trial extends Plugin {
                Object process(HostContext host) {
                    host.exec('smartctl -H /dev/sda').out
                }
            }'''.stripIndent()))

        when:
        def result = run(registry(source), ['web1']).results().first() as HostResult.Failed

        then:
        result.failure().problem() == "web1: plugin trial: 'smartctl -H /dev/sda' ended with exit 2: no such disk (Trial.groovy:3)"
    }

    def "#call with exit status #exit #result"() {
        given:
        scripted.hosts.web1 = { Receiver to, Command command ->
            to.out('x'.bytes, 0, 1)
            exit instanceof String ? new Ending.Signalled(exit) : new Ending.Exited(exit)
        }

        expect:
        answer(run(plugin(code), ['web1']).results().first()) == result

        where:
        call                            | exit   | code                                                               || result
        'exec with okExit: [0, 1]'      | 1      | { host -> host.exec('grep x f', okExit: [0, 1]).exit }             || 1
        'exec with okExit: 0..1'        | 1      | { host -> host.exec('grep x f', okExit: 0..1).exit }               || 1
        'exec with okExit: 1'           | 0      | { host -> host.exec('grep x f', okExit: 1).exit }                  || "'grep x f' ended with exit 0: x"
        'exec with okExit: [0, 1]'      | 2      | { host -> host.exec('grep x f', okExit: [0, 1]).exit }             || "'grep x f' ended with exit 2: x"
        'exec with a limit'             | 3      | { host -> host.exec('grep  x\n f', Duration.ofSeconds(1)).exit }   || "'grep x f' ended with exit 3: x"
        'exec with limit: and okExit:'  | 3      | { host -> host.exec('grep x f', limit: '1s', okExit: 3).exit }     || 3
        'tryExec'                       | 3      | { host -> host.tryExec('grep x f').exit }                          || 3
        'tryExec of 0 and 1'            | 3      | { host -> host.tryExec('grep x f', 0, 1).exit }                    || "'grep x f' ended with exit 3: x"
        'tryExec of 3 with a limit'     | 3      | { host -> host.tryExec('grep x f', Duration.ofSeconds(1), 3).exit } || 3
        'exec'                          | 'KILL' | { host -> host.exec('sleep 9').exit }                              || "'sleep 9' ended with exit 137 (signal 9): x"
        'tryExec'                       | 'KILL' | { host -> host.tryExec('sleep 9').exit }                           || 137
        'exec of a long command'        | 1      | { host -> host.exec('a' * 200).exit }                              || "'${'a' * 80}…' ended with exit 1: x"
        'an unknown option'             | 0      | { host -> host.exec('x', okExits: 0).exit }                        || 'IllegalArgumentException: exec has no option okExits; did you mean okExit?'
        'an exit status that is a word' | 0      | { host -> host.exec('x', okExit: 'any').exit }                     || 'IllegalArgumentException: exec okExit: any is not an exit status; write a number from 0 to 255, or a list: [0, 1]'
        'a limit that is a word'        | 0      | { host -> host.exec('x', limit: 'long').exit }                     || 'IllegalArgumentException: exec limit: "long" is not a duration; write 500ms, 30s, 2m, 1h or a whole number of seconds'
    }

    private static Object answer(HostResult result) {
        result instanceof HostResult.Done
                ? result.value().cells().first().value
                : result.failure().problem().replace('web1: plugin trial: ', '').replaceAll(/ \(\w+.groovy:\d+\)$/, '')
    }

    private static Closure ending(int exit, String out, String err) {
        return { Receiver to, Command command ->
            to.out(out.bytes, 0, out.bytes.length)
            to.err(err.bytes, 0, err.bytes.length)
            new Ending.Exited(exit)
        }
    }

    def "what a command writes beyond the limit is dropped, and the reply says so"() {
        given:
        scripted.hosts.web1 = { Receiver to, Command command ->
            def block = new byte[1 << 20]
            50.times { to.out(block, 0, block.length) }
            new Ending.Exited(0)
        }

        expect:
        run(plugin { host -> def reply = host.exec('x'); [bytes: reply.outBytes.length, cut: reply.truncated] }, ['web1'])
                .results().first().value().cells() == [[bytes: 16 << 20, cut: true]]
    }

    def "what cannot be a table is the plugin's failure, in words that say what to return"() {
        when:
        def result = run(new TrialPlugins.Cyclic(), ['web1']).results().first() as HostResult.Failed

        then:
        result.failure() == new Failure(Phase.RUN, Failure.Kind.PLUGIN,
                'web1: plugin trial: process returned a list that contains itself (row 1.value[0][0]); return plain maps and lists', '')
    }

    def "a host that is kept beyond process, or handed to another thread, is of no use"() {
        given:
        HostContext kept
        def elsewhere = new LinkedList()

        when:
        run(plugin { host ->
            kept = host
            Thread.start { try { host.exec('x') } catch (IllegalStateException e) { elsewhere << e.message } }.join()
            [a: 1]
        }, ['web1'])
        kept.exec('x')

        then:
        def e = thrown(IllegalStateException)
        e.message == 'process() has ended for web1; its host can no longer be used'
        elsewhere == ['only the thread that process() was called on may use its host']
        scripted.mostAtWork.get() == 0
    }

    def "a plugin that was given up finds its session closed and its host useless"() {
        given:
        def told = new java.util.concurrent.SynchronousQueue()
        def stubborn = plugin { host ->
            host.exec('x')
            def released = new CountDownLatch(1)
            while (!(host.host().name() in scripted.closed)) {
                Thread.onSpinWait()
            }
            try {
                host.exec('more')
            } catch (IllegalStateException e) {
                Thread.interrupted()
                told.put(e.message)
            }
        }

        when:
        def result = run(stubborn, ['web1'], scripted, Duration.ofMillis(200)).results().first() as HostResult.Failed

        then:
        result.failure().kind() == Failure.Kind.TIMEOUT
        told.take() == 'process() has ended for web1; its host can no longer be used'
    }

    def "files are read up to a limit, and written under another name first"() {
        given:
        def files = new NotedFiles()

        when:
        def result = run(plugin { host ->
            host.write('/etc/motd', 'new'.bytes)
            [old: new String(host.read('/etc/hosts')), big: host.read('/huge')]
        }, ['web1'], files).results().first() as HostResult.Failed

        then:
        result.failure().message() == 'web1: /huge is larger than 16777216 bytes, the limit of read. ' +
                'Copy it in pieces through files(), or shorten it on the host'
        files.calls*.replaceAll(/shoal-[-0-9a-f]+/, 'shoal-X') == [
            'stat /etc/motd', 'write /etc/motd.shoal-X 644 new', 'rename /etc/motd.shoal-X /etc/motd',
            'read /etc/hosts', 'read /huge', 'close']
    }

    /** Files that note what is done to them. */
    static class NotedFiles implements Transport {
        List<String> calls = []
        String name() { 'files' }
        Session open(Host host, Deadline deadline, Receiver listener) {
            def files = [
                stat: { calls << "stat $it".toString(); Optional.empty() },
                write: { path, from, mode, moved -> calls << "write $path ${Integer.toOctalString(mode)} $from.text".toString() },
                rename: { from, to -> calls << "rename $from $to".toString() },
                read: { path, OutputStream to, moved ->
                    calls << "read $path".toString()
                    try {
                        (path == '/huge' ? 17 : 1).times { to.write(new byte[path == '/huge' ? 1 << 20 : 1]) }
                    } catch (IOException e) {
                        throw new TransportException(new Failure(Phase.TRANSFER, Failure.Kind.TRANSFER, "web1: $e.message", 'Copy it in pieces through files(), or shorten it on the host'), e)
                    }
                },
                close: { calls << 'close' }] as RemoteFiles
            [files: { Deadline until -> files }, close: {}] as Session
        }
    }

    private static Plugin plugin(Closure code) {
        new Plugin() {
            Object process(HostContext host) {
                code(host)
            }
        }
    }

    private Ledger run(Plugin plugin, List<String> hosts, Transport transport = scripted, Duration limit = null) {
        def one = [plugin: { plugin }, another: { plugin }, close: {}] as PluginCompiler.Loaded
        run(registry(new PluginSetting.Source.OfScript(Path.of('/etc/hostname')), { file -> one } as PluginCompiler), hosts, transport, limit)
    }

    private PluginRegistry registry(PluginSetting.Source source, PluginCompiler compiler = new GroovyPlugins(ClassCache.in(dir.resolve('classes')), HelperFiles.none(), PluginRunSpec.classLoader)) {
        new PluginRegistry([:], { [new PluginSetting('trial', source, Optional.empty(), 'here')] },
                new PluginDirs([], [], Path.of('/'), { Optional.empty() }), { loader -> compiler })
    }

    private Ledger run(PluginRegistry registry, List<String> hosts, Transport transport = scripted, Duration limit = null, FanOutOptions options = TestOptions.FAN_OUT) {
        def ready = registry.ready('trial')
        def tasks = new HostTask.Factory() {
            def <T> HostTask<T> of(Job<T> job, Receiver events) {
                registry.task(job.task() as Task.Collect, job.options(), events) as HostTask<T>
            }
        }
        def task = new Task.Collect<Rows>('trial', [:], ready.digest(), Optional.ofNullable(limit), [:])
        new FanOut(transport, tasks, System::nanoTime)
                .submit(new Job(1, task, hosts.collect { Host.named(it) }, options, [0] as Set), RunListener.all([])).await()
    }
}
