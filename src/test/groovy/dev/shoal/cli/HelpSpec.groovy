package dev.shoal.cli

import java.nio.file.Files
import java.nio.file.Path
import java.util.regex.Pattern
import spock.lang.Specification

class HelpSpec extends Specification {
    def "the help that the launcher prints has option #name"() {
        expect:
        help() =~ /(?m)(^|[ ,])${Pattern.quote(name)}([ ,]|$)/

        where:
        name << Cli.FRONT.collectMany { it.names() } + ['--version']
    }

    def "it names every verb and every exit status"() {
        expect:
        Verbs.all()*.name().every { help().contains(it) }
        [0, 1, 2, 3, 4, 69, 130, 143].every { help() =~ /\b$it\b/ }
    }

    private static String help() {
        Files.readString(Path.of('scripts/lib/help.txt'))
    }
}
