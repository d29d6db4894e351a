package dev.shoal.collect

import spock.lang.Specification

class OsTextSpec extends Specification {
    def "uname of #system: #kernel"() {
        expect:
        OsText.kernel('uname', Recordings.lines("$system/uname")) == kernel

        where:
        system         || kernel
        'debian-12'    || new OsText.Kernel('Linux', 'vm', '6.18.44-fc-v595', 'x86_64')
        'busybox-1.35' || new OsText.Kernel('Linux', 'vm', '6.18.44-fc-v595', 'x86_64')
        'centos-7.7'   || new OsText.Kernel('Linux', 'localhost.localdomain', '3.10.0-1062.1.2.el7.x86_64', 'x86_64')
        'freebsd-12.1' || new OsText.Kernel('FreeBSD', 'freebsd', '12.1-RELEASE', 'amd64')
        'macos-10.14'  || new OsText.Kernel('Darwin', 'kbrazil-mac', '18.7.0', 'x86_64')
    }

    def "#file names #name, #id, version #version"() {
        expect:
        read.call('here', Recordings.lines(file)) == new OsText.Release(id, name, Optional.ofNullable(version))

        where:
        file                         | read                || name                              | version   | id
        'debian-12/os-release'       | OsText.&osRelease || 'Debian GNU/Linux'                | '12'      | 'debian'
        'rocky-8.4/os-release'       | OsText.&osRelease || 'Rocky Linux'                     | '8.4'     | 'rocky'
        'arch/os-release'            | OsText.&osRelease || 'Arch Linux'                      | null      | 'arch'
        'rhel-6.5/redhat-release'    | OsText.&redhat    || 'Red Hat Enterprise Linux Server' | '6.5'     | 'rhel'
        'macos-10.14/productversion' | OsText.&macos     || 'macOS'                           | '10.14.6' | 'macos'
    }

    def "a system that has nothing but a kernel is named by it"() {
        expect:
        OsText.bare(new OsText.Kernel('FreeBSD', 'a', '12.1-RELEASE', 'amd64')) ==
                new OsText.Release('freebsd', 'FreeBSD', Optional.of('12.1-RELEASE'))
        OsText.bare(new OsText.Kernel('Linux', 'a', '6.1', 'x86_64')) == new OsText.Release('linux', 'Linux', Optional.empty())
    }

    def "quotes of the shell are taken off: #line"() {
        expect:
        OsText.osRelease('os-release', ['# of nobody', line]).name() == name

        where:
        line                        || name
        'NAME=Alpine'               || 'Alpine'
        "NAME='Alpine Linux'"       || 'Alpine Linux'
        'NAME="say \\"hi\\" \\$1"'  || 'say "hi" $1'
        'VERSION_ID=3.19.1'         || 'Linux'
    }

    def "#lines is refused: #message"() {
        when:
        read.call('here', lines)

        then:
        def e = thrown(CollectException)
        e.message == message

        where:
        read                | lines                        || message
        OsText.&kernel    | ['Linux web1 6.1']           || 'here: cannot read the line "Linux web1 6.1"'
        OsText.&kernel    | ['Linux web1 6.1 x86_64 GNU/Linux'] || 'here: cannot read the line "Linux web1 6.1 x86_64 GNU/Linux"'
        OsText.&kernel    | ['Linux  6.1 x86_64']        || 'here: cannot read the line "Linux  6.1 x86_64"'
        OsText.&kernel    | ['a b c d', 'e']             || 'here: cannot read the line "a b c d"'
        OsText.&osRelease | ['NAME="Debian']             || 'here: cannot read the line "NAME="Debian"'
        OsText.&osRelease | ['<html>']                   || 'here: cannot read the line "<html>"'
        OsText.&redhat    | ['Welcome']                  || 'here: cannot read the line "Welcome"'
        OsText.&macos     | ['kern.osproductversion: x'] || 'here: cannot read the line "kern.osproductversion: x"'
    }
}
