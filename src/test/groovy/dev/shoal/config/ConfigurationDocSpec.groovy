package dev.shoal.config

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification

/** The table of keys in src/docs/configuration.md is made from the keys of the code. */
class ConfigurationDocSpec extends Specification {
    private static final DOCUMENT = Path.of('src/docs/configuration.md')
    private static final BEGIN = '<!-- made from the code: mvn test -Dtest=ConfigurationDocSpec -Ddocs.renew -->\n'
    private static final END = '<!-- end -->\n'

    def "configuration.md has every key; renew it with: mvn test -Dtest=ConfigurationDocSpec -Ddocs.renew"() {
        given:
        def text = Files.readString(DOCUMENT)
        def renewed = text.substring(0, text.indexOf(BEGIN)) + BEGIN + table() + text.substring(text.indexOf(END))

        when:
        if (System.getProperty('docs.renew') != null) {
            Files.writeString(DOCUMENT, renewed)
        }

        then:
        Files.readString(DOCUMENT) == renewed
    }

    def "every key says which values it takes and what it means"() {
        expect:
        Keys.ALL.every { it.type() && it.meaning() }
    }

    private static String table() {
        def rows = Keys.ALL.collect { key ->
            def byDefault = key.byDefault()
            "| `${key.name()}` | ${key.type()} | ${byDefault ? "`$byDefault`" : '-'} | ${key.meaning()} |\n"
        }
        '| key | values | default | meaning |\n|---|---|---|---|\n' + rows.join()
    }
}
