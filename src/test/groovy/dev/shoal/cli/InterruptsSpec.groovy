package dev.shoal.cli

import spock.lang.Specification

class InterruptsSpec extends Specification {
    Interrupts interrupts = new Interrupts()
    List<String> stopped = []

    def "Ctrl-C stops the innermost of what is on, and asked again everything"() {
        given:
        interrupts.register { stopped << 'loop' }
        def run = interrupts.register { stopped << 'run' }

        expect:
        interrupts.interrupt()
        stopped == ['run']

        when:
        interrupts.interrupt()

        then:
        stopped == ['run', 'run', 'loop']

        when:
        run.close()
        interrupts.reset()
        interrupts.interrupt()

        then:
        stopped == ['run', 'run', 'loop', 'loop']
    }

    def "what begins after Ctrl-C in the same line is stopped at once, what begins in the next line is not"() {
        when:
        def wasOn = interrupts.interrupt()
        interrupts.register { stopped << 'late' }.close()
        interrupts.reset()
        interrupts.register { stopped << 'next line' }.close()

        then:
        !wasOn
        stopped == ['late']
        !interrupts.isInterrupted()
    }

    def "the end of the process is for good"() {
        when:
        interrupts.end(143)
        interrupts.reset()

        then:
        interrupts.isInterrupted()
    }

    def "a run that a signal has stopped ended with the status of that signal, any other with its own"() {
        expect:
        interrupts.status(130) == 130

        when:
        interrupts.end(143)

        then:
        [0, 1, 3, 130].collect { interrupts.status(it) } == [0, 1, 3, 143]
    }
}
