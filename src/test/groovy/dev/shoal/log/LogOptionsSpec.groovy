package dev.shoal.log

import java.nio.file.Path
import org.apache.logging.log4j.Level
import spock.lang.Specification

class LogOptionsSpec extends Specification {
    def dir = Path.of('/log')

    def "by default modules log at info, and 7 files of 10 MiB are kept of each beside the current one"() {
        expect:
        LogOptions.in(dir) == new LogOptions(dir, Level.INFO, [:], 10 * 1024 * 1024, 7, Optional.empty())
    }

    def "a wrong value is refused: #message"() {
        when:
        options(LogOptions.in(dir))

        then:
        def e = thrown(IllegalArgumentException)
        e.message == message

        where:
        options                                    || message
        ({ new LogOptions(it.dir(), it.level(), [:], 1023, 1, it.collector()) }) || 'log file size 1023 bytes is less than 1024'
        ({ new LogOptions(it.dir(), it.level(), [:], 1024, 0, it.collector()) }) || 'log file count 0 is less than 1'
        ({ it.withModules('../x': Level.INFO) })   || "not a valid log module: ../x; use letters, digits, _ and -, in parts joined by dots, at most 100 characters"
        ({ LogOptions.level('loud') })             || "unknown log level: loud; use off, error, warn, info, debug or trace"
    }

    def "the level '#word' is #level"() {
        expect:
        LogOptions.level(word) == level

        where:
        word     || level
        'off'    || Level.OFF
        'Error'  || Level.ERROR
        'WARN'   || Level.WARN
        ' info ' || Level.INFO
        'debug'  || Level.DEBUG
        'trace'  || Level.TRACE
    }
}
