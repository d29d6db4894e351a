package dev.shoal.sources

import dev.shoal.text.ProblemsException
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

class HostsMistakeSpec extends Specification {
    @TempDir
    Path dir

    def "'#yaml' is refused: #problem"() {
        expect:
        problems(yaml) == [problem]

        where:
        yaml || problem
        // what YAML itself takes otherwise
        'groups:\n  use: @web' || '2:8: a value cannot begin with @ in YAML: put the whole value in quotes'
        'groups:\n  use: `web`' || '2:8: a value cannot begin with ` in YAML: put the whole value in quotes'
        'groups:\n  use: %web' || '2:8: a value cannot begin with % in YAML: put the whole value in quotes'
        'vars:\n  @web: {user: x}' || '2:3: a value cannot begin with @ in YAML: put the whole value in quotes'
        'hosts:\n\tweb1:' || '2:1: tabs cannot indent YAML: use blanks'
        'groups:\n  eu: "@web" & web1' || '2:15: & and * mark anchors and aliases in YAML: put the whole value in quotes'
        'groups:\n  eu: "@web", db1' || '2:13: a value continues after its closing quote or bracket: put the whole value in quotes'
        'groups:\n  eu: *web' || '2:7: & and * mark anchors and aliases in YAML: put the whole value in quotes'
        'groups:\n  eu: !web3' || '2:7: eu: !web3 is a tag in YAML: put the whole value in quotes'
        'hosts:\n  !web3 : {}' || '2:3: "": !web3 is a tag in YAML: put the whole value in quotes'
        'hosts:\n  db1: {address: 10.0.0.[11-12]}' || '2:25: [ needs quotes inside { } in YAML: put the name or value that holds it in quotes'
        'hosts: {web[1-3]: {}}' || '1:12: [ needs quotes inside { } in YAML: put the name or value that holds it in quotes'
        'hosts:\n  web1:\n   port: 1\n  db1: 2: 3' || '4:9: unexpected key: indent it as its neighbours, or quote a value that holds ": "'
        'hosts:\n  web1:\n    port: 1\n   user: x' || '4:4: this is not indented as its neighbours'
        'hosts: {\n  web1: {port: 1}' || '1:8: { is never closed'
        'hosts:\n  web1: {tags: [a, b}' || "2:21: not valid YAML: expected ',' or ']', but got }"
        'hosts:\n  web1: {user: "x}' || '2:16: the quote is never closed'
        'hosts:\n  web1:\n  web2' || '3:7: a colon is missing after the key'
        'hosts: {}\n---\nhosts: {}' || '2:1: a second YAML document begins here: a file holds one'
        'hosts:\n  web1: "\u0007"' || '2:10: control character U+0007, not allowed in YAML: remove it'
        'hosts:\n  ? [web1]\n  : {}' || '2:5: a key must be text: put one that begins with [ or { in quotes'
        'hosts:\n  web1: {<<: {port: 1}}' || '2:10: <<: merge keys are not supported: write the values out'
        // keys
        'host:\n  web1:' || '1:1: host: unknown key: did you mean hosts?'
        'inventory:\n  web1:' || '1:1: inventory: unknown key: known are hosts, groups, vars'
        'all:\n  hosts:\n    web1:' || '1:1: all: unknown key: this is an Ansible inventory: name it as ansible:FILE'
        'hosts: {}\nhosts: {}' || '2:1: hosts: the key is already in line 1: keep one of them'
        'hosts:\n  web1:\n  db1:\n  web1:' || '4:3: web1: the key is already in line 2: keep one of them'
        'hosts:\n  web1: {port: 1, user: x, port: 2}' || '2:28: port: the key is already in line 2: keep one of them'
        'groups: {a: b1, a: b2}' || '1:17: a: the key is already in line 1: keep one of them'
        'vars: {a: {x: 1}, a: {x: 2}}\nhosts: {a: }' || '1:19: a: the key is already in line 1: keep one of them'
        // shapes
        'web1' || '1:1: the file: plain text was found: write hosts:, groups: and vars:'
        '- web1\n- web2' || '1:1: the file: a list was found: write hosts:, groups: and vars:'
        'hosts:\n  web1\n  web2' || '2:3: hosts: plain text was found: write each host as a key, as in web1:'
        'hosts:\n  - web1' || '2:3: hosts: a list was found: write each host as a key, as in web1:'
        'hosts: web1' || '1:8: hosts: plain text was found: write each host as a key, as in web1:'
        'hosts:\n  web1: 10.0.0.1' || '2:9: web1: 10.0.0.1 was found: write variables, as in {address: 10.0.0.1}'
        'hosts:\n  web1: [a]' || '2:9: web1: a list was found: write variables, as in {address: 10.0.0.1}'
        'hosts:\n  web1: {x: {y: z}}' || '2:13: web1 x: a variable is a text, a number or a list of them'
        'hosts:\n  web1: {x: [[y]]}' || '2:13: web1 x: a variable is a text, a number or a list of them'
        'hosts:\n  web1: {port: }' || '2:10: web1 port: it has no value: write "" for an empty one'
        'vars: [web1]' || '1:7: vars: a list was found: write each nodeset as a key, as in "@web": {user: ops}'
        'groups:\n  web:\n    - web1\n    - web[3-4]' || '3:5: web: a list was found: write one nodeset, as in "web1,web[3-4]"'
        'groups:\n  web: {hosts: web1}' || '2:8: web: a mapping was found: write one nodeset, as in "web[01-24],db1"'
        'groups: web1' || '1:9: groups: plain text was found: write each group as a key, as in web: web[01-24]'
        'groups:\n  web:' || '2:3: web: the group has no value: write "" for an empty group'
        // groups
        'groups:\n  "@web": web1' || "2:3: @web: not a group's name: write letters, digits and _ . - without @"
        'groups:\n  a:b: web1' || "2:3: a:b: not a group's name: write letters, digits and _ . - without @"
        'groups:\n  failed: web1' || '2:3: failed: @failed is a set of the last run: give the group another name'
        'groups:\n  all: web1' || '2:3: all: @all is every host, as --all is: give the group another name'
        'groups:\n  1: web1' || '2:3: 1: @1 is a set of the last run: give the group another name'
        'groups:\n  web: web[9-3]' || '2:12: web: reversed range 9-3: write 3-9'
        'groups:\n  web: "web1,,db1"' || '2:13: web: nothing follows ,'
        'groups:\n  web: >\n    web1,\n    ,web2' || '2:8: web: nothing follows ,'
        'groups:\n  web: "@web*"' || '2:13: web: wildcards match hosts, never groups: write the groups out, as @io[1-3]; hosts -e @@ lists them'
        // hosts
        'hosts:\n  web[9-3]:' || '2:7: web[9-3]: reversed range 9-3: write 3-9'
        'hosts:\n  "web 1":' || '2:8: web 1: an operator is missing here: separate hosts by commas'
        'hosts:\n  root@web1:' || '2:7: root@web1: a user cannot be given here: use -l, or user: in the inventory'
        'hosts:\n  web1:2222:' || '2:7: web1:2222: a port cannot be given here: use -p, or port: in the inventory'
        'hosts:\n  "@web": {user: x}' || '2:4: @web: hosts: is where hosts get their names: variables of a group belong under vars:'
        'hosts:\n  "web1, @all": ' || '2:10: web1, @all: hosts: is where hosts get their names: variables of a group belong under vars:'
        'hosts:\n  web1!web1:' || '2:3: web1!web1: this names no host'
        'hosts:\n  "":' || '2:3: "": this names no host'
        // variables
        'hosts:\n  web1: {port: ssh}' || "2:16: web1 port: 'ssh' is not a port: write a number from 1 to 65535"
        'hosts:\n  web1: {port: 0}' || "2:16: web1 port: '0' is not a port: write a number from 1 to 65535"
        'hosts:\n  web1: {port: 65536}' || "2:16: web1 port: '65536' is not a port: write a number from 1 to 65535"
        'hosts:\n  web1: {port: 0o26}' || "2:16: web1 port: '0o26' is not a port: write a number from 1 to 65535"
        'hosts:\n  web1: {port: 022}' || "2:16: web1 port: '022' is not a port: write a number from 1 to 65535"
        'hosts:\n  web1: {port: ""}' || "2:16: web1 port: '' is not a port: write a number from 1 to 65535"
        'hosts:\n  web[1-2]: {port: "6553[5-6]"}' || "2:20: web[1-2] port: '65536' is not a port: write a number from 1 to 65535"
        'hosts:\n  web1: {user: "-x"}' || "2:16: web1 user: '-x' is not a login name"
        'hosts:\n  web1: {user: ""}' || "2:16: web1 user: '' is not a login name"
        'hosts:\n  web1: {address: "10.0.0.1:22"}' || "2:19: web1 address: '10.0.0.1:22' holds a port: write it under port:"
        'hosts:\n  web1: {address: root@db1}' || "2:19: web1 address: 'root@db1' holds a user: write it under user:"
        'hosts:\n  web1: {address: "[::1]"}' || "2:19: web1 address: '[::1]' is not a DNS name or IP address: a name cannot begin with ["
        'hosts:\n  web1: {address: a b}' || "2:19: web1 address: 'a b' is not a DNS name or IP address: U+0020 cannot be part of a name"
        'hosts:\n  web1: {adress: 10.0.0.1}' || '2:10: web1 adress: it would have no effect: did you mean address?'
        'hosts:\n  web1: {ansible_host: 10.0.0.1}' || '2:10: web1 ansible_host: it would have no effect: did you mean address?'
        'hosts:\n  db[1-3]: {address: "10.0.0.[11-12]"}' || '2:22: db[1-3] address: 2 values for 3 hosts: write one for each, or one for all'
        'hosts:\n  db1: {rack: "r[1-3]"}' || '2:15: db1 rack: 3 values for 1 host: write one for each, or one for all'
        'hosts:\n  db[1-2]: {rack: "r[3-1]"}' || '2:19: db[1-2] rack: r[3-1]: reversed range 3-1: write 1-3'
        'hosts:\n  db[1-2]:\nvars:\n  db[1-2]: {rack: "r[1-3]"}' || '4:19: db[1-2] rack: 3 values for 2 hosts: write one for each, or one for all'
        // vars
        'hosts:\n  web1:\nvars:\n  wbe1: {x: 1}' || '4:3: wbe1: no such host under hosts: did you mean web1?'
        'hosts:\n  web1:\nvars:\n  kubernetes: {x: 1}' || '4:3: kubernetes: no such host under hosts: name it there first'
        'groups:\n  web: web1\nvars:\n  "@wbe": {x: 1}' || '4:4: @wbe: unknown group @wbe: did you mean @web?'
        'vars:\n  web[1: {x: 1}' || '2:6: web[1: [ is never closed'
    }

    def "a broken group is a mistake where variables are given to it"() {
        expect:
        problems('hosts:\n  web1:\ngroups:\n  web: "@wbe"\nvars:\n  "@web": {x: 1}') ==
                ["6:3: @web: ${dir.resolve('hosts.yaml')}:4:8: @web: unknown group @wbe: did you mean @web?".toString()]
    }

    def "all mistakes of all files are told at once, in their order"() {
        given:
        def first = write('a.yaml', 'groups:\n  web: web[9-3]\nhosts:\n  web1: {port: x, user: ""}\n  web1:\nvar:\n')
        def second = write('b.yaml', 'hosts: @x')
        def third = write('c.yaml', 'hosts: 1\nvars:\n  a[]: {port: 0}')

        when:
        HostsReader.read([first, second, third], 0)

        then:
        def e = thrown(ProblemsException)
        e.problems() == [
                "$first:2:12: web: reversed range 9-3: write 3-9",
                "$first:4:16: web1 port: 'x' is not a port: write a number from 1 to 65535",
                "$first:4:25: web1 user: '' is not a login name",
                "$first:5:3: web1: the key is already in line 4: keep one of them",
                "$first:6:1: var: unknown key: did you mean vars?",
                "$second:1:8: a value cannot begin with @ in YAML: put the whole value in quotes",
                "$third:1:8: hosts: plain text was found: write each host as a key, as in web1:",
                "$third:3:4: a[]: empty brackets",
                "$third:3:15: a[] port: '0' is not a port: write a number from 1 to 65535"]*.toString()
        e.message == e.problems().join('\n')
    }

    def "what is no file to read is named: #what"() {
        when:
        HostsReader.read([dir.resolve('missing.yaml'), dir, bytes('latin1.yaml', [0x23, 0x0a, 0x23, 0xe4, 0x0a]),
                bytes('utf16.yaml', [0xff, 0xfe, 0x68, 0x00])], 0)

        then:
        def e = thrown(ProblemsException)
        e.problems() == [
                "$dir/missing.yaml: no such file or directory",
                "$dir: is a directory, not a file",
                "$dir/latin1.yaml:2: is not UTF-8: save the file as UTF-8",
                "$dir/utf16.yaml:1: is not UTF-8: save the file as UTF-8"]*.toString()
    }

    @Timeout(20)
    def "a bomb of #what is refused before it goes off"() {
        expect:
        problems(yaml) == [problem]

        where:
        what      | yaml                                     || problem
        'nesting' | 'hosts: ' + '{a: ' * 5000 + '}' * 5000   || '1:1: nested more than 50 deep'
        'lists'   | 'hosts: ' + '[' * 100_000                || '1:1: nested more than 50 deep'
        'aliases' | laughs()                                 || '1:1: more than 100 aliases: write the values out'
        'itself'  | 'hosts: &a\n  web1: *a'                  || '1:8: web1 web1: a variable is a text, a number or a list of them'
        'hosts'   | 'hosts:\n  web[1-999999999]:'            || '2:3: web[1-999999999]: this is 999999999 hosts: 1000000 at most may be spelled out'
        'values'  | 'hosts:\n  a: {b: "[1-9999][1-9999]"}'   || '2:10: a b: [1-9999][1-9999]: more values than 1000000'
    }

    private static String laughs() {
        'x0: &a0 [lol]\n' + (1..12).collect { n -> "x$n: &a$n [${(["*a${n - 1}"] * 9).join(', ')}]\n" }.join('')
    }

    /** The problems of the file without its name before them. */
    private List<String> problems(String yaml) {
        def file = write('hosts.yaml', yaml)
        try {
            HostsReader.read([file], 0)
            return []
        } catch (ProblemsException e) {
            return e.problems().collect {
                assert it.startsWith("$file:")
                it - "$file:".toString()
            }
        }
    }

    private Path write(String name, String text) {
        Files.writeString(dir.resolve(name), text)
    }

    private Path bytes(String name, List<Integer> bytes) {
        Files.write(dir.resolve(name), bytes as byte[])
    }
}
