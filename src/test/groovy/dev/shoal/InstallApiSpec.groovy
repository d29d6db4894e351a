package dev.shoal

import com.tngtech.archunit.core.importer.ClassFileImporter
import dev.shoal.plugin.Plugin
import java.nio.file.Files
import java.nio.file.Path
import java.util.jar.JarFile
import org.junit.jupiter.api.Test
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** The jars that authors of plugins build against, as `scripts/install-api` makes them. */
class InstallApiSpec extends Specification {
    private static final String VERSION = values(Path.of('pom.xml'), 'version').first()
    private static final Path SCRIPT = Path.of('scripts/install-api').toAbsolutePath()

    @TempDir
    @Shared
    Path dir

    @Shared
    Path repository

    @Shared
    Map installed

    def setupSpec() {
        repository = dir.resolve('repository')
        installed = run([SCRIPT, repository])
    }

    def "the jars and their POM are where Maven looks for them, and in target"() {
        expect:
        installed == [out: "dev.shoal:shoal-api:$VERSION, with its sources, Javadoc and tests jar, is in $repository\n", err: '', status: 0]
        folder().toFile().list().sort() == ['-javadoc.jar', '-sources.jar', '-tests.jar', '.jar', '.pom'].collect { "shoal-api-$VERSION$it".toString() }
        Files.mismatch(jar(''), Path.of("target/shoal-api-${VERSION}.jar")) == -1L
        ['release', 'version'].collect { values(folder().resolveSibling('maven-metadata-local.xml'), it) } == [[VERSION], [VERSION]]
    }

    def "the jar has its POM, from which Maven knows its coordinates where only the jar was copied"() {
        given:
        def api = new JarFile(jar('').toFile())

        expect:
        api.getInputStream(api.getEntry('META-INF/maven/dev.shoal/shoal-api/pom.xml')).text ==
                Files.readString(folder().resolve("shoal-api-${VERSION}.pom"))

        cleanup:
        api.close()
    }

    def "nothing in the API refers to a type that is neither in it nor in the JDK nor in a library of the POM"() {
        given:
        def ours = new ClassFileImporter().importJars([new JarFile(jar('').toFile()), new JarFile(jar('-tests').toFile())])
        def names = ours*.name as Set
        def libraries = values(folder().resolve("shoal-api-${VERSION}.pom"), 'groupId').tail()

        expect:
        libraries == ['com.fasterxml.jackson.jr', 'com.fasterxml.jackson.core', 'org.jspecify']
        names.containsAll([Plugin.name, 'dev.shoal.inventory.Host', 'dev.shoal.transport.RemoteFiles', 'dev.shoal.plugin.testing.ScriptedHost'])
        names.findAll { it.startsWith('dev.shoal.nodeset') } == ['dev.shoal.nodeset.HostName', 'dev.shoal.nodeset.package-info'] as Set
        ours.collectMany { type -> type.directDependenciesFromSelf*.targetClass*.baseComponentType.collect { [type.name, it.name] } }
                .findAll { from, to -> to.contains('.') && !(to in names) && !(libraries + 'java').any { to.startsWith("$it.") } } == []
    }

    def "the jar of the API has no test, and the one of tests nothing else"() {
        expect:
        packages('').disjoint(packages('-tests'))
        packages('-tests') == ['dev.shoal.plugin.testing'] as Set
        'dev/shoal/plugin/Plugin.java' in new JarFile(jar('-sources').toFile()).stream()*.name
        'dev/shoal/plugin/testing/ScriptedHost.html' in new JarFile(jar('-javadoc').toFile()).stream()*.name
    }

    def "the plugin of the guide and its test compile against these jars alone, without a warning, and the test passes"() {
        given:
        def guide = Files.readString(Path.of('src/docs/plugins.md'))
        ['Kernel.java', 'KernelTest.java'].each { name ->
            Files.writeString(dir.resolve(name), (guide =~ /(?s)```java\n\/\/ ~\/$name\n(.*?)```/)[0][1])
        }
        def classes = dir.resolve('classes')
        def path = [jar(''), jar('-tests'), *libraries(/junit-[^\/]*|opentest4j[^\/]*|apiguardian[^\/]*|jspecify[^\/]*/)]

        expect:
        run([Path.of(System.getProperty('java.home'), 'bin/javac'), '-Xlint:all', '-Werror', '-proc:none', '-cp', path.join(File.pathSeparator), '-d', classes,
                dir.resolve('Kernel.java'), dir.resolve('KernelTest.java')]) == [out: '', err: '', status: 0]
        passed([classes, *path], 'KernelTest') == ['aHostOnWhichTheCommandFailsIsAFailedHost', 'aKernelOfTheFourthSeriesIsOld']
    }

    private static List<String> libraries(String names) {
        System.getProperty('java.class.path').split(File.pathSeparator).findAll { it =~ /\/($names)\.jar$/ }
    }

    /** The tests of a class that sees these jars and the JDK only, each of which must pass. */
    private static List<String> passed(List path, String type) {
        new URLClassLoader(path.collect { Path.of("$it").toUri().toURL() } as URL[], ClassLoader.platformClassLoader).withCloseable { loader ->
            def constructor = loader.loadClass(type).getDeclaredConstructor()
            constructor.accessible = true
            constructor.declaringClass.declaredMethods.findAll { it.annotations*.annotationType()*.name == [Test.name] }.each { method ->
                method.accessible = true
                method.invoke(constructor.newInstance())
            }*.name.sort()
        }
    }

    /** The texts of all elements of this name. */
    private static List<String> values(Path file, String element) {
        (Files.readString(file) =~ "<$element>([^<]*)</$element>")*.get(1)
    }

    def "a wrong argument is refused before anything is made: #arguments"() {
        expect:
        run([SCRIPT, *arguments]) == [out: '', err: "install-api: $problem; usage: scripts/install-api [REPOSITORY]\n", status: 64]

        where:
        arguments    || problem
        ['--force']  || 'unknown option --force'
        ['a', 'b']   || 'one repository at most'
    }

    def "a repository that cannot be written is named"() {
        given:
        def file = Files.createFile(dir.resolve('file'))

        expect:
        run([SCRIPT, file]).with { [it.err.readLines().last(), it.status] } ==
                ["install-api: $file/dev/shoal/shoal-api/$VERSION could not be made", 69]
    }

    private Path folder() {
        repository.resolve("dev/shoal/shoal-api/$VERSION")
    }

    private Path jar(String suffix) {
        folder().resolve("shoal-api-$VERSION${suffix}.jar")
    }

    private Set<String> packages(String suffix) {
        new JarFile(jar(suffix).toFile()).stream().findAll { it.name.endsWith('.class') }*.name
                .collect { it[0..<it.lastIndexOf('/')].replace('/', '.') } as Set
    }

    private Map run(List command) {
        def builder = new ProcessBuilder(command*.toString()).directory(dir.toFile())
        builder.environment().put('SHOAL_JAVA_HOME', System.getProperty('java.home'))
        def process = builder.start()
        process.outputStream.close()
        def err = new StringBuilder()
        def reader = process.consumeProcessErrorStream(err)
        def out = process.inputStream.text
        reader.join()
        [out: out, err: err.toString(), status: process.waitFor()]
    }
}
