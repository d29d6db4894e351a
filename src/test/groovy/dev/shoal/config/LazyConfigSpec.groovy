package dev.shoal.config

import java.util.concurrent.TimeUnit
import spock.lang.Timeout

/** Looks at the classes that a JVM of its own loads while it reads a configuration. */
class LazyConfigSpec extends ConfigSpecification {
    private List<String> classesLoaded() {
        def java = System.getProperty('java.home') + '/bin/java'
        def process = new ProcessBuilder(java, '-XX:TieredStopAtLevel=1', '-Xlog:class+load:stdout', '-cp', System.getProperty('java.class.path'),
                ReadsConfig.name, dir.toString()).redirectErrorStream(true).start()
        def lines = process.inputStream.readLines()
        assert process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0
        lines.findAll { it.contains('[class,load]') }*.replaceFirst(/^.*] (\S+) .*/, '$1')
    }

    @Timeout(60)
    def "where no shoal.yaml exists, no class of a library is loaded, Commons Configuration least of all"() {
        given:
        file 'etc/hosts.yaml', 'hosts:'

        expect:
        classesLoaded().findAll { it.startsWith('org.') || it.startsWith('dev.shoal.config.Yaml') } == []
    }

    @Timeout(60)
    def "reading a shoal.yaml starts no logging: that is set up from what it says"() {
        given:
        yaml 'output: ${env:NONE:-raw}\nlog: {level: debug}\n'

        when:
        def classes = classesLoaded()

        then:
        'org.apache.commons.configuration2.BaseConfiguration' in classes
        classes.findAll { it.startsWith('org.apache.logging.log4j') } == []
    }
}
