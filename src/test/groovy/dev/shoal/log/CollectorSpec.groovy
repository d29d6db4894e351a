package dev.shoal.log

import spock.lang.Specification

class CollectorSpec extends Specification {
    def "'#text' is shipped to #url and shown as #shown"() {
        expect:
        with(Collector.of(text)) {
            it.url().toString() == url
            it.toString() == shown
        }

        where:
        text                                  || url                               | shown
        'http://logs:8080'                    || 'http://logs:8080/'               | 'http://logs:8080/'
        ' https://logs.example.com/a%2Fb '    || 'https://logs.example.com/a%2Fb'  | 'https://logs.example.com/a%2Fb'
        'HTTP://[::1]:1/in'                   || 'http://[::1]:1/in'               | 'http://[::1]:1/in'
        'https://ann:hunter2@logs/in'         || 'https://logs/in'                 | 'https://***@logs/in'
        'https://token@logs/in'               || 'https://logs/in'                 | 'https://***@logs/in'
        'https://logs/in?key=abc'             || 'https://logs/in?key=abc'         | 'https://logs/in?***'
    }

    def "'#text' is refused without showing what may be secret"() {
        when:
        Collector.of(text)

        then:
        def e = thrown(IllegalArgumentException)
        e.message == "not a valid http or https URL: $shown; write e.g. https://logs.example.com/shoal, or \"\" for none"

        where:
        text                         || shown
        'logs:8080'                  || 'logs:8080'
        'ftp://logs/'                || 'ftp://logs/'
        'http:///in'                 || 'http:///in'
        'http://ann:hun ter@logs/'   || 'http://***@logs/'
        'ann:hunter2@logs'           || '***@logs'
        'tcp://logs/?key=abc'        || 'tcp://logs/?***'
        'http://logs:99999/'         || 'http://logs:99999/'
        'http://a b/'                || 'http://a b/'
    }
}
