package dev.shoal

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** The documents are true: what they show is run on the demo fleet. */
@Timeout(240)
class DocsSpec extends Specification {
    private static final List<String> DOCUMENTS = ['README.md', 'plugins/README.md'] + Path.of('src/docs').toFile().list()
            .findAll { it.endsWith('.md') }.sort().collect { "src/docs/$it".toString() }

    @TempDir
    Path home

    def "every command of #document answers as it says there: mvn test -Dtest=DocsSpec -Ddocs.renew renews it"() {
        given:
        def file = Path.of(document)

        when:
        def renewed = new Guide(file, home).run()
        if (System.getProperty('docs.renew') != null && Guide.withoutTimes(renewed) != Guide.withoutTimes(Files.readString(file))) {
            Files.writeString(file, renewed)
        }

        then:
        Guide.withoutTimes(renewed) == Guide.withoutTimes(Files.readString(file))

        where:
        document << DOCUMENTS
    }

    def "every link of #document leads to a file of the project, and to a heading in it"() {
        given:
        def links = (Files.readString(Path.of(document)) =~ /\]\((?!https?:)([^)#\s]*)(?:#([^)]*))?\)/).collect { [it[1], it[2]] }

        expect:
        links.findAll { path, heading -> !leads(path ? Path.of(document).resolveSibling(path) : Path.of(document), heading) } == []

        where:
        document << DOCUMENTS
    }

    private static boolean leads(Path file, String heading) {
        Files.exists(file) && (heading == null || Files.readAllLines(file).findAll { it.startsWith('#') }
                .any { it.replaceFirst(/^#+ /, '').toLowerCase().replaceAll(/[^\w -]/, '').replace(' ', '-') == heading })
    }
}
