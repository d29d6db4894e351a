package dev.shoal.process

import dev.shoal.text.ProblemsException
import java.nio.file.Path
import java.time.Duration
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

@Timeout(60)
class ProgramsSpec extends Specification {
    @TempDir
    Path dir
    def programs = new Programs(Duration.ofSeconds(30))

    def "a program runs in the given directory, with the given variables, and reads nothing"() {
        given:
        def answer = programs.run('it', ['/bin/sh', '-c', 'cat; pwd; echo $COLOUR; echo "  no  " >&2; exit 4'], Optional.of(dir), [COLOUR: 'red'])

        expect:
        answer.out() == "${dir.toRealPath()}\nred\n"
        answer.status() == 4
        answer.failure() == 'exit status 4: no'
    }

    def "it has no terminal and leads a group of its own, so that Ctrl-C in the shell does not reach it"() {
        expect:
        programs.sh('it', 'ps -o pid=,pgid=,sid= -p $$', Optional.empty()).out().trim().split(/\s+/).toUnique().size() == 1
    }

    def "what cannot be started is an error with its name"() {
        when:
        programs.sh('upcall cmdb', 'true', Optional.of(Path.of('/no/such')))

        then:
        def e = thrown(ProblemsException)
        e.message.startsWith('upcall cmdb: cannot be started: ')
    }
}
