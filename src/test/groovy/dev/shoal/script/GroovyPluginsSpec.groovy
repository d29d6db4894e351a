package dev.shoal.script

import dev.shoal.plugin.PluginException
import java.lang.ref.WeakReference
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class GroovyPluginsSpec extends Specification {
    @TempDir
    Path dir

    GroovyPlugins plugins

    def setup() {
        plugins = new GroovyPlugins(ClassCache.in(dir.resolve('classes')), HelperFiles.none(), GroovyPluginsSpec.classLoader)
    }

    private Path file(String name, String text) {
        Files.writeString(dir.resolve(name), text.stripIndent())
    }

    def "a class with process(HostContext) is a plugin, and needs no import"() {
        given:
        def path = file('RootFree.groovy', '''\
            /** Bytes free on the root file system. */
            class RootFree extends Plugin {
                Object process(HostContext host) { 42 }
                List<Column> columns() { [Column.of('free', Unit.BYTES)] }
            }
            ''')

        expect:
        plugins.load(path).plugin().process(null) == 42
    }

    def "process may come from a class above it, and other classes may stand beside it"() {
        expect:
        plugins.load(file('A.groovy', text)).plugin().process(null) == 1

        where:
        text << ['''\
            abstract class Base extends Plugin { Object process(HostContext host) { n() }; abstract int n() }
            class A extends Base { int n() { 1 } }
            ''', '''\
            class Extra { int n() { 1 } }
            class A extends Plugin { Object process(HostContext host) { new Extra().n() } }
            ''', '''\
            trait One { Object process(HostContext host) { 1 } }
            class A extends Plugin implements One {}
            ''', '''\
            import dev.shoal.plugin.Plugin
            import dev.shoal.plugin.HostContext
            class A extends Plugin { def process(HostContext h) throws Exception { [1].collect { it }[0] } }
            ''']
    }

    def "#what is refused before anything of it runs"() {
        when:
        plugins.load(file('Bad.groovy', text))

        then:
        def e = thrown(PluginException)
        e.message == message.stripIndent()

        where:
        what                         | text || message
        'a file without process'     | 'class Bad extends Plugin {\n}\n' || '''\
            Bad.groovy:1: Bad has no process(HostContext); write: Object process(HostContext host) { ... }
              class Bad extends Plugin {
              ^'''
        'a misspelled process'       | 'class Bad extends Plugin {\n  Object proces(HostContext h) { 1 }\n}\n' || '''\
            Bad.groovy:2: Bad has no process(HostContext), found proces(HostContext); write: Object process(HostContext host) { ... }
                Object proces(HostContext h) { 1 }
                ^'''
        'a wrong parameter'          | 'class Bad extends Plugin {\n  Object process(Map m) { 1 }\n}\n' || '''\
            Bad.groovy:2: Bad has no process(HostContext), found process(Map); write: Object process(HostContext host) { ... }
                Object process(Map m) { 1 }
                ^'''
        'an abstract class'          | 'abstract class Bad extends Plugin {\n}\n' || '''\
            Bad.groovy:1: Bad is abstract; remove the word abstract, or extend the class in this file
              abstract class Bad extends Plugin {
              ^'''
        'a class that is no plugin'  | 'class Bad {\n  def process(h) { 1 }\n}\n' || '''\
            Bad.groovy:1: Bad is not a plugin; write: class Bad extends Plugin
              class Bad {
              ^'''
        'statements only'            | 'println "boo"\n' || '''\
            Bad.groovy:1: it has statements, but no class; a plugin is: class Name extends Plugin { Object process(HostContext host) { ... } }
              println "boo"
              ^'''
        'statements beside'          | 'class Bad extends Plugin {\n  Object process(HostContext h) { 1 }\n}\nprintln 1\n' || '''\
            Bad.groovy:1: the file has statements and a class of its own name; put the statements into a method, or rename the class
              class Bad extends Plugin {
              ^'''
        'statements beside, otherwise called' | 'class Better extends Plugin {\n  Object process(HostContext h) { 1 }\n}\nprintln 1\n' || '''\
            Bad.groovy:4: statements outside the class never run; move them into process
              println 1
              ^'''
        'an empty file'              | '' || '''\
            Bad.groovy: it is empty; a plugin is: class Name extends Plugin { Object process(HostContext host) { ... } }'''
        'two plugins'                | 'class A extends Plugin {\n  Object process(HostContext h) { 1 }\n}\nclass B extends A {\n}\n' || '''\
            Bad.groovy:4: two plugins in one file: A (line 1), B (line 4); put each into its own file
              class B extends A {
              ^'''
        'a constructor with arguments' | 'class Bad extends Plugin {\n  Bad(int n) {}\n  Object process(HostContext h) { 1 }\n}\n' || '''\
            Bad.groovy:2: Bad has only constructors with parameters; write one without parameters, or none
                Bad(int n) {}
                ^'''
        'a syntax error'             | 'class Bad extends Plugin {\n  Object process(HostContext h) { 1 +* 2 }\n}\n' || '''\
            Bad.groovy:2: Unexpected input: 'Object process(HostContext h) { 1 +*'
                Object process(HostContext h) { 1 +* 2 }
                                                   ^'''
        'an unknown class'           | 'class Bad extends Plugin {\n  Object process(HostContext h) { new Nosuch() }\n}\n' || '''\
            Bad.groovy:2: unable to resolve class Nosuch
                Object process(HostContext h) { new Nosuch() }
                                                ^'''
        'an initialiser that throws' | 'class Bad extends Plugin {\n  static int n = Integer.parseInt("x")\n  Object process(HostContext h) { 1 }\n}\n' || '''\
            Bad.groovy:2: NumberFormatException: For input string: "x"
                static int n = Integer.parseInt("x")'''
        '@Grab'                      | '@Grab("a:b:1")\nclass Bad extends Plugin {\n  Object process(HostContext h) { 1 }\n}\n' || '''\
            Bad.groovy:1: @Grab is not supported; put the jar into plugins/lib
              @Grab("a:b:1")
              ^'''
    }

    def "hundreds of versions of a plugin leave no classes behind"() {
        given:
        def refs = (1..200).collect { n ->
            def loaded = plugins.load(file('V.groovy', "class V extends Plugin { Object process(HostContext h) { [1].collect { it + $n } } }"))
            loaded.plugin().process(null)
            def ref = new WeakReference(loaded.plugin().class)
            loaded.close()
            ref
        }

        when:
        for (int i = 0; i < 20 && refs.count { it.get() != null } > 10; i++) {
            System.gc()
        }

        then:
        refs.count { it.get() != null } <= 10
    }

    def "what was compiled once is not compiled again, unless the text is another"() {
        given:
        def cache = dir.resolve('cache')
        def kept = new GroovyPlugins(ClassCache.in(cache), HelperFiles.none(), GroovyPluginsSpec.classLoader)
        def text = 'class A extends Plugin { Object process(HostContext h) { N } }'

        when:
        kept.load(file('A.groovy', text.replace('N', '1')))
        kept.load(file('A.groovy', text.replace('N', '1')))

        then:
        cache.toFile().list().size() == 1

        when:
        def second = kept.load(file('A.groovy', text.replace('N', '2')))

        then:
        second.plugin().process(null) == 2
        cache.toFile().list().size() == 2
    }

    def "a class file that was cut off is compiled anew"() {
        given:
        def cache = dir.resolve('cache')
        def kept = new GroovyPlugins(ClassCache.in(cache), HelperFiles.none(), GroovyPluginsSpec.classLoader)
        def path = file('A.groovy', 'class A extends Plugin { Object process(HostContext h) { 1 } }')
        kept.load(path)

        when:
        cache.toFile().eachFileRecurse { if (it.name == 'A.class') it.bytes = it.bytes[0..99] as byte[] }

        then:
        kept.load(path).plugin().process(null) == 1
    }

    def "a cache that others may write to is not used"() {
        given:
        def cache = Files.createDirectory(dir.resolve('cache'))
        Files.setPosixFilePermissions(cache, java.nio.file.attribute.PosixFilePermissions.fromString('rwxrwxrwx'))
        def kept = new GroovyPlugins(ClassCache.in(cache), HelperFiles.none(), GroovyPluginsSpec.classLoader)

        expect:
        kept.load(file('A.groovy', 'class A extends Plugin { Object process(HostContext h) { 1 } }')).plugin().process(null) == 1
        cache.toFile().list().size() == 0
    }
}
