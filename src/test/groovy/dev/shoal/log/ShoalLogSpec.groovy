package dev.shoal.log

import spock.lang.Specification

class ShoalLogSpec extends Specification {
    def "a module that could be no file name has no logger"() {
        when:
        ShoalLog.logger('../etc')

        then:
        def e = thrown(IllegalArgumentException)
        e.message == "not a valid log module: ../etc; use letters, digits, _ and -, in parts joined by dots, at most 100 characters"
    }

    def "a logger can be had before there are logs, and is silent"() {
        expect:
        !ShoalLog.logger('plugin.early').fatalEnabled
    }
}
