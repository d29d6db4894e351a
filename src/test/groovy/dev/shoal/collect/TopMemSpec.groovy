package dev.shoal.collect

import dev.shoal.plugin.Plugin
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** plugins/TopMem.groovy. On procps and busybox it runs for real; what the BSDs and macOS print is written from their ps(1). */
class TopMemSpec extends Specification {
    static final String LINUX = '''\
              1 root     20712   53984 systemd
              2 root         0       0 kthreadd
            812 postgres 1048576 2097152 postgres
            900 www-data   2048 3145728 nginx: worker
        '''
    static final long KIB = 1024

    @TempDir
    Path dir

    @Shared
    Plugin plugin = ExamplePlugin.named('TopMem')

    def "the largest processes come first, kernel threads not at all"() {
        expect:
        rows(LINUX, n: 2, by: 'rss') == [
            [pid: 812, user: 'postgres', rss: 1048576 * KIB, vsz: 2097152 * KIB, command: 'postgres'],
            [pid: 1, user: 'root', rss: 20712 * KIB, vsz: 53984 * KIB, command: 'systemd']]
        rows(LINUX, n: 1, by: 'vsz')*.command == ['nginx: worker']
        rows(LINUX, n: 10, by: 'rss')*.pid == [812, 1, 900]
        rows(LINUX, n: 1, by: 'rss').first().keySet().toList() == plugin.columns()*.name()
    }

    def "sizes that busybox shortens are read: #text"() {
        expect:
        rows("    1 root      $text  9t init\n", n: 1, by: 'rss')*.rss == [bytes as long]

        where:
        text   || bytes
        '512'  || 512 * 1024
        '20m'  || 20 * 1024 * 1024
        '1.5g' || 1.5 * 1024 * 1024 * 1024
    }

    def "a command with blanks, as macOS has them, is one command"() {
        expect:
        rows('  311 _windowserver  98304 410000000 /System/Library/Frameworks/Some App.app/Window Server\n', n: 1, by: 'rss')*.command ==
                ['/System/Library/Frameworks/Some App.app/Window Server']
    }

    def "what the account's start-up files print is not a process"() {
        expect:
        rows("Welcome\n  7 root 1 1 motd\n\n@processes\n$LINUX", n: 9, by: 'rss')*.pid == [812, 1, 900]
    }

    def "what it cannot read it does not guess: #message"() {
        when:
        rows(out, n: 1, by: 'rss')

        then:
        def e = thrown(IllegalStateException)
        e.message == message

        where:
        out                        || message
        '  PID USER COMMAND\n'     || "ps: cannot read the line '  PID USER COMMAND'"
        '  1 root 12x 5 init\n'    || "ps: cannot read the size '12x'"
    }

    def "on this machine it shows what runs, also itself"() {
        when:
        def host = TestHost.local()
        host.params = [n: 100_000, by: 'rss']
        def rows = plugin.process(host)

        then:
        rows.find { it.command == 'java' && it.pid == ProcessHandle.current().pid() }.rss > 10_000_000
        rows*.rss == rows*.rss.sort(false).reverse()
    }

    @Requires({ Files.isExecutable(Path.of('/usr/bin/busybox')) })
    def "with the ps of busybox it shows the same processes"() {
        given:
        def shell = Files.createDirectory(dir.resolve('bin'))
        Files.createSymbolicLink(shell.resolve('ps'), Path.of('/usr/bin/busybox'))
        def host = TestHost.local(shell.toString())
        host.params = [n: 100_000, by: 'vsz']

        expect:
        plugin.process(host).find { it.pid == ProcessHandle.current().pid() }.rss > 10_000_000
    }

    private List<Map> rows(Map<String, Object> params, String out) {
        def host = TestHost.saying(0, out)
        host.params = params
        plugin.process(host)
    }
}
