package dev.shoal

import dev.shoal.testing.Guide
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** The documents are true: what they show is run on the demo fleet. */
@Timeout(240)
class DocsSpec extends Specification {
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
        document << ['README.md', 'plugins/README.md'] + Path.of('src/docs').toFile().list().findAll { it.endsWith('.md') }.sort()
                .collect { "src/docs/$it".toString() }
    }
}
