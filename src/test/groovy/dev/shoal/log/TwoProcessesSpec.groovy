package dev.shoal.log

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

@Timeout(120)
class TwoProcessesSpec extends Specification {
    @TempDir
    Path temp

    def "two processes that write and roll the same file lose no line and damage none"() {
        given:
        def count = 2000
        def jvms = ['a', 'b'].collect { new ChildJvm(LoggingProcess, 'many', it, temp, count, 8192) }

        when:
        assert jvms*.line() == ['ready', 'ready']
        jvms*.go()
        def ends = jvms*.rest()

        then:
        ends == [[out: 'warnings []\n', err: '', exit: 0]] * 2

        and:
        def files = Files.list(temp).withCloseable { it.findAll { it.fileName.toString().startsWith('fleet.log') } }
        def lines = files.collectMany { it.toFile().readLines('UTF-8') }
        lines.every { it ==~ /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z \d+ INFO  \[#\d+\]: from [ab] [01] number \d+/ }
        lines*.replaceFirst(/^.*from /, '').sort() ==
            ['a', 'b'].collectMany { who -> [0, 1].collectMany { t -> (0..<count).collect { "$who $t number $it".toString() } } }.sort()

        and: 'both of them rolled, and files stay near their bound'
        files*.fileName*.toString().findAll { it != 'fleet.log' }.collect { it.replaceFirst(/^.*\d{3}-(\d+).*$/, '$1') }.toSet().size() == 2
        files.every { Files.size(it) < 2 * 8192 }
        files.size() > 40

        cleanup:
        jvms*.close()
    }

    def "two processes at once write whole audit lines, and no run number is given twice"() {
        given:
        def count = 200
        def jvms = (1..2).collect { new ChildJvm(LoggingProcess, 'numbers', temp, count) }

        when:
        assert jvms*.line() == ['ready', 'ready']
        jvms*.go()
        def ends = jvms*.rest()

        then:
        ends*.err == ['', '']
        ends.collectMany { it.out.readLines() }.collect { it - 'run ' as int }.sort() == (1..2 * count).toList()
        def audited = temp.resolve('audit.jsonl').toFile().readLines('UTF-8').collect { new groovy.json.JsonSlurper().parseText(it).run }
        audited.sort() == (1..2 * count).collectMany { [it, it] }

        cleanup:
        jvms*.close()
    }

    def "without logs nothing that is logged reaches the terminal, whoever logs it and however"() {
        given:
        def jvm = new ChildJvm([:], ['-Djava.util.logging.manager=org.apache.logging.log4j.jul.LogManager'], EarlyLoggers)

        expect:
        jvm.rest() == [out: '', err: '', exit: 0]

        cleanup:
        jvm.close()
    }

    def "what libraries log, through whatever they log, is in libraries.log"() {
        given:
        def jvm = new ChildJvm(EarlyLoggers, temp)

        expect:
        jvm.rest() == [out: '', err: '', exit: 0]
        temp.resolve('log.log').toFile().readLines()*.replaceFirst(/^\S+ \d+ /, '') == ['ERROR [main] EarlyLoggers: log4j one {}']
        temp.resolve('libraries.log').toFile().readLines().findAll { !it.startsWith(' ') }*.replaceFirst(/^\S+ \d+ /, '') ==
            ['ERROR [main] org.example.Slf: slf4j', 'FATAL [main] org.example.Log4j: foreign', 'ERROR [main] org.example.Jul: jul']

        cleanup:
        jvm.close()
    }
}
