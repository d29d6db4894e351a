import dev.shoal.plugin.Column
import dev.shoal.plugin.HostContext
import dev.shoal.plugin.Plugin
import dev.shoal.plugin.Unit
import java.time.Duration
import java.time.Instant
import java.time.ZonedDateTime
import java.time.format.DateTimeFormatter

/**
 * When the certificates of the host's TLS services expire. It reads them from the running services, not from files: a service
 * may not have been reloaded since the renewal. A row for each port of `ports` that answers on 127.0.0.1.
 */
class CertExpiry extends Plugin {
    /** Ports with TLS from the first byte. Services that start in plain text, such as SMTP on 25, would need -starttls. */
    List<Integer> ports = [443, 465, 636, 853, 993, 995, 2376, 2379, 5671, 6443, 8443, 9200, 9443, 10250]

    /** With fewer days left a certificate should have been renewed; with fewer than `urgent` it is critical. */
    int renew = 14
    int urgent = 3

    String summary() {
        'when the certificates of TLS services expire'
    }

    List<Column> columns() {
        [Column.of('port'), Column.of('days', Unit.DAYS).warnBelow(renew).criticalBelow(urgent), Column.of('subject'), Column.of('note')]
    }

    Object process(HostContext host) {
        def reply = host.tryExec(command(host.host().name()), Duration.ofSeconds(10 + 5 * ports.size()))
        if (reply.exit == 127) {
            throw new IllegalStateException('openssl: not installed on this host, or not on its PATH')
        }
        reply.expecting('openssl s_client', 0)
        def answers = reply.out.split(/(?m)^@port /).toList().tail()
        if (answers.size() != ports.size()) {
            throw new IllegalStateException("openssl s_client: the reply is incomplete: ${answers.size()} of ${ports.size()} ports")
        }
        answers.findAll { it.contains('connected') }.collect { row(it.readLines()) }
    }

    /** One shell text for all ports: `connected` and the certificate of each port that answers, within 5 s if timeout exists. */
    private String command(String name) {
        'sh -c \'command -v openssl >/dev/null 2>&1 || exit 127; LC_ALL=C; export LC_ALL; ' +
                'echo; t=; timeout 5 true >/dev/null 2>&1 && t="timeout 5"; ' +
                "for p in ${ports.join(' ')}; do echo \"@port \$p\"; " +
                "all=\$(\$t openssl s_client -connect 127.0.0.1:\$p -servername $name </dev/null 2>&1); " +
                'case $all in *CONNECTED*) echo connected; ' +
                'printf "%s\\n" "$all" | openssl x509 -noout -subject -enddate 2>/dev/null;; esac; done; exit 0\''
    }

    private Map<String, Object> row(List<String> lines) {
        def port = lines[0] as int
        def subject = lines.find { it.startsWith('subject=') }
        def end = lines.find { it.startsWith('notAfter=') }
        if (!end) {
            return [port: port, days: null, subject: null, note: 'listens, but shows no certificate']
        }
        long days = Math.floorDiv(Duration.between(Instant.now(), time(end - 'notAfter=')).seconds, 86_400)
        [port: port, days: days, subject: subject?.minus('subject=')?.trim(), note: days < 0 ? 'expired' : null]
    }

    /** As openssl writes it: `Nov  3 08:00:00 2026 GMT`. */
    private Instant time(String text) {
        def form = DateTimeFormatter.ofPattern('MMM d HH:mm:ss yyyy z', Locale.ENGLISH)
        ZonedDateTime.parse(text.replaceAll(/ +/, ' ').trim(), form).toInstant()
    }
}
