package dev.shoal.cli

import dev.shoal.shell.Prompt
import dev.shoal.testing.SmallSite
import dev.shoal.transport.Ending
import dev.shoal.transport.Failure
import dev.shoal.transport.Phase
import dev.shoal.transport.TransportException
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** web1 says "active", web2 ends with 3 and says "failed", web3 refuses the connection, db1 says nothing. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RunSetResolverSpec extends Specification {
    @TempDir
    Path directory

    SmallSite site
    Prompt prompt

    def setup() {
        site = new SmallSite(directory)
        site.target = '@all'
        site.transport.hosts.web1 = said('active\n', 0)
        site.transport.hosts.web2 = said('failed\n', 3)
        site.transport.hosts.db1 = said('', 0)
        site.transport.down << 'web3'
        def streams = site.streams()
        prompt = new Prompt(
                new CommandContext(site, streams, streams.screen(Streams.Colour.NEVER), new Interrupts(), OptionSet.NOTHING))
    }

    private static Closure said(String text, int exit) {
        return { receiver, command ->
            receiver.out(text.bytes, 0, text.length())
            new Ending.Exited(exit)
        }
    }

    /** What a line says beside the data, without what was said before. */
    private String notes(String line) {
        site.err.reset()
        prompt.run(line)
        site.notes()
    }

    def "#set are the hosts #hosts of the last run"() {
        given:
        prompt.run('exec systemctl is-active nginx')

        expect:
        notes("use $set").readLines().first() == "$set of run 1 (systemctl is-active nginx) = $hosts"

        where:
        set              || hosts
        '@ok'            || 'db1,web1'
        '@failed'        || 'web[2-3]'
        '@unreachable'   || 'web3'
        '@timeout'       || 'no hosts'
        '@silent'        || 'db1'
        '@exit'          || 'web2'
        '@exit(3)'       || 'web2'
        '@exit(0)'       || 'db1,web1'
        '@match(act)'    || 'web1'
        '@match(none)'   || 'no hosts'
    }

    def "of a long command the beginning is enough"() {
        given:
        prompt.run('exec -w web2 for i in 1 2 3; do echo $i; done; systemctl is-active nginx')

        expect:
        notes('use @failed').readLines().first() ==
                '@failed of run 1 (for i in 1 2 3; do echo $i; done; systemctl is-…) = web2'
    }

    def "the text of a match may stand in quotes"() {
        given:
        prompt.run('exec -w web2 true')

        expect:
        notes("@match('fail') id").readLines().first() == '@match(fail) of run 1 (true) = web2'
    }

    def "groups of equal answers are numbered from the biggest, and the others are odd"() {
        given:
        site.transport.hosts.web2 = said('active\n', 0)

        when:
        prompt.run('exec -o fold -w web[1-2],db1 uptime')

        then:
        notes('use @1').readLines() == ['@1 of run 1 (uptime) = web[1-2]', 'target web[1-2] (2 hosts)']
        notes('use @2').readLines() == ['@2 of run 1 (uptime) = db1', 'target db1 (1 host)']
        notes('use @odd').readLines() == ['@odd of run 1 (uptime) = db1', 'target db1 (1 host)']
    }

    def "what a host says on stderr alone is no silence, and has a text to match"() {
        given:
        site.transport.hosts.db1 = { receiver, command ->
            receiver.err('disk full\n'.bytes, 0, 10)
            new Ending.Exited(0)
        }
        prompt.run('exec true')

        expect:
        notes('use @silent').readLines().first() == '@silent of run 1 (true) = no hosts'
        notes('use @match(disk full)').readLines().first() == '@match(disk full) of run 1 (true) = db1'
    }

    def "hosts that were out of time are a set"() {
        given:
        site.transport.hosts.db1 = { receiver, command ->
            throw new TransportException(new Failure(Phase.RUN, Failure.Kind.TIMEOUT, 'db1: no end', ''))
        }
        prompt.run('exec true')

        expect:
        notes('use @timeout').readLines().first() == '@timeout of run 1 (true) = db1'
    }

    def "a set of an earlier run is named by the run's number"() {
        given:
        prompt.run('exec true')
        prompt.run('@db true')

        expect:
        notes('use @1:failed').readLines() ==
                ['@failed of run 1 (true) = web[2-3]', 'target web[2-3] (2 hosts)']
        notes('use @failed').readLines() == [
            '@failed of run 2 (true) = no hosts', 'target no hosts']
    }

    def "'#line' is refused: #problem"() {
        given:
        prompt.run('exec true')

        expect:
        notes(line).readLines().first() == "shoal: $problem"

        where:
        line                 || problem
        'use @7'             || 'run 1 (true) has no group 7; it has @1 to @3'
        'use @7:ok'          || 'run 7 is not remembered here; only run 1 is'
        'use @exit(x)'       || '@exit(x): not an exit status from 0 to 255, e.g. @exit(3)'
        'use @match()'       || '@match needs a text that is in a reply, e.g. @match(no space left)'
    }

    def "before anything has run there is no set"() {
        expect:
        notes('exec -w @failed true') == '''\
            shoal: @failed is a set of the last run, and nothing has run yet
              @failed
              ^
            '''.stripIndent()
    }

    def "before anything has run no run is remembered by its number"() {
        expect:
        notes('exec -w @41:2 true').readLines().first() ==
                'shoal: run 41 is not remembered here; nothing has run yet'
    }

    def "hosts calculates with sets of runs, too"() {
        given:
        prompt.run('exec -o none true')
        site.out.reset()

        expect:
        notes('hosts -c @failed') == '@failed of run 1 (true) = web[2-3]\n'
        site.out.toString('UTF-8') == '2\n'
    }

    def "the text behind @match may have blanks in it there, too: #line"() {
        given:
        site.transport.hosts['web2'] = { receiver, command ->
            def bytes = 'no space left'.bytes
            receiver.out(bytes, 0, bytes.length)
            new Ending.Exited(0)
        }
        prompt.run('exec -o none -w @web true')
        site.out.reset()

        when:
        prompt.run(line)

        then:
        site.out.toString('UTF-8') == "$answer\n"

        where:
        line                                    || answer
        'hosts -f @match(no space left)'        || 'web2'
        'hosts -f @web ! @match(no space left)' || 'web[1,3]'
        'hosts -f @web & (web2, web3 ) db1'     || 'db1,web[2-3]'
        'hosts -f web1 web[2-3]'                || 'web[1-3]'
    }

    def "a value of Groovy at the start of a line is a nodeset there"() {
        when:
        prompt.run("bad = 'db1'")

        then:
        notes('@#{bad} true') == '1 ok   1 host, T\n'

        when:
        prompt.run("some = ['db1', 'web1']")

        then:
        notes('@#{some} true') == '2 ok   2 hosts, T\n'
        notes('@web!#{["web2", "web3"]} true') == '1 ok   1 host, T\n'
        notes('@#{"web[1-1]"} true') == '1 ok   1 host, T\n'
        notes('@#{some.findAll { it == "x" }} true') == 'shoal: the target is empty, nothing was run: (empty)\n'
    }

    def "colours are not chosen by a line"() {
        expect:
        notes('exec --color always true') ==
                'shoal: --color is for all lines: give it at the start of shoal, before -c\n'
    }

    def "whoever runs on a set reads what it stands for, and the next run makes another one of it"() {
        given:
        prompt.run('exec true')

        expect:
        notes('@failed!web3 uptime') == '''\
            @failed of run 1 (true) = web[2-3]
            1 exit 3: web2   1 host, T
            '''.stripIndent()
        notes('exec -w @failed uptime').readLines().first() == '@failed of run 2 (uptime) = web2'
    }

    def "the target that a set was given for stays, whatever runs then"() {
        when:
        prompt.run('exec true')
        prompt.run('use @failed')
        prompt.run('@db true')

        then:
        prompt.label() == 'shoal web[2-3] 2> '
    }

    def "an empty set as the target is empty, and not the target before it"() {
        given:
        prompt.run('@db true')
        prompt.run('use @failed')

        expect:
        prompt.label() == 'shoal (empty) 0> '
        notes('exec reboot') == 'shoal: the target is empty, nothing was run: (empty)\n'
    }

    def "a set without hosts says what it stood for before nothing is done"() {
        given:
        prompt.run('exec true')

        expect:
        notes('exec -w @timeout reboot') == '''\
            @timeout of run 1 (true) = no hosts
            shoal: the target is empty, nothing was run: @timeout
            '''.stripIndent()
        notes('hosts @timeout') == '''\
            @timeout of run 1 (true) = no hosts
            shoal: no hosts
            '''.stripIndent()
    }

    def "in on { } a set is what it was at its beginning"() {
        given:
        site.transport.down.clear()

        when:
        prompt.run('exec true')
        prompt.run("on('@failed') { exec 'true'; exec 'id'; exec('uptime').hosts }")

        then:
        site.notes().readLines() == [
            '3 ok, 1 exit 3: web2   4 hosts, T',
            '@failed of run 1 (true) = web2',
            '1 exit 3: web2   1 host, T',
            '1 exit 3: web2   1 host, T',
            '1 exit 3: web2   1 host, T'
        ]
    }

    def "use takes more hosts, takes hosts away and goes back"() {
        expect:
        notes('use web1') == 'target web1 (1 host)\n'
        notes('use +web2') == 'target web[1-2] (2 hosts)\n'
        notes('use +@db') == 'target db1,web[1-2] (3 hosts)\n'
        notes('use -web2,web1') == 'target db1 (1 host)\n'
        notes('use -') == 'target db1,web[1-2] (3 hosts)\n'
        notes('use -') == 'target db1 (1 host)\n'
        prompt.label() == 'shoal web1,web2,@db!(web2,web1) 1> '
    }

    def "'#line' without what it wants is refused: #problem"() {
        given:
        site.target = null

        expect:
        notes(line).readLines().first() == "shoal: $problem"

        where:
        line        || problem
        'use -'     || 'use -: no earlier target'
        'use +'     || 'use + needs hosts, e.g. use +web3'
        'use +web1' || 'use +web1: no target to change yet; write use web1'
        'again'     || 'again: nothing has run yet'
    }

    def "a sample stays the target, whatever is asked then"() {
        when:
        prompt.run('use --pick 1 @web')
        def label = prompt.label()
        prompt.run('use')

        then:
        label ==~ /shoal web[123] 1> /
        prompt.label() == label
        site.notes().readLines()*.replaceAll(/web[123]/, 'webN') ==
                ['picked 1 of 3: webN', 'target webN (1 host)', 'target webN (1 host)']
    }

    def "the target can be narrowed where it stands"() {
        when:
        prompt.run('use @web')
        prompt.run("use --where 'name != \"web2\"'")

        then:
        prompt.label() == 'shoal web[1,3] 2> '
    }

    def "taking away hosts that nobody knows is a slip of the finger"() {
        given:
        prompt.run('use web1')

        expect:
        notes('use -wbe1').readLines().first() ==
                'shoal: no host of wbe1 is in the inventory or in what stands before it: did you mean web1?'
    }

    def "again does the last run once more on its hosts"() {
        given:
        prompt.run('exec -w web[1-2] --ok-exit 0,3 uptime')

        expect:
        notes('again') == 'again: uptime on web[1-2] (2 hosts)\n2 ok   2 hosts, T\n'
    }

    def "again takes other hosts and nearer options"() {
        given:
        prompt.run('exec uptime')

        expect:
        notes('again --ok-exit 3 @failed') == '''\
            @failed of run 1 (uptime) = web[2-3]
            again: uptime on web[2-3] (2 hosts)
            web3: connection refused. Start it
            1 ok, 1 unreachable (refused): web3   2 hosts, T
            '''.stripIndent()
        notes('again @timeout') == '''\
            @timeout of run 2 (uptime) = no hosts
            shoal: the target is empty, nothing was run: @timeout
            '''.stripIndent()
    }

    def "what the last run excepted stays excepted where again names hosts anew"() {
        given:
        prompt.run('exec -w web1 -x web2 uptime')

        expect:
        notes('again web[1-2]') == 'again: uptime on web1 (1 host)\n1 ok   1 host, T\n'
    }

    def "a pattern of Ansible's as the target is added to and taken from by its hosts"() {
        given:
        prompt.run('use ansible:web*')

        expect:
        notes('use -web2') == 'target web[1,3] (2 hosts)\n'
    }

    def "again does nothing where the last run may have run, until that is said: #line"() {
        given:
        site.transport.hosts.web1 = failing(Failure.Kind.TIMEOUT)
        site.transport.hosts.web2 = failing(Failure.Kind.LOST)
        prompt.run('exec restart')
        site.transport.hosts.remove('web1')

        expect:
        notes(line) == expected.stripIndent()

        where:
        line                            || expected
        'again'                         || """\
            shoal: again: run 1 (restart) may still run or have run on web[1-2] (2 hosts). Look there first; give --may-have-run to run it there once more, or leave these out, as again @failed!@mayrun does
            """
        'again @failed'                 || """\
            @failed of run 1 (restart) = web[1-3]
            shoal: again: run 1 (restart) may still run or have run on web[1-2] (2 hosts). Look there first; give --may-have-run to run it there once more, or leave these out, as again @failed!@mayrun does
            """
        'again --may-have-run @timeout' || """\
            @timeout of run 1 (restart) = web1
            again: restart on web1 (1 host)
            1 ok   1 host, T
            """
        'again --may-have-run web1'     || """\
            again: restart on web1 (1 host)
            1 ok   1 host, T
            """
        'again @failed!@mayrun'         || """\
            @failed of run 1 (restart) = web[1-3]
            @mayrun of run 1 (restart) = web[1-2]
            again: restart on web3 (1 host)
            web3: connection refused. Start it
            1 unreachable (refused): web3   1 host, T
            """
        'use @mayrun'                   || """\
            @mayrun of run 1 (restart) = web[1-2]
            target web[1-2] (2 hosts)
            """
        'use @unknown'                  || """\
            @unknown of run 1 (restart) = web2
            target web2 (1 host)
            """
    }

    def "at the prompt again asks first: #answer"() {
        given:
        site.transport.hosts.web1 = failing(Failure.Kind.TIMEOUT)
        def questions = []
        def front = [agrees: { question, isStopped -> questions << question; answer == 'y' }, takeEnter: { false }, columns: { 80 }, rows: { 25 }] as ShellFront
        def streams = site.streams()
        prompt = new Prompt(new CommandContext(site, streams, streams.screen(Streams.Colour.NEVER), new Interrupts(), OptionSet.NOTHING, Optional.of(front)))
        prompt.run('exec -w web1 restart')
        site.transport.hosts.remove('web1')

        expect:
        notes('again') == 'again: run 1 (restart) may still run or have run on web1 (1 host)\n' + then
        questions == ['Run it there once more?']

        where:
        answer || then
        'y'    || 'again: restart on web1 (1 host)\n1 ok   1 host, T\n'
        'n'    || 'shoal: again: nothing was run. To leave these out: again @failed!@mayrun\n'
    }

    private static Closure failing(Failure.Kind kind) {
        return { receiver, command -> throw new TransportException(new Failure(Phase.RUN, kind, "it was $kind", '')) }
    }

    def "again gives its value"() {
        when:
        prompt.run('exec -w web[1-2] uptime')
        prompt.run('r = again @failed')
        prompt.run('println r.hosts')

        then:
        site.out.toString().readLines().last() == 'web2'
    }
}
