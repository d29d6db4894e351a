package dev.shoal.inventory

import dev.shoal.nodeset.Expression
import dev.shoal.nodeset.NodeSetException
import spock.lang.Specification

class NodeSetMistakeSpec extends Specification {
    def "'#text' is refused at column #column: #problem"() {
        when:
        Inventory.empty().calculate(text)

        then:
        def e = thrown(NodeSetException)
        [e.problem(), e.column()] == [problem, column]
        e.expression().text() == text

        where:
        text                 || column | problem
        'web[9-3]'           || 5      | 'reversed range 9-3: write 3-9'
        'web[1,9-3/2]'       || 7      | 'reversed range 9-3/2: write 3-9'
        'web[01-100]'        || 5      | 'mixed padding in 01-100: write both ends in the same width'
        'web[08-9]'          || 5      | 'mixed padding in 08-9: write both ends in the same width'
        'web[9-011]'         || 5      | 'mixed padding in 9-011: write both ends in the same width'
        'web[]'              || 4      | 'empty brackets'
        'web[ ]'             || 4      | 'empty brackets'
        'web[1,]'            || 7      | 'a number is missing before ]'
        'web[,1]'            || 5      | 'a number is missing before ,'
        'web[-1]'            || 5      | 'no index is negative: a dash between name and number stands before the bracket, as in node-[1-2]'
        'web[1-]'            || 7      | 'a number is missing before ]'
        'web[1-2/]'          || 9      | 'a number is missing before ]'
        'web[1--2]'          || 7      | 'no index is negative: a dash between name and number stands before the bracket, as in node-[1-2]'
        'web[1 2]'           || 7      | 'a comma is missing between ranges'
        'web[1-2-3]'         || 8      | 'a comma is missing between ranges'
        'web[1-3/0]'         || 9      | 'a step of 0 in 1-3: write 1 or more'
        'web[1/2]'           || 6      | 'a step needs a range, as 1-9/2 has'
        'web[a-c]'           || 5      | 'letters in a range: only digits, -, / and commas are allowed in brackets'
        'web[1-x]'           || 7      | 'letters in a range: only digits, -, / and commas are allowed in brackets'
        'web[1:3]'           || 6      | ': in a range: only digits, -, / and commas are allowed in brackets'
        'web[1[2]]'          || 6      | '[ in a range: only digits, -, / and commas are allowed in brackets'
        'web[1-3'            || 4      | '[ is never closed'
        'web1-3]'            || 7      | '] has no [ before it'
        'a[1-2][3-4]'        || 7      | 'two ranges need text between them'
        'a,'                 || 2      | 'nothing follows ,'
        ',a'                 || 1      | 'nothing stands before ,'
        'a,,b'               || 2      | 'nothing follows ,'
        'a!&b'               || 2      | 'nothing follows !'
        '!a'                 || 1      | 'nothing stands before !'
        'a&'                 || 2      | 'nothing follows &'
        'a^ '                || 2      | 'nothing follows ^'
        '(a,)'               || 3      | 'nothing follows ,'
        '(,a)'               || 2      | 'nothing stands before ,'
        '(a'                 || 1      | '( is never closed'
        '('                  || 1      | '( is never closed'
        'a,((b),c'           || 3      | '( is never closed'
        'a)'                 || 2      | ') has no ( before it'
        ')'                  || 1      | ') has no ( before it'
        '()'                 || 1      | 'empty parentheses'
        'web1 web2'          || 6      | 'an operator is missing here: separate hosts by commas'
        'web1 @web'          || 6      | 'an operator is missing here: separate hosts by commas'
        '(a)(b)'             || 4      | 'an operator is missing here: separate hosts by commas'
        'web1 [1-2]'         || 6      | 'an operator is missing here: separate hosts by commas'
        'root@web1'          || 5      | 'a user cannot be given here: use -l, or user: in the inventory'
        'web[1-2]@x'         || 9      | 'a user cannot be given here: use -l, or user: in the inventory'
        'web1:2222'          || 5      | 'a port cannot be given here: use -p, or port: in the inventory'
        'web[1-2]:22'        || 9      | 'a port cannot be given here: use -p, or port: in the inventory'
        '-web1'              || 1      | 'a name cannot begin with -'
        'a,--all'            || 3      | 'a name cannot begin with -'
        '.etc'               || 1      | 'a name cannot begin with .'
        'a/b'                || 2      | '/ cannot be part of a name'
        'web1;id'            || 5      | '; cannot be part of a name'
        'web\u0007'          || 4      | 'U+0007 cannot be part of a name'
        'web\u00a01'         || 4      | 'U+00A0 cannot be part of a name'
        'web\u202e1'         || 4      | 'U+202E cannot be part of a name'
        'web[1\u00022]'      || 6      | 'U+0002 in a range: only digits, -, / and commas are allowed in brackets'
        '@'                  || 1      | 'the name of a group must follow its @'
        '@ web'              || 1      | 'the name of a group must follow its @'
        '@,a'                || 1      | 'the name of a group must follow its @'
        '@io*'               || 4      | 'wildcards match hosts, never groups: write the groups out, as @io[1-3]; hosts -e @@ lists them'
        '@*x'                || 2      | 'wildcards match hosts, never groups: write the groups out, as @io[1-3]; hosts -e @@ lists them'
        '@?'                 || 2      | 'wildcards match hosts, never groups: write the groups out, as @io[1-3]; hosts -e @@ lists them'
        '@src:'              || 1      | 'the name of a group must follow @src:'
        '@:web'              || 1      | 'the name of one source must stand before the colon, as @source:group'
        '@s[1-2]:web'        || 1      | 'the name of one source must stand before the colon, as @source:group'
        'a,@@src:web'        || 4      | '@@ names all groups of one source, as @@source: write @src:web for a group'
        '@match(a'           || 7      | '( is never closed: put a text with parentheses or quotes in it in quotes'
        'a[1-2]0[3-4]'       || 8      | 'two ranges need text between them'
        'a[1-1000001]'       || 1      | 'this is 1000001 hosts: 1000000 at most may be spelled out'
        'a[0-9],b[1-99999999999999999999]' ||
                1 | 'this is 100000000000000000009 hosts: 1000000 at most may be spelled out'
        'a[1-1001]b[1-1000]' || 1      | 'this is 1001000 hosts: 1000000 at most may be spelled out'
        'a[1-1000000000/2]'  || 1      | '1-1000000000/2 is 500000000 indexes, too many to be looked at one by one'
        'a[1-1000000000]0'   || 1      | 'digits after a range make 1000000000 single indexes, too many to be looked at one by one'
    }

    def "what is very long or very deep is refused, not obeyed to death"() {
        when:
        Inventory.empty().calculate(text)

        then:
        def e = thrown(NodeSetException)
        e.problem() == problem

        where:
        text                                  || problem
        '(' * 100_000                         || 'parentheses are nested more than 100 deep'
        'a' * 254                             || 'a name of 254 characters is longer than 253'
        'a1' * 100_000                        || 'a name of 200000 characters is longer than 253'
        "a[${'9' * 300}]".toString()          || 'a number of more than 253 digits'
    }

    def "ten thousand terms and a hundred parentheses are no trouble"() {
        expect:
        Inventory.empty().calculate((1..10_000).collect { "n$it" }.join(',')).fold() == 'n[1-10000]'
        Inventory.empty().calculate('(' * 100 + 'a' + ')' * 100).fold() == 'a'
        Inventory.empty().calculate('a' * 253).size() == 1
    }

    def "a mistake is shown with a caret under its column"() {
        when:
        Inventory.empty().calculate('web[1-3],db[9-3]')

        then:
        def e = thrown(NodeSetException)
        e.message == 'reversed range 9-3: write 3-9'
        e.rendered() == '''\
            reversed range 9-3: write 3-9
              web[1-3],db[9-3]
                          ^'''.stripIndent()
    }

    def "in a long expression the part round the column is shown"() {
        when:
        Inventory.empty().calculate((1..100).collect { "web$it" }.join(',') + ',db[3-1],' + (1..100).collect { "app$it" }.join(','))

        then:
        def e = thrown(NodeSetException)
        e.rendered() == '''\
            reversed range 3-1: write 1-3
              ...5,web96,web97,web98,web99,web100,db[3-1],app1,app2,app3,app4,app5,app6,a...
                                                     ^'''.stripIndent()
    }

    def "control characters of an expression do not reach the terminal"() {
        when:
        Inventory.empty().calculate('a\u001b[1m,\tb')

        then:
        def e = thrown(NodeSetException)
        e.rendered() == '''\
            U+001B cannot be part of a name
              a?[1m, b
               ^'''.stripIndent()
    }

    def "a mistake in a file says where the expression stands"() {
        when:
        Inventory.empty().calculate(Expression.at('hosts.txt:3', 'web[9-3]'))

        then:
        def e = thrown(NodeSetException)
        e.message == 'hosts.txt:3: reversed range 9-3: write 3-9'
    }
}
