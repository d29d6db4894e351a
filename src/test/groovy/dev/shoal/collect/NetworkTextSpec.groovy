package dev.shoal.collect

import dev.shoal.collect.Interface.State
import dev.shoal.collect.Interface.Traffic
import spock.lang.Specification

class NetworkTextSpec extends Specification {
    static final List<Interface> THIS_MACHINE = [
        new Interface('lo', State.UP, ['127.0.0.1/8', '::1/128'], Optional.empty()),
        new Interface('ifb0', State.DOWN, [], Optional.of('52:bd:ab:2c:2a:4c')),
        new Interface('ifb1', State.DOWN, [], Optional.of('62:e8:d8:fe:8f:0f')),
        new Interface('eth0', State.UP, ['192.0.2.2/24', 'fd00::2/64', 'fe80::fc:ff:fe00:1/64'], Optional.of('02:fc:00:00:00:01')),
    ]

    def "ip of #system lists the interfaces in the kernel's order"() {
        expect:
        IpText.read('ip -o', Recordings.lines("$system/link"), Recordings.lines("$system/addr")) == THIS_MACHINE

        where:
        system << ['debian-12', 'busybox-1.35']
    }

    def "ifconfig of #system, on the same machine, finds the same"() {
        expect:
        ifconfig("$system/ifconfig").toSet() == THIS_MACHINE.toSet()

        where:
        system << ['debian-12', 'busybox-1.35']
    }

    def "ifconfig of #system lists #interfaces"() {
        expect:
        ifconfig("$system/ifconfig") == interfaces.collect {
            new Interface(it[0], it[1], it[2], Optional.ofNullable(it[3]))
        }

        where:
        system         || interfaces
        'centos-7.7'   || [['docker0', State.NO_CARRIER, ['172.17.0.1/16'], '02:42:b1:9a:ea:02'],
                           ['ens33', State.UP, ['192.168.71.137/24', 'fe80::c1cb:715d:bc3e:b8a0/64'], '00:0c:29:3b:58:0e'],
                           ['lo', State.UP, ['127.0.0.1/8', '::1/128'], null]]
        'freebsd-12.1' || [['mce0', State.UP, ['23.246.26.130/25', 'fe80::e42:a1ff:fe2b:374/64',
                                               '2a00:86c0:1026:1026::130/64'], '0c:42:a1:2b:03:74']]
        'macos-10.14'  || [['lo0', State.UP, ['127.0.0.1/8', '::1/128', 'fe80::1/64'], null],
                           ['gif0', State.DOWN, [], null],
                           ['ap1', State.DOWN, [], 'a6:83:e7:2d:63:8e'],
                           ['en0', State.UP, ['fe80::4dd:cbd7:2743:da63/64', '192.168.1.221/24',
                                              '2600:1700:bab0:d40:1874:4566:6499:f3d1/64',
                                              '2600:1700:bab0:d40:30d4:c067:a56d:5888/64',
                                              '2600:1700:bab0:d40:342e:1ac7:8bdb:6c3d/64',
                                              '2600:1700:bab0:d40:fdd1:e943:edd4:5187/64',
                                              '2600:1700:bab0:d40::39/64'], 'a4:83:e7:2d:63:8e'],
                           ['bridge0', State.NO_CARRIER, [], 'ea:00:fd:08:58:02'],
                           ['vmnet8', State.UP, ['192.168.71.1/24'], '00:50:56:c0:00:08'],
                           ['utun1', State.UP, ['fe80::a08a:46aa:a738:2ea7/64'], null]]
    }

    def "Linux counts bytes for each interface"() {
        expect:
        TrafficText.linux('/proc/net/dev', Recordings.lines('debian-12/dev')) == [
            lo: new Traffic(28_456_751_202, 28_456_751_202), ifb0: new Traffic(0, 0), ifb1: new Traffic(0, 0),
            eth0: new Traffic(230_959_485, 1_129_006)]
    }

    def "a number that touches the name, as old kernels print it, is read"() {
        expect:
        TrafficText.linux('dev', ['Inter-|', 'face', 'eth0:12 1 0 0 0 0 0 0 34 1 0 0 0 0 0 0']) == [eth0: new Traffic(12, 34)]
    }

    def "netstat of FreeBSD counts bytes for each interface"() {
        expect:
        TrafficText.bsd('netstat -ibn', Recordings.lines('freebsd-12.1/netstat')) ==
                [em0: new Traffic(372_538_087, 198_573_339), lo0: new Traffic(21_024, 21_024)]
    }

    def "names that netstat has cut to the same are of no use"() {
        expect:
        TrafficText.bsd('netstat', ['Name Mtu Network Address Ipkts Ierrs Ibytes Opkts Oerrs Obytes Coll',
                                    'vlan1 1500 <Link#3> 00:0c:29:1a:4e:3b 1 0 10 1 0 20 0', 'vlan1* 1500 <Link#4> 1 0 30 1 0 40 0',
                                    'en0 1500 <Link#5> 1 0 50 1 0 60 0']) == [en0: new Traffic(50, 60)]
    }

    def "the inner end of a pair, a cable pulled out, and the other end of a tunnel"() {
        expect:
        IpText.read('ip -o', ['7: eth0@if8: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500\\    link/ether 02:42:ac:11:00:02 brd x',
                              '8: eth1: <NO-CARRIER,BROADCAST,MULTICAST,UP> mtu 1500', '9: tun0: <POINTOPOINT,UP,LOWER_UP> mtu 1500\\ link/none'],
                    ['7: eth0@if8: <BROADCAST,UP> mtu 1500', '7: eth0 inet 172.17.0.2/16 brd 172.17.255.255 scope global eth0',
                     '9: tun0    inet 10.8.0.1 peer 10.8.0.2/32 scope global tun0']) == [
            new Interface('eth0', State.UP, ['172.17.0.2/16'], Optional.of('02:42:ac:11:00:02')),
            new Interface('eth1', State.NO_CARRIER, [], Optional.empty()),
            new Interface('tun0', State.UP, ['10.8.0.1/32'], Optional.empty())]
    }

    def "what makes no sense is refused: #message"() {
        when:
        read()

        then:
        def e = thrown(CollectException)
        e.message == message

        where:
        read                                                          || message
        ({ IpText.read('ip -o', ['BusyBox v1.35.0'], []) })           || 'ip -o link: cannot read the line "BusyBox v1.35.0"'
        ({ IpText.read('ip -o', [], ['1: lo inet 127.0.0.1/8x']) })   || 'ip -o addr: cannot read the line "1: lo inet 127.0.0.1/8x"'
        ({ IpText.read('ip -o', [], ['Usage: ip']) })                 || 'ip -o addr: cannot read the line "Usage: ip"'
        ({ IfconfigText.read('ifconfig', ['  inet 1.2.3.4']) })       || 'ifconfig: cannot read the line "inet 1.2.3.4"'
        ({ IfconfigText.read('ifconfig', ['eth0 ist weg']) })         || 'ifconfig: cannot read the line "eth0 ist weg"'
        ({ ifconfigOf('inet 1.2.3.4 netmask 255.0.255.0') })          || 'ifconfig: cannot read the line "inet 1.2.3.4 netmask 255.0.255.0"'
        ({ ifconfigOf('inet 1.2.3.4 netmask 999.0.0.0') })            || 'ifconfig: cannot read the line "inet 1.2.3.4 netmask 999.0.0.0"'
        ({ ifconfigOf('inet6 ::1') })                                 || 'ifconfig: cannot read the line "inet6 ::1"'
        ({ TrafficText.linux('dev', ['Inter-|', 'face']) })           || 'dev: cannot read the line "Inter-|"'
        ({ TrafficText.linux('dev', ['<html>', '', 'lo: 1']) })       || 'dev: cannot read the line "<html>"'
        ({ TrafficText.linux('dev', ['Inter-|', 'face', 'lo: 1 2']) }) || 'dev: cannot read the line "lo: 1 2"'
        ({ TrafficText.bsd('netstat', ['Name Mtu Ipkts']) })          || 'netstat: cannot read the line "Name Mtu Ipkts"'
        ({ TrafficText.bsd('netstat', ['Name Ibytes Obytes', 'en0 <Link#1> - 5']) }) ||
                'netstat: cannot read the line "en0 <Link#1> - 5"'
    }

    static List<Interface> ifconfigOf(String line) {
        IfconfigText.read('ifconfig', ['em0: flags=8843<UP,UP,RUNNING> mtu 1500', '\t' + line])
    }

    static List<Interface> ifconfig(String file) {
        IfconfigText.read('ifconfig -a', Recordings.lines(file))
    }
}
