package dev.shoal.sources

import dev.shoal.text.ProblemsException
import dev.shoal.inventory.Host
import dev.shoal.inventory.Inventory
import dev.shoal.nodeset.NodeSetException
import dev.shoal.inventory.Target
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class HostsReaderSpec extends Specification {
    @TempDir
    Path dir

    def "hosts, groups and variables are read as the documents show them"() {
        when:
        def inventory = read '''\
            # nodeset: variables
            hosts:
              web[01-24]: {rack: r1}
              db[1-2]: {address: "10.0.0.[11-12]", port: 2222}
              lb1.example.com:
            groups:
              web: web[01-24]
              eu: "@web & web[01-12], db1"
            vars:
              "@web": {user: deploy}
              web07: {user: root, zone: a}
            '''

        then:
        inventory.nodeset().fold() == 'db[1-2],lb1.example.com,web[01-24]'
        inventory.host('web01').get() == host('web01', 'web01', null, 'deploy', [rack: 'r1'])
        inventory.host('web07').get() == host('web07', 'web07', null, 'root', [zone: 'a', rack: 'r1'])
        inventory.host('db1').get() == host('db1', '10.0.0.11', 2222, null, [:])
        inventory.host('db2').get() == host('db2', '10.0.0.12', 2222, null, [:])
        inventory.host('lb1.example.com').get() == Host.named('lb1.example.com')
        inventory.groups()*.name() == ['web', 'eu']
        inventory.select(Target.of('@eu')).nodeset().fold() == 'db1,web[01-12]'
        inventory.origin('web24') == Optional.of("${dir.resolve('hosts.yaml')}:3".toString())
    }

    def "a file with nothing in it is an inventory of nobody: #text"() {
        expect:
        read(text).hosts().isEmpty()

        where:
        text << ['', '\n', '# nothing yet\n', '---\n', '{}', 'hosts:\n', 'hosts: {}\ngroups:\nvars: ~\n', '\uFEFF# BOM\n']
    }

    def "names and values that YAML takes for something else stay as they are written"() {
        when:
        def inventory = read '''\
            hosts:
              on:
              no: {port: 22, x: off, y: 010, z: 1e3, t: 2001-12-14, n: "null", e: ""}
              1e3:
              012:
              null: {a: .5}
              12:30:45:
              0x1F:
            '''

        then:
        inventory.hosts()*.name() == ['on', 'no', '1e3', '012', 'null', '12:30:45', '0x1F']
        inventory.host('no').get().variables() == [x: 'off', y: '010', z: '1e3', t: '2001-12-14', n: 'null', e: '']
    }

    def "a file in Windows' manner with a byte order mark is read like any other"() {
        expect:
        read('\uFEFFhosts:\r\n  web1: {user: ops}\r\n').host('web1').get().user() == Optional.of('ops')
    }

    def "values with ranges are dealt out to the hosts in nodeset order, in the order written"() {
        when:
        def inventory = read '''\
            hosts:
              db[1-3]: {address: "10.0.0.[13,11-12]", rack: "r[1-3]/u[7]", note: "see [b]", port: "220[1-3]"}
              r[1-2]n[1-2]: {address: "10.[1-2].0.[1-2]"}
            vars:
              n[1-2],db[2-3]: {zone: "z[1-4]"}
            '''

        then:
        inventory.hosts().collectEntries { [it.name(), it.address()] } == [
                db1: '10.0.0.13', db2: '10.0.0.11', db3: '10.0.0.12',
                r1n1: '10.1.0.1', r1n2: '10.1.0.2', r2n1: '10.2.0.1', r2n2: '10.2.0.2']
        inventory.host('db2').get() == host('db2', '10.0.0.11', 2202, null, [zone: 'z1', rack: 'r2/u7', note: 'see [b]'])
    }

    def "later lines win, and a host's own variables win over all"() {
        when:
        def inventory = read '''\
            hosts:
              web[1-3]: {rack: r1, user: own}
              web2: {rack: r2}
            vars:
              web[1-3]: {user: first, zone: a, tier: x}
              web3: {zone: b}
              web[1-2]: {tier: y}
            '''

        then:
        inventory.hosts()*.variables() == [
                [zone: 'a', tier: 'y', rack: 'r1'], [zone: 'a', tier: 'y', rack: 'r2'], [zone: 'b', tier: 'x', rack: 'r1']]
        inventory.hosts()*.user()*.get() == ['own'] * 3
    }

    def "a list of texts is a variable too, joined by commas, and ways that are not built yet are kept for later"() {
        when:
        def variables = read('''\
            hosts:
              web1:
                tags: [edge, "a b"]
                jump: bastion
                transport: local
            ''').host('web1').get().variables()

        then:
        variables == [tags: 'edge,a b', jump: 'bastion', transport: 'local']
    }

    def "anchors and aliases may be used"() {
        expect:
        read('''\
            hosts:
              web1: &common {rack: r1}
              web2: *common
            ''').host('web2').get().variables() == [rack: 'r1']
    }

    def "a group may be empty, and may name what is not there without troubling others"() {
        when:
        def inventory = read '''\
            hosts: {web1: , web2: }
            groups:
              maint: ""
              lost: "@nowhere"
              both: >
                web1,
                web2
            '''

        then:
        inventory.select(Target.of('@maint')).isEmpty()
        inventory.select(Target.of('@both!@maint')).nodeset().fold() == 'web[1-2]'

        when:
        inventory.select(Target.of('@lost'))

        then:
        def e = thrown(NodeSetException)
        e.message == "${dir.resolve('hosts.yaml')}:4:9: @lost: unknown group @nowhere: the groups are @maint, @lost, @both, @all"
    }

    def "of two files the later one's variables win, and groups and hosts of either are known to both"() {
        given:
        def first = write('a.yaml', '''\
            hosts:
              web[1-2]: {rack: r1}
            groups: {web: "web[1-3]"}
            vars:
              "@data": {user: dba}
              web1: {zone: a}
            ''')
        def second = write('b.yaml', '''\
            hosts:
              web[2-3]: {rack: r2}
              db1:
            groups: {data: "db1, @web!web[1-2]"}
            vars:
              web1: {zone: b}
            ''')

        when:
        def inventory = HostsReader.read([first, second], 0)

        then:
        inventory.hosts() == [
                host('web1', 'web1', null, null, [zone: 'b', rack: 'r1']),
                host('web2', 'web2', null, null, [rack: 'r2']),
                host('web3', 'web3', null, 'dba', [rack: 'r2']),
                host('db1', 'db1', null, 'dba', [:])]
        inventory.origin('web2') == Optional.of("$first:2".toString())
        inventory.origin('web3') == Optional.of("$second:2".toString())
    }

    def "a group of a later layer of the configuration takes the place of an earlier layer's"() {
        given:
        def first = write('a.yaml', 'hosts: {web1: , web2: }\ngroups: {web: web1, all2: "@web"}\n')
        def second = write('b.yaml', 'groups: {web: "web[1-2]"}\n')

        when:
        def inventory = HostsReader.read([first, second], 2)

        then:
        inventory.calculate('@web,@all2').fold() == 'web[1-2]'
        inventory.groups()*.name() == ['web', 'all2']
    }

    def "a group that two files define is refused, naming both places"() {
        given:
        def first = write('a.yaml', 'groups:\n  web: web1\n')
        def second = write('b.yaml', 'groups:\n  db: db1\n  web: web2\n')

        when:
        HostsReader.read([first, second], 0)

        then:
        def e = thrown(ProblemsException)
        e.problems() == ["$second:3:8: web: the group is already defined at $first:2:8: give one of them another name".toString()]
    }

    def "no file is an inventory of nobody"() {
        expect:
        HostsReader.read([], 0).hosts().isEmpty()
    }

    def "ten thousand hosts are read at once"() {
        given:
        def lines = (1..10_000).collect { "  web$it: {address: 10.0.${it.intdiv(250)}.${it % 250}, rack: r$it}" }

        expect:
        read("hosts:\n${lines.join('\n')}\nvars:\n  web[1-10000]: {user: ops}\n").host('web777').get() ==
                host('web777', '10.0.3.27', null, 'ops', [rack: 'r777'])
    }

    private Inventory read(String text) {
        HostsReader.read([write('hosts.yaml', text)], 0)
    }

    private Path write(String name, String text) {
        Files.writeString(dir.resolve(name), text.stripIndent())
    }

    private static Host host(String name, String address, Integer port, String user, Map<String, String> variables) {
        new Host(
                name,
                address,
                port == null ? OptionalInt.empty() : OptionalInt.of(port),
                Optional.ofNullable(user),
                variables)
    }
}
