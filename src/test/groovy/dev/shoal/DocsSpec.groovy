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
        def lived = new Guide(file, home).lived()
        if (System.getProperty('docs.renew') != null && Guide.timeless(lived) != Guide.timeless(Files.readString(file))) {
            Files.writeString(file, lived)
        }

        then:
        Guide.timeless(lived) == Guide.timeless(Files.readString(file))

        where:
        document << ['src/docs/targets.md', 'src/docs/inventory.md', 'src/docs/answers.md', 'src/docs/plugins.md',
                     'src/docs/scripts.md', 'README.md', 'plugins/README.md']
    }
}
