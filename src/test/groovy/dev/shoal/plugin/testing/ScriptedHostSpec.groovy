package dev.shoal.plugin.testing

import dev.shoal.plugin.Column
import dev.shoal.plugin.HostContext
import dev.shoal.plugin.Level
import dev.shoal.plugin.Param
import dev.shoal.plugin.Plugin
import dev.shoal.transport.RemoteFiles
import dev.shoal.transport.TransportException
import java.time.Duration
import java.time.Instant
import spock.lang.Specification

class ScriptedHostSpec extends Specification {
    def host = ScriptedHost.named('web1')

    static class Load extends Plugin {
        Object process(HostContext host) {
            [load: (host.exec('uptime').out =~ /average: ([0-9.]+)/)[0][1] as double]
        }

        List<Column> columns() {
            [Column.of('load').warn(8)]
        }
    }

    def "a plugin's rows and their levels are those that Shoal shows"() {
        when:
        def rows = host.reply('uptime', ' 14:02 up 3 days, load average: 9.50, 0.21, 0.18\n').rows(new Load())

        then:
        rows.cells() == [[load: 9.5d]]
        rows.rows().first().level('load') == Level.WARN
        host.commands() == ['uptime']
    }

    static class Top extends Plugin {
        List<Param> params() {
            [Param.of('n', 5, 'how many').min(1), Param.required('by', String, 'sorted by')]
        }

        Object process(HostContext host) {
            [n: host.param('n'), by: host.param('by')]
        }
    }

    def "a parameter has the value of the test, else its default"() {
        expect:
        host.param('by', "${'rss'}").rows(new Top()).cells() == [[n: 5, by: 'rss']]
        host.param('n', 2).rows(new Top()).cells() == [[n: 2, by: 'rss']]
    }

    def "a parameter that the plugin would not get fails the test: #given"() {
        when:
        given.each { name, value -> host.param(name, value) }
        host.rows(new Top())

        then:
        def e = thrown(AssertionError)
        e.message == "web1: $message"

        where:
        given              || message
        [n: 1]             || "the parameter by has no value; write .param('by', VALUE) in the test"
        [n: 0, by: 'rss']  || 'n=0 is refused before the plugin runs; give it a value that params() accepts'
        [n: 'x', by: 'a']  || 'n=x is refused before the plugin runs; give it a value that params() accepts'
        [m: 1, by: 'rss']  || 'the plugin has no parameter m; params() has n, by'
    }

    def "a parameter of a plugin that the host does not know has no default"() {
        when:
        new Top().process(host)

        then:
        def e = thrown(AssertionError)
        e.message == "web1: the parameter n has no value; write .param('n', VALUE) in the test, or run the plugin with rows(plugin), which knows its defaults"
    }

    def "a command without a reply fails the test, with the most similar one first"() {
        given:
        host.reply('uptime', '').reply('df -Pk /', '').reply(~/ps .*/, '')

        when:
        host.exec('df -P /')

        then:
        def e = thrown(AssertionError)
        e.message == '''\
            web1: unexpected command: df -P /
            expected:
              df -Pk /
              uptime
              /ps .*/
            give it a reply in the test, or correct the plugin'''.stripIndent()
    }

    def "where no command has a reply, the message has none"() {
        when:
        host.exec('true')

        then:
        def e = thrown(AssertionError)
        e.message == "web1: unexpected command: true\nno command has a reply\ngive it a reply in the test, or correct the plugin"
    }

    def "several outputs of a command come one after the other, a later reply replaces them, and a pattern is for the others"() {
        given:
        host.reply('cat state', 'starting', 'up')

        expect:
        (1..3).collect { host.exec('cat state').out } == ['starting', 'up', 'up']

        when:
        host.reply('cat state', 'down').reply(~/cat .*/, 'other')

        then:
        [host.exec('cat state').out, host.exec('cat more').out] == ['down', 'other']
    }

    def "a command that takes longer than its limit fails as on a host, and the test does not wait"() {
        given:
        host.reply('backup', 'done').slow('backup', Duration.ofSeconds(30))

        when:
        host.exec('backup')

        then:
        def e = thrown(TransportException)
        e.failure().message() == 'web1: timed out after 10 s; the command may still be running there'
        host.exec('backup', Duration.ofMinutes(1)).out == 'done'
        host.limit(Duration.ofMinutes(1)).exec('backup').out == 'done'
    }

    def "a connection may break at a command, or not come about"() {
        when:
        host.unreachable('reboot').exec('reboot')

        then:
        def e = thrown(TransportException)
        e.failure().message() == 'web1: connection lost. The command may be running there'

        when:
        host.unreachable()."$call"('x')

        then:
        e = thrown(TransportException)
        e.failure().message() == 'web1: connection refused. Is sshd running there?'

        where:
        call << ['exec', 'read']
    }

    def "files are read and written, relative ones in the user's home"() {
        given:
        host.file('/etc/motd', 'hello\n').file('state', [1, 2] as byte[])

        when:
        host.write('/etc/motd', 'bye\n'.bytes)
        host.write('new', 'x'.bytes)

        then:
        host.text('/etc/motd').get() == 'bye\n'
        host.text('/home/ops/new').get() == 'x'
        host.text('nothing').empty
        new String(host.read('/etc/../etc/./motd')) == 'bye\n'
        host.files().list('.')*.name() == ['new', 'state']
        host.files().list('/')*.kind() == [RemoteFiles.Kind.DIRECTORY] * 2
        host.files().stat('state').get().bytes() == 2
        host.files().stat('/etc/motd').get().mode() == 0644
    }

    def "a file that cannot be used is refused as a host refuses it: #what"() {
        given:
        host.file('/etc/motd', 'hello\n')

        when:
        use(host)

        then:
        def e = thrown(TransportException)
        e.failure().message() == "web1: $message"

        where:
        what                  | use                                                     || message
        'one that is missing' | { it.read('/etc/passwd') }                              || '/etc/passwd: no such file or directory'
        'a directory'         | { it.read('/etc') }                                     || '/etc: is a directory, not a file'
        'no directory for it' | { it.write('/opt/x', [] as byte[]) }                    || '/opt/x: no such directory: /opt'
        'a list of a file'    | { it.files().list('/etc/motd') }                        || '/etc/motd: no such directory'
        'a second one'        | { it.files().write('/etc/motd', null, 0644, { }) }      || '/etc/motd: already exists'
        'a full directory'    | { it.files().rmdir('/etc') }                            || '/etc: not an empty directory'
        'a directory to file' | { it.files().remove('/etc') }                           || '/etc: is a directory, not a file'
    }

    def "files and directories are moved and changed in place"() {
        given:
        host.file('/srv/app/conf', 'x').file('/srv/app2/conf', 'y')
        def files = host.files()

        when:
        files.mkdir('/srv/new', 0700)
        files.rename('/srv/app', '/srv/old')
        files.rename('/srv/old/conf', '/srv/app2/conf')
        files.chmod('/srv/app2/conf', 0600)
        files.touch('/srv/app2/conf', Instant.ofEpochSecond(60))
        files.chown('/srv/app2/conf', new RemoteFiles.Owner(5, 6))
        files.rmdir('/srv/new')

        then:
        files.list('/srv')*.name() == ['app2', 'old']
        host.text('/srv/app2/conf').get() == 'x'
        files.stat('/srv/app2/conf').get() == new RemoteFiles.Entry('conf', RemoteFiles.Kind.FILE, 1, 0600, Instant.ofEpochSecond(60), Optional.of(new RemoteFiles.Owner(5, 6)))
    }

    def "variables are those of the inventory, and what is logged can be read"() {
        when:
        host.variable('rack', 'r1').log().warn('{} of {}: {}', 1, 2)
        host.log().info('done', 'more')

        then:
        host.host().variable('rack').get() == 'r1'
        host.logged() == ['warn: 1 of 2: {}', 'info: done']
        "$host ${host.host()}" == 'web1 web1'
    }
}
