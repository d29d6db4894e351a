package dev.shoal

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.util.concurrent.TimeUnit
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** What other users of this machine could have put in the operator's way. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TrustSpec extends Specification {
    @TempDir
    Path home

    @Requires({ System.getProperty('user.name') == 'root' })
    def "a script of another user is not run"() {
        given:
        def script = new Operator(home).file('x.groovy', 'println 1\n')
        Files.setAttribute(script, 'unix:uid', 12345)

        when:
        def told = new Operator(home).types(['demo', '1', 'run', "$script".toString()])

        then:
        told.err == "shoal: run: $script: belongs to 12345, so it is not run; it must belong to you or root\n"
        told.out == ''
        told.status == 2
    }

    def "a script in a directory that others may write to is not run, one of ours elsewhere is"() {
        given:
        def script = new Operator(home).file('open/x.groovy', 'println 1\n')
        def run = { new Operator(home).types(['demo', '1', 'run', "$script".toString()]) }

        expect:
        run().out == '1\n'

        when:
        Files.setPosixFilePermissions(script.parent, PosixFilePermissions.fromString('rwxrwxrwx'))
        def told = run()

        then:
        told.err == "shoal: run: $script: others may write to $script.parent, so it is not run; run: chmod go-w $script.parent\n"
        told.status == 2
    }

    @Requires({ System.getProperty('user.name') == 'root' })
    def "a state directory of another user is not used, and nothing runs"() {
        given:
        def state = Files.createDirectories(home.resolve('.local/state/shoal'))
        Files.setAttribute(state, 'unix:uid', 12345)

        when:
        def told = new Operator(home).types(['demo', '1', 'exec', 'true'])

        then:
        told.err == "shoal: $state: belongs to 12345, so it is not used; it must belong to you or root, or set XDG_STATE_HOME\n"
        told.status == 2
        state.toFile().list() == []
    }

    def "a state directory that others may write to is not used"() {
        given:
        def state = Files.createDirectories(home.resolve('.local/state/shoal'))
        Files.setPosixFilePermissions(state, PosixFilePermissions.fromString('rwxrwxrwx'))

        when:
        def told = new Operator(home).types(['demo', '1', 'exec', 'true'])

        then:
        told.err == "shoal: $state: others may write to it, so it is not used; run: chmod go-w $state, or set XDG_STATE_HOME\n"
        told.status == 2
    }

    def "--outdir follows no link out of its directory: #what"() {
        given:
        def outside = new Operator(home).file('outside', 'mine')
        def out = Files.createDirectories(home.resolve('out'))
        Files.createSymbolicLink(out.resolve('web1'), home.resolve(target))

        when:
        def told = new Operator(home).types(['demo', '1', 'exec', '--outdir', "$out".toString(), '--', 'echo', 'x'])

        then:
        told.err == "shoal: --outdir: $out/web1: it is a link, which is not followed; remove it (on this machine). Nothing was run\n"
        told.status == 2
        Files.readString(outside) == 'mine'
        !Files.exists(home.resolve('not-there'))

        where:
        what                       | target
        'to a file'                | 'outside'
        'to what is not there yet' | 'not-there'
    }
}
