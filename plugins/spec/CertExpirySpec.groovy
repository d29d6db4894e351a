// What the plugin cert-expiry promises, on hosts that are written here. Run it with: shoal plugins test cert-expiry
import java.time.ZoneOffset
import java.time.ZonedDateTime
import java.time.format.DateTimeFormatter

/** A host on which a service on 443 shows a certificate with so many days left, and one on 8443 no certificate. */
def showing(int days) {
    def end = ZonedDateTime.now(ZoneOffset.UTC).plusDays(days).plusHours(1)
            .format(DateTimeFormatter.ofPattern('MMM d HH:mm:ss yyyy', Locale.ENGLISH)) + ' GMT'
    answering("""\
        Welcome to web1
        @port 443
        connected
        subject=CN = shop.example.com
        notAfter=$end
        @port 8443
        connected
        @port 9443
        """.stripIndent())
}

def answering(String out, int exit = 0, String err = '') {
    ScriptedHost.named('web1').reply(~/.*openssl s_client.*/, exit, out, err)
}

def three() {
    plugin.tap { ports = [443, 8443, 9443] }
}

test('a certificate is a row with the days that are left, and a port that nothing listens on has none') {
    assert showing(30).rows(three()).cells() == [
            [port: 443, days: 30L, subject: 'CN = shop.example.com', note: null],
            [port: 8443, days: null, subject: null, note: 'listens, but shows no certificate']]
}

test('less than two weeks are a warning, and less than three days critical') {
    assert showing(14).rows(three()).rows().first().level('days') == Level.OK
    assert showing(13).rows(three()).rows().first().level('days') == Level.WARN
    assert showing(2).rows(three()).rows().first().level('days') == Level.CRITICAL
}

test('an expired certificate is noted') {
    assert showing(-3).rows(three()).cells().first().subMap('days', 'note') == [days: -3L, note: 'expired']
}

test('a host without openssl fails, as does one whose reply is cut short') {
    assert failure { answering('', 127).rows(three()) } == 'openssl: not installed on this host, or not on its PATH'
    assert failure { answering('@port 443\n').rows(three()) } ==
            'openssl s_client: the reply is incomplete: 1 of 3 ports'
}
