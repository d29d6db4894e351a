package dev.shoal.plugin.registry

import dev.shoal.text.ProblemsException
import dev.shoal.plugin.registry.PluginSetting.Source
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.Specification
import spock.lang.TempDir

class PluginsReaderSpec extends Specification {
    @TempDir
    Path dir

    def "a key names a class or a script, with a time-out if it wants one, and a later file wins"() {
        given:
        def first = file('shoal/conf/plugins.yaml', '''\
            plugins:
              disk: dev.shoal.collect.DiskPlugin
              raid: {script: plugins/raid.groovy, timeout: 20s}
              own: {script: ~/x.groovy}
            ''')
        def second = file('etc/plugins.yaml', '''\
            plugins:
              disk: {class: com.acme.Disk, timeout: 500ms}
              ntp: {script: plugins/../ntp.groovy}
            ''')

        when:
        def settings = PluginsReader.read([first, second], Optional.of(dir.resolve('shoal')), Path.of('/home/me'))

        then:
        settings.collect { [it.key(), it.source(), it.timeout().orElse(null), it.origin()] } == [
            ['disk', new Source.OfClass('com.acme.Disk'), Duration.ofMillis(500), "$second:2:3" as String],
            ['raid', new Source.OfScript(dir.resolve('shoal/plugins/raid.groovy')), Duration.ofSeconds(20), "$first:3:3" as String],
            ['own', new Source.OfScript(Path.of('/home/me/x.groovy')), null, "$first:4:3" as String],
            ['ntp', new Source.OfScript(dir.resolve('etc/ntp.groovy')), null, "$second:3:3" as String]]
    }

    def "a file that says nothing has no plugins: '#text'"() {
        expect:
        PluginsReader.read([file('plugins.yaml', text)], Optional.empty(), dir) == []

        where:
        text << ['', '# nothing', 'plugins:', 'plugins: {}']
    }

    def "'#text' is refused: #problem"() {
        when:
        PluginsReader.read([file('plugins.yaml', text)], Optional.empty(), dir)

        then:
        def e = thrown(ProblemsException)
        e.problems()*.replace("$dir/plugins.yaml:", '') == [problem]

        where:
        text                                               || problem
        'plugin:\n  disk: a.B'                             || '1:1: plugin: unknown key: write plugins: and the keys below it'
        'plugins: [a]'                                     || '1:10: plugins: a list was found: write each plugin as a key and a class, e.g. disk: com.acme.Disk'
        'plugins:\n  Disk: a.B'                            || '2:3: Disk: not a valid plugin key; use lowercase letters, digits, - and _, at most 60 characters, starting with a letter'
        'plugins:\n  disk:'                                || '2:3: disk: has no value: write a class, or {script: plugins/disk.groovy}'
        'plugins:\n  disk: [a.B]'                          || '2:9: disk: a list was found: write a class, or {script: FILE}'
        'plugins:\n  disk: plugins/disk.groovy'            || '2:9: disk: not a valid class name: plugins/disk.groovy; write {script: plugins/disk.groovy}'
        'plugins:\n  disk: 1.2'                            || '2:9: disk: not a valid class name: 1.2; write one, e.g. com.acme.Disk, or {script: FILE}'
        'plugins:\n  disk: {script: disk.sh}'              || '2:18: disk script: not a script: disk.sh; its name must end in .groovy'
        'plugins:\n  disk: {}'                             || '2:3: disk: write either class: or script:, neither was found'
        'plugins:\n  d: {class: a.B, script: x.groovy}'    || '2:3: d: write either class: or script:, both was found'
        'plugins:\n  d: {class: a.B, tiemout: 5s}'         || '2:19: d tiemout: unknown key: did you mean timeout?'
        'plugins:\n  d: {class: a.B, timeout: soon}'       || '2:28: d timeout: "soon" is not a duration; write 500ms, 30s, 2m, 1h or a whole number of seconds'
        'plugins:\n  d: {class: a.B, timeout: 0}'          || '2:28: d timeout: must be longer than 0; write a duration, e.g. 20s'
        'plugins:\n  d: {class: [a]}'                      || '2:7: d class: needs a single value'
        'plugins:\n  d: a.B\n  d: a.C'                     || '3:3: d: the key is already in line 2: keep one of them'
        'plugins:\n  <<: {d: a.B}'                         || '2:3: <<: merge keys are not supported: write the values out'
        'plugins:\n\td: a.B'                               || '2:1: tabs cannot indent YAML: use blanks'
    }

    def "without class and script the rest is for what an earlier file names, else for what is found under the key"() {
        given:
        def first = file('a.yaml', 'plugins:\n  raid: {script: raid.groovy, timeout: 20s, params: {n: 1, by: x}}\n')
        def second = file('b.yaml', "plugins:\n  raid: {params: {n: 'a b'}}\n  disk: {timeout: 5s}\n")

        when:
        def settings = PluginsReader.read([first, second], Optional.empty(), dir)

        then:
        settings.collect { [it.key(), it.source(), it.timeout().get(), it.params().collectEntries { name, given -> [name, given.text()] }] } == [
            ['raid', new Source.OfScript(dir.resolve('raid.groovy')), Duration.ofSeconds(20), [n: 'a b', by: 'x']],
            ['disk', new Source.AsFound(), Duration.ofSeconds(5), [:]]]
        settings[0].params().n.origin() == "$second:2:22" as String
    }

    def "all mistakes of all files are told at once"() {
        when:
        PluginsReader.read([file('a.yaml', 'plugins: {A: x, b: {}}'), file('b.yaml', 'x: 1')], Optional.empty(), dir)

        then:
        def e = thrown(ProblemsException)
        e.problems()*.replace("$dir/", '')*.replaceFirst(/: .*/, '') == ['a.yaml:1:11', 'a.yaml:1:17', 'b.yaml:1:1']
    }

    private Path file(String name, String text) {
        def file = dir.resolve(name)
        Files.createDirectories(file.parent)
        Files.writeString(file, text.stripIndent())
    }
}
