package dev.shoal

import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** Answers that are alike, as an operator asks for them, on the demo fleet: db1, web1, web2. */
@Timeout(120)
class SimilarSpec extends Specification {
    @TempDir
    Path home

    @AutoCleanup
    def operator = new Operator(home)

    private Operator.Told similar(String command) {
        operator.types(['demo', '3', 'exec', '--similar', command])
    }

    def "an expression of shoal.yaml is left out of the comparison, as what is built in is"() {
        given:
        operator.file('.config/shoal/shoal.yaml', "fold: {masks: ['req-[a-z0-9]+']}\n")

        when:
        def told = similar('echo $HOSTNAME served req-x$HOSTNAME')

        then:
        told.out == '''\
            ---------------
            db1,web[1-2] (3) similar except name, mask; shown: db1
            ---------------
            db1 served req-xdb1
            '''.stripIndent()
        told.notes == '3 ok   3 hosts, T\n'
        told.status == 0
    }

    def "without that expression those answers are others"() {
        expect:
        similar('echo $HOSTNAME served req-x$HOSTNAME').out.readLines().findAll { it.contains('(1)') } == [
            'db1 (1)', 'web1 (1)', 'web2 (1)']
    }

    def "an expression of shoal.yaml that takes for ever is named, and the answers are printed without it"() {
        given:
        operator.file('.config/shoal/shoal.yaml', "fold: {masks: ['(a+)+b']}\n")

        when:
        def told = similar('i=0; while [ $i -lt 60 ]; do printf aaaaaaaaaa; i=$((i+1)); done')

        then:
        told.out.readLines() == ['-' * 15, 'db1,web[1-2] (3)', '-' * 15, 'a' * 600]
        told.notes == 'fold.masks: (a+)+b takes too long on this output and was left out; write it without a repetition' +
                ' inside a repetition\n3 ok   3 hosts, T\n'
        told.status == 0
    }

    def "an expression of shoal.yaml that makes no sense is refused before anything runs"() {
        given:
        operator.file('.config/shoal/shoal.yaml', "fold: {masks: ['a(']}\n")

        when:
        def told = similar('true')

        then:
        told.out == ''
        told.err.contains('fold.masks: "a(" is not a valid regular expression: Unclosed group at column 3')
        told.status == 2
    }
}
