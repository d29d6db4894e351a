package dev.shoal.files

import dev.shoal.config.ConfigSpecification
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import spock.lang.Requires

class FileTrustSpec extends ConfigSpecification {
    private static void mode(Path path, String mode) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode))
    }

    def "a configuration directory that all users may write to is refused, with any file in it"() {
        given:
        mode(file("etc/$name", '').parent, 'rwxrwxrwx')

        expect:
        problems() == ['etc: others may write to it, so it is not read; run: chmod go-w etc']

        where:
        name << ['shoal.yaml', 'hosts.yaml']
    }

    def "a file that all users may write to is refused, also through a link"() {
        given:
        mode(file('else/other.yaml', ''), 'rw-rw-rw-')
        Files.createDirectories(dir.resolve('etc'))
        Files.createSymbolicLink(dir.resolve('etc/shoal.yaml'), dir.resolve('else/other.yaml'))

        expect:
        problems() == ['etc/shoal.yaml: others may write to it, so it is not read; run: chmod go-w etc/shoal.yaml']
    }

    def "a directory without our files in it does not matter"() {
        given:
        mode(file('etc/other.yaml', '').parent, 'rwxrwxrwx')

        expect:
        problems() == []
    }

    @Requires({ System.getProperty('user.name') == 'root' })
    def "a file or directory of another user is refused"() {
        given:
        def path = file('etc/shoal.yaml', '')
        Files.setAttribute(path, 'unix:uid', 12345)
        Files.setAttribute(path, 'unix:gid', 12345)

        expect:
        problems() == ['etc/shoal.yaml: belongs to 12345, so it is not read; it must belong to you or root']

        when:
        Files.setAttribute(path.parent, 'unix:uid', 12345)

        then:
        problems() == ['etc: belongs to 12345, so it is not read; it must belong to you or root']
    }

    @Requires({ System.getProperty('user.name') == 'root' })
    def "a group may write where it is its owner's own, and no other group"() {
        given:
        def path = file('etc/shoal.yaml', 'output: raw')
        mode(path, 'rw-rw-r--')

        expect:
        read().defaults().output() == 'raw'

        when:
        Files.setAttribute(path, 'unix:gid', 12345)

        then:
        problems() == ['etc/shoal.yaml: others may write to it, so it is not read; run: chmod go-w etc/shoal.yaml']
    }

    def "a file of ours is refused where others may replace it or a directory or link on the way to it: #what"() {
        given:
        def file = file('other/deep/shoal.yaml', 'output: raw')
        Files.createDirectories(dir.resolve('etc'))
        Files.createDirectories(dir.resolve('open'))
        way(dir)
        if (open) {
            mode(dir.resolve(open), 'rwxrwxrwx')
        }

        expect:
        problems() == (open ? ["etc/shoal.yaml: others may write to $open, so it is not read; run: chmod go-w $open".toString()] : [])

        where:
        what                                   | open         | way
        'all is ours'                          | null         | { Files.createSymbolicLink(it.resolve('etc/shoal.yaml'), it.resolve('other/deep/shoal.yaml')) }
        'the directory of what a link names'   | 'other/deep' | { Files.createSymbolicLink(it.resolve('etc/shoal.yaml'), it.resolve('other/deep/shoal.yaml')) }
        'the one above it, by a relative link' | 'other'      | { Files.createSymbolicLink(it.resolve('etc/shoal.yaml'), Path.of('../other/deep/shoal.yaml')) }
        'the directory of a link in between'   | 'open'       | {
            Files.createSymbolicLink(it.resolve('open/link'), it.resolve('other/deep/shoal.yaml'))
            Files.createSymbolicLink(it.resolve('etc/shoal.yaml'), it.resolve('open/../open/link'))
        }
    }

    def "a directory above that of the file counts, too"() {
        given:
        file('home/.config/shoal/shoal.yaml', '')
        mode(dir.resolve('home/.config'), 'rwxrwxrwx')

        expect:
        problems() == ['home/.config/shoal: others may write to home/.config, so it is not read; run: chmod go-w home/.config']
    }

    def "in a directory with the sticky bit what is ours stays ours"() {
        given:
        def file = file('open/deep/x', '')
        Files.setAttribute(dir.resolve('open'), 'unix:mode', 01777)

        expect:
        FileTrust.objection(file) == Optional.empty()
    }

    @Requires({ System.getProperty('user.name') == 'root' })
    def "a directory on the way that belongs to another user is refused, also for a file of our own"() {
        given:
        def file = file('open/deep/x', '')
        Files.setAttribute(dir.resolve('open'), 'unix:uid', 12345)

        expect:
        FileTrust.objection(file).get() == "$file: $dir/open belongs to 12345, so it is not read; " +
                'each directory on the way must belong to you or root'
    }

    def "links that lead in a circle are not read"() {
        given:
        Files.createSymbolicLink(dir.resolve('a'), dir.resolve('b'))
        Files.createSymbolicLink(dir.resolve('b'), dir.resolve('a'))

        expect:
        FileTrust.objection(dir.resolve('a')).get().startsWith("$dir/a: its owner and mode cannot be read (")
    }
}
