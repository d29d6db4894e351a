package dev.shoal

import spock.lang.Specification

import java.nio.file.Path

class EnvironmentSpec extends Specification {
    def "where HOME is '#home', ~ is #expected"() {
        expect:
        Environment.home(home == null ? [:] : [HOME: home], '/root') == Path.of(expected)

        where:
        home         || expected
        '/srv/ops'   || '/srv/ops'
        null         || '/root'
        ''           || '/root'
        'not/a/root' || '/root'
    }
}
