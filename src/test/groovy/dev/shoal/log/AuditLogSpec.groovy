package dev.shoal.log

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

    private AuditLog audit() { new AuditLog(temp.resolve('log'), temp, { warnings << it }) }

    static AuditEntry entry(long run, String command = 'uptime') {
        new AuditEntry(Instant.parse('2026-11-22T14:02:11.1234Z'), run, new AuditEntry.Who('root', Optional.of('ann'), 4711, '/home/ann'), 'exec',
            'web[1-3]', command, 3, [new AuditEntry.Part('ok', '', 2, 'web[1-2]'), new AuditEntry.Part('exit', '3', 1, 'web3')], 1, Duration.ofMillis(310))
    }

    def "a run is one line of JSON"() {
        when:
        audit().append(entry(41))

        then:
        file.text == '{"v":1,"at":"2026-11-22T14:02:11.123Z","run":41,"user":"root","sudoUser":"ann","pid":4711,"cwd":"/home/ann","verb":"exec",' +
            '"target":"web[1-3]","command":"uptime","hosts":3,"ledger":[{"outcome":"ok","count":2,"hosts":"web[1-2]"},' +
            '{"outcome":"exit","detail":"3","count":1,"hosts":"web3"}],"exit":1,"ms":310}\n'
        PosixFilePermissions.toString(Files.getPosixFilePermissions(file.toPath())) == 'rw-------'
        warnings == []
    }

    def "a command is masked and stays on its line, whatever is in it"() {
        when:
        audit().append(entry(1, "PASSWORD=hunter2 sh -c 'a\nb' \u001b\u202e \"x\""))

        then:
        file.text.readLines().size() == 1
        new JsonSlurper().parse(file).command == "PASSWORD=*** sh -c 'a\nb' \u001b\u202e \"x\""
        !file.text.contains('\u001b')
        !file.text.contains('\u202e')
    }

    def "a line that somebody left unfinished does not spoil the next"() {
        given:
        audit().append(entry(1))
        file << '{"v":1,"at":"2026'

        when:
        audit().append(entry(2))

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
        audit().append(entry(41))
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

    def "where nothing can be written, runs are numbered all the same and the operator is told once"() {
        given:
        Files.writeString(temp.resolve('file'), '')
        def audit = new AuditLog(temp.resolve('file/log'), temp.resolve('file/state'), { warnings << it })

        expect:
        [audit.nextRun(), audit.nextRun()] == [1, 2]

        when:
        audit.append(entry(2))

        then:
        warnings == ["$temp/file/state: cannot be written (Not a directory); runs are not numbered across processes".toString()]
    }

    def "a full disk does not break a run"() {
        given:
        Files.createDirectories(temp.resolve('log'))
        Files.createSymbolicLink(file.toPath(), Path.of('/dev/full'))

        when:
        audit().append(entry(1))

        then:
        warnings == ["$file: cannot be written (No space left on device); this run is not in the audit".toString()]
    }

    def "a thread that is being cancelled writes its line, and stays cancelled"() {
        given:
        def stayed = false

        when:
        Thread.ofVirtual().start {
            Thread.currentThread().interrupt()
            def audit = audit()
            audit.append(entry(audit.nextRun()))
            stayed = Thread.currentThread().interrupted
        }.join()

        then:
        stayed
        new JsonSlurper().parse(file).run == 1
        warnings == []
    }
}
