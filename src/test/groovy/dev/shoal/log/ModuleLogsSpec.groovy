package dev.shoal.log

import dev.shoal.text.Secret
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.FileTime
import java.nio.file.attribute.PosixFilePermissions
import java.time.Instant
import java.time.InstantSource
import org.apache.logging.log4j.Level
import org.apache.logging.log4j.LogManager
import org.apache.logging.log4j.ThreadContext
import org.slf4j.LoggerFactory
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

@Timeout(60)
class ModuleLogsSpec extends Specification {
    static final TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/

    @TempDir
    Path temp

    def warnings = []
    def now = Instant.now()

    @AutoCleanup
    ModuleLogs logs

    private ModuleLogs open(LogOptions options = LogOptions.in(temp.resolve('state/log'))) {
        logs = new ModuleLogs(options, { warnings << it }, { now } as InstantSource)
        logs.open()
        logs
    }

    private Path getDir() { temp.resolve('state/log') }

    private List<String> files() {
        Files.exists(dir) ? Files.list(dir).withCloseable { it*.fileName*.toString().findAll { !it.startsWith('.') }.sort() } : []
    }

    /** The lines of a module without time and process. */
    private List<String> lines(String module) {
        dir.resolve("${module}.log").toFile().readLines('UTF-8')*.replaceFirst("^$TIME ${ProcessHandle.current().pid()} ", '')
    }

    def "each module has its own file, made by its first line"() {
        given:
        open()

        expect:
        files() == []

        when:
        LogManager.getLogger('dev.shoal.ssh.SshTransport').info('connected in {} ms', 12)
        LogManager.getLogger('dev.shoal.Main').warn('careful')
        ShoalLog.logger('plugin.disk').error('no df')
        LogManager.getLogger('dev.shoal.fleet.FanOut').debug('not asked for')
        LoggerFactory.getLogger('org.apache.sshd.Server').warn('from a library')

        then:
        files() == ['libraries.log', 'plugin.disk.log', 'shoal.log', 'transport.ssh.log']
        lines('transport.ssh') == ["INFO  [$thread] SshTransport: connected in 12 ms"]
        lines('shoal') == ["WARN  [$thread] Main: careful"]
        lines('plugin.disk') == ["ERROR [$thread]: no df"]
        lines('libraries') == ["WARN  [$thread] org.apache.sshd.Server: from a library"]
        warnings == []

        where:
        thread = Thread.currentThread().name
    }

    def "the lines of #logger go to #file"() {
        given:
        open()

        when:
        (logger.startsWith('dev.') ? LogManager.getLogger(logger) : ShoalLog.logger(logger)).info('x')

        then:
        files() == [file]

        where:
        logger                                       || file
        'dev.shoal.shell.Prompt'                     || 'shell.log'
        'dev.shoal.script.Evaluation$Inner'          || 'script.log'
        'dev.shoal.ssh.reach.OpenSshConfig'          || 'transport.ssh.log'
        'script'                                     || 'script.log'
        'plugin.disk'                                || 'plugin.disk.log'
        'plugin.root-free'                           || 'plugin.root-free.log'
    }

    def "a line begins with the time in UTC and the process"() {
        when:
        open()
        ShoalLog.logger('fleet').info('job')

        then:
        dir.resolve('fleet.log').toFile().text ==~ /$TIME ${ProcessHandle.current().pid()} INFO  \[.+\]: job\n/
    }

    def "only the owner can read the logs and their directory"() {
        when:
        open()
        ShoalLog.logger('fleet').info('job')

        then:
        mode(dir) == 'rwx------'
        mode(dir.parent) == 'rwx------'
        mode(dir.resolve('fleet.log')) == 'rw-------'
    }

    private static String mode(Path path) {
        PosixFilePermissions.toString(Files.getPosixFilePermissions(path))
    }

    def "loggers that exist before the logs are open are silent until then, and after they are closed"() {
        given:
        def early = LogManager.getLogger('dev.shoal.fleet.FanOut')

        when:
        early.error('before')
        open()
        early.error('while open')
        logs.close()
        early.error('after')

        then:
        lines('fleet')*.replaceFirst(/^.*: /, '') == ['while open']
    }

    def "a module's level is its own, else that of the module above it, else the default, and changes while running"() {
        given:
        open(LogOptions.in(dir).withLevel(Level.WARN).withModules(transport: Level.INFO))
        def ssh = LogManager.getLogger('dev.shoal.ssh.SshTransport')
        def fleet = LogManager.getLogger('dev.shoal.fleet.FanOut')
        def plugin = ShoalLog.logger('plugin.disk')

        expect:
        [ssh.level, fleet.level, plugin.level] == [Level.INFO, Level.WARN, Level.WARN]

        when:
        logs.level('transport.ssh', Level.DEBUG)
        logs.level('plugin', Level.TRACE)

        then:
        [ssh.level, fleet.level, plugin.level] == [Level.DEBUG, Level.WARN, Level.TRACE]
        ShoalLog.logger('transport.ssh').level == Level.DEBUG
        logs.level('transport.process') == Level.INFO
        logs.levels() == [plugin: Level.TRACE, transport: Level.INFO, 'transport.ssh': Level.DEBUG]

        when:
        logs.level('no/name', Level.INFO)

        then:
        thrown(IllegalArgumentException)
    }

    def "sshj is heard only when the libraries are asked to say more than usual"() {
        given:
        open()
        def sshj = LoggerFactory.getLogger('net.schmizz.sshj.transport.TransportImpl')

        expect:
        !sshj.errorEnabled

        when:
        logs.level('libraries', Level.DEBUG)

        then:
        sshj.debugEnabled

        when:
        logs.level('libraries', Level.INFO)

        then:
        !sshj.errorEnabled
        LoggerFactory.getLogger('org.apache.sshd.Server').infoEnabled
    }

    def "a line names the host that its thread works on"() {
        given:
        open()

        when:
        ThreadContext.put('host', 'web07')
        ShoalLog.logger('fleet').info('done')
        ThreadContext.remove('host')

        then:
        lines('fleet') == ['INFO  [web07]: done']
    }

    def "nothing that a host says can look like a line of its own or reach the terminal of a reader"() {
        given:
        open()

        when:
        ShoalLog.logger('fleet').info('said: {}', "ok\r\n2026-11-22T14:02:11.123Z 1 ERROR [main]: forged\n\u001b[2Jgone\u202e\r")

        then:
        dir.resolve('fleet.log').toFile().text.readLines().size() == 3
        lines('fleet').tail() == ['    2026-11-22T14:02:11.123Z 1 ERROR [main]: forged', '    \\x1b[2Jgone\\u{202e}\\r']
    }

    def "a stack trace stands indented below its line, with its causes, masked like the line"() {
        given:
        open()
        def secret = Secret.of('hunter2-and-more')

        when:
        ShoalLog.logger('fleet').error('failed with {}', 'hunter2-and-more',
            new IllegalStateException('outer', new IOException("--password=geheim\nforged hunter2-and-more")))

        then:
        def text = dir.resolve('fleet.log').toFile().text
        def lines = text.readLines()
        lines[0].endsWith(': failed with ***')
        lines[1] == '    java.lang.IllegalStateException: outer'
        lines.tail().every { it.startsWith('    ') }
        lines.contains('    caused by: java.io.IOException: --password=***')
        lines.contains('    forged ***')
        !text.contains('geheim')
        secret.toString() == '***'
    }

    def "a huge message is cut, and says by how much"() {
        given:
        open()

        when:
        ShoalLog.logger('fleet').info('ü' * 100_000)
        ShoalLog.logger('fleet').info('next')

        then:
        def all = dir.resolve('fleet.log').toFile().readLines('UTF-8')
        all.size() == 3
        all[0].getBytes('UTF-8').length <= LogLine.MAX_BYTES
        all[1] ==~ /    \(15\d\d\d\d more bytes\)/
        all[2].endsWith(': next')
    }

    def "a full file is rolled to a name with time and process, and only so many are kept"() {
        given:
        now = Instant.parse('2026-11-22T14:02:11.123Z')
        open(new LogOptions(dir, Level.INFO, [:], 1024, 2, Optional.empty()))
        def log = ShoalLog.logger('fleet')

        when:
        dir.resolve('fleet.log.notes').toFile().text = 'mine'
        dir.resolve('fleet.logs.log.20200101T000000.000-1').toFile().text = "another module's"
        30.times { i ->
            log.info("line $i ${'x' * 200}")
            Files.exists(dir.resolve('fleet.log')) && Files.setLastModifiedTime(dir.resolve('fleet.log'), FileTime.from(now))
            now += java.time.Duration.ofMillis(1)
        }

        then:
        def rolled = files().findAll { it ==~ /fleet\.log\.\d.*/ }
        rolled.size() == 2
        rolled.every { it ==~ /fleet\.log\.20261122T140211\.\d{3}-${ProcessHandle.current().pid()}/ }
        (files() - rolled) == ['fleet.log', 'fleet.log.notes', 'fleet.logs.log.20200101T000000.000-1']
        (rolled + 'fleet.log').every { Files.size(dir.resolve(it)) <= 1024 && mode(dir.resolve(it)) == 'rw-------' }
        warnings == []
    }

    def "a file that was last written on an earlier day is rolled by the first line of the new day"() {
        given:
        now = Instant.parse('2026-11-22T23:59:59Z')
        open()
        def log = ShoalLog.logger('fleet')

        when:
        log.info('yesterday')
        Files.setLastModifiedTime(dir.resolve('fleet.log'), FileTime.from(now))
        log.info('still yesterday')
        Files.setLastModifiedTime(dir.resolve('fleet.log'), FileTime.from(now))
        now = Instant.parse('2026-11-23T00:00:01Z')
        log.info('today')

        then:
        files() == ['fleet.log', "fleet.log.20261123T000001.000-${ProcessHandle.current().pid()}"]
        dir.resolve(files()[1]).toFile().text.readLines()*.replaceFirst(/^.*: /, '') == ['yesterday', 'still yesterday']
        lines('fleet')*.replaceFirst(/^.*: /, '') == ['today']
    }

    def "a file that somebody moves away or deletes is made again"() {
        given:
        open()
        def log = ShoalLog.logger('fleet')

        when:
        log.info('one')
        Files.move(dir.resolve('fleet.log'), dir.resolve('fleet.old'))
        log.info('two')
        dir.toFile().deleteDir()
        log.info('three')

        then:
        lines('fleet')*.replaceFirst(/^.*: /, '') == ['three']
        mode(dir) == 'rwx------'
        warnings == []
    }

    def "a thread that is being cancelled logs like any other, and its files stay open"() {
        given:
        open(new LogOptions(dir, Level.INFO, [:], 1024, 5, Optional.empty()))
        def log = ShoalLog.logger('fleet')

        when:
        def thread = Thread.ofVirtual().start {
            Thread.currentThread().interrupt()
            20.times { log.info("while cancelled $it ${'x' * 200}") }
        }
        thread.join()
        log.info('after')

        then:
        lines('fleet').last().endsWith(': after')
        files().size() > 3
        warnings == []
    }

    def "where the directory cannot be made there is one warning, and everything goes on"() {
        given:
        Files.writeString(temp.resolve('state'), 'a file')

        when:
        open()
        3.times { ShoalLog.logger("m$it").error('lost') }

        then:
        warnings == ["$dir: the log directory cannot be created ($reason), so no logs are written; set log.dir to another directory".toString()]

        where:
        reason = 'not a directory'
    }

    def "on a full disk there is one warning, everything goes on, and lines are whole again when there is room"() {
        given:
        open()
        Files.createSymbolicLink(dir.resolve('fleet.log'), Path.of('/dev/full'))

        when:
        3.times { ShoalLog.logger('fleet').error('lost') }

        then:
        warnings == ["$dir/fleet.log: cannot be written (no space left on device); log lines are lost until it can".toString()]

        when:
        Files.delete(dir.resolve('fleet.log'))
        ShoalLog.logger('fleet').error('found')

        then:
        dir.resolve('fleet.log').toFile().text.readLines()*.replaceFirst(/^.*: /, '') == ['', 'found']
        warnings.size() == 1
    }

    def "only one is open at a time"() {
        given:
        open()

        when:
        new ModuleLogs(LogOptions.in(temp), {}).open()

        then:
        def e = thrown(IllegalStateException)
        e.message == 'other logs are open; close them first'

        when:
        logs.close()
        logs.close()
        def next = new ModuleLogs(LogOptions.in(temp.resolve('next')), {})
        next.open()
        ShoalLog.logger('fleet').info('here')
        next.close()

        then:
        Files.exists(temp.resolve('next/fleet.log'))
    }
}
