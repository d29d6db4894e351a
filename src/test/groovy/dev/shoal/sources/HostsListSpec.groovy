package dev.shoal.sources

import dev.shoal.text.ProblemsException
import dev.shoal.nodeset.Expression
import dev.shoal.inventory.Inventory
import dev.shoal.nodeset.NodeSetException
import dev.shoal.inventory.Target
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class HostsListSpec extends Specification {
    @TempDir
    Path dir

    def "a file of hosts has a nodeset a line, blanks and comments aside"() {
        given:
        def file = Files.writeString(dir.resolve('hosts.txt'), '# ours\nweb[1-3]\n\n  db1 , db2  # the old ones\r\n\t\n@web!web3')

        expect:
        HostsList.read(file) == [
                Expression.at("$file:2".toString(), 'web[1-3]'),
                Expression.at("$file:4".toString(), '  db1 , db2'),
                Expression.at("$file:6".toString(), '@web!web3')]
    }

    def "standard input is read the same way"() {
        given:
        def in = new ByteArrayInputStream(bytes as byte[])

        expect:
        HostsList.read('stdin', in)*.text() == texts

        where:
        bytes                                || texts
        ''.bytes                             || []
        'web1\nweb2'.bytes                   || ['web1', 'web2']
        '\uFEFFweb1\r\n'.getBytes('UTF-8')   || ['web1']
        '#'.bytes                            || []
    }

    def "every line that cannot be read is told, with its number and a caret"() {
        given:
        def text = 'web1\n  web[9-3]\nweb1 web2\n'

        when:
        HostsList.read('hosts.txt', new ByteArrayInputStream(text.bytes))

        then:
        def e = thrown(ProblemsException)
        e.message == '''\
            hosts.txt:2: reversed range 9-3: write 3-9
                web[9-3]
                    ^
            hosts.txt:3: an operator is missing here: separate hosts by commas
              web1 web2
                   ^'''.stripIndent()
        e.problems().size() == 2
    }

    def "a line that names an unknown group is found when the hosts are selected"() {
        when:
        def lines = HostsList.read('hosts.txt', new ByteArrayInputStream('web1\n@wbe\n'.bytes))
        Inventory.empty().select(new Target(false, lines, []))

        then:
        def e = thrown(NodeSetException)
        e.message == 'hosts.txt:2: unknown group @wbe: the groups are @all'
    }

    def "what is no text file is refused"() {
        when:
        HostsList.read('stdin', new ByteArrayInputStream([0x61, 0x0a, 0xff] as byte[]))

        then:
        def e = thrown(ProblemsException)
        e.problems() == ['stdin:2: is not UTF-8: save the file as UTF-8']
    }

    def "a file that is not there is named"() {
        when:
        HostsList.read(dir.resolve('none.txt'))

        then:
        def e = thrown(ProblemsException)
        e.problems() == ["$dir/none.txt: no such file or directory".toString()]
    }

    def "a stream without end is refused"() {
        given:
        def endless = new InputStream() {
            int read() { 'a' as char }
            int read(byte[] b, int off, int len) { Arrays.fill(b, off, off + len, (byte) 97); len }
        }

        when:
        HostsList.read('stdin', endless)

        then:
        def e = thrown(ProblemsException)
        e.problems() == ['stdin: is larger than 16 MiB']
    }
}
