package dev.shoal.inventory

import dev.shoal.nodeset.Expression
import dev.shoal.nodeset.NodeSet
import dev.shoal.nodeset.NodeSetException
import spock.lang.Specification

/** Ansible's patterns behind {@code ansible:}, as ansible-core 2.14 answers them, save where it goes on without saying so. */
class AnsiblePatternSpec extends Specification {
    /** 12 web hosts of which 6 are in eu, 5 db hosts all in eu, and two that are in no group. */
    def inventory = Inventory.of(
            (1..12).collect { Host.named(sprintf('www%02d.example.com', it)) } + (1..5).collect { Host.named("db$it") } +
                    [Host.named('lone'), Host.named('fe80::1')],
            [group('web', 'www[01-12].example.com'), group('db', 'db[1-5]'), group('eu', 'www[01-06].example.com,@db'),
             group('prod', '@web,@db'), group('mixed', 'db5,www03.example.com,db1'), group('none', ''),
             group('odd', '@prod!@db')])

    private static Group group(String name, String hosts) {
        new Group(name, Expression.at("hosts.ini: @$name", hosts))
    }

    private String names(String pattern) {
        inventory.select(Target.of(pattern)).nodeset().fold()
    }

    def "'#pattern' is #hosts"() {
        expect:
        names("ansible:$pattern") == hosts

        where:
        pattern                      || hosts
        'web:db'                     || 'db[1-5],www[01-12].example.com'
        'web,db'                     || 'db[1-5],www[01-12].example.com'
        'web db'                     || 'db[1-5],www[01-12].example.com'
        'web:&eu'                    || 'www[01-06].example.com'
        'web:!eu'                    || 'www[07-12].example.com'
        'prod:!db:&eu'               || 'www[01-06].example.com'
        'eu:!web:db'                 || 'db[1-5]'
        '!web:db'                    || 'db[1-5]'
        '!web'                       || 'db[1-5],fe80::1,lone'
        '&eu:!db'                    || 'www[01-06].example.com'
        'all'                        || 'db[1-5],fe80::1,lone,www[01-12].example.com'
        '*'                          || 'db[1-5],fe80::1,lone,www[01-12].example.com'
        'www*'                       || 'www[01-12].example.com'
        'www0?.example.com'          || 'www[01-09].example.com'
        'www0[13].example.com'       || 'www[01,03].example.com'
        'www0[!1-7].example.com'     || 'www[08-09].example.com'
        'd*'                         || 'db[1-5]'
        '~(www|db)0?[1-3].*'         || 'db[1-3],www[01-03,10-12].example.com'
        '~.*\\.com$:!~www1'          || 'www[01-09].example.com'
        'web[0]'                     || 'www01.example.com'
        'web[-1]'                    || 'www12.example.com'
        'web[0:2]'                   || 'www[01-03].example.com'
        'web[0-2]'                   || 'www[01-03].example.com'
        'web[1:]'                    || 'www[02-12].example.com'
        'web[10:99]'                 || 'www[11-12].example.com'
        'mixed[0]'                   || 'db5'
        'mixed[1:]'                  || 'db1,www03.example.com'
        'eu[0]'                      || 'www01.example.com'
        'odd[0]'                     || 'www01.example.com'
        'all[-2]'                    || 'lone'
        'web:!web[0]:&eu'            || 'www[02-06].example.com'
        'ungrouped'                  || 'fe80::1,lone'
        'none'                       || ''
        'lone,none'                  || 'lone'
        'fe80::1'                    || 'fe80::1'
        'fe80::1,!lone,db'           || 'db[1-5],fe80::1'
        'localhost'                  || 'localhost'
        ' web : &eu '                || 'www[01-06].example.com'
    }

    def "'#pattern' is refused, where Ansible would warn and go on with the rest"() {
        when:
        names(pattern)

        then:
        def e = thrown(NodeSetException)
        e.rendered() == message.stripIndent()

        where:
        pattern                  || message
        'ansible:nosuch'         || '''\
            no host or group is called nosuch: the groups are web, db, eu, prod, mixed, none, odd, all
              ansible:nosuch
                      ^'''
        'ansible:web:wbe'        || '''\
            no host or group is called wbe: did you mean web?
              ansible:web:wbe
                          ^'''
        'ansible:all:!lune'      || '''\
            no host or group is called lune: did you mean lone?
              ansible:all:!lune
                           ^'''
        'ansible:web[:2]'        || '''\
            no host or group matches web[:2]: a subscript needs its first position, as [0:2]
              ansible:web[:2]
                      ^'''
        'ansible:web[99]'        || '''\
            no host at [99]: web has 12 hosts, [0] to [11]
              ansible:web[99]
                         ^'''
        'ansible:none[0]'        || '''\
            no host at [0]: none has no hosts
              ansible:none[0]
                          ^'''
        'ansible:db:&web[3:1]'   || '''\
            reversed range [3:1]: write [1:3]
              ansible:db:&web[3:1]
                             ^'''
        'ansible:www[01:03].example.com' || '''\
            no host or group matches www[01:03].example.com: ranges are for inventories; a nodeset has them, as in -w 'web[01-03]'
              ansible:www[01:03].example.com
                      ^'''
        'ansible:zz*'            || '''\
            no host or group matches zz*
              ansible:zz*
                      ^'''
        'ansible:~(web'          || '''\
            not a valid regular expression: Unclosed group. Outside [...], colons, commas and blanks separate patterns
              ansible:~(web
                           ^'''
        'ansible:www0[3-1].example.com' || '''\
            not a valid pattern: www0[3-1].example.com has a range that runs backwards
              ansible:www0[3-1].example.com
                      ^'''
        'ansible:web['           || '''\
            [ is never closed
              ansible:web[
                         ^'''
        'ansible:'               || '''\
            a pattern must follow ansible:
              ansible:
                     ^'''
        'ansible:web:&'          || '''\
            a name must follow &
              ansible:web:&
                          ^'''
        'ansible:db:!localhost'  || '''\
            no host or group is called localhost: the groups are web, db, eu, prod, mixed, none, odd, all
              ansible:db:!localhost
                          ^'''
    }

    def "what is taken away, calculated and put into groups may be such a pattern"() {
        given:
        def target = new Target(false, [Expression.typed('@web')], [Expression.typed('ansible:eu:&web')])
        def more = Inventory.of(inventory.hosts(), inventory.groups() + [group('half', 'ansible:web:!eu'),
                                                                         group('loop', 'ansible:web:loop')])

        expect:
        inventory.select(target).nodeset().fold() == 'www[07-12].example.com'
        inventory.calculate('ansible:db[0]').fold() == 'db1'
        more.calculate('@half').fold() == 'www[07-12].example.com'
        more.calculate('ansible:half[0]').fold() == 'www07.example.com'

        when:
        more.calculate('@loop')

        then:
        def e = thrown(NodeSetException)
        e.message == 'hosts.ini: @loop: @loop: the groups go round in a circle: @loop -> @loop'
    }

    def "groups that go round in a circle through such patterns are told: #circle"() {
        given:
        def round = Inventory.of(inventory.hosts(), [
                group('rest', 'ansible:ungrouped'), group('list', 'lone,@pattern'), group('pattern', 'ansible:list')])

        when:
        round.calculate(expression)

        then:
        def e = thrown(NodeSetException)
        e.message.endsWith("the groups go round in a circle: $circle")

        where:
        expression        || circle
        'ansible:list'    || '@pattern -> @pattern'
        '@pattern'        || '@pattern -> @pattern'
        '@rest'           || '@rest -> @rest'
    }

    def "a group depends on no run, also where such a pattern names it"() {
        when:
        Inventory.of(inventory.hosts(), [group('late', 'lone,@failed')])
                .after({ run, name, argument -> NodeSet.of(['db1']) }).calculate('ansible:late')

        then:
        def e = thrown(NodeSetException)
        e.message.endsWith('@failed is a set of a run, and what a group stands for depends on no run')
    }

    def "such a pattern is the whole of a target, never a part of a nodeset"() {
        when:
        inventory.select(Target.of('lone,ansible:db'))

        then:
        def e = thrown(NodeSetException)
        e.rendered() == '''\
            ansible: stands at the beginning, and what follows it is the whole target: give it a -w of its own
              lone,ansible:db
                   ^'''.stripIndent()
    }

    def "a group of a source that is asked by name is one, too"() {
        given:
        def source = [name: { -> 'cluster' }, group: { name -> name == 'rack1' ? Optional.of(Expression.typed('db[1-2],lone'))
                : Optional.empty() }, groups: { -> ['rack1'] }, all: { -> Optional.empty() }] as GroupSource

        expect:
        inventory.asking([source]).calculate('ansible:db:&rack1').fold() == 'db[1-2]'
    }
}
