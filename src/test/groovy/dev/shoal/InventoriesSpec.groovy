package dev.shoal

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.util.concurrent.TimeUnit
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** Where hosts come from, as an operator types and reads it. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class InventoriesSpec extends Specification {
    @TempDir
    Path home
    Operator operator

    def setup() {
        operator = new Operator(home)
    }

    private def hosts(String... words) {
        operator.types(words.toList())
    }

    private String shown(String text) {
        text.replace("$home", '~')
    }

    def "hosts -v tells the groups of ClusterShell's sources, and --where knows them: #how"() {
        given:
        def config = operator.file('cs/groups.conf', """\
            [Main]
            default: local
            autodir: \$CFGDIR/groups.d
            [local]
            map: case \$GROUP in web) echo web[1-2];; db) echo db1;; esac
            list: echo web db broken
            all: echo web[1-2] db1 lonely
            $reverse
            [down]
            map: exit 7
            list: exit 7
            """.stripIndent())
        operator.file('cs/groups.d/rack.yaml', 'rack: {r1: "web1,db1", r2: web2}\n')
        def inventory = ['--inventory', "clustershell:$config".toString()]

        when:
        def told = hosts(*inventory, 'hosts', '-v', 'web1,lonely')

        then:
        told.out == '''\
            lonely
              from  group source local
            web1
              from    group source local
              from    group source rack
              groups  web,rack:r1
            '''.stripIndent()
        shown(told.err) == "shoal: ~/cs/groups.conf:11: [down] list for its groups: exit status 7\n"

        when:
        def some = hosts(*inventory, '-o', 'csv', 'hosts', '--where', '"web" in groups && !("rack:r2" in groups)')

        then:
        some.out.readLines()*.split(',', -1).collect { it[0] } == ['host', 'web1']

        when: 'a table of all hosts runs no program for each group'
        def all = hosts(*inventory, '-o', 'csv', 'hosts')

        then:
        all.out.readLines() == [
            'host,address,port,user,groups,variables',
            'db1,db1,,,"[""rack:r1""]",{}',
            'lonely,lonely,,,[],{}',
            'web1,web1,,,"[""rack:r1""]",{}',
            'web2,web2,,,"[""rack:r2""]",{}'
        ]

        where:
        how               | reverse
        'all groups read' | ''
        'one host asked'  | 'reverse: case $NODE in web*) echo web;; db1) echo db;; esac'
    }

    def "hosts -v tells where each host comes from, what counts, and who says otherwise"() {
        given:
        def yaml = operator.file('a/hosts.yaml', '''\
            hosts:
              web[1-2]: {rack: r1}
            groups:
              web: web[1-2]
            vars:
              "@web": {user: deploy, rack: r9}
            '''.stripIndent())
        def list = operator.file('a/list', '# these\nweb2,db1\n')
        def more = operator.file('a/more.yaml', 'hosts:\n  web1: {address: 10.0.0.1, port: 2222, user: root}\n')

        when:
        def told = hosts('--inventory', "$yaml", '--inventory', "hostfile:$list", '--inventory', "$more", 'hosts', '-v')

        then:
        shown(told.err) == ''
        shown(told.out) == '''\
            db1
              from  ~/a/list:2
            web1
              from     ~/a/hosts.yaml:2
              from     ~/a/more.yaml:2
              groups   web
              address  10.0.0.1  ~/a/more.yaml:2
              port     2222      ~/a/more.yaml:2
              user     deploy    ~/a/hosts.yaml:6; ~/a/more.yaml:2 has root
              rack     r1        ~/a/hosts.yaml:2; ~/a/hosts.yaml:6 has r9
            web2
              from    ~/a/hosts.yaml:2
              from    ~/a/list:2
              groups  web
              user    deploy  ~/a/hosts.yaml:6
              rack    r1      ~/a/hosts.yaml:2; ~/a/hosts.yaml:6 has r9
            '''.stripIndent()
        told.status == 0
    }

    def "configured sources come after hosts.yaml, and --inventory takes the place of both"() {
        given:
        operator.inventory('hosts: {web1: {rack: r1}}\n')
        operator.file('.config/shoal/shoal.yaml', 'inventory:\n  sources: [hostfile:more, "upcall:cmdb=echo up1"]\n')
        operator.file('.config/shoal/more', 'web1\ndb1\n')
        def other = operator.file('other', 'x1\n')

        expect:
        hosts('hosts').out == '''\
            host  address  port  user  groups
            db1   db1         -  -     -
            up1   up1         -  -     -
            web1  web1        -  -     -
            '''.stripIndent()
        hosts('--inventory', "hostfile:$other", 'hosts').out == '''\
            host  address  port  user  groups
            x1    x1          -  -     -
            '''.stripIndent()
    }

    def "a calculation with names runs nobody's code"() {
        given:
        def script = operator.file('inv.groovy', "new File('${home}/groovy').text = 'ran'; ['a1']")

        when:
        def told = hosts('--inventory', "upcall:touch ${home}/upcall; echo a2", '--inventory', "$script", 'hosts', '-e', 'web[1-3]')

        then:
        told.out.split() == ['web1', 'web2', 'web3']
        !Files.exists(home.resolve('upcall')) && !Files.exists(home.resolve('groovy'))
    }

    def "a Groovy script says which hosts and groups there are"() {
        given:
        def script = operator.file('inv.groovy', '''\
            def racks = [r1: 2, r2: 1]
            def names = racks.collectMany { rack, n -> (1..n).collect { "$rack-web$it" } }
            [hosts: names.collectEntries { [it, [rack: it.take(2)]] } + ['db[1-2]': [port: 2222]], groups: [web: names, db: 'db[1-2]']]
            '''.stripIndent())

        when:
        def told = hosts('--inventory', "$script", 'hosts')

        then:
        told.err == ''
        told.out == '''\
            host     address  port  user  groups
            db1      db1      2222  -     db
            db2      db2      2222  -     db
            r1-web1  r1-web1     -  -     web
            r1-web2  r1-web2     -  -     web
            r2-web1  r2-web1     -  -     web
            '''.stripIndent()
    }

    def "a script that #what is told with file and line"() {
        given:
        def script = operator.file('inv.groovy', text)

        when:
        def told = hosts('--inventory', "$script", 'hosts')

        then:
        shown(told.err) == "shoal: $message\n"
        told.status == 2

        where:
        what              | text                               || message
        'throws'          | '\nthrow new IOException("no cmdb")' || 'inv.groovy:2: IOException: no cmdb\n  throw new IOException("no cmdb")'
        'has a bad value' | '42'                               || '~/inv.groovy: its last value is a Integer; write a list of hosts, or [hosts: [...], groups: [name: \'nodeset\']]'
        'has a bad key'   | '[host: []]'                       || '~/inv.groovy: unknown key host; hosts and groups are known'
        'has a bad name'  | '["web[1-"]'                       || '~/inv.groovy: the list: not a valid nodeset: "web[1-": [ is never closed'
    }

    def "everything that cannot be read is told at once, with what to do"() {
        given:
        def open = operator.file('open.groovy', "['a1']")
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString('rw-rw-rw-'))
        def ansible = operator.file('ansible.yaml', 'all:\n  hosts:\n    web1:\n')

        when:
        def told = hosts('--inventory', 'hostfile:/no/such', '--inventory', "$open", '--inventory', 'upcall:cmdb=echo down >&2; exit 1',
            '--inventory', "$ansible", '--inventory', "clustershell:$home", '-w', 'web1', 'exec', 'true')

        then:
        shown(told.err) == '''\
            shoal: /no/such: no such file or directory
            shoal: ~/open.groovy: others may write to it, so it is not read; run: chmod go-w ~/open.groovy
            shoal: upcall cmdb: exit status 1: down
            shoal: ~/ansible.yaml:1:1: all: unknown key: this is an Ansible inventory: name it as ansible:FILE
            shoal: clustershell: no ~/groups.conf; name the file, as clustershell:/etc/clustershell/groups.conf
            '''.stripIndent()
        told.out == ''
        told.status == 2
    }

    def "a wrong source is refused before anything runs, on the command line and in shoal.yaml"() {
        given:
        operator.file('.config/shoal/shoal.yaml', 'inventory: {sources: [slurm:x], timeout: soon}\n')
        def kinds = 'write one of hosts:FILE, hostfile:FILE, ssh-config[:FILE], clustershell[:FILE_OR_DIR], ansible:FILE_OR_DIR, ' +
            'upcall:[NAME=]COMMAND, groovy:FILE'

        expect:
        with(hosts('hosts')) {
            shown(err).readLines()[0] == 'shoal: ~/.config/shoal/shoal.yaml:1:13: inventory.sources: source "slurm:x": ' +
                'has no kind, and neither its name (as .yaml and .groovy) nor its first lines (as [web]) show it; ' + kinds
            err.readLines().size() == 2
            status == 2
        }
        Files.delete(home.resolve('.config/shoal/shoal.yaml'))
        with(hosts('--inventory', 'slurm:x', '-w', 'a', 'exec', 'true')) {
            err == "shoal: --inventory: source \"slurm:x\": has no kind, and neither its name (as .yaml and .groovy) nor its first lines (as [web]) show it; $kinds\n"
            status == 2
        }
    }

    def "names of an ssh_config are hosts, and hosts shows what ssh says of them"() {
        given:
        operator.file('.ssh/config.d/more', 'Host app1.example.com app2.example.com\nHost *.example.com\n  HostName x-%h\n  User ops\n')
        operator.file('.ssh/config', "Include ${home}/.ssh/config.d/*\n" + 'Host web1 *.test !no.test\n  HostName 192.0.2.1\n  Port 2222\n')

        when:
        def told = hosts('--inventory', "ssh-config:${home}/.ssh/config", 'hosts')

        then:
        told.err == ''
        told.out == '''\
            host              address             port  user  groups
            app1.example.com  x-app1.example.com     -  ops   -
            app2.example.com  x-app2.example.com     -  ops   -
            web1              192.0.2.1           2222  -     -
            '''.stripIndent()
    }

    def "an ssh_config that comes first wins over a later source, and one that comes last does not"() {
        given:
        def config = operator.file('ssh/config', 'Host web1\n  HostName 192.0.2.1\n  User deploy\nHost web2\n  Port 22\n')
        def yaml = operator.file('late.yaml', 'hosts:\n  web[1-2]: {address: "192.0.2.[7-8]", port: 2222, user: root, rack: r1}\n')

        expect:
        hosts('--inventory', "ssh-config:$config".toString(), '--inventory', yaml.toString(), 'hosts').out == '''\
            host  address    port  user    groups
            web1  192.0.2.1  2222  deploy  -
            web2  192.0.2.8    22  root    -
            '''.stripIndent()
        hosts('--inventory', yaml.toString(), '--inventory', "ssh-config:$config".toString(), 'hosts').out == '''\
            host  address    port  user  groups
            web1  192.0.2.7  2222  root  -
            web2  192.0.2.8  2222  root  -
            '''.stripIndent()
    }

    def "hosts -r gives no answer where a source with groups cannot be read"() {
        when:
        def told = hosts('--inventory', 'upcall:cmdb=echo no such table >&2; exit 3', 'hosts', '-r', 'web1')

        then:
        told.out == ''
        told.err == 'shoal: upcall cmdb: exit status 3: no such table\n'
        told.status == 2
    }

    def "a later --conf redefines a group"() {
        given:
        operator.file('one/hosts.yaml', 'hosts: {web1: , web2: }\ngroups: {web: web1}\n')
        operator.file('two/hosts.yaml', 'groups: {web: "web[1-2]"}\n')

        expect:
        hosts('--conf', "$home/one".toString(), '--conf', "$home/two".toString(), 'hosts', '-e', '@web').out == 'web1 web2\n'
    }

    def "#name is recognised without its kind"() {
        given:
        def file = operator.file(name, text)

        expect:
        hosts('--inventory', file.toString(), 'hosts', '-e', names).with { [it.out, it.err] } == ['web1\n', '']

        where:
        name                | text                              | names
        '.ssh/config'       | 'Host web1\n'                     | '@*'
        'lab/ssh_config'    | 'Host web1\n'                     | '@*'
        'cs/groups.conf'    | '[Main]\ndefault: a\n[a]\nmap: echo web1\n' | '@x'
        'etc/ansible/hosts' | '# ours\n\n[web]\nweb1\n'        | '@web'
        'prod'              | 'web1\n[db:children]\n[web]\nweb1\n' | '@web'
    }

    def "hosts without any says what to do next"() {
        when:
        def told = hosts('hosts')

        then:
        told.err == 'shoal: no hosts: the inventory is empty. Name hosts in ~/.config/shoal/hosts.yaml (conf/ has an example), ' +
                'or in another place: shoal --inventory ~/.ssh/config hosts; shoal demo has some to try\n'
        told.status == 4
    }

    def "a bare number is not dialled unless the inventory has a host of that name"() {
        given:
        def named = operator.file('n.yaml', 'hosts: {"7": }\n').toString()

        when:
        def told = hosts('-w', 'web1,[1-3]', '--dry-run', 'exec', 'true')

        then:
        told.out == ''
        told.err == 'shoal: 1 is a bare number, and no host of the inventory has that name: write the name before the number, as web1\n' +
                '  web1,[1-3]\n  ^\n'
        told.status == 2
        hosts('--inventory', named, '-w', '7', '--dry-run', 'exec', 'true').status == 0
        hosts('hosts', '-e', '[1-3]').out == '1 2 3\n'
    }

    def "hundreds of groups that refer to each other make a few lines of errors"() {
        given:
        def chain = operator.file('chain.yaml', 'hosts: {a1: }\ngroups:\n' + (0..600).collect { "  g$it: '@g${it + 1}'\n" }.join()).toString()

        when:
        def told = hosts('--inventory', chain, 'hosts', 'a1')

        then:
        told.err.readLines()[0] == "shoal: $chain:203:9: @g200: groups refer to groups more than 200 deep"
        told.err.readLines()[5] ==~ /shoal: and [0-9]+ more like these/
        told.err.readLines().size() == 6
    }

    def "hosts -f --autostep=#autostep #names folds as nodeset does"() {
        expect:
        hosts('hosts', '-f', "--autostep=$autostep".toString(), names).with { [it.out, it.err] } == [folded + '\n', '']

        where:
        autostep | names                  || folded
        '3'      | 'node[1,3,5,7,8,9]'    || 'node[1-7/2,8-9]'
        '50%'    | 'node[1,3,5,8]'        || 'node[1-5/2,8]'
        'auto'   | 'node[1,3,5,7,9]'      || 'node[1-9/2]'
        'auto'   | 'node[1,3,5,7,8,10]'   || 'node[1,3,5,7-8,10]'
        '2'      | 'a1,a3'                || 'a[1-3/2]'
        '0'      | 'node[1,3,5]'          || 'node[1-5/2]'
        '3'      | 'node[01,03,05]'       || 'node[01-05/2]'
        '3'      | 'a[1,4,7]b[1-3]'       || 'a[1-7/3]b[1-3]'
        '60%'    | 'node[1,3,5,7,8]'      || 'node[1-7/2,8]'
        '100%'   | 'node[1,3,5,7,8]'      || 'node[1,3,5,7-8]'
        '60%'    | 'node[1,3,5,7,8],x[2,4]' || 'node[1,3,5,7-8],x[2,4]'
        '3'      | 'node[1,3,4,5]'        || 'node[1,3-5]'
        '4'      | 'node[1,3,5,8,11,14]'  || 'node[1,3,5-14/3]'
        '3'      | 'web7'                 || 'web7'
    }

    def "an --autostep that is none is refused"() {
        expect:
        hosts('hosts', '-f', '--autostep=x', 'a1').err == 'shoal: hosts: --autostep x is not valid; write a count, a percentage or auto\n'
        hosts('hosts', '-c', 'a1', '--autostep=3').err == 'shoal: hosts: --autostep needs -f, e.g. hosts -f --autostep=3 EXPR\n'
    }
}
