package dev.shoal.testing

import spock.lang.Requires
import spock.lang.Specification
import spock.lang.Timeout

@Requires(value = { RealSshd.installed }, reason = RealSshd.REASON)
@Timeout(30)
class RealSshdSpec extends Specification {
    def "the system's ssh runs a command on the fixture, and nothing of it is left when it is closed"() {
        given:
        def sshd = RealSshd.start()

        when:
        def ssh = ['ssh', '-F', '/dev/null', '-p', "$sshd.port", '-i', "$sshd.keyFile", '-o', "UserKnownHostsFile=$sshd.knownHostsFile",
                   '-o', 'StrictHostKeyChecking=yes', '-o', 'BatchMode=yes', "$sshd.user@127.0.0.1", 'echo $HOME']*.toString().execute()
        def out = ssh.text

        then:
        ssh.waitFor() == 0
        out == "$sshd.dir/home\n"

        when:
        sshd.close()

        then:
        ProcessHandle.of(sshd.pid).empty || !ProcessHandle.of(sshd.pid).get().alive
        !sshd.dir.toFile().exists()
    }
}
