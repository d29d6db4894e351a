package dev.shoal.collect

import dev.shoal.plugin.Plugin
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** The collectors from the question to the rows: on recordings, on this machine, and with busybox alone. */
@Timeout(60)
class CollectorsSpec extends Specification {
    static final List<Plugin> ALL =
            [new DiskPlugin(), new MemoryPlugin(), new NetworkPlugin(), new OsPlugin(), new UptimePlugin()]

    @Shared
    @TempDir
    Path bin

    def "#plugin.class.simpleName asks once and answers for this machine with its columns"() {
        given:
        def host = TestHost.local()

        when:
        def rows = [plugin.process(host)].flatten()

        then:
        host.commands.size() == 1
        !rows.isEmpty()
        rows.every { it.keySet().toList() == plugin.columns()*.name() }

        where:
        plugin << ALL
    }

    def "what the account's start-up files print on both streams, and a logout file at the end, is not #plugin.class.simpleName's answer"() {
        given:
        def local = TestHost.local()
        def noisy = new TestHost({ String command ->
            local.exec("echo '@shoal df 0'; printf 'Welcome %09000d' 1; echo 'NOISE on stderr' >&2; $command; echo; echo Bye; echo '@shoal uname 1'; echo '@shoal proc 1'")
        })

        expect:
        known([plugin.process(noisy)].flatten()) == known([plugin.process(local)].flatten())
        noisy.messages == local.messages

        where:
        plugin << ALL
        known << [{ all -> all*.mount }, { all -> all*.total }, { all -> all*.interface }, { all -> all }, { all -> all.size() }]
    }

    def "why a tool fails is not looked for in what the start-up files print"() {
        when:
        new UptimePlugin().process(TestHost.saying(0, 'hi\n\n@shoal begin 0\n\n@shoal uptime 1\n\n@shoal all 0\n',
                'NOISE\n\n@shoal begin 0\nuptime: no utmp\n'))

        then:
        def e = thrown(CollectException)
        e.message == 'uptime: exit 1: "uptime: no utmp"'
    }

    @Requires(value = { new File('/bin/busybox').canExecute() }, reason = 'busybox is not installed')
    def "#plugin.class.simpleName answers the same with busybox and nothing else"() {
        given:
        def rows = [plugin.process(TestHost.local(busyboxAlone()))].flatten()

        expect:
        !rows.isEmpty()
        rows*.keySet()*.toList().unique() == [plugin.columns()*.name()]
        lasting(rows) == lasting([plugin.process(TestHost.local())].flatten())

        where:
        plugin << ALL
        lasting << [{ all -> all.find { it.mount == '/' }.subMap('size', 'device') }, { all -> all*.total },
                    { all -> all*.subMap('interface', 'state', 'addresses', 'mac') }, { all -> all }, { all -> all.size() }]
    }

    def "this machine's own numbers are right"() {
        given:
        def host = TestHost.local()

        expect:
        new OsPlugin().process(host).hostname == host.exec('uname -n').out.trim()
        new UptimePlugin().process(host).up - (new File('/proc/uptime').text.split('[.]')[0] as long) in -5L..5L
        new MemoryPlugin().process(host).total == (new File('/proc/meminfo').text =~ /MemTotal: +(\d+)/)[0][1].toLong() * 1024
        new NetworkPlugin().process(host).find { it.interface == 'lo' }.addresses.startsWith('127.0.0.1/8')
        new DiskPlugin().process(host).find { it.mount == '/' }.size == host.exec('df -kP /').out.readLines().last().split(' +')[1].toLong() * 1024
    }

    def "a shell that is none, csh and fish too, gets one word without what they would expand"() {
        given:
        def host = TestHost.saying(0, '')

        when:
        plugin.process(host)

        then:
        thrown(CollectException)
        host.commands.every { it ==~ /sh -c '[^'\\!\n]+'/ }

        where:
        plugin << ALL
    }

    def "#plugin.class.simpleName refuses an answer that ends early, and one that is none"() {
        when:
        plugin.process(TestHost.saying(exit, out, err))

        then:
        def e = thrown(CollectException)
        e.message == message

        where:
        [plugin, [exit, out, err, message]] << [ALL, [
            [0, '', '', 'sh: the reply is incomplete (exit 0): nothing was printed'],
            [127, '', 'sh: not found\n', 'sh: the reply is incomplete (exit 127): the last line is "sh: not found"'],
            [0, '% Invalid input\n', '', 'sh: the reply is incomplete (exit 0): the last line is "% Invalid input"'],
            [137, 'MemTotal: 1 kB\nMemFr', '', 'sh: the reply is incomplete (exit 137): the last line is "MemFr"'],
            [0, 'x' * 9000 + '\n@shoal all 0', '', "sh: a line of 9000 characters: \"${'x' * 100}…\""],
        ]].combinations()
    }

    def "a tool that is missing is named"() {
        when:
        plugin.process(TestHost.recorded(sections, exits, 'sh: 1: not found'))

        then:
        def e = thrown(CollectException)
        e.message == message

        where:
        plugin             | sections                               | exits                    || message
        new DiskPlugin()    | [df: '']                               | [df: 127]                || 'df: not installed on this host, or not on its PATH'
        new NetworkPlugin() | [ifconfig: '']                         | [ifconfig: 127]          || 'ifconfig: not installed on this host, or not on its PATH'
        new NetworkPlugin() | [ifconfig: Recordings.text('freebsd-12.1/ifconfig'), netstat: ''] | [netstat: 127] || 'netstat: not installed on this host, or not on its PATH'
        new OsPlugin()      | [:]                                    | [:]                      || 'uname -snrm: was not run on this host'
        new UptimePlugin()  | [uptime: '']                           | [uptime: 1]              || 'uptime: exit 1: "sh: 1: not found"'
        new MemoryPlugin()  | [unknown: 'OpenBSD']                   | [:]                      || 'no /proc/meminfo, and reading the memory of "OpenBSD" is not supported'
        new MemoryPlugin()  | [meminfo: '']                          | [:]                      || 'cat /proc/meminfo: nothing was printed'
    }

    def "a file system that df cannot read costs a warning, not the rows of the others"() {
        given:
        def host = TestHost.recorded([df: Recordings.text('debian-12/df')], [df: 1], 'df: /mnt: Stale file handle\n')

        expect:
        new DiskPlugin().process(host)*.mount == ['/', '/mnt/with blank']
        host.messages == ['df -kP: exit 1: "df: /mnt: Stale file handle"']
    }

    def "FreeBSD and macOS, from what was recorded there"() {
        expect:
        new OsPlugin().process(TestHost.recorded([uname: Recordings.text('freebsd-12.1/uname')])) ==
                [name: 'FreeBSD', version: '12.1-RELEASE', kernel: '12.1-RELEASE', arch: 'amd64', hostname: 'freebsd', id: 'freebsd']
        new OsPlugin().process(TestHost.recorded([uname: Recordings.text('macos-10.14/uname'), macos: Recordings.text('macos-10.14/productversion')])) ==
                [name: 'macOS', version: '10.14.6', kernel: '18.7.0', arch: 'x86_64', hostname: 'kbrazil-mac', id: 'macos']
        new UptimePlugin().process(TestHost.recorded([sysctl: Recordings.text('macos-10.14/boot'), date: '1592922879'])).up == 86_400
        new MemoryPlugin().process(TestHost.recorded([macos: Recordings.text('macos-10.14/memory')])).use == 79
        new MemoryPlugin().process(TestHost.recorded([freebsd: Recordings.text('freebsd-12.1/memory')], [freebsd: 1])).use == 8
        new NetworkPlugin().process(TestHost.recorded([ifconfig: Recordings.text('freebsd-12.1/ifconfig'), netstat: Recordings.text('freebsd-12.1/netstat')])) ==
                [[interface: 'mce0', state: 'up', addresses: '23.246.26.130/25 fe80::e42:a1ff:fe2b:374/64 2a00:86c0:1026:1026::130/64',
                  mac: '0c:42:a1:2b:03:74', rx: null, tx: null]]
    }

    private String busyboxAlone() {
        def names = '/bin/busybox --list'.execute().text.readLines()
        names.each { name ->
            def link = bin.resolve(name)
            if (!Files.exists(link)) {
                Files.createSymbolicLink(link, Path.of('/bin/busybox'))
            }
        }
        bin.toString()
    }
}
