package dev.shoal.sources

import dev.shoal.text.ProblemsException
import dev.shoal.process.Programs
import java.time.Duration
import spock.lang.Specification
import spock.lang.Timeout

@Timeout(60)
class UpcallSourceSpec extends Specification {
    static SourceContents said(String command, Duration limit = Duration.ofSeconds(30)) {
        new UpcallSource('upcall cmdb', command, new Programs(limit)).read()
    }

    def "a program may print nodesets, a line each"() {
        given:
        def contents = said('echo "web[1-2]  # the web"; echo; echo "# nobody"; echo db1,db2')

        expect:
        contents.hosts()*.name() == ['web1', 'web2', 'db1', 'db2']
        contents.groups() == []
        contents.origins().web1 == 'upcall cmdb'
    }

    def "a nodeset may begin with a bracket, as a list in JSON does"() {
        expect:
        said('echo "[1-2]n"').hosts()*.name() == ['1n', '2n']
    }

    def "JSON #json gives #hosts and #groups"() {
        given:
        def contents = said("printf %s '$json'")

        expect:
        contents.hosts()*.name() == hosts
        contents.groups().collectEntries { [it.name(), it.hosts().text()] } == groups

        where:
        json                                                        || hosts                  | groups
        '["web1", "db[1-2]"]'                                       || ['web1', 'db1', 'db2'] | [:]
        '{"web": ["web1", "web2"], "db": "db1"}'                    || ['web1', 'web2', 'db1'] | [web: 'web1,web2', db: 'db1']
        '{"web": {"hosts": ["w1"]}, "eu": {"children": ["web"]}}'   || ['w1']                 | [web: 'w1', eu: '@web']
        '{"all": {"hosts": ["w1"]}, "_meta": {"hostvars": {}}}'     || ['w1']                 | [ungrouped: 'w1']
        '{"web": {"hosts": ["w[1-2]"], "vars": {}}, "db": "d1"}'    || ['w1', 'w2', 'd1']     | [web: 'w1,w2', db: 'd1']
        '[]'                                                        || []                     | [:]
    }

    def "passwords for Ansible are nobody's variables"() {
        expect:
        said("""echo '{"web": {"hosts": ["w1"], "vars": {"ansible_become_pass": "x"}}, "_meta": {"hostvars":
            {"w1": {"ansible_password": "x", "ansible_ssh_private_key": "x", "rack": "r1"}}}}' """).hosts().first()
                .variables() == [rack: 'r1']
    }

    def "what Ansible's scripts print of hosts becomes address, port, user and variables, a host's own before its group's"() {
        given:
        def host = said('''echo '{"web": {"hosts": ["w1"], "vars": {"rack": "r9", "dc": "eu"}}, "_meta": {"hostvars":
            {"w1": {"ansible_host": "10.0.0.1", "ansible_port": 2222, "ansible_user": "ops", "rack": "r1"}}}}' ''').hosts().first()

        expect:
        host.address() == '10.0.0.1'
        host.port().asInt == 2222
        host.user().get() == 'ops'
        host.variables() == [rack: 'r1', dc: 'eu']
    }

    def "variables of all and of a group within another reach its hosts, the nearest group's first"() {
        expect:
        said('''echo '{"all": {"vars": {"dc": "eu", "ansible_user": "ops"}}, "prod": {"children": ["web"], "vars": {"tier": 1, "rack": "r9"}},
            "web": {"hosts": ["w1"], "vars": {"rack": "r1"}}, "_meta": {"hostvars": {}}}' ''').hosts()
                .collect { [it.name(), it.user().get(), it.variables()] } == [['w1', 'ops', [dc: 'eu', tier: '1', rack: 'r1']]]
    }

    def "'#command' is an error: #problem"() {
        when:
        said(command)

        then:
        def e = thrown(ProblemsException)
        e.message == "upcall cmdb: $problem"

        where:
        command                                  || problem
        'echo no such table >&2; exit 3'         || 'exit status 3: no such table'
        'exit 1'                                 || 'exit status 1'
        "printf '\\033[31mred' >&2; exit 3"      || 'exit status 3: \\x1b[31mred'
        'echo "web[1-"'                          || 'line 1: not a valid nodeset: "web[1-": [ is never closed'
        "printf '\\033[31m<html>'"               || 'line 1: not a valid nodeset: "\\x1b[31m<html>": U+001B cannot be part of a name'
        'echo \'{"web": {"hosts": ["w[1-"]}}\''    || "'w[1-': [ cannot be part of a name"
        'echo null'                              || 'it printed null, not a list of hosts'
        'echo \'{"web": null}\''                 || 'web: null was found; write a list of hosts, [] for none'
        'echo \'{"web": 7}\''                    || 'web: a Integer was found; write a list of hosts'
    }

    def "text that begins as JSON and is none is an error that shows it"() {
        when:
        said('echo "{oops: 1}"')

        then:
        def e = thrown(ProblemsException)
        e.message.startsWith('upcall cmdb: its output is not valid JSON (')
        e.message.endsWith('): {oops: 1}')
    }

    def "a program that hangs is killed with all that it has started, also what has left it"() {
        given:
        def pid = File.createTempFile('shoal', 'pid')

        when:
        said("(sleep 300 & echo \$! > $pid; exit 0) ; sleep 300", Duration.ofMillis(1500))

        then:
        def e = thrown(ProblemsException)
        e.message == 'upcall cmdb: no answer within 1500 ms, so it was killed; fix it, or set inventory.timeout'
        ProcessHandle.of(pid.text.trim() as long).map { it.onExit().get(); true }.orElse(true)

        cleanup:
        pid.delete()
    }

    def "a program that prints without end is refused"() {
        when:
        new Programs(Duration.ofSeconds(30), 1 << 20).sh('upcall cmdb', 'head -c 3000000 /dev/zero', Optional.empty())

        then:
        def e = thrown(ProblemsException)
        e.message == 'upcall cmdb: it printed more than 1024 KiB, or its child keeps its output open'
    }
}
