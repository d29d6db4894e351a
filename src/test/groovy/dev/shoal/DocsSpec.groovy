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

    /** The sources of the program, each text as one piece. */
    private static final String PROGRAM = ['src/main/java', 'scripts'].collectMany { Path.of(it).toFile().with { dir ->
        def files = []
        dir.eachFileRecurse(groovy.io.FileType.FILES) { files << it.text.replaceAll(/"\s*\+ "/, '') }
        files
    } }.join('\n')

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

    def "troubleshooting.md quotes messages that the program has"() {
        given:
        def quoted = Files.readAllLines(Path.of('src/docs/troubleshooting.md')).collect { (it =~ /^### `([^`]+)`$/).with { m -> m ? m[0][1] : null } } - null

        expect:
        quoted.findAll { !PROGRAM.contains(it) } == []
    }

    def "developing.md names types that there are"() {
        given:
        def names = (Files.readString(Path.of('src/docs/developing.md')) =~ /`([A-Z][a-z]\w*)`/)*.get(1) as Set
        def files = []
        Path.of('src').toFile().eachFileRecurse(groovy.io.FileType.FILES) { files << it.name.replaceFirst(/\.\w+$/, '') }

        expect:
        names - files - ['ProcessBuilder', 'StructuredTaskScope', 'Match'] == [] as Set
    }

    private static boolean leads(Path file, String heading) {
        Files.exists(file) && (heading == null || Files.readAllLines(file).findAll { it.startsWith('#') }
                .any { it.replaceFirst(/^#+ /, '').toLowerCase().replaceAll(/[^\w -]/, '').replace(' ', '-') == heading })
    }
}
