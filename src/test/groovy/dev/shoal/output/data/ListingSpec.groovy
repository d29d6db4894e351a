package dev.shoal.output.data

import dev.shoal.inventory.Host
import spock.lang.Specification

class ListingSpec extends Specification {
    private static Map<Host, List<String>> row(String name, String address, Integer port, String user, String... groups) {
        def host = new Host(name, address, port ? OptionalInt.of(port) : OptionalInt.empty(), Optional.ofNullable(user), [:])
        [(host): groups as List]
    }

    private static String table(int width, Map<Host, List<String>>... rows) {
        Listing.ofHosts(rows.sum([:])).table(width)
    }

    def "columns are as wide as they must be, and ports stand right"() {
        expect:
        table(0, row('web1', '10.0.0.1', 22, 'ops', 'web', 'eu'), row('lb1.example.com', 'lb1', 2222, null)) == '''\
            host             address   port  user  groups
            web1             10.0.0.1    22  ops   web,eu
            lb1.example.com  lb1       2222  -     -
            '''.stripIndent()
    }

    def "no hosts are a table without rows"() {
        expect:
        table(80) == 'host  address  port  user  groups\n'
    }

    def "groups that do not fit go on below, and none is left out"() {
        expect:
        table(40, row('web1', '10.0.0.1', null, null, 'alpha', 'beta', 'gamma', 'delta', 'epsilon'), row('web2', 'x', null, null, 'eu')) == '''\
            host  address   port  user  groups
            web1  10.0.0.1     -  -     alpha,beta,
                                        gamma,delta,
                                        epsilon
            web2  x            -  -     eu
            '''.stripIndent()
    }

    def "where the columns do not fit each host is a block, and no line is wider than the terminal"() {
        expect:
        table(20, row('web1', '127.0.0.1', 41061, null, 'alpha', 'beta'), row('web2', 'x', null, 'ops')) == '''\
            host     web1
            address  127.0.0.1
            port     41061
            user     -
            groups   alpha,beta

            host     web2
            address  x
            port     -
            user     ops
            groups   -
            '''.stripIndent()
    }

    def "names of any width stay in their columns"() {
        expect:
        table(0, row('日本', 'x', 22, 'ö'), row('web1', 'y', 22, 'ops')) == '''\
            host  address  port  user  groups
            日本  x          22  ö     -
            web1  y          22  ops   -
            '''.stripIndent()
    }

    def "addresses, users and groups cannot steer the terminal or break the rows"() {
        expect:
        table(0, row('web1', 'x\u001b[2J', null, 'r\tt', 'g\nh')) == '''\
            host  address   port  user  groups
            web1  x\\x1b[2J     -  r\\tt  g\\nh
            '''.stripIndent()
    }
}
