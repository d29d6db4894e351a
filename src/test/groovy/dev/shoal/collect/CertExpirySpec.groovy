package dev.shoal.collect

import dev.shoal.plugin.Level
import dev.shoal.plugin.Plugin
import dev.shoal.plugin.Reply
import java.nio.file.Path
import java.security.KeyStore
import javax.net.ssl.KeyManagerFactory
import javax.net.ssl.SSLContext
import javax.net.ssl.SSLSocket
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** plugins/CertExpiry.groovy, on real TLS ports of this machine. */
@Requires(value = { ['/usr/bin/openssl', '/bin/openssl'].any { new File(it).canExecute() } }, reason = 'openssl is not installed')
@Timeout(60)
class CertExpirySpec extends Specification {
    @Shared
    @TempDir
    Path directory

    Plugin plugin = ExamplePlugin.named('CertExpiry')

    def "a certificate of #days days has #left left, which is #level"() {
        given:
        def port = serve(days)
        plugin.ports = [port.localPort]

        expect:
        plugin.process(TestHost.local()) ==
                [[port: port.localPort, days: left, subject: 'CN = web1', note: null]]
        plugin.process(TestHost.local()).first().keySet().toList() == plugin.columns()*.name()
        plugin.columns()[1].level(left) == level

        cleanup:
        port.close()

        where:
        days || left | level
        90   || 89L  | Level.OK
        15   || 14L  | Level.OK
        14   || 13L  | Level.WARN
        2    || 1L   | Level.CRITICAL
    }

    def "an expired one is said to be"() {
        given:
        plugin.ports = [443, 636]

        expect:
        plugin.process(TestHost.saying(0, '@port 443\nconnected\nsubject=CN = old\nnotAfter=Jan  2 03:04:05 2020 GMT\n@port 636\n'))*.subMap('port', 'subject', 'note') ==
                [[port: 443, subject: 'CN = old', note: 'expired']]
    }

    def "a port that nobody listens on has no row, and one that speaks no TLS says so"() {
        given:
        def mute = new ServerSocket(0, 5, InetAddress.loopbackAddress)
        Thread.start {
            while (!mute.closed) {
                try {
                    mute.accept().withCloseable { it.outputStream << 'HTTP/1.0 400 Bad Request\r\n\r\n' }
                } catch (SocketException ignored) {
                    return
                }
            }
        }
        plugin.ports = [freePort(), mute.localPort]

        expect:
        plugin.process(TestHost.local()) ==
                [[port: mute.localPort, days: null, subject: null, note: 'listens, but shows no certificate']]

        cleanup:
        mute.close()
    }

    def "it refuses to guess: #message"() {
        given:
        plugin.ports = [443, 636]

        when:
        plugin.process(new TestHost({ Reply.of(exit, out, err) }))

        then:
        def e = thrown(Exception)
        e.message == message

        where:
        exit | out             | err             || message
        127  | ''              | ''              || 'openssl: not installed on this host, or not on its PATH'
        2    | ''              | 'Syntax error\n' || "'openssl s_client' ended with exit 2: Syntax error"
        0    | '@port 443\n'   | ''              || 'openssl s_client: the reply is incomplete: 1 of 2 ports'
        0    | ''              | ''              || 'openssl s_client: the reply is incomplete: 0 of 2 ports'
    }

    def "a host without openssl is told from one without certificates"() {
        when:
        plugin.process(TestHost.local(directory.toString()))

        then:
        def e = thrown(IllegalStateException)
        e.message == 'openssl: not installed on this host, or not on its PATH'
    }

    /** A TLS port of this machine with a certificate that is made now and ends in so many days. */
    private ServerSocket serve(int days) {
        def key = directory.resolve("key-${days}.pem")
        def certificate = directory.resolve("cert-${days}.pem")
        def both = directory.resolve("both-${days}.p12")
        openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=web1', '-days', "$days",
                '-keyout', "$key", '-out', "$certificate")
        openssl('pkcs12', '-export', '-passout', 'pass:changeit', '-inkey', "$key", '-in', "$certificate", '-out', "$both")
        def store = KeyStore.getInstance(both.toFile(), 'changeit'.toCharArray())
        def keys = KeyManagerFactory.getInstance(KeyManagerFactory.defaultAlgorithm)
        keys.init(store, 'changeit'.toCharArray())
        def tls = SSLContext.getInstance('TLS').tap { init(keys.keyManagers, null, null) }
        def server = tls.serverSocketFactory.createServerSocket(0, 5, InetAddress.loopbackAddress)
        Thread.start {
            while (!server.closed) {
                try {
                    (server.accept() as SSLSocket).withCloseable { it.startHandshake() }
                } catch (IOException ignored) {
                    // the client has seen enough, or the port is closed
                }
            }
        }
        server
    }

    private static void openssl(String... words) {
        def process = (['openssl'] + words.toList()).execute()
        def said = new StringBuilder()
        process.waitForProcessOutput(said, said)
        assert process.exitValue() == 0: said
    }

    private static int freePort() {
        new ServerSocket(0).withCloseable { it.localPort }
    }
}
