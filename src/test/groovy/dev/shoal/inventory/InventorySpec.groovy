package dev.shoal.inventory

import dev.shoal.nodeset.Expression
import dev.shoal.nodeset.NodeSetException
import spock.lang.Specification

class InventorySpec extends Specification {
    //     web[1-20]   @web     @front = @web & web[1-5]
    //     db[1-3]     @db      @data = @db, @front!web3
    //     cache1      in no group
    def inventory = inventory([
            web  : 'web[1-20]',
            db   : 'db[1-3]',
            front: '@web & web[1-5]',
            data : '@db, @front ! web3',
            bad  : 'web[9-3]',
            lost : 'web1, @wbe',
            loop : '@pool',
            pool : 'web1, (@loup, web2)',
            loup : '@loop',
            none : 'web1 ! web1',
            slip : '@web ! wbe7'])

    def "#on without #except is #hosts"() {
        when:
        def selection = inventory.select(target(on, except))

        then:
        selection.nodeset().fold() == hosts
        selection.hosts()*.name() == selection.nodeset().names()
        selection.unknown().fold() == unknown

        where:
        on                          | except              || hosts                    | unknown
        ['web[1-3]']                | []                  || 'web[1-3]'               | ''
        ['web2', 'db1', 'web1']     | []                  || 'db1,web[1-2]'           | ''
        ['@web!web2', 'web2']       | []                  || 'web[1-20]'              | ''
        ['@web']                    | ['web[1-18]']       || 'web[19-20]'             | ''
        ['@web']                    | ['@front', 'web20'] || 'web[6-19]'              | ''
        ['@web']                    | ['@none']           || 'web[1-20]'              | ''
        ['@front']                  | []                  || 'web[1-5]'               | ''
        ['@data']                   | []                  || 'db[1-3],web[1-2,4-5]'   | ''
        ['@all']                    | ['@web']            || 'cache1,db[1-3]'         | ''
        ['@none']                   | []                  || ''                       | ''
        ['web1!web1']               | []                  || ''                       | ''
        []                          | []                  || ''                       | ''
        ['web1,web07,10.0.0.[5-6]'] | []                  || '10.0.0.[5-6],web[1,07]' | '10.0.0.[5-6],web07'
        ['node[1-4]!node3']         | []                  || 'node[1-2,4]'            | 'node[1-2,4]'
        ['node[1-4]']               | ['node3']           || 'node[1-2,4]'            | 'node[1-2,4]'
        ['node[1-4]&node[3-9]']     | []                  || 'node[3-4]'              | 'node[3-4]'
        ['@web!web[19-30]']         | []                  || 'web[1-18]'              | ''
        ['@web&!@front']            | []                  || 'web[6-20]'              | ''
        ['@web!db1']                | []                  || 'web[1-20]'              | ''
        ['web1^web07']              | []                  || 'web[1,07]'              | 'web07'
        ['@web!(@front,web[7-20])'] | []                  || 'web6'                   | ''
        ['node1,(node2!node2)']     | []                  || 'node1'                  | 'node1'
        ['node[1-3]!(node2,@db)']   | []                  || 'node[1,3]'              | 'node[1,3]'
    }

    def "all hosts are every host of the inventory, and what is added beside them"() {
        expect:
        inventory.select(new Target(true, [], [])).nodeset().fold() == 'cache1,db[1-3],web[1-20]'
        inventory.select(new Target(true, [Expression.typed('new1')], [Expression.typed('@web')])).nodeset().fold() ==
                'cache1,db[1-3],new1'
        inventory.hosts()*.name().first() == 'web1'
    }

    def "hosts come with what the inventory knows of them, others with their name"() {
        given:
        def web1 = new Host('web1', '10.0.0.1', OptionalInt.of(2222), Optional.of('deploy'), [rack: 'r1'])

        when:
        def selection = Inventory.of([web1], []).select(Target.of('web[1-2],10.0.0.5'))

        then:
        selection.hosts() == [Host.named('10.0.0.5'), web1, Host.named('web2')]
        selection.note() == Optional.of('not in the inventory: 10.0.0.5,web2')
        Inventory.of([web1], []).select(Target.of('web1')).note().isEmpty()
    }

    def "without '#except', '#on' is refused: #message"() {
        when:
        inventory.select(target(on, except))

        then:
        def e = thrown(NodeSetException)
        [e.message, e.expression().text(), e.column()] == [message, expression, column]

        where:
        on              | except    || column | expression      | message
        ['@wbe']        | []        || 1      | '@wbe'          | 'unknown group @wbe: did you mean @web?'
        ['db1,@wbe']    | []        || 5      | 'db1,@wbe'      | 'unknown group @wbe: did you mean @web?'
        ['web1!@fornt'] | []        || 6      | 'web1!@fornt'   | 'unknown group @fornt: did you mean @front?'
        ['@al']         | []        || 1      | '@al'           | 'unknown group @al: did you mean @all?'
        ['@WEB']        | []        || 1      | '@WEB'          | 'unknown group @WEB: did you mean @web?'
        ['@web17']      | []        || 1      | '@web17'        | 'web17 is a host: write web17 without @'
        ['db1']         | ['@wbe']  || 1      | '@wbe'          | 'unknown group @wbe: did you mean @web?'
        ['@kubernetes'] | []        || 1      | '@kubernetes'   | 'unknown group @kubernetes: the groups are @web, @db, @front, @data, @bad, @lost, @loop, @pool, ...'
        ['@web!wbe3']   | []        || 6      | '@web!wbe3'     | 'no host of wbe3 is in the inventory or in what stands before it: did you mean web3?'
        ['@web&wbe3']   | []        || 6      | '@web&wbe3'     | 'no host of wbe3 is in the inventory or in what stands before it: did you mean web3?'
        ['@web']        | ['wbe3']  || 1      | 'wbe3'          | 'no host of wbe3 is in the inventory or in the target: did you mean web3?'
        ['@web']        | ['web1,wbe[3-4]'] || 6 | 'web1,wbe[3-4]' | 'no host of wbe[3-4] is in the inventory or in the target: did you mean web3?'
        ['@web!(web1,wbe3)'] | []   || 12     | '@web!(web1,wbe3)' | 'no host of wbe3 is in the inventory or in what stands before it: did you mean web3?'
        ['app[1-3]!ap2'] | []       || 10     | 'app[1-3]!ap2'  | 'no host of ap2 is in the inventory or in what stands before it: did you mean app2?'
        ['web1!kubernetes'] | []    || 6      | 'web1!kubernetes' | 'no host of kubernetes is in the inventory or in what stands before it'
        ['db1,@bad']    | []        || 5      | 'web[9-3]'      | 'hosts.yaml:5: @bad: reversed range 9-3: write 3-9'
        ['@lost']       | []        || 7      | 'web1, @wbe'    | 'hosts.yaml:6: @lost: unknown group @wbe: did you mean @web?'
        ['@slip']       | []        || 8      | '@web ! wbe7'   | 'hosts.yaml:11: @slip: no host of wbe7 is in the inventory or in what stands before it: did you mean web7?'
        ['@pool']       | []        || 1      | '@pool'         | 'hosts.yaml:7: @loop: the groups go round in a circle: @pool -> @loup -> @loop -> @pool'
        ['@loop']       | []        || 1      | '@loop'         | 'hosts.yaml:9: @loup: the groups go round in a circle: @loop -> @pool -> @loup -> @loop'
    }

    def "an unknown group is shown with a caret under its column"() {
        when:
        inventory.select(Target.of('@wbe&db[1-2]'))

        then:
        def e = thrown(NodeSetException)
        e.rendered() == '''\
            unknown group @wbe: did you mean @web?
              @wbe&db[1-2]
              ^'''.stripIndent()
    }

    def "where there is no group at all the message says what there is"() {
        when:
        Inventory.empty().select(Target.of('@kubernetes'))

        then:
        def e = thrown(NodeSetException)
        e.message == 'unknown group @kubernetes: the groups are @all'
    }

    def "a broken group troubles nobody who does not use it"() {
        expect:
        inventory.groups()*.name().findAll { name -> readable("@$name") } == ['web', 'db', 'front', 'data', 'none']
    }

    def "groups that refer to groups very deep are refused, many that are used twice are not"() {
        given:
        def chain = (1..n).collectEntries { ["g$it".toString(), it == n ? 'web1' : "@g${it + 1}, @g${it + 1}".toString()] }
        def deep = inventory(chain)

        expect:
        readable(deep, '@g1') == isReadable

        where:
        n    || isReadable
        150  || true
        5000 || false
    }

    def "the calculator takes any names: '#expression' is '#result'"() {
        expect:
        inventory.calculate(expression).fold() == result

        where:
        expression      || result
        '@web!wbe3'     || 'web[1-20]'
        'a[1-9]!b1&a[2-3]' || 'a[2-3]'
        'a1!a1'         || ''
        '@front,x1'     || 'web[1-5],x1'
    }

    def "the calculator refuses an unknown group all the same"() {
        when:
        inventory.calculate('x1,@wbe')

        then:
        def e = thrown(NodeSetException)
        e.message == 'unknown group @wbe: did you mean @web?'
    }

    def "at the prompt alone @ may stand before a host, where no group is called so"() {
        expect:
        inventory.selectAtPrompt(Target.of('@web17')).nodeset().fold() == 'web17'
        inventory.selectAtPrompt(Target.of('@web!@web17')).nodeset().fold() == 'web[1-16,18-20]'
        inventory.selectAtPrompt(Target.of('@db')).nodeset().fold() == 'db[1-3]'
    }

    def "a source may say itself what @all is"() {
        given:
        def inventory = inventory([all: 'web[1-2]'])

        expect:
        inventory.select(Target.of('@all')).nodeset().fold() == 'web[1-2]'
        inventory.select(new Target(true, [], [])).nodeset().size() == 24
    }

    def "the inventory says where a host came from"() {
        given:
        def inventory = Inventory.of([Host.named('web1')], [], [web1: 'hosts.yaml:3'])

        expect:
        inventory.origin('web1') == Optional.of('hosts.yaml:3')
        inventory.origin('web2').isEmpty()
    }

    def "one name for two hosts is refused"() {
        when:
        Inventory.of([Host.named('web1'), Host.named('web1')], [])

        then:
        def e = thrown(IllegalArgumentException)
        e.message == 'web1 is there twice'
    }

    def "a host that no nodeset could name is refused: #name"() {
        when:
        Host.named(name)

        then:
        def e = thrown(IllegalArgumentException)
        e.message == message

        where:
        name       || message
        ''         || "a host's name must not be blank"
        'web 1'    || 'U+0020 cannot be part of a name'
        '-oProxy'  || 'a name cannot begin with -'
        '../etc'   || 'a name cannot begin with .'
        'a/b'      || '/ cannot be part of a name'
        'a,b'      || ', cannot be part of a name'
        'a\u001b[' || 'U+001B cannot be part of a name'
    }

    private static Inventory inventory(Map<String, String> groups) {
        def hosts = Inventory.empty().calculate('web[1-20]').names() + Inventory.empty().calculate('db[1-3],cache1').names()
        int line = 0
        Inventory.of(
                hosts.collect { Host.named(it) },
                groups.collect { name, text -> new Group(name, Expression.at("hosts.yaml:${++line}".toString(), text)) })
    }

    private static Target target(List<String> on, List<String> except) {
        new Target(false, on.collect { Expression.typed(it) }, except.collect { Expression.typed(it) })
    }

    private boolean readable(Inventory where = inventory, String expression) {
        try {
            where.select(Target.of(expression))
            return true
        } catch (NodeSetException ignored) {
            return false
        }
    }
}
