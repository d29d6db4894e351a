package dev.shoal.plugin.registry

import dev.shoal.plugin.HostContext
import dev.shoal.plugin.PluginException
import dev.shoal.plugin.Reply
import dev.shoal.files.FileTrust
import dev.shoal.plugin.testing.ScriptedHost
import java.lang.ref.WeakReference
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.FileTime
import java.nio.file.attribute.PosixFilePermissions
import java.time.Duration
import java.util.concurrent.CountDownLatch
import java.util.jar.JarEntry
import java.util.jar.JarOutputStream
import org.codehaus.groovy.control.CompilationUnit
import org.codehaus.groovy.control.Phases
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

@Timeout(120)
class PluginRegistrySpec extends Specification {
    @TempDir
    Path home

    Path dir
    def scripts = new GroovyScripts()
    List<PluginSetting> settings = []
    Map<String, String> builtIns = [:]
    Path named

    def setup() {
        dir = Files.createDirectory(home.resolve('plugins'))
    }

    def "a script is found by its name, compiled when it is first used and not before"() {
        given:
        script('RootFree', 'free: 1')
        script('raid', 'x: 1')
        def registry = registry()

        expect:
        registry.list().collect { [it.key(), it.kind(), it.origin(), it.load().words()] } == [
            ['raid', 'groovy', "$dir/raid.groovy" as String, 'not loaded yet'],
            ['root-free', 'groovy', "$dir/RootFree.groovy" as String, 'not loaded yet']]
        scripts.compiled == 0
        registry.ready('root-free').digest().length() == 64
        scripts.compiled == 1
        registry.list()*.load()*.words() == ['not loaded yet', 'loaded']
    }

    def "an unknown key is refused with the nearest one"() {
        given:
        script('raid', 'x: 1')

        when:
        registry().ready('riad')

        then:
        def e = thrown(PluginException)
        e.message == 'unknown plugin: riad; did you mean raid?'

        when:
        registry().ready('disk')

        then:
        e = thrown(PluginException)
        e.message == 'unknown plugin: disk; available: raid'
    }

    def "a script that was written after the others had been found is there when it is asked for"() {
        given:
        script('raid', 'x: 1')
        def registry = registry()
        registry.ready('raid')
        script('motto', 'x: 2')

        expect:
        registry.ready('motto').key() == 'motto'
        registry.list().collect { [it.key(), it.load().words()] } == [['motto', 'loaded'], ['raid', 'loaded']]
    }

    def "a class that is no plugin is refused: #type"() {
        given:
        settings = [new PluginSetting('trial', new PluginSetting.Source.OfClass(type), Optional.empty(), 'plugins.yaml:3:3')]

        when:
        registry().ready('trial')

        then:
        def e = thrown(PluginException)
        e.message == 'plugin trial (plugins.yaml:3:3): ' + message

        where:
        type                                            || message
        'com.acme.Nothing'                              || 'class com.acme.Nothing not found on the class path; write its full name, and put its jar into plugins/lib'
        'dev.shoal.plugin.registry.BadPlugins$NoPlugin'          || 'the class dev.shoal.plugin.registry.BadPlugins$NoPlugin does not extend dev.shoal.plugin.Plugin; write: public class NoPlugin extends Plugin'
        'dev.shoal.plugin.registry.BadPlugins$Abstract'          || 'the class dev.shoal.plugin.registry.BadPlugins$Abstract is abstract; name a class that extends it and has process(HostContext)'
        'dev.shoal.plugin.registry.BadPlugins$WantsMore'         || 'the class dev.shoal.plugin.registry.BadPlugins$WantsMore has no usable constructor without parameters; write: public WantsMore() {}'
        'dev.shoal.plugin.registry.BadPlugins$Private'           || 'the class dev.shoal.plugin.registry.BadPlugins$Private has no usable constructor without parameters; write: public Private() {}'
        'dev.shoal.plugin.registry.BadPlugins$ThrowsAtOnce'      || 'the constructor of dev.shoal.plugin.registry.BadPlugins$ThrowsAtOnce threw IllegalStateException: no licence (BadPlugins.groovy:34); move what can fail into process'
        'dev.shoal.plugin.registry.BadPlugins$ThrowsEarlier'     || 'the static initialiser of dev.shoal.plugin.registry.BadPlugins$ThrowsEarlier threw NumberFormatException: For input string: "many" (BadPlugins.groovy:41); move what can fail into process'
    }

    def "a built-in gives way to the configuration, and not to a file that has its name"() {
        given:
        builtIns = [disk: BadPlugins.Fine.name, os: BadPlugins.Fine.name]
        script('disk', 'x: 1')
        script('os', 'x: 1')
        settings = [new PluginSetting('os', new PluginSetting.Source.OfScript(dir.resolve('os.groovy')), Optional.of(Duration.ofSeconds(20)), 'plugins.yaml:2:3')]
        def registry = registry()

        expect:
        registry.list().collect { [it.key(), it.kind(), it.origin()] } == [['disk', 'java', 'built in'], ['os', 'groovy', 'plugins.yaml:2:3']]
        registry.untold().first() == "$dir/disk.groovy: has the key of a built-in plugin, disk, which is used instead; rename the file, " +
                "or write disk: {script: $dir/disk.groovy} in plugins.yaml"
        registry.untold() == []
        registry.ready('os').timeout().get() == Duration.ofSeconds(20)
        registry.ready('disk').timeout().empty
    }

    def "two files with one key are refused by both their names, until the configuration names one, and trouble nobody else"() {
        given:
        named = Files.createDirectory(home.resolve('more'))
        script('raid', 'x: 1')
        script('fine', 'x: 1')
        script('Raid', 'x: 2', named)
        def both = "plugin raid: two files have this key, $dir/raid.groovy and $named/Raid.groovy; rename one of them, or name one in plugins.yaml"
        def registry = registry()

        when:
        registry.ready('raid')

        then:
        def e = thrown(PluginException)
        e.message == both
        registry.problems() == [both]
        registry.ready('fine')

        when:
        settings = [new PluginSetting('raid', new PluginSetting.Source.OfScript(named.resolve('Raid.groovy')), Optional.empty(), 'plugins.yaml:2:3')]
        registry.reload()

        then:
        registry.ready('raid')
        registry.problems() == []
    }

    def "a directory or file that others may write to is refused aloud, and everything else works"() {
        given:
        named = Files.createDirectory(home.resolve('shared'))
        script('there', 'x: 1', named)
        script('fine', 'x: 1')
        open(script('open', 'x: 1'))
        open(named)
        def registry = registry()

        expect:
        registry.problems() == ["$named: others may write to it, so it is not read; run: chmod go-w $named" as String]
        registry.list()*.key() == ['fine', 'open']
        registry.ready('fine')

        when:
        registry.ready('open')

        then:
        def e = thrown(PluginException)
        e.message == "$dir/open.groovy: others may write to it, so it is not read; run: chmod go-w $dir/open.groovy"
    }

    def "a directory of the configuration that is not there, and a name that makes no key, are told"() {
        given:
        named = home.resolve('gone')
        script('Über', 'x: 1')
        script('.hidden', 'x: 1')
        Files.writeString(dir.resolve('README.md'), 'no plugin')

        expect:
        registry().problems() == [
            "plugins.dirs: $named is not a directory; create it, or remove it from shoal.yaml" as String,
            "$dir/Über.groovy: the file name does not give a valid key; use $PluginKey.RULE, or capitals as in RootFree.groovy" as String]
    }

    def "a script that changes is compiled again, and one that is only touched is not"() {
        given:
        def file = script('raid', 'x: 1')
        def registry = registry()
        def first = registry.ready('raid')

        when:
        Files.setLastModifiedTime(file, FileTime.fromMillis(1))

        then:
        registry.ready('raid') == first
        scripts.compiled == 1

        when:
        script('raid', 'x: 2')

        then:
        registry.ready('raid').digest() != first.digest()
        scripts.compiled == 2
        scripts.closed == 1
    }

    def "the version before stays in use while the new one does not compile, and that is told each time"() {
        given:
        def file = script('raid', 'x: 1')
        def registry = registry()
        def first = registry.ready('raid')
        Files.writeString(file, 'class Raid extends dev.shoal.plugin.Plugin { Object process( }')

        expect:
        2.times {
            def again = registry.ready('raid')
            assert again.digest() == first.digest()
            assert again.note().get().startsWith("plugin raid: the previous version is used, because the new one does not load: $file: ")
            assert registry.list()*.load()*.words() == ['loaded, but its new version is broken']
        }
        scripts.closed == 0

        when:
        Files.delete(file)

        then:
        registry.ready('raid').note().get().endsWith("$file: no such file or directory; correct plugins.yaml, or create the file")

        when:
        script('raid', 'x: 3')

        then:
        registry.ready('raid').note().empty
        scripts.closed == 1
    }

    def "checking loads all of them and tells which are broken"() {
        given:
        builtIns = [disk: BadPlugins.Fine.name]
        script('fine', 'x: 1')
        Files.writeString(dir.resolve('lacks.groovy'), 'class Lacks extends dev.shoal.plugin.Plugin {}')
        Files.writeString(dir.resolve('syntax.groovy'), 'class Syntax extends {')

        when:
        def states = registry().check()

        then:
        states.collectEntries { [it.key(), it.load().words()] } == [disk: 'loaded', fine: 'loaded', lacks: 'broken', syntax: 'broken']
        states.find { it.key() == 'lacks' }.trouble().get().contains("Can't have an abstract method in a non-abstract class")
        states.find { it.key() == 'syntax' }.trouble().get().startsWith("$dir/syntax.groovy: ")
    }

    def "a plugin whose constructor hangs is refused when its time is up"() {
        given:
        def setting = new PluginSetting('stuck', new PluginSetting.Source.OfClass('com.acme.Stuck'), Optional.empty(), 'plugins.yaml:2:3')

        when:
        new LoadedPlugin(setting, { new CountDownLatch(1).await() }, Duration.ofSeconds(1)).load()

        then:
        def e = thrown(PluginException)
        e.message == 'plugin stuck (plugins.yaml:2:3): did not load within 1 s; ' +
                'move slow code from its constructor and initialisers into process'
    }

    def "jars beside the plugins and in lib are on their class path, for classes and for scripts"() {
        given:
        jar(dir.resolve('acme.jar'), 'package com.acme; class Free extends dev.shoal.plugin.Plugin { Object process(dev.shoal.plugin.HostContext host) { 1 } }')
        jar(Files.createDirectory(dir.resolve('lib')).resolve('tool.jar'), 'package com.tool; class Tool { static int x() { 7 } }')
        settings = [new PluginSetting('free', new PluginSetting.Source.OfClass('com.acme.Free'), Optional.empty(), 'plugins.yaml:2:3')]
        script('uses', 'x: com.tool.Tool.x()')
        def registry = new PluginRegistry([:], { settings }, new PluginDirs([dir], [], dir, FileTrust::objection), { new GroovyScripts(it) })

        expect:
        registry.check()*.load()*.words() == ['loaded', 'loaded']
        registry.reload()
        registry.check()*.load()*.words() == ['loaded', 'loaded']

        cleanup:
        registry.close()
    }

    def "three hundred reloads leave no classes behind"() {
        given:
        def types = []
        def registry = registry(new PluginCompilerOf({ Path file ->
            def loaded = scripts.load(file)
            types << new WeakReference(loaded.plugin().class)
            loaded
        }))

        when:
        300.times {
            script('raid', "x: $it")
            registry.ready('raid')
        }
        for (int i = 0; i < 50 && types.count { it.get() != null } > 3; i++) {
            System.gc()
        }

        then:
        types.size() == 300
        types.count { it.get() != null } <= 3
    }

    def "a template is written for a new plugin, compiles, and is never overwritten"() {
        given:
        def own = home.resolve('config/shoal/plugins')

        when:
        def (file, spec) = PluginTemplate.write(own, 'raid-state')

        then:
        [file, spec] == [own.resolve('RaidState.groovy'), own.resolve('spec/RaidStateSpec.groovy')]
        scripts.load(file).plugin().columns()*.name() == ['state']
        scripts.load(file).plugin().process(ScriptedHost.named('web1').reply('echo 42', '95\n')) == [state: 95]

        when:
        PluginTemplate.write(own, 'raid-state')

        then:
        def e = thrown(PluginException)
        e.message == "$file: already exists and is not overwritten; choose another name"
    }

    def "the key of a new plugin is refused: #name"() {
        given:
        builtIns = [uptime: BadPlugins.Fine.name]

        when:
        registry().newKey(name)

        then:
        def e = thrown(PluginException)
        e.message == "plugins new $name: $message"

        where:
        name     || message
        '../x'   || "not a valid key; use $PluginKey.RULE, as in root-free"
        'Uptime' || 'there is a plugin uptime (built in); choose another name, as uptime-here'
    }

    def "the key of #file is #key"() {
        expect:
        PluginKey.ofFile(file).orElse(null) == key

        where:
        file                || key
        'RootFree.groovy'   || 'root-free'
        'raid.groovy'       || 'raid'
        'HTTPCheck2.groovy' || 'http-check2'
        'ntp_drift.groovy'  || 'ntp_drift'
        '9lives.groovy'     || null
        'a b.groovy'        || null
        '.groovy'           || null
    }

    static class PluginCompilerOf implements PluginCompiler {
        final Closure how

        PluginCompilerOf(Closure how) {
            this.how = how
        }

        PluginCompiler.Loaded load(Path file) {
            how(file) as PluginCompiler.Loaded
        }
    }

    private PluginRegistry registry(PluginCompiler source = scripts) {
        new PluginRegistry(builtIns, { settings }, new PluginDirs([dir], named ? [named] : [], dir, FileTrust::objection), { source })
    }

    private Path script(String name, String row, Path where = dir) {
        def type = name.replaceAll(/\W/, '').capitalize()
        Files.writeString(where.resolve("${name}.groovy"), """\
            class $type extends dev.shoal.plugin.Plugin {
                Object process(dev.shoal.plugin.HostContext host) {
                    [$row]
                }
            }
            """.stripIndent())
    }

    private static void jar(Path file, String source) {
        def unit = new CompilationUnit()
        unit.addSource('Source.groovy', source)
        unit.compile(Phases.CLASS_GENERATION)
        new JarOutputStream(Files.newOutputStream(file)).withCloseable { jar ->
            unit.classes.each { type ->
                jar.putNextEntry(new JarEntry(type.name.replace('.', '/') + '.class'))
                jar.write(type.bytes)
            }
        }
    }

    private static void open(Path path) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString('rwxrwxrwx'))
    }
}
