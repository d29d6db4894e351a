package dev.shoal.collect

import spock.lang.Specification

class UptimeTextSpec extends Specification {
    def "Linux counts since the start"() {
        expect:
        UptimeText.linux('/proc/uptime', Recordings.lines('debian-12/proc')) ==
                [up: 12_878, load1: 2.44d, load5: 1.82d, load15: 1.57d]
    }

    def "#system tells when it started"() {
        expect:
        UptimeText.bsd('sysctl', Recordings.lines("$system/boot"), now) == row

        where:
        system         | now          || row
        'freebsd-12.1' | '1594339154' || [up: 100, load1: 0.33d, load5: 0.33d, load15: 0.37d]
        'macos-10.14'  | '1592922879' || [up: 86_400, load1: 2.57d, load5: 2.41d, load15: 2.24d]
    }

    def "uptime of #system says #row"() {
        expect:
        UptimeText.words('uptime', Recordings.lines("$system/uptime").first()) == row

        where:
        system         || row
        'debian-12'    || [up: 3 * 3600 + 34 * 60, load1: 2.44d, load5: 1.82d, load15: 1.57d]
        'busybox-1.35' || [up: 3 * 3600 + 34 * 60, load1: 2.43d, load5: 1.82d, load15: 1.57d]
        'centos-7.7'   || [up: 16 * 3600 + 3 * 60, load1: 0d, load5: 0.01d, load15: 0.05d]
        'macos-10.14'  || [up: 20 * 86_400 + 19 * 3600 + 45 * 60, load1: 1.63d, load5: 0.65d, load15: 0.44d]
    }

    def "'up #text' is #seconds s"() {
        expect:
        UptimeText.words('uptime', "12:00  up $text, 1 user, load average: 0.00, 0.00, 0.00").up == seconds

        where:
        text           || seconds
        '35 secs'      || 35
        '1 min'        || 60
        '5 mins'       || 300
        '2 hrs'        || 7200
        '1 day'        || 86_400
        '1 day, 5 min' || 86_700
        '9 days, 1 hr' || 781_200
        '9 days,  3:14' || 789_240
    }

    def "'#line' is refused"() {
        when:
        UptimeText.words('uptime', line)

        then:
        def e = thrown(CollectException)
        e.message == "uptime: cannot read the line \"$line\""

        where:
        line << ['up', '10:00 up soon, load average: 0.00, 0.00, 0.00', '10:00 up , load average: 0.00, 0.00, 0.00',
                 '10:00 up 5 min, load average: 0,00, 0,00, 0,00', '10:00 up 5 min, load average: 0.00, 0.00',
                 '10:00 oben 5 min, 1 Benutzer, Last: 0.00, 0.00, 0.00']
    }

    def "what makes no sense is refused: #message"() {
        when:
        read()

        then:
        def e = thrown(CollectException)
        e.message == message

        where:
        read                                                             || message
        ({ UptimeText.linux('/proc/uptime', ['1.00 1.00']) })            || '/proc/loadavg: cannot read the line "1.00 1.00"'
        ({ UptimeText.linux('/proc/uptime', ['x', '0.1 0.1 0.1 1/2 3']) }) || '/proc/uptime: cannot read the line "x"'
        ({ UptimeText.bsd('sysctl', ['kern.boottime: soon'], '1') })     || 'sysctl: cannot read the line "kern.boottime: soon"'
        ({ UptimeText.bsd('sysctl', Recordings.lines('macos-10.14/boot'), 'now') }) || 'date +%s: cannot read the line "now"'
        ({ UptimeText.bsd('sysctl', Recordings.lines('macos-10.14/boot'), '1592836478') }) ||
                'sysctl: booted 1 s after the time that its clock shows'
    }
}
