package dev.shoal.shell

import dev.shoal.cli.CommandContext
import dev.shoal.cli.Interrupts
import dev.shoal.cli.OptionSet
import dev.shoal.cli.Streams
import dev.shoal.inventory.Inventory
import dev.shoal.plugin.HostContext
import dev.shoal.plugin.Plugin
import dev.shoal.plugin.registry.PluginDirs
import dev.shoal.plugin.registry.PluginRegistry
import dev.shoal.testing.SmallSite
import java.nio.file.Path
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class PromptSpec extends Specification {
    @TempDir
    Path directory

    SmallSite site
    Interrupts interrupts = new Interrupts()
    Prompt prompt
    CommandContext context

    def setup() {
        site = new SmallSite(directory)
        prompt = prompt()
    }

    def "the prompt shows '#label' for the target #target"() {
        given:
        site.target = target

        expect:
        prompt().label() == label

        where:
        target                           || label
        null                             || 'shoal (no target)> '
        '@web'                           || 'shoal @web 3> '
        '@web!web2'                      || 'shoal @web!web2 2> '
        '@web!web[1-3]'                  || 'shoal @web!web[1-3] 0> '
        '@nosuch'                        || 'shoal @nosuch ?> '
        (1..9).collect { "x$it" }.join(',') + ',yyyyyyyyyyyyyyyyyyyyy' ||
                'shoal x1,x2,x3,x4,x5,x6,x7,x8,x9,yyyyyyyyyyyy… 10> '
    }

    def "a broken inventory does not keep the prompt from coming"() {
        given:
        site.broken = 'hosts.yaml:1: nonsense'

        expect:
        prompt.label() == 'shoal @web ?> '
    }

    def "a broken source is told once, at the start of a shell, with what to do"() {
        given:
        site.broken = 'hosts.yaml:1: nonsense'

        when:
        prompt.begin()

        then:
        site.notes() == "shoal: hosts.yaml:1: nonsense\n" +
                "shoal: no hosts are known until this is corrected or removed from the configuration; each line reads it again\n"
    }

    def "a byte of a line that the editor could not read keeps the line from running"() {
        when:
        prompt.run('exec rm caf\ufffd')

        then:
        site.notes() == "shoal: a byte of this line is not UTF-8, so nothing was run. Set the terminal to UTF-8\n"
    }

    def "the target that a line chose is in the next prompt"() {
        when:
        prompt.run('use @web!web1')

        then:
        prompt.label() == 'shoal @web!web1 2> '
    }

    def "pasted lines run one after the other, those that belong together as one"() {
        when:
        prompt.run("use web1\n# a remark\n\nexec echo 'a\nb'\n@db true\n")

        then:
        site.out.toString() == 'web1: web1\ndb1: db1\n'
        site.notes() == 'target web1 (1 host)\n1 ok   1 host, T\n1 ok   1 host, T\n'
    }

    def "pasted lines end at the first mistake"() {
        when:
        prompt.run('use @nosuch\nexec true')

        then:
        site.out.size() == 0
        site.notes() == 'shoal: unknown group @nosuch: the groups are @web, @db, @all\n  @nosuch\n  ^\n'
        !prompt.isOver()
    }

    def "Ctrl-C stops the run and what was pasted behind it, keeps the results, and the next line runs"() {
        given:
        def running = new CountDownLatch(1)
        site.transport.hosts['web2'] = { receiver, command ->
            running.countDown()
            new CountDownLatch(1).await()
        }
        def typing = Thread.start { prompt.run('exec true\n@db true') }

        when:
        running.await()
        prompt.interrupt()
        typing.join()
        prompt.run('@db true')

        then:
        site.out.toString().readLines().sort() == ['db1: db1', 'web1: web1', 'web3: web3']
        site.notes() == '2 ok, 1 cancelled (may still run): web2   3 hosts, T\n1 ok   1 host, T\n'
    }

    def "Ctrl-C when nothing runs does not reach the next line"() {
        when:
        prompt.interrupt()
        prompt.run('@db true')

        then:
        site.notes() == '1 ok   1 host, T\n'
    }

    def "when the process ends, nothing more runs"() {
        when:
        interrupts.end(130)
        prompt.run('@db true')

        then:
        prompt.isOver()
        site.notes() == ''
    }

    def "what does not end inside of on { } leaves the target as it was, then and later"() {
        given:
        def begun = new CountDownLatch(1)
        def go = new CountDownLatch(1)
        def over = new CountDownLatch(1)
        context.values().put('stubborn', { ->
            begun.countDown()
            while (go.count > 0) {
                try {
                    go.await()
                } catch (InterruptedException ignored) {
                    continue
                }
            }
        })
        context.values().put('over', over)
        def typing = Thread.start { prompt.run("try { on('@db') { stubborn() } } finally { over.countDown() }") }
        begun.await()

        when:
        prompt.interrupt()
        typing.join()

        then:
        prompt.label() == 'shoal @web 3> '

        when:
        prompt.run('use web1')
        go.countDown()
        over.await()

        then:
        prompt.label() == 'shoal web1 1> '
    }

    def "a Groovy line that was stopped does not stop what is pasted later"() {
        given:
        def running = new CountDownLatch(1)
        site.transport.hosts['db1'] = { receiver, command ->
            running.countDown()
            new CountDownLatch(1).await()
        }
        def typing = Thread.start { prompt.run("= exec('true', on: '@db')") }
        running.await()
        prompt.interrupt()
        typing.join()
        site.out.reset()

        when:
        prompt.run('1 + 1\n2 + 2')

        then:
        site.out.toString() == '2\n4\n'
    }

    def "Ctrl-C ends the wait for a plugin that does not load"() {
        given:
        def own = new SmallSite(directory) {
            @Override
            PluginRegistry plugins() {
                new PluginRegistry([hangs: HangsAtOnce.name], { [] }, new PluginDirs([], [], directory, { Optional.empty() }), { null })
            }
        }
        def streams = own.streams()
        def prompt = new Prompt(new CommandContext(own, streams, streams.screen(Streams.Colour.NEVER), interrupts, OptionSet.NOTHING))
        def typing = Thread.start { prompt.run('collect hangs\nexec true') }
        while (!Thread.allStackTraces.keySet().any { it.name == 'load plugin hangs' }) {
            Thread.onSpinWait()
        }

        when:
        prompt.interrupt()
        typing.join()

        then:
        own.notes() == ''
        own.transport.opened.get() == 0
    }

    def "Ctrl-C ends what a value does to be shown"() {
        given:
        def begun = new CountDownLatch(1)
        context.values().put('begun', begun)
        prompt.run('class Endless { def begun; String toString() { begun.countDown(); while (true) {} } }')
        def typing = Thread.start { prompt.run('new Endless(begun: begun)') }
        begun.await()

        when:
        prompt.interrupt()
        typing.join()
        prompt.run('1')

        then:
        site.out.toString() == '1\n'
    }

    def "verbs are refused to threads that a line starts, which would take each other's targets"() {
        when:
        prompt.run('def t = Thread.start { try { on("@db") { exec "true" } } catch (e) { said = e.message } }; t.join()')
        prompt.run('said')

        then:
        site.out.toString() == "on was called in a thread that the script started; call verbs in the script's own thread, one after the other: each runs on all its hosts at once\n"
        site.notes() == "shoal: $site.out"
        site.transport.opened.get() == 0
    }

    def "what an error has from a host is told without its control sequences"() {
        when:
        prompt.run('throw new IllegalStateException("\\u001b[31mred")')

        then:
        site.notes() == 'shoal: IllegalStateException: \\x1b[31mred\n'
    }

    def "a bug in a line is told in one line, and does not end the shell"() {
        given:
        def streams = site.streams()
        def screen = streams.screen(Streams.Colour.NEVER)
        def context = new CommandContext(new Broken(directory), streams, screen, interrupts, OptionSet.NOTHING)

        when:
        new Prompt(context).run('use web1')

        then:
        site.notes() == 'shoal: this is a bug in Shoal: java.lang.StackOverflowError: no end. The log has the whole trace\n'
    }

    def "'#line' leaves, and the process ends with #status"() {
        when:
        prompt.run(line)

        then:
        prompt.isOver()
        prompt.status() == status

        where:
        line                || status
        'exit'              || 0
        'exit 3'            || 3
        'exec x\nexit\nno'  || 0
    }

    def "'#line' is refused: #message"() {
        when:
        prompt.run(line)

        then:
        site.notes() == message + '\n'
        !prompt.isOver()

        where:
        line               || message
        'exit now'         || 'shoal: exit now: not a whole number from 0 to 255'
        'exit 256'         || 'shoal: exit 256: not a whole number from 0 to 255'
        'history 5'        || 'shoal: history is for the prompt: start shoal at a terminal'
        'less @1'          || 'shoal: less: nothing has run yet'
        'help nosuch'      || 'shoal: unknown command: nosuch; see help'
    }

    def "less shows the whole answers of the last run, of a group by its number, and of a host"() {
        given:
        prompt.run('exec -o fold -w web1 true')
        prompt.run('exec -o fold true')
        site.out.reset()

        when:
        prompt.run(line)

        then:
        site.out.toString() == hosts.collect { "---------------\n$it (1)\n---------------\n$it\n" }.join()

        where:
        line       || hosts
        'less @2'  || ['web2']
        'less @1:1' || ['web1']
        'less web3' || ['web3']
        'less'      || ['web1', 'web2', 'web3']
    }

    def "what shapes a fold folds, whatever format is usual, and less alone shows it so again: #options"() {
        given:
        prompt.run("exec $options -w web[1-2] true")
        def seen = site.out.toString()
        site.out.reset()

        when:
        prompt.run('less')

        then:
        seen == shown
        site.out.toString() == shown

        where:
        options     || shown
        '-b'        || [group('web1 (1)', 'web1'), group('web2 (1)', 'web2')].join()
        '-L'        || 'web1: web1\nweb2: web2\n'
        '--similar' || group('web[1-2] (2) similar except name; shown: web1', 'web1')
        '--diff'    || group('web1 (1)', 'web1') + '--- web1 (1)\n+++ web2 (1)\n@@ -1 +1 @@\n-web1\n+web2\n'
    }

    def "less shows the last answers in another shape, and no host is asked again: #line"() {
        given:
        def asked = 0
        site.transport.beforeRun['web1'] = { asked++ }
        prompt.run('exec --diff -w web[1-2] true')
        site.out.reset()

        when:
        prompt.run(line)

        then:
        site.out.toString() == shown
        asked == 1

        where:
        line             || shown
        'less -b'        || [group('web1 (1)', 'web1'), group('web2 (1)', 'web2')].join()
        'less -L'        || 'web1: web1\nweb2: web2\n'
        'less --similar' || group('web[1-2] (2) similar except name; shown: web1', 'web1')
        'less --diff'    || group('web1 (1)', 'web1') + '--- web1 (1)\n+++ web2 (1)\n@@ -1 +1 @@\n-web1\n+web2\n'
    }

    def "what was shown as alike falls apart again with less -b, and keeps its numbers"() {
        given:
        prompt.run('exec --similar -w web[1-2] true')
        site.out.reset()

        when:
        prompt.run('less -b')
        prompt.run('less @1')

        then:
        site.out.toString() == [group('web1 (1)', 'web1'), group('web2 (1)', 'web2'),
                                     group('web[1-2] (2) similar except name; shown: web1', 'web1')].join()
    }

    def "where one host stood for others that were alike, it does so for less @1"() {
        given:
        prompt.run('exec --similar --diff -w web[1-2] true')
        site.out.reset()

        when:
        prompt.run('less @1')

        then:
        site.out.toString() == group('web[1-2] (2) similar except name; shown: web1', 'web1')
    }

    private static String group(String header, String body) {
        "---------------\n$header\n---------------\n$body\n"
    }

    def "less tells a host's stderr and how it failed, and cleans what could steer a terminal"() {
        given:
        site.transport.hosts['db1'] = { receiver, command ->
            def bytes = '\u001b[2Jgone\n'.bytes
            receiver.err(bytes, 0, bytes.length)
            new dev.shoal.transport.Ending.Exited(3)
        }
        prompt.run('@db true')
        site.out.reset()

        when:
        prompt.run('less db1')

        then:
        site.out.toString() == '---------------\ndb1 (1) exit 3\n---------------\nstderr:\n\\x1b[2Jgone\n'
    }

    def "'#line' after a run is refused: #message"() {
        given:
        site.transport.down = ['web2']
        prompt.run('exec -o fold true')
        site.err.reset()

        when:
        prompt.run(line)

        then:
        site.notes() == "shoal: $message\n"

        where:
        line             || message
        'less @7'        || 'less @7: no group 7 in run 1 (exec), it has 2'
        'less @0'        || 'less @0: no group 0 in run 1 (exec), it has 2'
        'less @40:1'     || 'less @40:1: run 40 is not remembered; the last one is run 1'
        'less @web'      || 'less @web: not the number of a group, e.g. @1 or @41:2'
        'less db1'       || 'less db1: not among the hosts of run 1 (exec), web[1-3]'
        'less web2'      || 'less web2: no output in run 1 (exec)'
        'less web1 web2' || 'less web1 web2: give one group or one host, e.g. less @1 or less web07'
        'less -L @1'     || 'less @1: -L shows all replies of the last run; leave out @1'
        'less -L --diff' || '-L and --diff: one of them, as they are two ways to show groups'
    }

    def "a line of the prompt that wants another one says how it will be asked for"() {
        expect:
        prompt.isUnfinished(line) == isUnfinished
        prompt.furtherLabel(line) == label

        where:
        line            || isUnfinished | label
        'exec echo "a'  || true         | 'quote> '
        'exec echo "a"' || false        | 'quote> '
        "@web echo 'a"  || true         | 'quote> '
    }

    private Prompt prompt() {
        def streams = site.streams()
        context = new CommandContext(site, streams, streams.screen(Streams.Colour.NEVER), interrupts, OptionSet.NOTHING)
        new Prompt(context)
    }
}

/** A site that is programmed badly. */
class Broken extends SmallSite {
    Broken(Path directory) {
        super(directory)
    }

    @Override
    Inventory inventory(List<String> sources) {
        throw new StackOverflowError('no end')
    }
}

/** A plugin whose constructor has no end. */
class HangsAtOnce extends Plugin {
    HangsAtOnce() {
        new CountDownLatch(1).await()
    }

    Object process(HostContext host) { }
}
