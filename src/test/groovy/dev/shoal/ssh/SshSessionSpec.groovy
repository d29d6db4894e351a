package dev.shoal.ssh

import dev.shoal.inventory.Host
import dev.shoal.testing.RealSshd
import dev.shoal.transport.Command
import dev.shoal.transport.Deadline
import dev.shoal.transport.Ending
import dev.shoal.transport.Command.Input
import dev.shoal.transport.Limits
import dev.shoal.transport.Phase
import dev.shoal.transport.Receiver
import dev.shoal.transport.Session
import java.lang.management.ManagementFactory
import java.time.Duration
import java.util.concurrent.CountDownLatch
import java.util.concurrent.FutureTask
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Timeout

@Requires(value = { RealSshd.installed }, reason = RealSshd.REASON)
@Timeout(60)
class SshSessionSpec extends Specification {
    @Shared @AutoCleanup RealSshd sshd = RealSshd.start()
    @Shared @AutoCleanup Session session =
            Doors.to(sshd).open(Host.named('web1'), Deadline.in(Duration.ofSeconds(20)), { })
    def collected = new Collected()

    def "'#command' ends with #ending"() {
        expect:
        run(command) == ending
        collected.out.toString() == out
        collected.err.toString() == err
        collected.phases == [Phase.CHANNEL, Phase.RUN]

        where:
        command                         || ending                       | out          | err
        'true'                          || new Ending.Exited(0)         | ''           | ''
        'echo hello'                    || new Ending.Exited(0)         | 'hello\n'    | ''
        'exit 3'                        || new Ending.Exited(3)         | ''           | ''
        'echo oops >&2; exit 255'       || new Ending.Exited(255)       | ''           | 'oops\n'
        'kill -9 $$'                    || new Ending.Signalled('KILL') | ''           | ''
        'kill -TERM $$'                 || new Ending.Signalled('TERM') | ''           | ''
        'kill -XCPU $$'                 || new Ending.Signalled('UNKNOWN') | ''        | ''
        'printf "%s|%s" "a  b" \'$HOME\'' || new Ending.Exited(0)       | 'a  b|$HOME' | ''
        'echo "grüße"'                  || new Ending.Exited(0)         | 'grüße\n'    | ''
        'nosuchcommand 2>/dev/null'     || new Ending.Exited(127)       | ''           | ''
    }

    def "bytes that are not text come through unchanged"() {
        when:
        run('''i=0; while [ $i -lt 256 ]; do printf "\\\\$(printf %03o $i)"; i=$((i+1)); done; head -c 100000 /dev/zero''')

        then:
        collected.out.toByteArray() == ((0..255).collect { it as byte } + [0 as byte] * 100_000) as byte[]
    }

    def "a command reads what it is given on standard input, and its end"() {
        given:
        def input = new byte[3 * 1024 * 1024]
        new Random(1).nextBytes(input)

        expect:
        session.exec(new Command('cat', Optional.of(Input.of(input))), collected, limits()) == new Ending.Exited(0)
        collected.out.toByteArray() == input
    }

    def "standard input is empty where none is given"() {
        expect:
        run('cat; echo end') == new Ending.Exited(0)
        collected.out.toString() == 'end\n'
    }

    def "a command that ends without reading its 8 MiB of input delays nothing"() {
        given:
        def command = new Command('echo done', Optional.of(Input.of(new byte[8 * 1024 * 1024])))

        expect:
        session.exec(command, collected, limits(Duration.ofSeconds(5))) == new Ending.Exited(0)
        collected.out.toString() == 'done\n'

        and: 'the session serves the next one'
        run('true') == new Ending.Exited(0)
    }

    def "8 MiB on standard error alone are drained"() {
        expect:
        run('head -c 8388608 /dev/zero >&2') == new Ending.Exited(0)
        collected.err.size() == 8 * 1024 * 1024
        collected.out.size() == 0
    }

    def "all output of a command that a signal ends is there"() {
        expect:
        run('head -c 20000000 /dev/zero; kill -9 $$') == new Ending.Signalled('KILL')
        collected.out.size() == 20_000_000
    }

    def "100 MB are drained with flat memory"() {
        given:
        long counted = 0
        long most = 0
        def memory = ManagementFactory.memoryMXBean
        def counting = [entered: { }, err: { b, o, n -> }, out: { b, o, int n ->
            if ((counted += n) % (10 * 1024 * 1024) < n) {
                System.gc()
                most = Math.max(most, memory.heapMemoryUsage.used)
            }
        }] as Receiver
        System.gc()
        long before = memory.heapMemoryUsage.used

        expect:
        session.exec(Command.of('head -c 104857600 /dev/zero'), counting, limits()) == new Ending.Exited(0)
        counted == 104_857_600
        most - before < 16 * 1024 * 1024
    }

    def "20 commands at once on one session all answer"() {
        given:
        def seen = [].asSynchronized()

        when:
        def threads = (1..20).collect { n ->
            Thread.startVirtualThread {
                def own = new Collected()
                def ending = session.exec(Command.of("sleep 0.1; echo $n; exit $n"), own, limits())
                seen << [n, ending, own.out.toString()]
            }
        }
        threads*.join()

        then:
        seen.toSorted() == (1..20).collect { [it, new Ending.Exited(it), "$it\n".toString()] }
    }

    def "a receiver that blocks slows the host down, and no command beside it"() {
        given:
        def go = new CountDownLatch(1)
        def slow = [entered: { }, err: { b, o, n -> }, out: { b, o, n -> go.await() }] as Receiver
        def flood = new FutureTask<Ending>({ session.exec(Command.of('head -c 20000000 /dev/zero'), slow, limits()) })
        Thread.startVirtualThread(flood)

        expect:
        run('echo beside') == new Ending.Exited(0)

        cleanup:
        go.countDown()
        flood.get()
    }

    private Ending run(String command) {
        session.exec(Command.of(command), collected, limits())
    }

    private static Limits limits(Duration run = null) {
        new Limits(Deadline.in(Duration.ofSeconds(30)), Optional.ofNullable(run))
    }
}
