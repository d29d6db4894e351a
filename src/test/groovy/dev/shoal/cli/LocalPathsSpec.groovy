package dev.shoal.cli

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class LocalPathsSpec extends Specification {
    @TempDir
    Path directory

    def "#typed is #path"() {
        expect:
        new LocalPaths(Path.of('/home/ops'), [REL: 'v 1', CONF: '/etc/app', EMPTY: '']).of(typed) == path

        where:
        typed            || path
        '~'              || '/home/ops'
        '~/'             || '/home/ops/'
        '~/a b/'         || '/home/ops/a b/'
        '~bob/f'         || '~bob/f'
        'a/~/b'          || 'a/~/b'
        '$CONF/f'        || '/etc/app/f'
        'x/${REL}.tar'   || 'x/v 1.tar'
        '~/$REL'         || '/home/ops/v 1'
        'cost$'          || 'cost$'
        '$1'             || '$1'
        '-'              || '-'
        'web{host}'      || 'web{host}'
    }

    def "a variable that is not set is told, not taken as empty: #name"() {
        when:
        new LocalPaths(Path.of('/home/ops'), [EMPTY: '']).of("\$$name/etc")

        then:
        def e = thrown(UsageException)
        e.message == "\$$name/etc: \$$name is not set on this machine".toString()

        where:
        name << ['NOWHERE', 'EMPTY']
    }

    def "a name that is there as typed is taken as it is"() {
        given:
        def file = Files.createFile(directory.resolve('a$HOME')).toString()

        expect:
        new LocalPaths(Path.of('/home/ops'), [HOME: '/home/ops']).of(file) == file
    }
}
