package dev.shoal.process

import dev.shoal.process.Launcher.End
import dev.shoal.process.Launcher.Ended
import java.time.Duration
import java.util.concurrent.TimeUnit
import spock.lang.Specification
import spock.lang.Timeout

@Timeout(30)
class LauncherSpec extends Specification {
    static Ended sh(String text, Duration limit = Duration.ofSeconds(10), int maxBytes = 1000) {
        new Launcher(limit, maxBytes).run(['sh', '-c', text])
    }

    def "status and both outputs of a program come back, and it reads nothing"() {
        expect:
        sh('cat; echo out; echo err >&2; exit 3') == new Ended(3, true, 'out\n', 'err\n', End.READ, End.READ)
    }

    def "a program that writes more than is kept is not held up"() {
        given:
        def ended = sh('head -c 1000000 /dev/zero | tr "\\0" x; head -c 1000000 /dev/zero >&2; exit 0')

        expect:
        ended.status() == 0
        ended.out() == 'x' * 1000
        ended.err().length() == 1000
        [ended.outEnd(), ended.errEnd()] == [End.DROPPED, End.DROPPED]
    }

    def "when the time is over the program is killed with what it started, and what it wrote is kept"() {
        given:
        def ended = sh('echo before; sleep 60 & echo $!; wait; echo after', Duration.ofMillis(500))
        def child = ended.out().readLines()[1] as long

        expect:
        !ended.inTime()
        ended.out().startsWith('before\n')
        ProcessHandle.of(child).map { it.onExit().get(5, TimeUnit.SECONDS); true }.orElse(true)
    }

    def "a program whose child keeps its outputs open does not hold up its caller"() {
        given:
        def start = System.nanoTime()
        def ended = sh('sleep 20 & echo $!')

        expect:
        ended.status() == 0
        System.nanoTime() - start < 15_000_000_000L

        cleanup:
        ProcessHandle.of(ended.out().trim() as long).ifPresent { it.destroyForcibly() }
    }

    def "an interrupt ends the wait and the program"() {
        given:
        Thread.currentThread().interrupt()

        when:
        sh('sleep 60')

        then:
        thrown(InterruptedException)
    }

    def "a program that is not there is an exception"() {
        when:
        new Launcher(Duration.ofSeconds(1), 1000).run(['/no/such/program'])

        then:
        thrown(IOException)
    }

    def "a program gets LC_ALL as the operator has it: #locale"() {
        expect:
        Launcher.builder(['true'], Optional.ofNullable(locale)).environment()['LC_ALL'] == expected

        where:
        locale        || expected
        'de_DE@euro'  || 'de_DE@euro'
        ''            || null
        null          || System.getenv('LC_ALL')
    }
}
