package dev.shoal.config

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import spock.lang.Requires

class FileTrustSpec extends ConfigSpecification {
    private static void mode(Path path, String mode) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode))
    }

    def "a configuration directory that everybody may write to is refused, whichever file is in it"() {
        given:
        mode(file("etc/$name", '').parent, 'rwxrwxrwx')

        expect:
        problems() == ['etc: others may write to it, so it is not read; run: chmod go-w etc']

        where:
        name << ['shoal.yaml', 'hosts.yaml']
    }

    def "a file that everybody may write to is refused, also through a link"() {
        given:
        mode(file('else/other.yaml', ''), 'rw-rw-rw-')
        Files.createDirectories(dir.resolve('etc'))
        Files.createSymbolicLink(dir.resolve('etc/shoal.yaml'), dir.resolve('else/other.yaml'))

        expect:
        problems() == ['etc/shoal.yaml: others may write to it, so it is not read; run: chmod go-w etc/shoal.yaml']
    }

    def "a directory without our files in it is nobody's concern"() {
        given:
        mode(file('etc/other.yaml', '').parent, 'rwxrwxrwx')

        expect:
        problems() == []
    }

    @Requires({ System.getProperty('user.name') == 'root' })
    def "a file or directory of somebody else is refused"() {
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
        read().output().get() == 'raw'

        when:
        Files.setAttribute(path, 'unix:gid', 12345)

        then:
        problems() == ['etc/shoal.yaml: others may write to it, so it is not read; run: chmod go-w etc/shoal.yaml']
    }
}
