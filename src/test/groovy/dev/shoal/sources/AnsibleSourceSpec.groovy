package dev.shoal.sources

import dev.shoal.sources.AnsibleSource.AnsibleProgram
import dev.shoal.inventory.Host
import dev.shoal.inventory.Inventory
import dev.shoal.text.ProblemsException
import dev.shoal.process.Programs
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** Ansible inventories without Ansible, and with a program in its place that misbehaves. */
@Timeout(60)
class AnsibleSourceSpec extends Specification {
    private static final PROGRAMS = new Programs(Duration.ofSeconds(60))

    @TempDir
    Path dir

    private SourceContents read(String text, String name = 'hosts') {
        new AnsibleSource(Files.writeString(dir.resolve(name), text), Optional.empty(), PROGRAMS, { Optional.empty() }).read()
    }

    def "variables that say how a host is reached get our names, the rest keeps its own"() {
        when:
        def host = read("web1 $variables").hosts().first()

        then:
        [host.address(), host.port().orElse(0), host.user().orElse(''), host.variables()] == [address, port, user, others]

        where:
        variables                                            || address    | port | user  | others
        ''                                                   || 'web1'     | 0    | ''    | [:]
        'ansible_host=10.0.0.1 ansible_port=2222'            || '10.0.0.1' | 2222 | ''    | [:]
        'ansible_ssh_host=fe80::1 ansible_ssh_user=ops'      || 'fe80::1'  | 0    | 'ops' | [:]
        'ansible_ssh_private_key_file=~/k ansible_user=ops'  || 'web1'     | 0    | 'ops' | [key: '~/k']
        'ansible_connection=ssh rack=r1'                     || 'web1'     | 0    | ''    | [rack: 'r1']
        'ansible_connection=local'                           || 'web1'     | 0    | ''    | [transport: 'local']
        'ansible_password=geheim ansible_become_pass=x n=1'  || 'web1'     | 0    | ''    | [n: '1']
        'ansible_ssh_common_args="-J gate"'                  || 'web1'     | 0    | ''    | [ansible_ssh_common_args: '-J gate', jump: 'gate']
        'ansible_ssh_common_args=\'-o ProxyCommand="nc %h" -p 22\'' || 'web1' | 22 | '' | [ansible_ssh_common_args: '-o ProxyCommand="nc %h" -p 22', 'proxy-command': 'nc %h']
        'ansible_ssh_common_args="-C -o StrictHostKeyChecking=no"' || 'web1' | 0 | '' | [ansible_ssh_common_args: '-C -o StrictHostKeyChecking=no']
    }

    def "arguments of ssh, '#arguments', say how the host is reached"() {
        when:
        def host = read("web1 ansible_host=10.0.0.1 $arguments").hosts().first()

        then:
        [host.address(), host.port().orElse(0), host.user().orElse('')] == [address, port, user]
        host.variables().findAll { !it.key.startsWith('ansible_') } == others

        where:
        arguments                                                                   || address    | port | user | others
        'ansible_ssh_common_args="-F ~/.ssh/lab"'                                   || '10.0.0.1' | 0    | ''   | ['ssh-config': '~/.ssh/lab']
        'ansible_ssh_common_args="-F /dev/null -o Port=23"'                         || '10.0.0.1' | 23   | ''   | [:]
        'ansible_ssh_args="-C -o ControlMaster=auto -o ControlPersist=60s -l ops"'  || '10.0.0.1' | 0    | 'ops' | [:]
        'ansible_ssh_args="-l ops" ansible_ssh_extra_args="-l late"'                || '10.0.0.1' | 0    | 'ops' | [:]
        'ansible_ssh_args="-o HostName=%h.lab"'                                     || '10.0.0.1.lab' | 0 | ''  | [:]
        'ansible_ssh_extra_args="-o UserKnownHostsFile=/dev/null -qo StrictHostKeyChecking=no"' || '10.0.0.1' | 0 | '' | ['known-hosts': '/dev/null']
        'ansible_paramiko_proxy_command="nc gate 22"'                               || '10.0.0.1' | 0    | ''   | ['proxy-command': 'nc gate 22']
        'ansible_ssh_common_args="-o ServerAliveInterval=5 -vvv"'                   || '10.0.0.1' | 0    | ''   | [:]
    }

    def "a host with '#variables' is refused alone, by the name of what is not built or not understood"() {
        when:
        def hosts = read("web1 $variables\nweb2\n").hosts()

        then:
        hosts*.variable(Host.REFUSED)*.orElse('') == [reason, '']

        where:
        variables                                      || reason
        'ansible_become=true'                          || 'ansible_become=true is not supported in this version; set it to false for this host'
        'ansible_become=yes ansible_become_user=app'   || 'ansible_become=yes is not supported in this version; set it to false for this host'
        'ansible_become_user=app'                      || 'ansible_become_user=app is not supported in this version'
        'ansible_become=no ansible_become_user=app'    || ''
        'ansible_become_password=x'                    || ''
        'ansible_shell_type=powershell'                || 'ansible_shell_type=powershell is not supported in this version'
        'ansible_shell_executable=/bin/sh'             || ''
        'ansible_shell_executable=/bin/fish'           || 'ansible_shell_executable=/bin/fish is not supported in this version'
        'ansible_ssh_executable=/opt/ssh'              || 'ansible_ssh_executable=/opt/ssh is not supported in this version'
        'ansible_ssh_args="-C -o BindAddress=10.0.0.9"' || 'ansible_ssh_args: -o BindAddress=10.0.0.9 is not supported in this version'
        'ansible_ssh_args="-4Cp 23"'                   || 'ansible_ssh_args: -4 is not supported in this version'
        'ansible_ssh_extra_args="{{ x }}"'             || 'ansible_ssh_extra_args is a template, {{ x }}, which only a playbook run fills in; write it out'
        'ansible_port=none'                            || "ansible_port 'none' is not a port"
        'ansible_host=a/b'                             || "ansible_host 'a/b': / cannot be part of a name"
        'ansible_host="{{ x }}"'                       || 'ansible_host is a template, {{ x }}, which only a playbook run fills in; write it out, or give it as a plain value for this host'
    }

    def "keys of YAML are names as they are written"() {
        when:
        def contents = read('all:\n  hosts:\n    1.10:\n    on:\n    0x1F: {1.50: x}\n    2024-01-01:\n    ~:\n', 'a.yml')

        then:
        def e = thrown(ProblemsException)
        e.message == "$dir/a.yml: '~': a name cannot begin with ~"

        when:
        contents = read('all:\n  hosts:\n    1.10:\n    on:\n    0x1F: {1.50: x}\n    2024-01-01:\n  children: {1e3: {hosts: {on: }}}\n', 'a.yml')

        then:
        contents.hosts()*.name() == ['1.10', 'on', '0x1F', '2024-01-01']
        contents.hosts()[2].variables() == ['1.50': 'x']
        contents.groups()*.name() == ['ungrouped', '1e3']
    }

    def "groups keep their names and the order of their hosts, and know where hosts stand"() {
        when:
        def contents = read('lone\n[web-01]\nzeta\nalpha\n[db.eu:children]\nweb-01\n')
        def inventory = Inventory.of(contents.hosts(), contents.groups(), contents.origins())

        then:
        contents.source() == "$dir/hosts"
        contents.groups()*.name() == ['ungrouped', 'web-01', 'db.eu']
        inventory.calculate('@db.eu').names() == ['alpha', 'zeta']
        inventory.calculate('ansible:db.eu[0]').names() == ['zeta']
        inventory.origin('alpha').get() == "$dir/hosts:4"
    }

    def "#name that says '#text' is refused: #message"() {
        when:
        read(text, name)

        then:
        def e = thrown(ProblemsException)
        e.message.replace("$dir/", '') == message

        where:
        name       | text                                 || message
        'a'        | 'web[1:3'                            || 'a:1: web[1:3 has a bracket without its partner'
        'a'        | '\nweb[3:1]'                         || 'a:2: [3:1] is reversed and would name no host'
        'a'        | 'web[01:100]'                        || 'a:1: [01:100] has ends of different width'
        'a'        | 'web[x]'                             || 'a:1: not a valid range: [x]; write it as [01:12], [a:d] or [0:10:5]'
        'a'        | 'web[1:9:0]'                         || 'a:1: a step of 0; write 1 or more'
        'a'        | 'web[1:999999999]'                   || 'a:1: [1:999999999] is more than 1000000 hosts'
        'a'        | 'web[1:9999]x[1:9999]'               || 'a:1: web[1:9999]x[1:9999] is more than 1000000 hosts'
        'a'        | 'web1 port'                          || 'a:1: only name=value may follow a host, found port'
        'a'        | 'web1 a="b'                          || 'a:1: a quote is not closed'
        'a'        | '[web:wars]'                         || 'a:1: not a valid section: [web:wars]; write [web], :children or :vars'
        'a'        | '[web:vars]\nport'                   || 'a:2: [web:vars] needs name=value, found port'
        'a'        | '[web:children]\na b'                || 'a:2: [web:children] needs one group a line, found a b'
        'a'        | '[a:children]\nb\n[c]\nweb1'    || 'a:2: unknown section [b]'
        'a'        | 'web1\n[b:vars]\nx=1'           || 'a:2: unknown section [b]'
        'a'        | '<html>'                             || "a: '<html>': a name cannot begin with <"
        'a'        | '$ANSIBLE_VAULT;1.1;AES256\n6162'    || 'a: it is encrypted with ansible-vault; install ansible-core, whose ansible-inventory reads it'
        'a.toml'   | '[web]'                              || 'a.toml: TOML is not read here; install ansible-core, whose ansible-inventory reads it'
        'aws.yml'  | 'plugin: amazon.aws.aws_ec2'         || 'aws.yml: it configures the inventory plugin amazon.aws.aws_ec2; install ansible-core, whose ansible-inventory reads it'
        'b.yml'    | 'web: [a, b]'                        || 'b.yml: the group web is not a mapping'
        'b.yml'    | 'web: {host: {a: }}'                 || 'b.yml: host of web is not understood: a group has hosts, children and vars'
        'b.yml'    | 'web: {hosts: [a]}'                  || 'b.yml: hosts of web is not a mapping'
        'b.yml'    | 'web: {hosts: {a: {b: !!java.net.URL [x]}}}' || 'b.yml:1:22: ! marks tags in YAML: put the whole value in quotes'
        'b.yml'    | 'a: b: c'                            || 'b.yml:1:5: unexpected key: indent it as its neighbours, or quote a value that holds ": "'
    }

    def "a file that is not there, or not text, is named"() {
        given:
        Files.write(dir.resolve('bytes'), [0xff, 0xfe, 0x00] as byte[])

        when:
        new AnsibleSource(dir.resolve(name), Optional.empty(), PROGRAMS, { Optional.empty() }).read()

        then:
        def e = thrown(ProblemsException)
        e.message == "$dir/$name: $message"

        where:
        name    || message
        'none'  || 'no such file or directory'
        'bytes' || 'is not UTF-8: save the file as UTF-8'
    }

    def "a byte order mark before an INI file is passed over"() {
        expect:
        read('\uFEFF[web]\r\nweb1\r\n').groups()*.name() == ['web']
    }

    def "a group within itself is told when it is used, and harms no other"() {
        given:
        def contents = read('[a:children]\nb\n[b:children]\na\n[c]\nweb1\n')
        def inventory = Inventory.of(contents.hosts(), contents.groups())

        expect:
        inventory.calculate('@c').fold() == 'web1'

        when:
        inventory.calculate('@a')

        then:
        thrown(dev.shoal.nodeset.NodeSetException)
    }

    def "a program that #what is refused: #message"() {
        given:
        def program = Files.writeString(dir.resolve('ansible-inventory'), "#!/bin/sh\n$script\n")
        program.toFile().executable = true
        def inventory = Files.writeString(dir.resolve('hosts'), 'web1\n')

        when:
        new AnsibleSource(inventory, Optional.of(program), PROGRAMS, { Optional.empty() }).read()

        then:
        def e = thrown(ProblemsException)
        e.message == "$dir/hosts: $message"

        where:
        what                   | script                                                  || message
        'fails'                | 'echo "ERROR! no such\n  plugin" >&2; exit 4'           || 'ansible-inventory: ERROR! no such plugin'
        'fails silently'       | 'exit 3'                                                || 'ansible-inventory: exit status 3'
        'loses a file'         | 'echo "[WARNING]: Unable to parse x as an\ninventory source" >&2; echo "{}"' || 'ansible-inventory: [WARNING]: Unable to parse x as an inventory source'
        'skips a group'        | 'echo "[WARNING]: Skipping unexpected key (childern) in group (all), only\n\\"vars\\" are valid" >&2; echo "{}"' || 'ansible-inventory: [WARNING]: Skipping unexpected key (childern) in group (all), only "vars" are valid'
        'skips a value'        | 'echo "[WARNING]: Skipping key (rack) in group (web) as it is not a mapping" >&2; echo "{}"' || 'ansible-inventory: [WARNING]: Skipping key (rack) in group (web) as it is not a mapping'
        'prints something else' | 'echo hello'                                           || "ansible-inventory: its output is not valid JSON: Unrecognized token 'hello': was expecting (JSON String, Number (or 'NaN'/'+INF'/'-INF'), Array, Object or token 'null', 'true' or 'false')"
        'prints a list'        | 'echo "[1]"'                                            || 'ansible-inventory: its output is not an object in JSON'
        'prints nonsense'      | 'echo "{\\"web\\": {\\"hosts\\": 5}}"'                  || 'ansible-inventory: hosts of web is not a list in JSON'
    }

    def "what only Python calls a number, and what is marked as no template, is read from what Ansible prints"() {
        given:
        def program = Files.writeString(dir.resolve('ansible-inventory'), '''\
                #!/bin/sh
                echo '{"web": {"hosts": ["w1"]}, "_meta": {"hostvars": {"w1": {"x": NaN, "y": -Infinity, "z": {"__ansible_unsafe": "{{ z }}"}}}}}'
                '''.stripIndent())
        program.toFile().executable = true

        expect:
        new AnsibleSource(Files.writeString(dir.resolve('hosts'), ''), Optional.of(program), PROGRAMS, { Optional.empty() }).read()
                .hosts().first().variables() == [x: 'NaN', y: '-Infinity', z: '{{ z }}']
    }

    def "an executable in a directory is not run by #whom where it is not to be trusted"() {
        given:
        def inventory = Files.createDirectories(dir.resolve('inv/more')).parent
        Files.writeString(inventory.resolve('hosts'), 'web1\n')
        def script = Files.writeString(inventory.resolve('more/script'), "#!/bin/sh\ntouch $dir/ran\necho '{}'\n")
        script.toFile().executable = true
        def program = Files.writeString(dir.resolve('ansible-inventory'), "#!/bin/sh\ntouch $dir/ran\necho '{}'\n")
        program.toFile().executable = true

        when:
        new AnsibleSource(inventory, Optional.ofNullable(isInstalled ? program : null), PROGRAMS,
            { it == script ? Optional.of("$it: others may write to it".toString()) : Optional.empty() }).read()

        then:
        def e = thrown(ProblemsException)
        e.message == "$script: others may write to it"
        !Files.exists(dir.resolve('ran'))

        where:
        whom      | isInstalled
        'Ansible' | true
        'Shoal'   | false
    }

    def "Ansible's program is looked for in the directories of PATH, never in the current one"() {
        given:
        def program = Files.writeString(dir.resolve('ansible-inventory'), '')
        program.toFile().executable = executable

        expect:
        AnsibleProgram.find(path.replace('DIR', "$dir")).isPresent() == found

        where:
        path             | executable || found
        '/nosuch:DIR'    | true       || true
        'DIR'            | false      || false
        ':.'             | true       || false
    }
}
