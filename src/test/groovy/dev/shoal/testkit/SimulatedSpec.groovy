package dev.shoal.testkit

import java.nio.file.Files
import java.nio.file.Path
import net.schmizz.sshj.sftp.SFTPException
import spock.lang.Timeout

@Timeout(60)
class SimulatedSpec extends FleetSpecification {
    static final KNOWN = 'is not known here. A simulated demo host understands words, quotes, $NAME and ; && || |'

    def setupSpec() {
        startFleet(8, DemoKind.SIMULATED)
    }

    def "on #host, which is simulated, '#command' says '#out' with #status"() {
        when:
        def told = run(host, command)

        then:
        [told.out, told.err, told.status] == [out, '', status]

        where:
        host   | command                                            || out                                     | status
        'web1' | 'hostname'                                         || 'web1\n'                                | 0
        'web3' | 'uname -r'                                         || '4.19.0-27-amd64\n'                     | 0
        'web3' | 'cat /etc/debian_version ../etc/hostname'          || '10.13\nweb3\n'                         | 0
        'db1'  | 'df --output=pcent / | tail -n 1'                  || '100%\n'                                | 0
        'web2' | 'systemctl is-active nginx'                        || 'failed\n'                              | 3
        'web2' | 'systemctl is-active nginx || echo down'           || 'failed\ndown\n'                        | 0
        'web1' | 'true && echo "a  $HOSTNAME" \'$HOME\' b\\ c; exit 7; echo d' || 'a  web1 $HOME b c\n'         | 7
        'web1' | 'false; echo $?'                                   || '1\n'                                   | 0
        'web1' | 'grep nosuch /etc/hosts'                           || ''                                      | 1
        'web1' | 'cat /proc/loadavg | wc -l'                        || '1\n'                                   | 0
        'web1' | 'ls /etc | head -2'                                || 'debian_version\ngroup\n'               | 0
        'web1' | 'pwd; whoami; nproc'                               || '/root\nroot\n2\n'                      | 0
    }

    def "what a simulated host does not know is refused by name before anything runs: #command"() {
        when:
        def told = run('web1', command)

        then:
        [told.out, told.err, told.status] == ['', "web1: $problem\n".toString(), status]

        where:
        command                    || status | problem
        'echo a; touch /tmp/x'     || 127    | 'touch: a simulated demo host does not have it. It has: cat df echo exit false free grep head hostname id ls nproc ps pwd systemctl tail true uname uptime wc whoami'
        'echo a >/tmp/x'           || 2      | "> $KNOWN"
        'echo a; echo $(id)'       || 2      | "\$( $KNOWN"
        'echo "`id`"'              || 2      | "` $KNOWN"
        'true & true'              || 2      | "& $KNOWN"
        'cat /etc/*'               || 2      | "* $KNOWN"
        'X=1 id'                   || 2      | "= $KNOWN"
        "echo 'a"                  || 2      | "a quote that is not closed $KNOWN"
        'echo a | | cat'           || 2      | "nothing before | $KNOWN"
    }

    def "no argument of a simulated program reaches a file of this machine: #command"() {
        given:
        def witness = Files.writeString(parent.resolve('witness'), 'planted')
        def told = run('web1', command.replace('WITNESS', witness.toString()))

        expect:
        told.status != 0
        !told.out.contains('planted')
        Files.readString(witness) == 'planted'

        where:
        command << ['cat WITNESS', 'cat ../../../../../../WITNESS', 'systemctl stop ../../../../../WITNESS', 'systemctl status ../../../../../WITNESS',
                    'ls WITNESS', 'grep planted WITNESS', 'ps -f WITNESS', 'df --output=/WITNESS']
    }

    def "SFTP shows the same tree, takes files, and makes no links"() {
        given:
        def sftp = clients.to(fleet, 'web4').newSFTPClient()

        when:
        sftp.put(Files.writeString(parent.resolve('motd'), 'by sftp\n').toString(), 'motd')

        then:
        run('web4', 'cat motd').out == 'by sftp\n'
        sftp.ls('/root')*.name == ['motd']

        when:
        sftp.symlink('/etc', '/root/link')

        then:
        thrown(SFTPException)
    }
}
