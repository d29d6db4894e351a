package dev.shoal.sources

import dev.shoal.sources.AnsibleSource.AnsibleProgram
import dev.shoal.inventory.Inventory
import dev.shoal.inventory.Target
import dev.shoal.process.Programs
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** What is read here and what Ansible itself says of plain inventories and patterns is the same. */
@Requires(value = { AnsibleProgram.find(System.getenv('PATH')).isPresent() }, reason = 'ansible-core is not installed')
@Timeout(300)
class AnsibleAgreementSpec extends Specification {
    private static final PROGRAMS = new Programs(Duration.ofSeconds(60))
    private static final FLEET = '''\
        lone ansible_host=10.0.0.9
        [web]
        www[01:12].example.com rack=r1
        [db]
        db[1:5]
        [steps]
        s[0:10:5]
        [eu:children]
        west
        db
        [west]
        www[01:06].example.com
        [prod:children]
        web
        db
        [zone]
        www03.example.com
        www01.example.com
        db5
        [nobody]
        '''.stripIndent()

    @TempDir
    Path dir

    def "#name: hosts, how they are reached, variables and groups"() {
        given:
        files.each { file, text ->
            Files.createDirectories(dir.resolve(file).parent)
            def path = Files.writeString(dir.resolve(file), text.stripIndent())
            if (text.startsWith('#!')) {
                path.toFile().executable = true
            }
        }

        when:
        def here = known(new AnsibleSource(dir.resolve(name), Optional.empty(), PROGRAMS, { Optional.empty() }).read())
        def there = known(new AnsibleSource(dir.resolve(name), AnsibleProgram.find(System.getenv('PATH')), PROGRAMS, { Optional.empty() }).read())

        then:
        here == there
        !here.hosts.isEmpty()

        where:
        name        | files
        'fleet.ini' | ['fleet.ini': FLEET]
        'hosts'     | [hosts: '''\
                ; a comment
                # and one more
                web1:2222 ansible_user=ops
                [web]   # behind a section
                web[1:3] ansible_ssh_private_key_file=~/.ssh/web note="two words" # behind a host
                edge-[a:c].example.com ansible_host=192.0.2.1 ansible_ssh_port=2200
                x[1:2]y[08:10]z
                [web:vars]
                n=5
                f=1.10
                t=True
                low=true
                q='quoted # all'
                c=text # stays
                d=7 # goes
                nothing=None
                zero=007
                tags=a,b
                rack=far
                ansible_group_priority=1
                [near.by:children]
                web
                [near.by:vars]
                rack=farther
                only=here
                [all:vars]
                everywhere=yes
                rack=farthest
                [empty]
                '''.stripIndent()]
        'inv.yml'   | ['inv.yml': '''\
                all:
                  vars: {everywhere: yes, n: 5, deep: {a: [1, 2]}, list: [a, b]}
                  hosts:
                    lone: {ansible_host: 10.0.0.9, ansible_port: 2222}
                  children:
                    web:
                      hosts:
                        web[01:03]: {rack: r1}
                        web02: {rack: r2, ansible_user: deploy}
                    eu:
                      children:
                        web:
                        db-1.eu:
                          hosts:
                            db[a:b]:
                      vars:
                        rack: eu
                second:
                  hosts: web01
                '''.stripIndent()]
        'both'      | ['both/01-hosts': '[web]\nweb1\nweb2 own=1\n', 'both/02.yaml': 'db: {hosts: {db1: , web2: }}\n',
                       'both/old.bak': 'lost\n', 'both/group_vars/web.yml': 'rack: r1\nown: 2\n',
                       'both/group_vars/all/a.yml': 'rack: none\neverywhere: 1\n', 'both/host_vars/db1.yml': 'ansible_host: 10.0.0.2\n']
        'ports'     | [ports: 'web1:2222\n[web]\nweb1:2223\nweb2\n[db]\nweb2:24\n[10.0.0.3]:2200\n[2001:db8::1]:2201\n']
        'ports.yml' | ['ports.yml': 'web: {hosts: {"web1:2222": , web2: }}\ndb: {hosts: {"web1:2223": , "web2:24": }}\n']
        'numbers.yml' | ['numbers.yml': 'web: {hosts: {web1: {a: 1e3, b: 1e+3, c: 1.5, d: .5, e: 1.5e+3, f: 12345e6, g: .inf, h: -.5, i: !unsafe x}}}\n']
        'vars/web'  | ['vars/web': 'lone\n[web]\nweb1 own=1\n[web:vars]\ninline=web\nrack=inline\nansible_group_priority="5"\n[db]\nweb1\n[db:vars]\nansible_group_priority=2\nfirst=db\n[web:vars]\nfirst=web\n',
                       'vars/group_vars/all': 'rack: all\neverywhere: 1\n', 'vars/group_vars/ungrouped.yml': 'alone: 1\n',
                       'vars/group_vars/web/a.yml': 'dir: 1\n', 'vars/group_vars/web/b.txt': 'text: 1\n', 'vars/group_vars/web/c.bak/d.yml': 'old: 1\n',
                       'vars/group_vars/web/e/f.json': '{"deep": 1}', 'vars/group_vars/web.yml': 'file: 1\n',
                       'vars/host_vars/web1.json': '{"json": 1}', 'vars/host_vars/web1.yaml': 'own: 2\n']
        'inner.yml' | ['inner.yml': 'all: {hosts: {lone: , web1: }}\nungrouped: {hosts: {web1: }}\nweb: {hosts: {web1: }}\n']
        'script'    | [script: '''\
                #!/bin/sh
                [ "$1" = --list ] || exit 1
                echo '{"web": {"hosts": ["w1", "w2"], "vars": {"rack": "r1"}}, "db": ["d1"], "all": {"vars": {"n": 1}},
                  "prod": {"children": ["web", "db"]}, "_meta": {"hostvars": {"w1": {"ansible_port": 2222, "rack": "r9"}}}}'
                '''.stripIndent()]
        'old'       | [old: '''\
                #!/bin/sh
                if [ "$1" = --host ]; then echo "{\\"asked\\": \\"$2\\"}"; else echo '{"web": {"hosts": ["w1", "w2"]}}'; fi
                '''.stripIndent()]
    }

    def "patterns name the same hosts"() {
        given:
        def file = Files.writeString(dir.resolve('fleet'), FLEET)
        def contents = new AnsibleSource(file, Optional.empty(), PROGRAMS, { Optional.empty() }).read()
        def inventory = Inventory.of(contents.hosts(), contents.groups())

        expect:
        ['web:db', 'web,db', 'web db', 'web:&eu', 'web:!eu', 'prod:!db:&eu', 'eu:!web:db', '!web:db', 'www*', 'www0?.example.com', '*',
         '~(www|db)0?[1-3].*', 'web[0]', 'web[-1]', 'web[0:2]', 'web[0-2]', 'web[1:]', 'zone[0]', 'zone[1:]', 'eu[0]', 'prod[12:13]',
         'ungrouped', 'all[0]', 'steps', 'nobody', 'lone:nobody', '&eu'].each { pattern ->
            assert [pattern, inventory.select(Target.of("ansible:$pattern")).nodeset().names() as Set] == [pattern, listed(file, pattern)]
        }
    }

    private static Map known(SourceContents contents) {
        def inventory = Inventory.of(contents.hosts(), contents.groups())
        [hosts: contents.hosts().collectEntries { [it.name(), [it.address(), it.port(), it.user(), new TreeMap(it.variables())]] },
         groups: contents.groups().collectEntries { [it.name(), inventory.calculate("@${it.name()}").fold()] }]
    }

    private static Set<String> listed(Path file, String pattern) {
        def process = ['ansible', '-i', "$file", pattern, '--list-hosts'].execute(['PATH=' + System.getenv('PATH'), 'LC_ALL=C.UTF-8', 'HOME=/tmp'], null)
        process.text.readLines().findAll { it.startsWith('    ') }*.trim() as Set
    }
}
