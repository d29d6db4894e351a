package dev.shoal.shell

import dev.shoal.cli.Cli
import dev.shoal.cli.Interrupts
import dev.shoal.nodeset.Expression
import dev.shoal.inventory.GroupSource
import dev.shoal.terminal.Channel
import dev.shoal.testing.SmallSite
import dev.shoal.transport.Failure
import dev.shoal.transport.Phase
import dev.shoal.transport.TransportException
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.CountDownLatch
import java.util.concurrent.atomic.AtomicInteger
import java.util.concurrent.TimeUnit
import org.jline.terminal.Size
import org.jline.terminal.Terminal
import org.jline.terminal.impl.DumbTerminal
import org.jline.terminal.impl.ExternalTerminal
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout
import spock.util.concurrent.PollingConditions

/** The shell on byte streams: what is typed is there before it is read. The real terminal is in src/test/sh/tmux.sh. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ShellSpec extends Specification {
    @TempDir
    Path directory

    SmallSite site
    int prompts
    AtomicInteger draws = new AtomicInteger()
    ByteArrayOutputStream seen = new ByteArrayOutputStream() {
        @Override
        void flush() {
            draws.incrementAndGet()
        }
    }
    String complaint
    Terminal terminal
    Shell shell

    def setup() {
        site = new SmallSite(directory)
    }

    def "lines run until nobody types any more, on #kind"() {
        when:
        def status = types(kind, 'use web1\rexec true\r')

        then:
        status == 0
        site.out.toString() == 'web1: web1\n'
        site.notes() == 'target web1 (1 host)\n1 ok   1 host, T\n'
        screen().contains('shoal @web 3> ')
        screen().contains('shoal web1 1> ')

        where:
        kind << ['a terminal', 'a dumb terminal']
    }

    def "a question is answered by the key y alone: #key"() {
        given:
        def restarted = new AtomicInteger()
        site.transport.hosts.web1 = { receiver, command ->
            restarted.incrementAndGet()
            throw new TransportException(new Failure(Phase.RUN, Failure.Kind.TIMEOUT, 'timed out', ''))
        }

        when:
        types('a terminal', "exec -w web1 restart\ragain\r$key")

        then:
        screen().contains('Run it there once more? [y/N] ' + (runs == 2 ? 'y' : 'n'))
        restarted.get() == runs

        where:
        key  || runs
        'y'  || 2
        'n'  || 1
        '\r' || 1
        ''   || 1
    }

    def "exit leaves with its status, and what is typed behind it is not run"() {
        expect:
        types('a terminal', 'exit 4\rexec true\r') == 4
        site.out.size() == 0
    }

    def "nothing in remote text is the editor's: it arrives byte for byte"() {
        given:
        def sent = []
        site.transport.hosts['db1'] = { receiver, command ->
            sent << command.text()
            new dev.shoal.transport.Ending.Exited(0)
        }

        when:
        types('a terminal', "@db $text\r")

        then:
        sent == [text]

        where:
        text << ['echo !! !x ^a^b', 'awk \'{ print $1 }\' f', 'echo a\\ b \\"', '[ -e x ] && { ls; }', 'echo "a  b"   c', 'printf %s%%']
    }

    def "a quote that is open asks for another line"() {
        given:
        def sent = []
        site.transport.hosts['db1'] = { receiver, command ->
            sent << command.text()
            new dev.shoal.transport.Ending.Exited(0)
        }

        when:
        types('a terminal', '@db echo "a\rb"\r')

        then:
        sent == ['echo "a\nb"']
        screen().contains('quote> ')
    }

    def "Tab completes the only word there is"() {
        when:
        types('a terminal', 'use @d\t\r')

        then:
        site.notes() == 'target db1 (1 host)\n'
    }

    def "the lines typed are history, and a line that begins with a blank is not"() {
        when:
        types('a terminal', 'use web1\r use web2\rhistory\r')

        then:
        site.out.toString() == 'use web1\nhistory\n'
        Files.readAllLines(directory.resolve('history'))*.replaceAll(/^\d+:/, '') == ['use web1', 'history']
    }

    def "history tells the numbers of the runs that a line made, so that they can be named"() {
        when:
        types('a terminal', 'use web1\rexec true\r2.times { exec "true" }\rhistory\r')

        then:
        site.out.toString().endsWith("""\
                  use web1
        run 1     exec true
        runs 2-3  2.times { exec "true" }
                  history
        """.stripIndent())
    }

    def "a long text that comes key by key is not drawn anew for each key"() {
        given:
        def text = 'x' * 10_000

        when:
        types('a terminal', "exec true # $text\r")

        then:
        site.notes() == '3 ok   3 hosts, T\n'
        draws.get() < 1_000
    }

    def "Groovy at the prompt cannot take the keyboard away from it"() {
        when:
        types('a terminal', 'System.in.read()\ruse web1\r')

        then:
        site.notes() == """\
            shoal: IOException: the prompt reads the keyboard, so a line cannot: give the value in the line, read it from a file, or use a script with shoal run
            target web1 (1 host)
            """.stripIndent()
    }

    def "a search of the history for what is no regular expression finds nothing, and the shell goes on"() {
        when:
        types('a terminal', 'use web1\r\u0012\\E\u0005\u0015use web2\r')

        then:
        site.notes() == 'target web1 (1 host)\ntarget web2 (1 host)\n'
    }

    def "what is to be done behind the first prompt is done once"() {
        when:
        types('a terminal', 'use web1\ruse web2\r')

        then:
        prompts == 1
    }

    def "a terminal that could be used as a dumb one only says so once"() {
        given:
        complaint = 'shoal: no line editing'

        when:
        types('a dumb terminal', 'use web1\r')

        then:
        site.notes() == 'shoal: no line editing\ntarget web1 (1 host)\n'
    }

    def "a terminal of no size gets one, so that the prompt can be drawn"() {
        when:
        types('a terminal', 'use web1\r', new Size(0, 0))

        then:
        screen().contains('shoal @web 3> ')
        !screen().contains('>....')
    }

    def "a window that changes its size while a key is worked on is drawn anew after that, not in the middle of it"() {
        given:
        def completing = new CountDownLatch(1)
        def goOn = new CountDownLatch(1)
        site.sources = [new SlowGroups(completing, goOn)]
        def shell = Thread.ofVirtual().start { types('a terminal', 'use @slow:\t\r') }
        completing.await()
        def before = seen.toString()

        when:
        terminal.size = new Size(40, 10)
        def winch = Thread.ofPlatform().start { terminal.raise(Terminal.Signal.WINCH) }
        new PollingConditions(timeout: 20).eventually { assert winch.state == Thread.State.WAITING }
        terminal.flush()

        then:
        seen.toString() == before

        cleanup:
        goOn.countDown()
        winch?.join()
        shell?.join()
    }

    def "Ctrl-C at the question for a password ends the question and the line; the next line asks again, and shows no answer"() {
        given:
        def keys = new PipedOutputStream()
        def typed = new PipedInputStream(keys)
        terminal = new ExternalTerminal('keys', 'ansi', typed, seen, null)
        terminal.setSize(new Size(80, 24))
        shell = new Shell({ new TerminalSource.Opened(terminal, InputStream.nullInputStream(), Optional.empty()) } as TerminalSource,
                directory.resolve('history'), { })
        def answers = []
        site.beforeEngine = {
            answers << shell.ask('100% Password:', { Optional.empty() }).map { new String(it.reveal()) }
        }
        def interrupts = new Interrupts()
        def running = Thread.ofPlatform().start {
            new Cli({ site }, asTerminal(site.streams()), interrupts, Optional.of(shell)).run([])
        }
        def conditions = new PollingConditions(timeout: 20)

        when:
        keys.write('@db echo one\r'.bytes)
        keys.flush()
        conditions.eventually { assert screen().contains('100% Password: ') }
        keys.write(3)
        keys.flush()
        conditions.eventually { assert screen().count('shoal @web 3> ') >= 2 }

        then:
        answers == []
        site.transport.opened.get() == 0

        when:
        keys.write('@db echo two\r'.bytes)
        keys.flush()
        conditions.eventually { assert screen().count('100% Password: ') == 2 }
        keys.write('se!!sa\\me "\r'.bytes)
        keys.close()
        running.join()

        then:
        answers == [Optional.of('se!!sa\\me "')]
        site.out.toString() == 'db1: db1\n'
        !screen().contains('sa\\me')
        !Files.readString(directory.resolve('history')).contains('sa\\me')
    }

    def "a terminal that was closed under the shell has no size, and ends it without an error"() {
        given:
        def sizes = []
        site.transport.hosts['db1'] = { receiver, command ->
            terminal.close()
            sizes << [shell.columns(), shell.rows()]
            new dev.shoal.transport.Ending.Exited(0)
        }

        expect:
        types('a terminal', '@db true\r') == 0
        sizes == [[0, 0]]
    }

    private int types(String kind, String text, Size size = new Size(80, 24)) {
        def keys = new ByteArrayInputStream(text.bytes)
        def source = {
            terminal = kind == 'a terminal'
                    ? new ExternalTerminal('keys', 'ansi', keys, seen, null)
                    : new DumbTerminal(keys, seen)
            terminal.setSize(size)
            new TerminalSource.Opened(terminal, InputStream.nullInputStream(), Optional.ofNullable(complaint))
        } as TerminalSource
        shell = new Shell(source, directory.resolve('history'), { prompts++ })
        def streams = site.streams()
        def front = Optional.of(shell)
        new Cli({ site }, asTerminal(streams), new Interrupts(), front).run([])
    }

    /** Somebody sees what goes to stderr, which says nothing on what else is done with it. */
    private static asTerminal(streams) {
        new dev.shoal.cli.Streams(streams.out(), streams.err(), streams.in(), Channel.End.FILE, Channel.End.DUMB_TERMINAL,
                true, false, streams.width())
    }

    /** Whoever asks for its groups waits. */
    private static class SlowGroups implements GroupSource {
        final String name = 'slow'
        final CountDownLatch asked
        final CountDownLatch goOn

        SlowGroups(CountDownLatch asked, CountDownLatch goOn) {
            this.asked = asked
            this.goOn = goOn
        }

        @Override
        String name() {
            name
        }

        @Override
        Optional<Expression> group(String group) {
            Optional.empty()
        }

        @Override
        List<String> groups() {
            asked.countDown()
            goOn.await()
            ['one']
        }

        @Override
        Optional<Expression> all() {
            Optional.empty()
        }
    }

    private String screen() {
        seen.toString('UTF-8').replaceAll(/\u001b\[[0-9;?]*[a-zA-Z]/, '')
    }
}
