package dev.shoal.cli

import dev.shoal.cli.CommandContext.EnterKey
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class EnterKeySpec extends Specification {
    @TempDir
    Path directory

    def "#what: #asked, and #left bytes stay for the next program"() {
        given:
        def stat = directory.resolve('stat')
        Files.writeString(stat, "812 (a ) name) S 1 812 700 34816 $foreground 4194560 0 0")
        def typed = new ByteArrayInputStream(text.bytes)

        expect:
        new EnterKey(typed, stat).take() == asked
        typed.available() == left

        where:
        what                                  | text   | foreground || asked | left
        'Enter'                               | '\n'   | 812        || true  | 0
        'nothing'                             | ''     | 812        || false | 0
        'a line for the next program'         | 'ls\n' | 812        || false | 3
        'Enter behind such a line'            | 'l\n\n'| 812        || false | 3
        'Enter while this is in background'   | '\n'   | 900        || false | 1
    }

    def "where the system does not tell who has the terminal, nothing is read"() {
        given:
        def typed = new ByteArrayInputStream('\n'.bytes)

        expect:
        !new EnterKey(typed, directory.resolve('none')).take()
        typed.available() == 1
    }
}
