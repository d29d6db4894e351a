package dev.shoal.ssh

import dev.shoal.transport.Failure.Kind
import dev.shoal.transport.Phase
import java.time.Duration
import net.schmizz.sshj.common.DisconnectReason
import net.schmizz.sshj.common.SSHException
import spock.lang.Specification

class SshFailuresSpec extends Specification {
    def failures = new SshFailures('web1:22', 22, 'ops', Duration.ofSeconds(10))

    def "#thrown.message is #kind"() {
        expect:
        with(failures.dialling(thrown)) {
            it.phase() == Phase.CONNECT
            it.kind() == kind
            it.message() == message
        }

        where:
        thrown                                                 || kind          | message
        new ConnectException('Connection refused')             || Kind.REFUSED  | 'web1:22: connection refused. Is sshd running there, and is 22 its port?'
        new NoRouteToHostException('No route to host')         || Kind.ROUTE    | 'web1:22: no route to the host. Is its network up, and is the address right?'
        new SocketException('Network is unreachable')          || Kind.ROUTE    | 'web1:22: no route to the host. Is its network up, and is the address right?'
        new ConnectException('Connection timed out')           || Kind.TIMEOUT  | 'web1:22: no answer within 10 s. Is it up, and does a firewall drop port 22?'
        new SocketTimeoutException('Connect timed out')        || Kind.TIMEOUT  | 'web1:22: no answer within 10 s. Is it up, and does a firewall drop port 22?'
        new SocketException('Permission denied')               || Kind.LOST     | 'web1:22: no connection (Permission denied)'
    }

    def "the side that ended the connection is named right: '#said'"() {
        expect:
        failures.lost(Phase.RUN, new SSHException(reason, said)).message() ==
                "web1:22: $fact while the command ran. The command may still be running there"

        where:
        reason                            | said                               || fact
        DisconnectReason.MAC_ERROR        | 'MAC Error'                        || 'data from the server could not be decoded (MAC Error)'
        DisconnectReason.PROTOCOL_ERROR   | 'invalid packet length: 192029552' || 'data from the server could not be decoded (invalid packet length: 192029552)'
        DisconnectReason.PROTOCOL_ERROR   | 'Timeout, client not responding'   || 'the server closed the connection (Timeout, client not responding)'
        DisconnectReason.UNKNOWN          | 'Broken transport; encountered EOF' || 'the connection was lost'
    }

    def "a limit of #millis ms is shown as '#words'"() {
        expect:
        SshFailures.words(Duration.ofMillis(millis)) == words

        where:
        millis | words
        7      | '7 ms'
        291    | '300 ms'
        985    | '1 s'
        1500   | '1.5 s'
        9990   | '10 s'
        600000 | '600 s'
    }
}
