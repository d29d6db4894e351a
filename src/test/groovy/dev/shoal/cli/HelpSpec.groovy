package dev.shoal.cli

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification

class HelpSpec extends Specification {
    def "the launcher prints the help that the tables of verbs and options make: scripts/shoal -q --help >scripts/lib/help.txt renews it"() {
        expect:
        Files.readString(Path.of('scripts/lib/help.txt')) == Help.text()
    }

    def "it names every verb, every option and every exit status"() {
        expect:
        Verbs.all()*.name().every { Help.text().contains("\n  $it ") }
        Cli.FRONT.collectMany { it.names() }.every { Help.text() =~ /(?m)[ ,]\Q$it\E([ ,]|$)/ }
        Help.text().readLines().every { it.size() <= 115 }
        [0, 1, 2, 3, 4, 69, 130, 143].every { Help.text() =~ /\b$it\b/ }
    }

    def "the README shows every verb"() {
        given:
        def readme = Files.readString(Path.of('README.md'))

        expect:
        Verbs.all()*.name().findAll { !(readme =~ /(?m)(`| |^)$it( |`|$)/) } == []
    }
}
