package dev.shoal

import spock.lang.Specification

import java.nio.file.Files
import java.nio.file.Path
import java.util.regex.Pattern

/** Holds messages, help, comments and documents to plain present-day English: words that make a tired reader stumble stay out. */
class EnglishSpec extends Specification {
    private static final Map<String, String> BANNED = [
            (/(?<!:)\b(nobody|somebody|anybody|everybody|whoever|whatever|whomever|whosever)\b/): 'name the person, the host or the thing',
            (/\b(says|told|tells|telling)\b/)                                            : 'reports, shows, means, is shown as',
            (/\bparted by\b/)                                                            : 'separated by',
            (/\b(stands?|stood) in\b/)                                                   : 'is in',
            (/\bas it would\b/)                                                          : 'say what happens',
            (/\bsave for\b/)                                                             : 'except',
            (/\bbehind (?!(a|the|an|one) (bastion|jump host|firewall|proxy|gateway))/): 'after',
            (/(?<!there )\b(is|are|was|were|be) no (?!longer\b|more\b|different\b)[a-z]/) : 'is not a valid ..., unknown ..., without ...',
    ]

    def "#kind have no word that makes a tired reader stumble"() {
        expect:
        texts.collectMany { file, text -> stumbles(file, text) } == []

        where:
        kind                       | texts
        'messages and comments'    | java()
        'README and documents'     | whole(['README.md'], 'src/docs', /.*\.md/)
        'help and scripts'         | whole(['scripts/shoal', 'scripts/test', 'scripts/bench', 'scripts/install-api'], 'scripts/lib', /.*\.(txt|sh)/)
        'examples and plugins'     | whole([], 'plugins', /.*\.(md|groovy)/) + whole([], 'conf', /.*/)
    }

    def "the check finds '#text'"() {
        expect:
        stumbles('Some.java', text).size() == 1

        where:
        text << ['/** Nobody waits for it. */', '"5x is no duration"', '// what the host is told', '"parted by blanks"', '"nothing behind -x"']
    }

    def "the check lets '#text' pass"() {
        expect:
        stumbles('Some.java', text) == []

        where:
        text << ['hosts behind a bastion', 'is no longer there', 'there are no plugins yet', 'the host said', 'instantiates']
    }

    private static List<String> stumbles(String file, String text) {
        text.readLines().withIndex(1).collectMany { line, number ->
            BANNED.findAll { Pattern.compile(it.key, Pattern.CASE_INSENSITIVE).matcher(line).find() }
                    .collect { "$file:$number: ${line.strip()} (better: $it.value)".toString() }
        }
    }

    /** Comments and text literals of all classes; every other character is a blank. */
    private static Map<String, String> java() {
        files('src/main/java', /.*\.java/).collectEntries {
            [it.toString(), Files.readString(it).readLines().collect { line ->
                (line =~ /"(?:[^"\\]|\\.)*"|\/\/.*$|^\s*\/?\*.*$|\/\*.*\*\//).collect { it.toString() }.join(' ')
            }.join('\n')]
        }
    }

    private static Map<String, String> whole(List<String> some, String directory, String name) {
        (some.collect { Path.of(it) } + files(directory, name)).collectEntries { [it.toString(), Files.readString(it)] }
    }

    private static List<Path> files(String directory, String name) {
        Files.walk(Path.of(directory)).withCloseable { walk -> walk.filter { Files.isRegularFile(it) && it.fileName.toString() ==~ name }.toList() }
    }
}
