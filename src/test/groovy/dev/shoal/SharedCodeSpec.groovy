package dev.shoal

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.util.jar.JarEntry
import java.util.jar.JarOutputStream
import org.codehaus.groovy.control.CompilationUnit
import org.codehaus.groovy.control.Phases
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** Classes that plugins and scripts share, run as an operator runs them, on a demo fleet of one host. */
@Timeout(120)
class SharedCodeSpec extends Specification {
    static final SIZES = '''\
        /** Sizes as people write them. */
        class Sizes {
            static long bytes(String text) {
                def (_, n, unit) = (text =~ /(\\d+)([kM])/)[0]
                (n as long) * (unit == 'k' ? 1024 : 1 << 20)
            }
        }
        '''

    @TempDir
    Path home

    @AutoCleanup
    def operator = new Operator(home)

    private Path plugin(String name, String value) {
        write(".config/shoal/plugins/${name}.groovy", "class $name extends Plugin {\n  Object process(HostContext host) {\n    $value\n  }\n}\n")
    }

    private Path write(String name, String text) {
        operator.file(name, text.stripIndent())
    }

    private Operator.Told types(String... words) {
        operator.types(['demo', '1', '-o', 'none', *words])
    }

    def "two plugins and a script share a class, and use its new version at once when it changes"() {
        given:
        plugin('Small', "[small: Sizes.bytes('2k')]")
        plugin('Large', "[large: Sizes.bytes('2M')]")
        write('.config/shoal/plugins/lib/Sizes.groovy', SIZES)
        def script = write('sizes.groovy', "println Sizes.bytes('3k')\n")

        when:
        def told = operator.types(['demo', '1', '-c', 'collect small', '-c', 'collect large', '-c', "run $script",
                '-c', "def f = new File('$home/.config/shoal/plugins/lib/Sizes.groovy'); f.text = f.text.replace('1024', '1000'); null",
                '-c', 'collect small', '-c', 'collect large', '-c', "run $script"]*.toString())

        then:
        told.out.readLines().findAll { it =~ /^web1|^\d/ }*.replaceAll(/ +/, ' ') ==
                ['web1 2048', 'web1 2097152', '3072', 'web1 2000', 'web1 2097152', '3000']
        told.status == 0
    }

    def "a broken helper breaks only what uses it, with its own file and line"() {
        given:
        plugin('Small', "[small: Sizes.bytes('2k')]")
        plugin('Other', "[text: 'no Sizes here']")
        write('.config/shoal/plugins/lib/Sizes.groovy', SIZES.replace('long bytes', 'lnog bytes'))

        expect:
        types('collect', 'small').err == '''\
            shoal: collect: Sizes.groovy:3: Unexpected input: '('
                  static lnog bytes(String text) {
                                   ^
            '''.stripIndent()
        types('collect', 'other').status == 0
        types('run', write('sizes.groovy', "println Sizes.bytes('3k')\n").toString()).err == '''\
            shoal: Sizes.groovy:3: Unexpected input: '('
                  static lnog bytes(String text) {
                                   ^
            '''.stripIndent()
    }

    def "a helper that fails at run time is named with its file and line"() {
        given:
        plugin('Small', "[small: Sizes.bytes('two')]")
        write('.config/shoal/plugins/lib/Sizes.groovy', SIZES)
        def script = write('sizes.groovy', "println 1\nSizes.bytes('two')\n")

        expect:
        types('collect', 'small').notes == '''\
            web1: plugin small: IndexOutOfBoundsException: index is out of range 0..-1 (index = 0) (Sizes.groovy:4). The log of plugin small has the whole trace
            1 failed (plugin): web1   1 host, T
            '''.stripIndent()
        types('run', script.toString()).err == '''\
            shoal: Sizes.groovy:4: IndexOutOfBoundsException: index is out of range 0..-1 (index = 0)
                      def (_, n, unit) = (text =~ /(\\d+)([kM])/)[0]
            '''.stripIndent()
    }

    def "a script finds the classes in files beside it first, also over a link, and one helper may use another"() {
        given:
        write('.config/shoal/plugins/lib/Names.groovy', "class Names { static String own() { 'shared' } }\n")
        write('.config/shoal/plugins/lib/Upper.groovy', "class Upper { static String own() { Names.own().toUpperCase() } }\n")
        write('books/Names.groovy', "class Names { static String own() { 'beside' } }\n")
        write('books/rollout.groovy', "println Names.own() + Upper.own()\n")
        Files.createSymbolicLink(home.resolve('linked.groovy'), home.resolve('books/rollout.groovy'))

        expect:
        types('run', "$home/books/rollout.groovy").out == 'besideBESIDE\n'
        types('run', "$home/linked.groovy").out == 'besideBESIDE\n'
        types('run', write('alone.groovy', 'println Upper.own()\n').toString()).out == 'SHARED\n'
    }

    def "another script beside a script is not a class"() {
        given:
        write('Rollout.groovy', "println 'rolled out'\n")

        expect:
        types('run', write('all.groovy', 'println Rollout\n').toString()).err == '''\
            shoal: all.groovy:1: unknown name: Rollout
              println Rollout
            '''.stripIndent()
    }

    def "a helper file is refused where it is used: #what"() {
        given:
        plugin('Small', "[small: new Sizes().n]")
        write('.config/shoal/plugins/lib/Sizes.groovy', text)

        expect:
        types('collect', 'small').err == "shoal: collect: Sizes.groovy:" + message.stripIndent()

        where:
        what                      | text                                          || message
        'statements of a script'  | 'n = 1\nprintln n\n'                          || '''\
            1: a helper file holds classes only; move what is outside into a method of the class Sizes
              n = 1
              ^
            '''
        'statements beside it'    | 'class Sizes { int n }\n\nprintln 1\n'        || '''\
            3: a helper file holds classes only; move what is outside into a method of the class Sizes
              println 1
              ^
            '''
        'another class'           | '\nclass Size { int n }\n'                    || '''\
            2: the class Sizes is not in its file, found Size; write: class Sizes { ... }
              class Size { int n }
              ^
            '''
        'nothing'                 | ''                                            || '''\
             the class Sizes is not in its file; write: class Sizes { ... }
            '''
        'a package'               | 'package com.acme\nclass Sizes { int n }\n'   || '''\
            1: a helper class has no package; remove this line
              package com.acme
              ^
            '''
        'a plugin'                | 'class Sizes extends Plugin {\n  Object process(HostContext host) { 1 }\n}\n' || '''\
            1: Sizes is a plugin, not a helper; move its file into the directory above, or write: abstract class Sizes extends Plugin
              class Sizes extends Plugin {
              ^
            '''
    }

    def "a helper file that others may write to is refused where it is used"() {
        given:
        plugin('Small', "[small: Sizes.bytes('2k')]")
        plugin('Other', "[text: 'Sizes']")
        def helper = write('.config/shoal/plugins/lib/Sizes.groovy', SIZES)
        Files.setPosixFilePermissions(helper, PosixFilePermissions.fromString('rw-rw-rw-'))

        expect:
        types('collect', 'small').err == "shoal: collect: $helper: others may write to it, so it is not read; run: chmod go-w $helper\n"
        types('collect', 'other').status == 0
    }

    def "two helper files of one name are refused where they are used, by both their names"() {
        given:
        plugin('Small', "[small: Sizes.bytes('2k')]")
        def helper = write('.config/shoal/plugins/lib/Sizes.groovy', SIZES)
        def other = write('more/lib/Sizes.groovy', SIZES)

        expect:
        operator.types(['--set', "plugins.dirs=$home/more", 'demo', '1', 'collect', 'small']*.toString()).err ==
                "shoal: collect: two helper files have this name, $helper and $other; rename one of them\n"
    }

    def "a plugin and another plugin's file do not see each other"() {
        given:
        plugin('Small', '[small: new Other().toString()]')
        plugin('Other', "[text: 'x']")

        expect:
        types('collect', 'small').err == '''\
            shoal: collect: Small.groovy:3: unable to resolve class Other
                  [small: new Other().toString()]
                          ^
            '''.stripIndent()
        operator.types(['plugins']).out.readLines()*.split(' ')*.first().contains('sizes') == false
    }

    def "a helper may be the base of several plugins"() {
        given:
        write('.config/shoal/plugins/lib/Counted.groovy', '''\
            abstract class Counted extends Plugin {
                abstract String command()
                Object process(HostContext host) { [lines: host.exec(command()).out.readLines().size()] }
            }
            ''')
        write('.config/shoal/plugins/Twice.groovy', "class Twice extends Counted {\n  String command() { 'echo a; echo b' }\n}\n")

        expect:
        operator.types(['demo', '1', '-q', 'collect', 'twice']).out == 'host  lines\nweb1      2\n'
    }

    def "scripts and lines at the prompt see the jars of plugins/lib"() {
        given:
        def unit = new CompilationUnit()
        unit.addSource('Greeting.groovy', "package com.acme\nclass Greeting { static String of(String name) { 'hello ' + name } }\n")
        unit.compile(Phases.CLASS_GENERATION)
        Files.createDirectories(home.resolve('.config/shoal/plugins/lib'))
        new JarOutputStream(Files.newOutputStream(home.resolve('.config/shoal/plugins/lib/greeting.jar'))).withCloseable { jar ->
            unit.classes.each {
                jar.putNextEntry(new JarEntry(it.name.replace('.', '/') + '.class'))
                jar.write(it.bytes)
            }
        }

        expect:
        types('run', write('greet.groovy', "import com.acme.Greeting\nprintln Greeting.of('script')\n").toString()).out == 'hello script\n'
        operator.types(['demo', '1', '-c', "com.acme.Greeting.of('line')"]*.toString()).out == 'hello line\n'
    }
}
