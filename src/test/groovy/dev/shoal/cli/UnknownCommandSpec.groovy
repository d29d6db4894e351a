package dev.shoal.cli

import dev.shoal.script.Language
import dev.shoal.testing.SmallSite
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class UnknownCommandSpec extends Specification {
    @TempDir
    Path directory

    SmallSite site
    CommandContext context

    def setup() {
        site = new SmallSite(directory)
        def streams = site.streams()
        context = new CommandContext(site, streams, streams.screen(Streams.Colour.NEVER), new Interrupts(), OptionSet.NOTHING)
    }

    private int status(String line) {
        new LineRunner(context).runAll([line])
    }

    def "the first word of '#line' decides: #hint"() {
        expect:
        status(line) == ExitStatus.USAGE
        site.notes() == hint.readLines().collect { "shoal: $it\n" }.join()
        site.transport.opened.get() == 0

        where:
        line                    || hint
        'exce uptime'           || 'unknown command: exce; did you mean exec?'
        'EXEC uptime'           || 'unknown command: EXEC; did you mean exec?'
        'Exec uptime -p'        || 'unknown command: Exec; did you mean exec?'
        'exce "echo $5"'        || 'unknown command: exce; did you mean exec?'
        'quit'                  || 'unknown command: quit; did you mean exit?'
        'QUIT'                  || 'unknown command: QUIT; did you mean exit?'
        'logout'                || 'unknown command: logout; did you mean exit?'
        'web1 uptime'           || 'unknown command: web1; did you mean @web1 uptime?'
        'web1'                  || 'unknown command: web1; did you mean @web1?'
        'web uptime'            || 'unknown command: web; did you mean @web uptime?'
        'web[1-2] uptime'       || 'unknown command: web[1-2]; did you mean @web[1-2] uptime?'
        'df -h'                 || 'unknown command: df\nto run it on the hosts: exec df -h'
        'uptime'                || 'unknown command: uptime\nto run it on the hosts: exec uptime'
        'PING web1'             || 'unknown command: PING\nto run it on the hosts: exec PING web1'
        'systemctl status x'    || 'unknown command: systemctl\nto run it on the hosts: exec systemctl status x'
        'shoal exec uptime'     || 'unknown command: shoal; did you mean exec uptime?'
        'shoal upgrade'         || 'unknown command: shoal; see help'
        'help me'               || 'unknown command: me; see help'
    }

    def "what is Groovy keeps Groovy's message: '#line'"() {
        expect:
        status(line) == ExitStatus.USAGE
        site.notes() == "shoal: $message\n"

        where:
        line               || message
        'println nosuch'   || 'unknown name: nosuch'
        'nosuch.failed'    || 'unknown name: nosuch'
        'nosuch + 1'       || 'unknown name: nosuch'
        'nosuch == 1'      || 'unknown name: nosuch'
        'x = nosuch'       || 'unknown name: nosuch'
        'r.nosuch()'       || 'unknown name: r'
    }

    def "a declaration without a value is one when its type is known"() {
        expect:
        status('Date d') == ExitStatus.OK
        status('int i') == ExitStatus.OK
        site.notes() == ''
    }

    def "a reserved word that is not built yet names what to use instead: #word"() {
        when:
        Verbs.named(word)

        then:
        def e = thrown(UsageException)
        e.message =~ /^$word is not in this version; instead: \S.*\S$/

        where:
        word << Language.RESERVED.findAll { Verbs.find(it).isEmpty() }.sort()
    }

    def "every verb and every word for later is reserved, and nothing else"() {
        expect:
        Language.RESERVED == (Verbs.all()*.name() + Verbs.LATER.keySet()) as Set
        Verbs.all()*.name().intersect(Verbs.LATER.keySet()) == []
    }

    def "at the prompt a line without a target names use"() {
        given:
        site.target = null
        def streams = site.streams()
        context = new CommandContext(site, streams, streams.screen(Streams.Colour.NEVER), new Interrupts(), OptionSet.NOTHING,
                Optional.of(Stub(ShellFront)))

        expect:
        status('exec true') == ExitStatus.USAGE
        site.notes() == 'shoal: no target: choose hosts, e.g. use @web, or name them in the line, e.g. @web uptime\n'
    }
}
