package dev.shoal.fold

import dev.shoal.fleet.Captured
import dev.shoal.fleet.HostResult
import dev.shoal.fleet.Reply
import dev.shoal.inventory.Host
import dev.shoal.transport.Ending
import spock.lang.Specification
import spock.lang.Timeout

import java.time.Duration
import java.util.regex.Pattern

class MasksSpec extends Specification {
    private static FoldGroup group(int index, Host host, String out) {
        def reply = new Reply(Optional.of(new Ending.Exited(0)), Captured.of(out), Captured.of(''))
        new FoldGroup(
                [new HostResult.Done<Reply>(index, host, Duration.ZERO, reply)],
                new FoldText(reply.out()),
                new FoldText(reply.err()))
    }

    private static SimilarFold fold(List<String> outs, List<Pattern> patterns = []) {
        def i = 0
        SimilarFold.similar(outs.collect { group(i, Host.named("web${++i}"), it) }, new Masks(patterns))
    }

    /** The text with what is masked in it, as {kind}. */
    private static String masked(String text, Host host = Host.named('web7.example.org')) {
        def tokens = new MaskScanner(new ByteScanner(text.getBytes('UTF-8')), OwnNames.of([host])).tokens([])
        def bytes = text.getBytes('UTF-8')
        def shown = new StringBuilder()
        def from = 0
        tokens.each {
            shown << new String(bytes, from, it.from() - from, 'UTF-8') << '{' << it.kind().word() << '}'
            from = it.to()
        }
        shown << new String(bytes, from, bytes.length - from, 'UTF-8')
    }

    def "of '#text' is masked: #expected"() {
        expect:
        masked(text) == expected

        where:
        text                                                || expected
        'kernel: [12345.678901] oom'                        || 'kernel: [{number}] oom'
        'kernel: [   12.345678] oom'                        || 'kernel: [   {number}] oom'
        'kernel: 6.1.0 and kernel [5]'                      || 'kernel: 6.1.0 and kernel [5]'
        'hello from web7'                                   || 'hello from {name}'
        'I am WEB7.example.org.'                            || 'I am {name}.'
        'root@web7:~#'                                      || 'root@{name}:~#'
        '/dev/mapper/web7--vg-root'                         || '/dev/mapper/{name}--vg-root'
        'inet 10.0.0.7/24 brd 10.0.0.255'                   || 'inet {address}/24 brd {address}'
        'inet6 fe80::a00:27ff:fe4e:66a1/64'                 || 'inet6 {address}/64'
        'listening on [::1]:22'                             || 'listening on [{address}]:22'
        'link 52:54:00:12:34:56 up'                         || 'link {address} up'
        'from 10.0.0.9 port 52211 ssh2'                     || 'from {address} port {port} ssh2'
        'peer 10.0.0.9:41234'                               || 'peer {address}:{port}'
        'Nov 22 14:02:11 x'                                 || '{date} {time} x'
        'Nov  2 04:02:11 x'                                 || '{date} {time} x'
        '2026-11-22T14:02:11.123+01:00 x'                   || '{date} x'
        '2026-11-22 14:02:11,5 x'                           || '{date} {time} x'
        'Mon 2026-11-23 04:43:41 UTC'                       || '{date} {time} UTC'
        'Sun, 22 Nov 2026 14:02:11 +0000'                   || '{date} {time} +0000'
        '[22/Nov/2026:14:02:11 +0000]'                      || '[{date} +0000]'
        'backup-20261122.tar.gz'                            || 'backup-{date}.tar.gz'
        'Sun Nov 22 14:02:11 UTC 2026'                      || '{date} {time} UTC {number}'
        'up 3 days,  2:14,  1 user'                         || 'up {duration},  {time},  {number} user'
        'load average: 0.31, 1.20, 5.00'                    || 'load average: {number}, {number}, {number}'
        'took 1h23m4.5s, then 250ms'                        || 'took {duration}, then {duration}'
        'Uptime: 3 min'                                     || 'Uptime: {duration}'
        'sshd[1234]: ok'                                    || 'sshd[{pid}]: ok'
        'Main PID: 812 (nginx)'                             || 'Main PID: {pid} (nginx)'
        'id 6f1c2a34-9b7e-4f10-8a55-0123456789ab'           || 'id {uuid}'
        'at 0x7ffee4b2, 9f86d081884c'                       || 'at {hex}, {hex}'
        'pod app-7f9c8d6b5d-x2k4p'                          || 'pod app-{hex}-x2k4p'
        '/dev/sda1  50G  20G 40% /'                         || '/dev/sda1  {size}  {size} {number}% /'
        '1.2 TiB free, 12 MB/s, 4096 bytes'                 || '{size} free, {size}, {size}'
        'MemTotal: 16,384,000 kB'                           || 'MemTotal: {size}'
        'RX packets:1234 errors:5'                          || 'RX packets:{number} errors:{number}'
        '-5 of 3/12 (7)'                                    || '-{number} of {number}/{number} ({number})'
        '3 failed'                                          || '{number} failed'
        'epoch 1763876543'                                  || 'epoch {number}'
    }

    def "nothing of '#text' is masked"() {
        expect:
        masked(text) == text

        where:
        text << [
            'active', 'failed', 'exit 1', 'exit status 3', 'status=203/EXEC', 'code=exited, signal 9', 'rc=1',
            'error 1045', 'HTTP/1.1 500 Internal', 'nginx/1.24.0', '1.22.1', 'openssl-3.0', 'libssl3 3.0.11-1~deb12u2',
            'python3.11', 'VERSION_ID="12"', 'version 1.24', 'linux-image-6.1.0-28-amd64', 'v2', 'release 8.4', 'GNU/Linux 12',
            'eth0', 'sda1', 'web8 is up', 'web70', 'node-web7', '22/tcp', '*:80', 'db1:3306', 'localhost:8080', 'port 22',
            '0644 root', 'x:0:0:root', 'uid=1000(me)', '0 failed', 'errors: 0', 'Tasks: none', 'abcdefgh', 'deadbeef', 'mask 0-3', '3rd',
            'May be', 'Sunday', 'a::b', '1.2.3.4.5', 'state 2', 'héllo', '']
    }

    def "a host is masked by its address too"() {
        given:
        def host = new Host('db1', 'db1.internal', OptionalInt.empty(), Optional.empty(), [:])

        expect:
        masked('db1 db1.internal DB1 web7', host) == '{name} {address} {name} web7'
    }

    def "hosts that differ in '#one' and '#other' are #verdict"() {
        expect:
        (fold([one, other]).groups().size() == 1) == (verdict == 'alike')

        where:
        one                      | other                     || verdict
        'I am web1'              | 'I am web2'               || 'alike'
        'leader web3'            | 'leader web4'             || 'different'
        'pid 9 up'               | 'pid 1234 up'             || 'alike'
        '  PID\n    9 x'         | '  PID\n 1234 x'          || 'alike'
        'a   12 b'               | 'a 1234 b'                || 'alike'
        'used 0'                 | 'used 12K'                || 'alike'
        'a:\n  b'                | 'a:\n b'                  || 'different'
        'up 5'                   | 'up Nov 5'                || 'different'
        'up'                     | 'up\n'                    || 'alike'
        'active'                 | 'failed'                  || 'different'
        '0 errors'               | '2 errors'                || 'different'
        '1 errors'               | '2 errors'                || 'alike'
        ''                       | '\n'                      || 'different'
        '5 failed'               | '7 failed'                || 'alike'
        '0 loaded units, 0 failed' | '0 loaded units, 1 failed' || 'different'
        'inactive'               | 'active'                  || 'different'
        'nginx/1.24.0'           | 'nginx/1.24.1'            || 'different'
        '/ ext4 rw,relatime'     | '/ ext4 ro,relatime'      || 'different'
        'link up 1000Mb/s Full'  | 'link up 1000Mb/s Half'   || 'different'
        'sda1 50G 6G 12% /'      | 'sda1 50G 49G 99% /'      || 'different'
        'sda1 50G 6G 12% /'      | 'sda1 50G 20G 40% /'      || 'alike'
        'sda1 50G 45G 90% /'     | 'sda1 50G 50G 100% /'     || 'alike'
        'sda1 50G 45G 89% /'     | 'sda1 50G 45G 90% /'      || 'different'
        'cpu 99.1% idle'         | 'cpu 99.7% idle'          || 'alike'
        'cpu 9.9% idle'          | 'cpu 99.7% idle'          || 'different'
        '"GET / HTTP/1.1" 200 5' | '"GET / HTTP/1.1" 200 6' || 'alike'
        '"GET / HTTP/1.1" 200 5' | '"GET / HTTP/1.1" 500 5' || 'different'
        'GET / 200 512'          | 'GET / 200 1024'          || 'alike'
        'x\u00e9 5'              | 'x\u00e8 5'               || 'different'
        'exited with 3'          | 'exited with 0'           || 'different'
        '0'                      | '1'                       || 'different'
        '5'                      | '7'                       || 'alike'
        'net.ip_forward = 1'     | 'net.ip_forward = 0'      || 'different'
        'icmp_seq=1 ttl=64'      | 'icmp_seq=2 ttl=64'       || 'alike'
        '3 sent, 0% packet loss' | '3 sent, 66% packet loss' || 'different'
        'got 0 packets dropped'  | 'got 5 packets dropped'   || 'different'
        'Failed units: 0'        | 'Failed units: 3'         || 'different'
        'rx_errors: 0'           | 'rx_errors: 9'            || 'different'
        'Swap: 0 0 0'            | 'Swap: 2047 12 2035'      || 'alike'
        'app 1/1 Running 0 5d'   | 'app 0/1 Running 0 5d'    || 'different'
        'app 3/3 Running'        | 'app 5/5 Running'         || 'alike'
        'done 3/12'              | 'done 5/12'               || 'alike'
        'Python 3.11'            | 'Python 3.9'              || 'different'
        'psql (PostgreSQL) 15.4' | 'psql (PostgreSQL) 14.9'  || 'different'
        'Ubuntu 22.04 LTS'       | 'Ubuntu 24.04 LTS'        || 'different'
        'CPU 3.5% busy'          | 'CPU 4.5% busy'           || 'alike'
        'Temp: 45.0 C'           | 'Temp: 44.5 C'            || 'alike'
        'listen 0.0.0.0:22'      | 'listen 127.0.0.1:22'     || 'different'
        'listen 10.0.0.5:80'     | 'listen 127.0.0.1:80'     || 'different'
        'listen [fe80::5]:80'    | 'listen [::1]:80'         || 'different'
        'mask 255.255.255.0'     | 'mask 255.255.0.0'        || 'different'
        'nameserver 10.0.0.53'   | 'nameserver 10.0.0.54'    || 'different'
        'nameserver fe80::1'     | 'nameserver fe80::2'      || 'different'
        'default via 10.0.0.1'   | 'default via 10.0.0.2'    || 'different'
        "${'a1' * 16}  /etc/x"   | "${'a2' * 16}  /etc/x"    || 'different'
        "id ${'a1' * 16}"        | "id ${'a2' * 16}"         || 'alike'
    }

    def "equal answers stay together, also where one of the hosts is named in them"() {
        given:
        def reply = new Reply(Optional.of(new Ending.Exited(0)), Captured.of('leader: web1, term 5'), Captured.of(''))
        def results = (1..3).collect { new HostResult.Done<Reply>(it, Host.named("web$it"), Duration.ZERO, reply) }
        def equal = new FoldGroup(results, new FoldText(reply.out()), new FoldText(reply.err()))

        when:
        def fold = SimilarFold.similar([equal, group(4, Host.named('web4'), 'leader: web1, term 6')], Masks.BUILT_IN)

        then:
        fold.groups()*.group()*.size() == [4]
        fold.groups()[0].varying() == [MaskKind.NUMBER] as Set
    }

    def "what differs is known by its kind and by its place in the first host's answer"() {
        when:
        def group = fold(['web1 pid 1 at 10:00', 'web2 pid 1 at 11:00', 'web3 pid 1 at 10:00']).groups().first()

        then:
        group.varying() as List == [MaskKind.NAME, MaskKind.TIME]
        group.out()*.raw() == ['web1 pid 1 at 10:00']
        group.out().first().varying() == [new Tokens.Token(0, 4, MaskKind.NAME), new Tokens.Token(14, 19, MaskKind.TIME)]
    }

    def "where only the blanks between words differ, that is said"() {
        expect:
        fold(['a  b', 'a b']).groups().first().varying() == [MaskKind.BLANKS] as Set
    }

    def "an expression of the configuration masks what it finds, also beside letters that are not ASCII"() {
        given:
        def patterns = [Masks.pattern('req-[a-z]+'), Masks.pattern('ä+')]

        expect:
        fold(['ü req-abc ää x', 'ü req-d ä x'], patterns).groups()*.varying() == [[MaskKind.MASK] as Set]
        fold(['ü req-abc x', 'ö req-d x'], patterns).groups().size() == 2
    }

    def "the expression '#text' is refused: #problem"() {
        when:
        Masks.pattern(text)

        then:
        def e = thrown(IllegalArgumentException)
        e.message == problem

        where:
        text  || problem
        'a('  || '"a(" is not a valid regular expression: Unclosed group at column 3'
        'a*'  || '"a*" matches the empty text and would be found everywhere; write one that takes at least a character'
        ''    || '"" matches the empty text and would be found everywhere; write one that takes at least a character'
    }

    @Timeout(30)
    def "an expression that would take for ever is given up and named, and the others go on"() {
        given:
        def patterns = [Masks.pattern('(a+)+b'), Masks.pattern('(x|y)+z'), Masks.pattern('job-\\w+')]
        def long1 = 'a' * 5000 + ' job-1x\n' + 'xy' * 100_000

        when:
        def fold = fold([long1, long1.replace('job-1x', 'job-2yy')], patterns)

        then:
        fold.givenUp() == ['(a+)+b', '(x|y)+z'] as Set
        fold.groups().size() == 1
    }

    def "bytes that are no text are neither masked nor mixed up"() {
        given:
        def texts = [[0xff, 0x20, 0x35], [0xff, 0x20, 0x36], [0xfe, 0x20, 0x35]].collect { it as byte[] }
        def i = 0
        def groups = texts.collect {
            def reply = new Reply(Optional.of(new Ending.Exited(0)), Captured.of(it, 0), Captured.of(''))
            new FoldGroup([new HostResult.Done<Reply>(i++, Host.named("h$i"), Duration.ZERO, reply)],
                    new FoldText(reply.out()), new FoldText(reply.err()))
        }

        expect:
        SimilarFold.similar(groups, Masks.BUILT_IN).groups()*.group()*.size() == [2, 1]
    }

    def "bytes that look like what stands for a number are not taken for one, and break nothing"() {
        given:
        def forged = Captured.of([0xff, 0x63] as byte[], 0)
        def number = Captured.of('5')
        def i = 0
        def groups = [number, forged].collect {
            def reply = new Reply(Optional.of(new Ending.Exited(0)), it, Captured.of(''))
            new FoldGroup([new HostResult.Done<Reply>(i++, Host.named("h$i"), Duration.ZERO, reply)],
                    new FoldText(reply.out()), new FoldText(reply.err()))
        }

        expect:
        SimilarFold.similar(groups, Masks.BUILT_IN).groups()*.group()*.size() == [1, 1]
    }

    @Timeout(30)
    def "a line of a hundred thousand times '#piece' holds nobody up"() {
        given:
        def line = piece * 100_000

        expect:
        fold([line + 'x', line + 'y']).groups().size() == 2

        where:
        piece << ['1:', '1.', '1/', '1_', 'a:', 'mon ', 'mon, ', '12:34:', '111,', '1h2.', ': 0 ', 'a-']
    }
}
