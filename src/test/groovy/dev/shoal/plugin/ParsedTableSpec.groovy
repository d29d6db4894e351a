package dev.shoal.plugin

import dev.shoal.fleet.Captured
import dev.shoal.fleet.HostResult
import dev.shoal.fleet.Outcome
import dev.shoal.inventory.Host
import dev.shoal.script.ResultView
import dev.shoal.script.ScriptException
import dev.shoal.transport.Ending
import java.time.Duration
import spock.lang.Specification

/** What programs write in columns, as a table: `reply.table` in plugins, `it.table` in scripts. */
class ParsedTableSpec extends Specification {
    private static List<Map> rows(String text) {
        Reply.of(0, text.stripIndent(), '').table()
    }

    def "free has no title over its first column, and Swap has fewer values"() {
        expect:
        rows('''\
                           total        used        free      shared  buff/cache   available
            Mem:           24105         505       23272           8         631       23599
            Swap:           2047           0        2047
            ''') == [
                [name: 'Mem:', total: 24105, used: 505, free: 23272, shared: 8, buff_cache: 631, available: 23599],
                [name: 'Swap:', total: 2047, used: 0, free: 2047, shared: '', buff_cache: '', available: '']]
    }

    def "cells of docker ps have blanks in them, one has none at all, and a title has two words"() {
        expect:
        rows('''\
            CONTAINER ID   IMAGE     COMMAND                  CREATED         STATUS         PORTS                  NAMES
            4c01db0b339c   nginx     "/docker-entrypoint.…"   2 minutes ago   Up 2 minutes   0.0.0.0:80->80/tcp     web
            d7886598dbe2   redis     "redis-server --save"    3 hours ago     Up 3 hours                            cache one
            ''') == [
                [container_id: '4c01db0b339c', image: 'nginx', command: '"/docker-entrypoint.…"', created: '2 minutes ago',
                 status: 'Up 2 minutes', ports: '0.0.0.0:80->80/tcp', names: 'web'],
                [container_id: 'd7886598dbe2', image: 'redis', command: '"redis-server --save"', created: '3 hours ago',
                 status: 'Up 3 hours', ports: '', names: 'cache one']]
        rows('CONTAINER ID   IMAGE     COMMAND   CREATED   STATUS    PORTS     NAMES\n') == []
        rows('''\
            CONTAINER ID   IMAGE     COMMAND                  CREATED         STATUS         PORTS     NAMES
            4c01db0b339c   nginx     "/docker-entrypoint.…"   2 minutes ago   Up 2 minutes   80/tcp    web
            ''') == [[container_id: '4c01db0b339c', image: 'nginx', command: '"/docker-entrypoint.…"', created: '2 minutes ago',
                      status: 'Up 2 minutes', ports: '80/tcp', names: 'web']]
    }

    def "lsblk leaves cells empty, in the middle, too"() {
        expect:
        rows('''\
            NAME   MAJ:MIN RM   SIZE RO TYPE MOUNTPOINTS
            sda      8:0    0 476.9G  0 disk
            ├─sda1   8:1    0   512M  0 part /boot/efi
            └─sda2   8:2    0 476.4G  0 part /
                                             /home
            ''') == [
                [name: 'sda', maj_min: '8:0', rm: 0, size: '476.9G', ro: 0, type: 'disk', mountpoints: ''],
                [name: '├─sda1', maj_min: '8:1', rm: 0, size: '512M', ro: 0, type: 'part', mountpoints: '/boot/efi'],
                [name: '└─sda2', maj_min: '8:2', rm: 0, size: '476.4G', ro: 0, type: 'part', mountpoints: '/'],
                [name: '', maj_min: '', rm: '', size: '', ro: '', type: '', mountpoints: '/home']]
        rows('''\
            NAME  FSTYPE FSVER LABEL UUID FSAVAIL FSUSE% MOUNTPOINTS
            zram0
            vda                             78.4G     5% /
            ''')[1] == [name: 'vda', fstype: '', fsver: '', label: '', uuid: '', fsavail: '78.4G', fsuse: 5, mountpoints: '/']
    }

    def "netstat and route have a caption, and titles of two words"() {
        expect:
        rows('''\
            Active Internet connections (only servers)
            Proto Recv-Q Send-Q Local Address           Foreign Address         State       PID/Program name
            tcp        0      0 0.0.0.0:22              0.0.0.0:*               LISTEN      812/sshd: /usr/sbin
            udp        0      0 :::68                   :::*                                -
            ''') == [
                [proto: 'tcp', recv_q: 0, send_q: 0, local_address: '0.0.0.0:22', foreign_address: '0.0.0.0:*', state: 'LISTEN',
                 pid_program_name: '812/sshd: /usr/sbin'],
                [proto: 'udp', recv_q: 0, send_q: 0, local_address: ':::68', foreign_address: ':::*', state: '', pid_program_name: '-']]
        rows('''\
            Kernel IP routing table
            Destination     Gateway         Genmask         Flags   MSS Window  irtt Iface
            0.0.0.0         192.0.2.1       0.0.0.0         UG        0 0          0 eth0
            ''') == [[destination: '0.0.0.0', gateway: '192.0.2.1', genmask: '0.0.0.0', flags: 'UG', mss: 0, window: 0, irtt: 0, iface: 'eth0']]
        rows('''\
            State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess
            LISTEN 0      128          0.0.0.0:2024      0.0.0.0:*
            ''') == [[state: 'LISTEN', recv_q: 0, send_q: 128, local_address_port: '0.0.0.0:2024', peer_address_port: '0.0.0.0:*', process: '']]
    }

    def "ps puts numbers flush right and a time of five words under one title"() {
        expect:
        rows('''\
            USER       PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND
            root         1  0.2  0.0  51992 20056 ?        Ss   Nov26   0:10 /sbin/init splash
            www-data  4711 99.0 12.5 999992 90056 pts/0    R+   18:49  12:10 php -f x.php
            ''')[1] == [user: 'www-data', pid: 4711, cpu: 99.0d, mem: 12.5d, vsz: 999992, rss: 90056, tty: 'pts/0', stat: 'R+',
                        start: '18:49', time: '12:10', command: 'php -f x.php']
        rows('''\
              PID                  STARTED CMD
                1 Fri Nov 27 18:49:52 2026 /sbin/init splash
            ''') == [[pid: 1, started: 'Fri Nov 27 18:49:52 2026', cmd: '/sbin/init splash']]
    }

    def "a word too long for its column moves the others of its row, and the words are counted"() {
        expect:
        rows('''\
            USER       PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND
            root         1  0.2  0.0  51992 20056 ?        Ss   Nov26   0:10 /sbin/init splash
            mysql     4711 99.0 62.5 123456789 9876543 ?   Ssl  Nov26 999:10 mysqld --a  b
            ''')*.subMap('rss', 'tty', 'stat', 'command') == [
                [rss: 20056, tty: '?', stat: 'Ss', command: '/sbin/init splash'],
                [rss: 9876543, tty: '?', stat: 'Ssl', command: 'mysqld --a  b']]
    }

    def "two columns of one title, or one called host, are two keys"() {
        expect:
        rows('''\
            HOST   USE  USE
            web9     1    2
            ''') == [[host_2: 'web9', use: 1, use_2: 2]]
    }

    def "#what is refused with the line, and what to write instead"() {
        when:
        rows(text)

        then:
        def e = thrown(ReplyException)
        e.message == message
        e.remedy() == "Name the columns, as in reply.table('name', 'state', 'rest'), or use reply.lines"

        where:
        what                            | text || message
        'ip -br, which has no titles'   | 'lo               UNKNOWN        127.0.0.1/8 ::1/128\neth0             UP             192.0.2.2/24\n' || 'its first line has no titles: "lo               UNKNOWN        127.0.0.1/8 ::1/128"'
        'ip -br link'                   | 'lo               UNKNOWN        00:00:00:00:00:00 <LOOPBACK,UP>\n' || 'its first line has no titles: "lo               UNKNOWN        00:00:00:00:00:00 <LOOPBACK,…"'
        'ls -l'                         | 'total 80\ndrwxr-xr-x   2 root root  4096 May  9  2025 boot\n' || 'its first line has no titles: "total 80"'
        'a second table below'          | 'Proto Recv-Q State\ntcp        0 LISTEN\nActive UNIX domain sockets (only servers)\nProto RefCnt Flags       Type\nunix  2      [ ACC ]     STREAM\n' || 'a line does not fit under its titles: "Active UNIX domain sockets (only servers)"\n  titles: "Proto Recv-Q State"'
        'a word far from its title' | 'USER PID CMD\nlongusername 12 sh\nroot     sh\n' || 'a line does not fit under its titles: "longusername 12 sh"\n  titles: "USER PID CMD"'
    }

    def "text without titles has those that are given, and the last takes the rest"() {
        expect:
        Reply.of(0, 'lo    UNKNOWN   127.0.0.1/8 ::1/128\neth1  DOWN\n', '').table('interface', 'state', 'addresses') == [
                [interface: 'lo', state: 'UNKNOWN', addresses: '127.0.0.1/8 ::1/128'],
                [interface: 'eth1', state: 'DOWN', addresses: '']]

        when:
        Reply.of(0, 'lo\n', '').table('interface', 'state', 'addresses')

        then:
        def e = thrown(ReplyException)
        e.message == '1 word, but 3 columns are named: "lo"'
    }

    def "scripts read the same tables, with the host, and learn what to write in a script"() {
        expect:
        result('NAME  USE\n/     90%\n').table() == [[host: 'web1', name: '/', use: 90]]
        result('/ 90%\n').table('name', 'use') == [[host: 'web1', name: '/', use: 90]]

        when:
        result('total 80\n').table()

        then:
        def e = thrown(ScriptException)
        e.message == 'web1: its first line has no titles: "total 80"; name the columns, as in it.table(\'name\', \'state\', \'rest\'), or use it*.lines'

        when:
        result('lo\n').table('name', 'state', 'rest')

        then:
        e = thrown(ScriptException)
        e.message == 'web1: 1 word, but 3 columns are named: "lo"'
    }

    private static ResultView result(String out) {
        def captured = { String text -> Captured.of(text) }
        def reply = new dev.shoal.fleet.Reply(Optional.of(new Ending.Exited(0)), captured(out), captured(''))
        new ResultView(new HostResult.Done(0, Host.named('web1'), Duration.ZERO, reply), Outcome.OK)
    }
}
