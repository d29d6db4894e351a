package dev.shoal.log

import dev.shoal.testing.TestOptions
import groovy.json.JsonSlurper
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.time.Duration
import java.time.Instant
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

@Timeout(30)
class AuditLogSpec extends Specification {
    @TempDir
    Path temp

    def warnings = []

    private File getFile() { temp.resolve('log/audit.jsonl').toFile() }

    private AuditLog audit(AuditOptions options = TestOptions.AUDIT) { new AuditLog(temp.resolve('log'), temp, options, { warnings << it }) }

    static final END = new AuditEntry.End([new AuditEntry.Part('ok', '', 2, 'web[1-2]'), new AuditEntry.Part('exit', '3', 1, 'web3')], 1, Duration.ofMillis(310))

    static AuditEntry entry(long run, String command = 'uptime') {
        new AuditEntry(Instant.parse('2026-11-22T14:02:11.1234Z'), run, new AuditEntry.Who('root', Optional.of('ann'), 4711, '/home/ann'), 'exec',
            'web[1-3]', Optional.ofNullable(command), 3)
    }

    def "a run is two lines of JSON, one when it begins and one when it has ended"() {
        when:
        audit().begun(entry(41))

        then:
        file.text == '{"v":1,"event":"begun","at":"2026-11-22T14:02:11.123Z","run":41,"user":"root","sudoUser":"ann","pid":4711,"cwd":"/home/ann",' +
            '"verb":"exec","target":"web[1-3]","command":"uptime","hosts":3}\n'
        PosixFilePermissions.toString(Files.getPosixFilePermissions(file.toPath())) == 'rw-------'

        when:
        audit().ended(entry(41), END)

        then:
        file.readLines()[1] == '{"v":1,"event":"ended","at":"2026-11-22T14:02:11.123Z","run":41,"user":"root","sudoUser":"ann","pid":4711,' +
            '"cwd":"/home/ann","verb":"exec","target":"web[1-3]","command":"uptime","hosts":3,"ledger":[{"outcome":"ok","count":2,' +
            '"hosts":"web[1-2]"},{"outcome":"exit","detail":"3","count":1,"hosts":"web3"}],"exit":1,"ms":310}'
        file.text.endsWith('}\n')
        warnings == []
    }

    def "the record has the text of a run, its hash, or nothing of it: #text, '#command'"() {
        when:
        audit(new AuditOptions(false, text)).begun(entry(1, command))

        then:
        new JsonSlurper().parse(file).command == kept

        where:
        text                     | command        || kept
        AuditOptions.Text.MASKED | 'echo hello'   || 'echo hello'
        AuditOptions.Text.MASKED | null           || '***'
        AuditOptions.Text.HASH   | 'echo hello'   || 'sha256:584a331fd6b02dcb1ecbe2eba731f609a2e1e3dac0bb73ae998dfad14c309a77'
        AuditOptions.Text.HASH   | null           || '***'
    }

    def "a command is masked and stays on its line, whatever is in it"() {
        when:
        audit().begun(entry(1, "PASSWORD=hunter2 sh -c 'a\nb' \u001b\u202e \"x\""))

        then:
        file.text.readLines().size() == 1
        new JsonSlurper().parse(file).command == "PASSWORD=*** sh -c 'a\nb' \u001b\u202e \"x\""
        !file.text.contains('\u001b')
        !file.text.contains('\u202e')
    }

    def "a line that somebody left unfinished does not spoil the next"() {
        given:
        audit().begun(entry(1))
        file << '{"v":1,"at":"2026'

        when:
        audit().begun(entry(2))

        then:
        file.text.readLines().size() == 3
        new JsonSlurper().parseText(file.text.readLines().last()).run == 2
    }

    def "run numbers go on where they were, in another process too"() {
        expect:
        [audit().nextRun(), audit().nextRun(), audit().nextRun()] == [1, 2, 3]
        temp.resolve('run').toFile().text == '3\n'
    }

    def "a counter that holds '#garbage' is made good from the audit"() {
        given:
        audit().begun(entry(41))
        Files.write(temp.resolve('run'), garbage.getBytes('ISO-8859-1'))

        expect:
        audit().nextRun() == 42
        audit().nextRun() == 43

        where:
        garbage << ['', 'x', '-7', '0', '99999999999999999999', '\u0000\u00ff', '4 1', '1' * 100]
    }

    def "without counter and audit runs begin with 1"() {
        given:
        Files.createDirectories(temp.resolve('log'))
        file.text = 'nothing useful'

        expect:
        audit().nextRun() == 1
    }

    def "where nothing can be written, runs are numbered all the same, and the operator is told of each run that is not recorded"() {
        given:
        Files.writeString(temp.resolve('file'), '')
        def audit = new AuditLog(temp.resolve('file/log'), temp.resolve('file/state'), TestOptions.AUDIT, { warnings << it })

        expect:
        [audit.nextRun(), audit.nextRun()] == [1, 2]

        when:
        [2, 3].each { audit.begun(entry(it)); audit.ended(entry(it), END) }

        then:
        warnings == [
            "$temp/file/state: cannot be written (not a directory); runs are not numbered across processes",
            "$temp/file/log/audit.jsonl: cannot be written (not a directory); run 2 is not in the audit",
            "$temp/file/log/audit.jsonl: cannot be written (not a directory); run 3 is not in the audit",
        ]*.toString()
    }

    def "a full disk does not break a run"() {
        given:
        Files.createDirectories(temp.resolve('log'))
        Files.createSymbolicLink(file.toPath(), Path.of('/dev/full'))

        when:
        audit().begun(entry(1))

        then:
        warnings == ["$file: cannot be written (no space left on device); run 1 is not in the audit".toString()]
    }

    def "where the audit is required, a run that cannot be recorded does not begin"() {
        given:
        Files.createDirectories(temp.resolve('log'))
        Files.createSymbolicLink(file.toPath(), Path.of('/dev/full'))

        when:
        audit(new AuditOptions(true, AuditOptions.Text.MASKED)).begun(entry(1))

        then:
        def e = thrown(AuditException)
        e.message == "$file: cannot be written (no space left on device). The configuration has audit: required, so nothing was run. " +
            'Make the file writable'
        warnings == []
    }

    def "an end that cannot be written is told, although the beginning was"() {
        given:
        def audit = audit()
        audit.begun(entry(1))
        Files.delete(file.toPath())
        Files.createSymbolicLink(file.toPath(), Path.of('/dev/full'))

        when:
        audit.ended(entry(1), END)

        then:
        warnings == ["$file: cannot be written (no space left on device); the end of run 1 is not in the audit".toString()]
    }

    def "a thread that is being cancelled writes its line, and stays cancelled"() {
        given:
        def stayed = false

        when:
        Thread.ofVirtual().start {
            Thread.currentThread().interrupt()
            def audit = audit()
            audit.begun(entry(audit.nextRun()))
            stayed = Thread.currentThread().interrupted
        }.join()

        then:
        stayed
        new JsonSlurper().parse(file).run == 1
        warnings == []
    }
}
