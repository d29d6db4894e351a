package dev.shoal.nodeset

import dev.shoal.inventory.Inventory
import spock.lang.Specification
import spock.lang.Timeout

class NodeSetSpec extends Specification {
    def "'#text' names #names"() {
        expect:
        Inventory.empty().calculate(text).names() == names

        where:
        text                      || names
        'web1'                    || ['web1']
        'web[1-3]'                || ['web1', 'web2', 'web3']
        'web[08-10]'              || ['web08', 'web09', 'web10']
        'web[8-10]'               || ['web8', 'web9', 'web10']
        'web[099-101]'            || ['web099', 'web100', 'web101']
        'web[01]'                 || ['web01']
        'web[2-10/4]'             || ['web2', 'web6', 'web10']
        'web[1-2/3]'              || ['web1']
        'web[ 1 , 3 - 5 / 2 ]'    || ['web1', 'web3', 'web5']
        'web[3,1-2,2]'            || ['web1', 'web2', 'web3']
        'web[2,01,001,1]'         || ['web1', 'web2', 'web01', 'web001']
        'node-00[1-2]0'           || ['node-0010', 'node-0020']
        'a[9-10]1'                || ['a91', 'a101']
        'r[1-2]n[1-2]'            || ['r1n1', 'r1n2', 'r2n1', 'r2n2']
        '10.0.[0-1].[9-10]'       || ['10.0.0.9', '10.0.0.10', '10.0.1.9', '10.0.1.10']
        'web[1-2].example.com'    || ['web1.example.com', 'web2.example.com']
        '[1-2]a'                  || ['1a', '2a']
        'fe80::1%eth0'            || ['fe80::1%eth0']
        '::[1-2]'                 || ['::1', '::2']
        'on,no,1e3,012'           || ['012', '1e3', 'no', 'on']
        'node[99999999999999999999998-99999999999999999999999]' ||
                ['node99999999999999999999998', 'node99999999999999999999999']
    }

    def "operators work strictly from left to right and blanks round them do not count: #text"() {
        expect:
        Inventory.empty().calculate(text).fold() == folded

        where:
        text                             || folded
        'a[1-4]!a2'                      || 'a[1,3-4]'
        'a[1-4]&a[3-9]'                  || 'a[3-4]'
        'a[1-4]^a[3-5]'                  || 'a[1-2,5]'
        'a1,a2!a1,a1'                    || 'a[1-2]'
        'a1,a[1-3]&a[2-9]'               || 'a[2-3]'
        'a1,(a[1-3]&a[2-9])'             || 'a[1-3]'
        'a[1-9]!(a[1-4],a6)'             || 'a[5,7-9]'
        'a[1-9]!a[1-4]^a[1-2],b1&a[1-9]' || 'a[1-2,5-9]'
        ' ( a1 , a2 ) ! a1 '             || 'a2'
        'a[1-4]&!a2'                     || 'a[1,3-4]'
        '((a1))'                         || 'a1'
        'a1\t,\na2'                      || 'a[1-2]'
        'a1!a1'                          || ''
        'a[1-9]!a[1-3]!a[7-9]'           || 'a[4-6]'
    }

    def "names are ordered by family, bare before indexed, then index by width and value"() {
        expect:
        NodeSet.of(['node10', 'node', 'b', 'node9', 'node001', 'a1x', 'a', 'a10', 'node01', 'a2', 'A1', '_1']).names() ==
                ['A1', '_1', 'a', 'a2', 'a10', 'a1x', 'b', 'node', 'node9', 'node01', 'node10', 'node001']
    }

    def "hosts #names fold to '#folded'"() {
        expect:
        NodeSet.of(names).fold() == folded
        NodeSet.of(names).toString() == folded

        where:
        names                                                     || folded
        []                                                        || ''
        ['web1']                                                  || 'web1'
        ['web1', 'web1']                                          || 'web1'
        ['web2', 'web1']                                          || 'web[1-2]'
        ['web1', 'web3', 'web2', 'web7']                          || 'web[1-3,7]'
        ['node2', 'node01', 'node001']                            || 'node[2,01,001]'
        ['node8', 'node9', 'node10']                              || 'node[8-10]'
        ['node08', 'node09', 'node10']                            || 'node[08-10]'
        ['node99', 'node099', 'node100']                          || 'node[99,099-100]'
        ['node00', 'node99', 'node100']                           || 'node[00,99-100]'
        ['n0', 'n1']                                              || 'n[0-1]'
        ['10.0.0.1', '10.0.0.2', '10.0.0.3']                      || '10.0.0.[1-3]'
        ['10.0.0.1', '10.0.1.1', '10.0.0.2', '10.0.1.2']          || '10.0.[0-1].[1-2]'
        ['a1b1', 'a1b2', 'a2b1']                                  || 'a1b[1-2],a2b1'
        ['a1b1', 'a2b1', 'a3b1', 'a1b2']                          || 'a[1-3]b1,a1b2'
        ['a1b1', 'a1b2', 'a2b1', 'a2b2', 'a3b1']                  || 'a[1-2]b[1-2],a3b1'
        ['web1-ib0', 'web2-ib0']                                  || 'web[1-2]-ib0'
        ['web', 'web1', 'db', 'web2']                             || 'db,web,web[1-2]'
        ['a1', 'a', 'a1b1', 'a1b2']                               || 'a,a1,a1b[1-2]'
        ['a1b01', 'a1b1', 'a1b2']                                 || 'a1b[1-2,01]'
        ['n99999999999999999999', 'n100000000000000000000']       || 'n[99999999999999999999-100000000000000000000]'
    }

    def "a product with a hole is folded into complete products only"() {
        expect:
        Inventory.empty().calculate('n[1-3]-[1-3]!n2-2').fold() == 'n[1,3]-[1-3],n2-[1,3]'
        Inventory.empty().calculate('r[1-4]c[1-4],r[2-3]c9').fold() == 'r[1-4]c[1-4],r[2-3]c9'
        Inventory.empty().calculate('a[1-2]b[1-2]c[1-2]').fold() == 'a[1-2]b[1-2]c[1-2]'
        Inventory.empty().calculate('a[1-2]b[1-2]c[1-2]!a1b1c1').fold() == 'a1b1c2,a1b2c[1-2],a2b[1-2]c[1-2]'
    }

    @Timeout(20)
    def "ten thousand names fold at once, in any arrangement"() {
        given:
        def shuffled = names.toList()
        Collections.shuffle(shuffled, new Random(1))

        expect:
        NodeSet.of(shuffled).fold().length() <= atMost

        where:
        names                                                            || atMost
        (1..10_000).collect { "web$it".toString() }                      || 'web[1-10000]'.length()
        (1..10_000).collect { "web${it * 2}".toString() }                || 80_000
        (0..9_999).collect { "r${it.intdiv(100)}n${it % 100}".toString() } || 'r[0-99]n[0-99]'.length()
        (0..9_999).collect { "10.${it % 7}.${it % 97}.${it % 251}".toString() } || 180_000
        (1..10_000).collect { 'x' + 'abcdefghij'[it % 10] * (it % 200 + 1) + it } || 2_100_000
    }
}
