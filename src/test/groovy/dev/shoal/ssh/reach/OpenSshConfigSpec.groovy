package dev.shoal.ssh.reach

import dev.shoal.inventory.Host
import dev.shoal.transport.Failure
import dev.shoal.transport.Phase
import dev.shoal.transport.SetupException
import dev.shoal.transport.TransportException
import dev.shoal.ssh.reach.SshOptions.HostKeyMode
import dev.shoal.ssh.reach.SshOptions.Layer
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.FileTime
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

@Requires(
        value = { ['/usr/bin', '/usr/local/bin', '/bin'].any { Files.isExecutable(Path.of(it, 'ssh')) } },
        reason = 'needs ssh: install openssh-client')
@Timeout(60)
class OpenSshConfigSpec extends Specification {
    @TempDir Path dir
    List<String> told = []

    SshOptions options(Layer commandLine = Layer.SILENT, Layer configured = Layer.SILENT) {
        new SshOptions(commandLine, configured, Optional.empty(), HostKeyMode.ACCEPT_NEW, Optional.empty(), Optional.empty(), false, Optional.empty(),
                dir.resolve('home'), System.getProperty('user.name'))
    }

    Path file(String text) {
        Files.writeString(dir.resolve('config'), text)
    }

    OpenSshConfig config(String text, SshOptions options = options()) {
        new OpenSshConfig(file(text), options, { told << it })
    }

    static Host host(Map how = [:]) {
        new Host(how.name ?: 'web3', how.address ?: how.name ?: 'web3', how.port ? OptionalInt.of(how.port) : OptionalInt.empty(),
                Optional.ofNullable(how.user), how.key ? [key: how.key] : [:])
    }

    static Layer reach(String user, int port) {
        new Layer(Optional.of(user), OptionalInt.of(port), [], Optional.empty())
    }

    def "host name, user, port, keys and known_hosts are taken from the file"() {
        given:
        def keys = ['one', 'two'].collect { Files.writeString(dir.resolve(it), 'x') }
        def to = config("""\
            Host web*
              HostName 10.0.0.3
              User deploy
              Port 2222
              IdentityFile ${keys[0]}
              IdentityFile ${dir}/missing
              IdentityFile ${keys[1]}
              IdentitiesOnly yes
              UserKnownHostsFile ${dir}/known ${dir}/more
              GlobalKnownHostsFile none
            """).resolve(host())

        expect:
        [to.address(), to.user(), to.port(), to.identities(), to.explicitIdentities(), to.identitiesOnly(), to.knownHosts()] ==
                ['10.0.0.3', 'deploy', 2222, keys, true, true, [dir.resolve('known'), dir.resolve('more')]]
    }

    def "what the file does not say is left to the configuration and the defaults"() {
        given:
        def to = config('Host db*\n  User oracle\n', options(Layer.SILENT, reach('ops', 2022))).resolve(host())

        expect:
        [to.address(), to.user(), to.port(), to.identities(), to.explicitIdentities(), to.identitiesOnly()] ==
                ['web3', 'ops', 2022, [], false, false]
        to.knownHosts() == [dir.resolve('home/.ssh/known_hosts'), Path.of('/etc/ssh/ssh_known_hosts')]
    }

    def "command line and inventory win over the file, whose conditions see them"() {
        given:
        def text = '''\
            Match user root
              IdentityFile /keys/root
            Host web3
              HostName 10.9.9.9
              User deploy
              Port 22
              IdentityFile /keys/%r@%h-%p-%n-%%
            '''

        expect:
        config(text, options(reach('root', 2200))).resolve(host(user: 'x')).with {
            [it.user(), it.port(), it.identities()[0]] == ['root', 2200, Path.of('/keys/root')]
        }
        config(text).resolve(host(address: '10.0.0.3', user: 'ops', port: 23)).with {
            [it.address(), it.user(), it.port(), it.identities()] == ['10.0.0.3', 'ops', 23, [Path.of('/keys/ops@10.0.0.3-23-web3-%')]]
        }
        config(text).resolve(host(key: '/keys/mine')).identities() == [Path.of('/keys/mine')]
    }

    def "a file that the inventory names comes before what later sources say, and they fill what it leaves open"() {
        given:
        def file = file("Host web3\n$lines\n")
        def host = new Host('web3', 'web3', OptionalInt.empty(), Optional.empty(), ['ssh-config': file.toString()],
                [address: '192.0.2.9', port: '2209', user: 'root', key: '/keys/late'])
        def to = OpenSshConfig.ofInventory(file, options(Layer.SILENT, reach('conf', 2022)), {}).resolve(host)

        expect:
        [to.address(), to.port(), to.user(), to.identities()*.toString()] == reached

        where:
        lines                                              || reached
        ''                                                 || ['192.0.2.9', 2209, 'root', ['/keys/late']]
        '  HostName 10.0.0.3'                              || ['10.0.0.3', 2209, 'root', ['/keys/late']]
        '  User deploy\n  Port 22\n  IdentityFile /keys/own' || ['192.0.2.9', 22, 'deploy', ['/keys/own']]
        "  User ${System.getProperty('user.name')}"        || ['192.0.2.9', 2209, System.getProperty('user.name'), ['/keys/late']]
        '  HostName web3'                                  || ['web3', 2209, 'root', ['/keys/late']]
    }

    def "with -F the inventory's own file is out of use, and what its sources say wins"() {
        given:
        def host = new Host('web3', 'web3', OptionalInt.empty(), Optional.empty(), ['ssh-config': '/other'], [address: '192.0.2.9', port: '2209',
                user: 'ops', key: '/keys/late'])
        def to = config('Host web3\n  HostName 10.0.0.3\n  User deploy\n  Port 23\n').resolve(host)

        expect:
        [to.address(), to.port(), to.user(), to.identities()*.toString()] == ['192.0.2.9', 2209, 'ops', ['/keys/late']]
    }

    def "a value of a later source that would be a directive of its own is refused"() {
        given:
        def file = file('Host web3\n')
        def host = new Host('web3', 'web3', OptionalInt.empty(), Optional.empty(), [:], [user: 'a\nProxyCommand x'])

        when:
        OpenSshConfig.ofInventory(file, options(), {}).resolve(host)

        then:
        def e = thrown(TransportException)
        e.failure().problem() ==
                "web3: $file: ssh: user \"a\nProxyCommand x\" of a later source cannot be weighed against the file"
    }

    def "a directive without effect here is reported once, by its name"() {
        given:
        def config = config("""\
            Host web3
              SetEnv FOO=bar
              SendEnv LANG
            Host *
              SendEnv LC_*
              ForwardAgent yes
              Ciphers aes128-ctr
              ServerAliveInterval 5
              ControlMaster auto
              LogLevel ERROR
            """)

        when:
        config.resolve(host())
        config.resolve(host())
        config.resolve(host(name: 'db1'))

        then:
        told == ["${dir.resolve('config')}: no effect in this version: Ciphers, ForwardAgent, SendEnv, SetEnv".toString()]
    }

    def "a host that is only reached by '#directive' is refused by that name"() {
        given:
        def config = config("Host web3\n  $directive\nHost *\n  SendEnv LANG LC_*\n  GSSAPIAuthentication yes\n")

        when:
        config.resolve(host())

        then:
        def e = thrown(TransportException)
        e.failure() == new Failure(Phase.RESOLVE, Failure.Kind.PROXY, "web3: ${dir.resolve('config')} sets $directive; $fact",
                'Reach it without that directive, or leave it out with -x web3')

        and:
        config.resolve(host(name: 'web4')).address() == 'web4'

        where:
        directive                             || fact
        'ProxyJump bastion'                   || 'jump hosts are not in this version'
        'ProxyCommand nc -X connect %h %p'    || 'proxy commands are not in this version'
        'BindAddress 127.0.0.1'               || 'the address to connect from cannot be chosen in this version'
        'BindInterface eth7'                  || 'the interface to connect from cannot be chosen in this version'
        'AddressFamily inet6'                 || 'the address family cannot be chosen in this version'
        'HostKeyAlias the-cluster'            || 'host keys are looked up by address alone in this version'
        'KnownHostsCommand /bin/keys %H'      || 'host keys are read from files alone in this version'
        'RevokedHostKeys /etc/revoked'        || 'revoked keys are read from @revoked lines of known_hosts alone in this version'
        'IdentityAgent /run/other.sock'          || 'the agent is the one of SSH_AUTH_SOCK in this version'
        'IdentityAgent none'                  || 'the agent is the one of SSH_AUTH_SOCK in this version'
        'CertificateFile ~/other-cert.pub'    || 'certificates are found beside their key, as KEY-cert.pub, in this version'
        'PKCS11Provider /lib/p11.so'          || 'PKCS#11 keys are used through ssh-agent alone in this version'
    }

    def "'#directive' does not make a host refused"() {
        expect:
        config("Host web3\n  $directive\n").resolve(host()).address() == 'web3'

        where:
        directive << ['SendEnv LANG LC_*', 'GSSAPIAuthentication yes', 'HashKnownHosts yes', 'ForwardAgent yes', 'Compression yes',
                      'ProxyJump none', 'ProxyCommand none', 'AddressFamily any', 'IdentityAgent SSH_AUTH_SOCK', 'CertificateFile none',
                      'ControlMaster auto', 'ServerAliveInterval 30', 'Ciphers aes128-ctr', 'KexAlgorithms curve25519-sha256',
                      'StrictHostKeyChecking no', 'LocalForward 8080 localhost:80', 'RequestTTY yes', 'ConnectTimeout 3',
                      'LogLevel QUIET', 'PasswordAuthentication no', 'SetEnv A=b', 'CheckHostIP yes', 'PreferredAuthentications publickey']
    }

    def "StrictHostKeyChecking #value makes the host's key #known"() {
        given:
        def config = config("Host web3\n  StrictHostKeyChecking $value\n")
        config.resolve(host())

        expect:
        config.wantsKnownKey(host()) == strict

        where:
        value        || strict
        'yes'        || true
        'accept-new' || false
        'no'         || false
        'ask'        || false
        known = strict ? 'have to be known' : 'no stricter than the options say'
    }

    def "ssh is asked once per host, until the file changes"() {
        given: 'an ssh that writes down what it is asked'
        def asked = dir.resolve('asked')
        def ssh = Files.writeString(dir.resolve('ssh'), "#!/bin/sh\necho \"\$@\" >>$asked\nexec ssh \"\$@\"\n")
        ssh.toFile().executable = true
        def config = new OpenSshConfig(file('Host web3\n  Port 2222\n'), options(), {}, "$ssh")

        when:
        3.times { config.resolve(host()) }

        then:
        Files.readAllLines(asked) == ["-T -G -F $dir/config -- web3".toString(), '-T -G -F /dev/null -- localhost']

        when:
        file('Host web3\n  Port 2223\n')
        Files.setLastModifiedTime(dir.resolve('config'), FileTime.fromMillis(1))
        config.check()

        then:
        config.resolve(host()).port() == 2223
    }

    def "a file that #what is a mistake that is found before anything runs"() {
        given:
        def config = make(dir)

        when:
        new OpenSshConfig(config, options(), {}).check()

        then:
        def e = thrown(SetupException)
        e.message == "ssh config $config: " + says.replace('@', "$config")

        where:
        what              | make                                                                              || says
        'is not there'    | { it.resolve('config') }                                                          || 'no such file or directory'
        'is a directory'  | { it }                                                                            || 'is a directory'
        'ssh cannot read' | { Files.writeString(it.resolve('config'), 'Host a\n  Bogus yes\n  Port abc\n') }   || 'ssh: @: line 2: Bad configuration option: bogus'
    }

    def "without an ssh program the operator hears what to install"() {
        when:
        new OpenSshConfig(file(''), options(), {}, "$dir/no-ssh").check()

        then:
        def e = thrown(SetupException)
        e.message == "ssh config $dir/config: ssh: the program $dir/no-ssh cannot be started; -F needs OpenSSH's client " +
                '(Debian: apt-get install openssh-client)'
    }

    def "an address that is none to ssh is refused with ssh's own words"() {
        when:
        config('').resolve(host(name: 'web3', address: '-oProxyCommand=touch x'))

        then:
        def e = thrown(TransportException)
        e.failure().kind() == Failure.Kind.RESOLVE
        e.failure().message().startsWith("web3: $dir/config: ssh: ") // the words are those of the ssh that is installed
    }
}
