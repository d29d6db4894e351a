package dev.shoal

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import javax.tools.ToolProvider
import org.junit.jupiter.api.Test
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** {@code plugins new} and {@code plugins test}, as the author of a plugin types them; nothing is connected to. */
@Timeout(120)
class PluginTestsSpec extends Specification {
    static final PLUGINS = '.config/shoal/plugins'

    @TempDir
    Path home

    @AutoCleanup
    def operator = new Operator(home)

    private Operator.Told plugins(String... words) {
        operator.types(['plugins', *words])
    }

    private Path write(String name, String text) {
        operator.file("$PLUGINS/$name", text.stripIndent())
    }

    private void raid(String value) {
        write('Raid.groovy', "class Raid extends Plugin {\n  Object process(HostContext host) {\n    $value\n  }\n  List<Column> columns() { [Column.of('disks').critical(8)] }\n}\n")
    }

    def "a new plugin fits its name, #name, and its spec passes as it is"() {
        expect:
        plugins('new', name).out == "$home/$PLUGINS/${type}.groovy\n$home/$PLUGINS/spec/${type}Spec.groovy\n"
        plugins('test', name).with { [it.out, it.err, it.status] } == ["$name: 3 passed\n", '', 0]
        def text = home.resolve("$PLUGINS/${type}.groovy").toFile().text
        text.contains("class $type extends Plugin")
        text.contains("/** ${what}. Run it with: collect $name */")
        text.contains("[$column]")

        where:
        name          | type         | what                                                                  | column
        'root-free'   | 'RootFree'   | 'How much is free in the file system of /'                            | "Column.of('free', Unit.BYTES).warnBelow(1L << 30)"
        'home-use'    | 'HomeUse'    | 'How full the file system of /home is'                                | "Column.of('use', Unit.PERCENT).warn(90).critical(98)"
        'top-mem'     | 'TopMem'     | 'The processes that hold the most memory'                             | "Column.of('command'), Column.of('rss', Unit.BYTES).warn(4L << 30)"
        'cert-days'   | 'CertDays'   | 'How many days the certificate in /etc/ssl/server.pem is still valid' | "Column.of('days', Unit.DAYS).warnBelow(14).criticalBelow(3)"
        'mem-free'    | 'MemFree'    | 'How much memory programs can still get'                              | "Column.of('free', Unit.BYTES).warnBelow(512 << 20)"
        'load'        | 'Load'       | 'How busy a host was in the last minute'                              | "Column.of('load').warn(8)"
        'my-uptime'   | 'MyUptime'   | 'How long a host has been up'                                         | "Column.of('up', Unit.SECONDS).warnBelow(600)"
        'kernel'      | 'Kernel'     | 'The kernel that a host runs'                                         | "Column.of('release').warnIf { it.startsWith('4.') }"
        'users'       | 'Users'      | 'How many sessions users have on a host'                              | "Column.of('sessions', Unit.COUNT).warn(2)"
        'queue-depth' | 'QueueDepth' | 'The queue depth of a host. Replace the command by one that prints this number' | "Column.of('depth', Unit.COUNT).warn(90)"
        'backup-age'  | 'BackupAge'  | 'The backup age of a host. Replace the command by one that prints this number'  | "Column.of('age', Unit.SECONDS).warn(90)"
    }

    def "a new plugin in Java, #name, is a Maven project whose tests pass as they are"() {
        when:
        def told = plugins('new', name, '--java')
        def project = home.resolve("$PLUGINS/java/$name")
        def sources = ["main/java/plugins/${type}.java", "test/java/plugins/${type}Test.java"].collect { project.resolve("src/$it").toString() }

        then:
        told.out == "$project\n"
        told.err == "mvn -f $project package builds $home/$PLUGINS/lib/${name}.jar, with shoal-api, which scripts/install-api installs once; plugins.yaml needs:\nplugins:\n  $name: plugins.$type\n"
        ToolProvider.systemJavaCompiler.run(null, null, null, '-Xlint:all,-processing,-classfile', '-Werror', '-cp', System.getProperty('java.class.path'), '-d', "$home/classes".toString(), *sources) == 0
        passed("plugins.${type}Test") == ['aHostOnWhichTheCommandFailsIsAFailedHost', 'aValueOverItsLimitIsMarked', 'theOutputOfTheCommandBecomesARow']
        plugins('new', name, '--java').err == "shoal: $project/pom.xml: already exists and is not overwritten; choose another name\n"

        where:
        name          | type
        'root-free'   | 'RootFree'
        'home-use'    | 'HomeUse'
        'top-rss'     | 'TopRss'
        'cert-days'   | 'CertDays'
        'mem-free'    | 'MemFree'
        'load'        | 'Load'
        'my-uptime'   | 'MyUptime'
        'kernel'      | 'Kernel'
        'users'       | 'Users'
        'queue-depth' | 'QueueDepth'
    }

    /** The tests of the compiled class, each of which must pass. */
    private List<String> passed(String type) {
        new URLClassLoader([home.resolve('classes').toUri().toURL()] as URL[], PluginTestsSpec.classLoader).withCloseable { loader ->
            def tests = loader.loadClass(type)
            def constructor = tests.getDeclaredConstructor()
            constructor.accessible = true
            tests.declaredMethods.findAll { it.isAnnotationPresent(Test) }.each { method ->
                method.accessible = true
                method.invoke(constructor.newInstance())
            }*.name.sort()
        }
    }

    def "a test that fails is shown with its values and the line of the plugin, and the others run all the same"() {
        given:
        raid("[disks: host.exec('cat /proc/mdstat').out.readLines().last() as int]")
        write('spec/RaidSpec.groovy', '''\
            def host = ScriptedHost.named('web1').reply('cat /proc/mdstat', 'a\\nb\\nc\\n9\\n')

            test('many disks are critical') {
                assert host.rows(plugin).rows().first().level('disks') == Level.CRITICAL
            }
            test('nine disks are ten') {
                def rows = host.rows(plugin)
                assert rows.cells() == [[disks: 10]]
            }
            test('a short file is read') {
                ScriptedHost.named('web2').reply('cat /proc/mdstat', 'x').rows(plugin)
            }
            ''')

        when:
        def told = plugins('test', 'raid')

        then:
        told.out == 'raid: 2 of 3 failed\n'
        told.err == '''\
            shoal: test: nine disks are ten
            RaidSpec.groovy:8: assertion failed:
            assert rows.cells() == [[disks: 10]]
                   |    |       |
                   |    |       false
                   |    [['disks':9]]
                   [{disks=9}]
            shoal: test: a short file is read
            RaidSpec.groovy:11: NumberFormatException: For input string: "x"
                  ScriptedHost.named('web2').reply('cat /proc/mdstat', 'x').rows(plugin)
              at Raid.groovy:3
            '''.stripIndent()
        told.status == 1
    }

    def "a command that the spec does not expect fails the test, by the line of the plugin"() {
        given:
        raid("[disks: host.exec('lsblk').out.size()]")
        write('spec/RaidSpec.groovy', "ScriptedHost.named('web1').reply('cat /proc/mdstat', '').rows(plugin)\n")

        expect:
        plugins('test', 'raid').with { [it.out, it.err, it.status] } == ['raid: 1 of 1 failed\n', '''\
            shoal: test: RaidSpec.groovy
            RaidSpec.groovy:1: AssertionError: web1: unexpected command: lsblk
            expected:
              cat /proc/mdstat
            give it a reply in the test, or correct the plugin
              ScriptedHost.named('web1').reply('cat /proc/mdstat', '').rows(plugin)
              at Raid.groovy:3
            '''.stripIndent(), 1]
    }

    def "all specs are run, and summed up"() {
        given:
        raid('[disks: 9]')
        write('spec/RaidSpec.groovy', "assert ScriptedHost.named('web1').rows(plugin).cells() == [[disks: 9]]\nprintln 'nine'\n")
        plugins('new', 'load')
        write('Plain.groovy', 'class Plain extends Plugin {\n  Object process(HostContext host) { 1 }\n}\n')

        expect:
        plugins('test').with { [it.out, it.err, it.status] } ==
                ['load: 3 passed\nnine\nraid: 1 passed\n', '2 plugins tested, 0 failed; without a spec: plain\n', 0]
        plugins('test', 'load', 'raid').err == '2 plugins tested, 0 failed\n'
    }

    def "the plugins that come with Shoal keep what their specs promise"() {
        expect:
        operator.types(['--set', "plugins.dirs=${Path.of('plugins').toAbsolutePath()}", 'plugins', 'test']*.toString()).with { [it.out, it.err, it.status] } ==
                ['cert-expiry: 4 passed\nfailed-units: 5 passed\ntop-mem: 4 passed\n', '3 plugins tested, 0 failed\n', 0]
    }

    def "a spec uses the helpers of its plugin, and classes that lie beside it"() {
        given:
        raid('[disks: Disks.count()]')
        write('lib/Disks.groovy', 'class Disks { static int count() { 9 } }\n')
        write('spec/Fixture.groovy', 'class Fixture { static final NINE = 9 }\n')
        write('spec/RaidSpec.groovy', '''\
            assert ScriptedHost.named('web1').rows(plugin).cells() == [[disks: Fixture.NINE]]
            assert new Raid().process(null).disks == Disks.count()
            ''')

        expect:
        plugins('test', 'raid').out == 'raid: 1 passed\n'
    }

    def "what a spec lacks is named: #what"() {
        given:
        raid('[disks: 9]')

        expect:
        plugins('test', *words).with { [it.out, it.err, it.status] } == ['', "shoal: $message\n".replace('HOME', home.toString()), 2]

        where:
        what            | words            || message
        'a spec'        | ['raid']         || 'plugins test raid: no spec; write HOME/.config/shoal/plugins/spec/RaidSpec.groovy, or run plugins new NAME to see one'
        'a plugin'      | ['riad']         || 'unknown plugin: riad; did you mean raid?'
    }

    def "a spec that cannot be run counts as failed: #what"() {
        given:
        raid(body)
        def file = write('spec/RaidSpec.groovy', spec)
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode))

        expect:
        plugins('test', 'raid').with { [it.out, it.err, it.status] } == ['raid: not tested\n', "shoal: ${message.stripIndent()}\n".replace('HOME', home.toString()), 1]

        where:
        what             | body          | spec                | mode        || message
        'a broken spec'  | '[disks: 9]'  | 'assert 1 +* 2\n'   | 'rw-r--r--' || '''\
            RaidSpec.groovy:1: Unexpected input: '+'
              assert 1 +* 2
                       ^'''
        'a broken plugin' | '[disks: 9'  | 'assert true\n'     | 'rw-r--r--' || '''\
            Raid.groovy:4: a bracket, a quote or a comment is not closed
                }
                ^'''
        'a spec of others' | '[disks: 9]' | 'assert true\n'    | 'rw-rw-rw-' || 'HOME/.config/shoal/plugins/spec/RaidSpec.groovy: others may write to it, so it is not read; run: chmod go-w HOME/.config/shoal/plugins/spec/RaidSpec.groovy'
    }

    def "a failure that is expected is compared by its message"() {
        given:
        raid("throw new IllegalStateException('no raid on ' + host)")
        write('spec/RaidSpec.groovy', '''\
            def host = ScriptedHost.named('web1')
            test('it says so') { assert failure { host.rows(plugin) } == 'no raid on web1' }
            test('it does not') { failure { 5 } }
            ''')

        expect:
        plugins('test', 'raid').err == '''\
            shoal: test: it does not
            RaidSpec.groovy:3: AssertionError: a failure was expected, and the value is 5
              test('it does not') { failure { 5 } }
            '''.stripIndent()
    }
}
