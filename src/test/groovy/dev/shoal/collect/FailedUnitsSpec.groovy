package dev.shoal.collect

import dev.shoal.plugin.Plugin
import dev.shoal.plugin.Reply
import spock.lang.Shared
import spock.lang.Specification

/** plugins/FailedUnits.groovy. What its hosts print is written from systemctl(1): no failed unit was at hand to record. */
class FailedUnitsSpec extends Specification {
    static final String FAILED = '''\
        nginx.service                    loaded failed failed A high performance web server
        dev-disk-by\\x2dlabel-swap.swap  loaded failed failed Swap
        '''.stripIndent()
    static final String SHOWN = '''\
        4000.25 7000.00
        Id=nginx.service
        Result=exit-code
        ExecMainStatus=1
        InactiveEnterTimestampMonotonic=3940000000

        Id=dev-disk-by\\x2dlabel-swap.swap
        Result=exit-code
        InactiveEnterTimestampMonotonic=25000000
        '''.stripIndent()

    @Shared Plugin plugin = ExamplePlugin.named('FailedUnits')

    def "each failed unit is a row with its age, its result and its exit status"() {
        given:
        def host = systemd(Reply.of(0, FAILED, ''), Reply.of(0, SHOWN, ''))

        expect:
        plugin.process(host) == [
            [unit: 'nginx.service', age: 60L, result: 'exit-code', exit: 1, description: 'A high performance web server'],
            [unit: 'dev-disk-by\\x2dlabel-swap.swap', age: 3975L, result: 'exit-code', exit: null, description: 'Swap']]
        host.commands[1].endsWith("-- 'nginx.service' 'dev-disk-by\\x2dlabel-swap.swap'")
        plugin.process(host).first().keySet().toList() == plugin.columns()*.name()
    }

    def "what the account's start-up files print is no unit"() {
        given:
        def host = systemd(Reply.of(0, "Welcome\nnginx.service loaded failed failed x\nYou have mail\n@units\n$FAILED", ''),
                Reply.of(0, "Welcome\n\n@units\n$SHOWN", ''))

        expect:
        plugin.process(host)*.subMap('unit', 'age') ==
                [[unit: 'nginx.service', age: 60L], [unit: 'dev-disk-by\\x2dlabel-swap.swap', age: 3975L]]
        host.commands.every { it.startsWith('echo; echo @units; ') }
    }

    def "a unit of which systemctl tells nothing more is shown all the same"() {
        given:
        def host = systemd(Reply.of(0, '● nginx.service loaded failed failed the nginx of web2\n', ''), Reply.of(1, '', 'Unknown verb show\n'))

        expect:
        plugin.process(host) == [[unit: 'nginx.service', age: null, result: null, exit: null, description: 'the nginx of web2']]
    }

    def "where nothing has failed there is no row, and nothing more is asked"() {
        given:
        def host = systemd(Reply.of(0, '\n', ''))

        expect:
        plugin.process(host) == []
        host.commands.size() == 1
    }

    def "where systemd does not run there is no row, and the log says so"() {
        given:
        def host = systemd(Reply.of(exit, '', err))

        expect:
        plugin.process(host) == []
        host.messages == ['no systemd on web1']

        where:
        exit | err
        127  | 'env: systemctl: No such file or directory\n'
        1    | "System has not been booted with systemd as init system (PID 1). Can't operate.\nFailed to connect to bus: Host is down\n"
    }

    def "what it cannot read it does not guess: #message"() {
        when:
        plugin.process(systemd(Reply.of(exit, out, err)))

        then:
        def e = thrown(RuntimeException)
        e.message == message

        where:
        exit | out                                    | err                        || message
        1    | ''                                     | 'Access denied\n'          || "'systemctl --failed' ended with exit 1: Access denied"
        1    | ''                                     | ''                         || "'systemctl --failed' ended with exit 1"
        0    | "a'; reboot; '.service loaded failed failed x\n" | '' || "systemctl --failed: cannot read the line 'a'; reboot; '.service loaded failed failed x'"
        0    | '<html>\n'                             | ''                         || "systemctl --failed: cannot read the line '<html>'"
    }

    def "on this machine it answers"() {
        expect:
        plugin.process(TestHost.local()) instanceof List
    }

    static TestHost systemd(Reply list, Reply show = null) {
        new TestHost({ String command -> command.contains('--failed') ? list : show })
    }
}
