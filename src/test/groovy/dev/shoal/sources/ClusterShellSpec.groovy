package dev.shoal.sources

import dev.shoal.inventory.Inventory
import dev.shoal.text.ProblemsException
import dev.shoal.process.Programs
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** ClusterShell's own configuration is read as it is. */
@Timeout(90)
class ClusterShellSpec extends Specification {
    @TempDir
    Path dir
    long now = 0
    def answers = new UpcallCache(new Programs(Duration.ofSeconds(30)), { now })

    private void file(String name, String text) {
        def path = dir.resolve(name)
        Files.createDirectories(path.parent)
        Files.writeString(path, text)
    }

    private List sources(UpcallCache upcalls = answers) {
        ClusterShellPlace.at(dir, { Optional.empty() }).sources(upcalls)
    }

    private def source(String name) {
        sources().find { it.name() == name }
    }

    private static String text(Optional expression) {
        expression.map { it.text() }.orElse(null)
    }

    @Requires(value = { new File('/etc/clustershell/groups.conf').exists() }, reason = 'ClusterShell is not installed')
    def "the configuration that ClusterShell installs is read, and its default source answers"() {
        given:
        def real = ClusterShellPlace.at(Path.of('/etc/clustershell'), { Optional.empty() })

        expect:
        real.sources(answers)[0].name() == 'local'
    }

    def "upcalls are asked with their variables, in the directory of their file"() {
        given:
        file('groups.conf', '''\
            [Main]
            default: two
            [one,two]
            map: echo $SOURCE-$GROUP; echo a b[1-2]; basename ${CFGDIR} > here; echo $$HOME | grep -c /
            list: echo "g1 g2"; echo g3
            all = echo all[1-9]
            '''.stripIndent())

        expect:
        sources()*.name() == ['two', 'one']
        sources()*.answersUnnamed() == [true, false]
        text(source('one').group('g1')) == 'one-g1,a,b[1-2],1'
        Files.readString(dir.resolve('here')).trim() == dir.fileName.toString()
        source('one').groups() == ['g1', 'g2', 'g3']
        text(source('two').all()) == 'all[1-9]'
    }

    def "reverse tells the groups of one host without the others, and nothing does where it is missing"() {
        given:
        file('groups.conf', """\
            [one]
            map: echo a
            reverse: echo \$NODE >> $dir/asked; test \$NODE != gone || exit 3; echo g1 g2-\$NODE
            [two]
            map: echo a
            """.stripIndent())

        expect:
        source('one').groupsOf('n1').get() == ['g1', 'g2-n1']
        source('two').groupsOf('n1').empty

        when:
        source('one').groupsOf('gone')

        then:
        def e = thrown(ProblemsException)
        e.message == "$dir/groups.conf:3: [one] reverse for gone: exit status 3"
        Files.readAllLines(dir.resolve('asked')) == ['n1', 'gone']
    }

    def "a group without hosts is empty where it is listed, and unknown where it is not"() {
        given:
        file('groups.conf', '[x]\nmap: true\nlist: echo none\n')

        expect:
        text(source('x').group('none')) == ''
        source('x').group('typo').empty
        source('x').group('a;rm -rf b').empty
    }

    def "mapall answers for all groups with one call, and map for those that it lacks"() {
        given:
        file('groups.conf', '[x]\nmapall: echo web: w1 w2; echo "web: w3"; echo; echo eu:@web; echo >> calls\nmap: echo $GROUP-map\n')
        def x = source('x')

        expect:
        text(x.group('web')) == 'w1,w2,w3'
        text(x.group('eu')) == '@x:web'
        text(x.group('other')) == 'other-map'
        x.groups() == ['web', 'eu']
        x.all().empty
        Files.readAllLines(dir.resolve('calls')).size() == 1
    }

    def "an answer is kept for cache_time"() {
        given:
        file('groups.conf', '[x]\nmap: echo >> calls; echo n1\ncache_time: 60\n')
        def x = source('x')

        when:
        x.group('g')
        now = Duration.ofSeconds(59).toNanos()
        x.group('g')

        then:
        Files.readAllLines(dir.resolve('calls')).size() == 1

        when:
        now = Duration.ofSeconds(61).toNanos()
        x.group('g')

        then:
        Files.readAllLines(dir.resolve('calls')).size() == 2
    }

    def "a question that failed is asked again"() {
        given:
        file('groups.conf', '[x]\nmap: [ -e up ] || exit 1; echo n1\ncache_time: 60\n')
        def x = source('x')

        when:
        x.group('g')

        then:
        thrown(ProblemsException)

        when:
        file('up', '')

        then:
        text(x.group('g')) == 'n1'
    }

    def "one command in two directories is two questions"() {
        given:
        file('groups.conf', '[Main]\nconfdir: $CFGDIR/one $CFGDIR/two\n')
        file('one/a.conf', '[a]\nmap: basename "$PWD"\ncache_time: 60\n')
        file('two/b.conf', '[b]\nmap: basename "$PWD"\ncache_time: 60\n')

        expect:
        text(source('a').group('g')) == 'one'
        text(source('b').group('g')) == 'two'
    }

    def "nothing runs where nothing may"() {
        given:
        file('groups.conf', '[x]\nmap: touch ran; echo n1\n')

        when:
        sources(answers.withoutRunning())[0].group('g')

        then:
        def e = thrown(ProblemsException)
        e.message == "$dir/groups.conf:2: [x] map for @x:g: has not been asked yet"
        !Files.exists(dir.resolve('ran'))
    }

    def "groups in YAML mean those of their own source, a list is united, and all is all"() {
        given:
        file('groups.conf', '[Main]\nautodir: $CFGDIR/groups.d "$CFGDIR/no such"\n')
        file('groups.d/a.yaml', '''\
            roles:
              adm: 'mgmt[1-2]'
              servers:
                - s1
                - s2,s3
                - 'a[1-9]!a5'
              cpu: '@adm!mgmt1, @other:x'
              none:
              all: '@adm,@servers'
            other: {x: y1}
            '''.stripIndent())

        expect:
        sources()*.name() == ['roles', 'other']
        text(source('roles').group('adm')) == 'mgmt[1-2]'
        text(source('roles').group('servers')) == 's1,s2,s3,a[1-9]!a5'
        text(source('roles').group('cpu')) == '(@roles:adm!mgmt1),@other:x'
        text(source('roles').group('none')) == ''
        text(source('roles').all()) == '@roles:adm,@roles:servers'
        source('other').all().empty
    }

    def "more sources come from confdir, and %% is a percent sign in [Main] alone"() {
        given:
        file('groups.conf', '[Main]\nconfdir: $CFGDIR/more%%d\n[b]\nmap: printf "%%s" $GROUP\n')
        file('more%d/x.conf', '# a remark\n[a]\nmap: pwd | sed s,.*/,,;\n  echo second\n')

        expect:
        sources()*.name() == ['a', 'b']
        text(source('a').group('g')) == 'more%d,second'
        text(source('b').group('g')) == '%s'
    }

    def "what is wrong in #what is told with its line"() {
        given:
        files.each { name, text -> file(name, text) }

        when:
        sources().each { it.groups() }

        then:
        def e = thrown(ProblemsException)
        e.message == problem.replace('DIR', dir.toString())

        where:
        what        | files                                                            || problem
        'default'   | ['groups.conf': '[Main]\ndefault: q\n[x]\nmap: true\n']          || 'DIR/groups.conf:2: default: unknown group source q; known are x'
        'a section' | ['groups.conf': '[x]\nall: true\n']                              || 'DIR/groups.conf:2: [x] has neither map nor mapall; write one of them'
        'a list'    | ['groups.conf': '[x]\nmap: true\n']                              || 'DIR/groups.conf:2: [x] cannot list its groups: add list: or mapall:'
        'a status'  | ['groups.conf': '[x]\nmap: true\nlist: echo no db >&2; exit 4']  || 'DIR/groups.conf:3: [x] list for its groups: exit status 4: no db'
        'mapall'    | ['groups.conf': '[x]\nmapall: echo web w1\n']                    || 'DIR/groups.conf:2: [x] mapall printed "web w1"; write lines like web: web[1-20]'
        'a line'    | ['groups.conf': '[x]\nmap true\n']                               || 'DIR/groups.conf:2: write key: value, or a [section]'
        'a double'  | ['groups.conf': '[x]\nmap: a\nmap: b\n']                         || 'DIR/groups.conf:3: map is already in line 2; remove one'
        'cache'     | ['groups.conf': '[x]\nmap: a\ncache_time: 1h\n']                 || 'DIR/groups.conf:3: cache_time: not a number of seconds: 1h'
        'no file'   | [:]                                                              || 'clustershell: no DIR/groups.conf; name the file, as clustershell:/etc/clustershell/groups.conf'
        'YAML'      | ['groups.conf': '[Main]\nautodir: DIR/d\n'.replace('DIR', '$CFGDIR'), 'd/a.yaml': 'x:\n  a: {b: c}\n'] || 'DIR/d/a.yaml:2:6: a: a mapping was found: write a nodeset or a list of them'
        'YAML list' | ['groups.conf': '[Main]\nautodir: $CFGDIR/d\n', 'd/a.yaml': '- x\n'] || 'DIR/d/a.yaml:1:1: the file: a list was found: write group sources, as in roles: {web: web[1-20]}'
        'twice'     | ['groups.conf': '[Main]\nautodir: $CFGDIR/d\n[x]\nmap: true\n', 'd/a.yaml': 'x: {a: b}'] || 'DIR/groups.conf:4: group source x is already defined at DIR/d/a.yaml: give one of them another name'
    }

    def "commands are not taken from a file that others may write to"() {
        given:
        file('groups.conf', '[x]\nmap: true\n')

        when:
        ClusterShellPlace.at(dir, { it.endsWith('groups.conf') ? Optional.of("$it: others may write to it".toString()) : Optional.empty() }).sources(answers)

        then:
        def e = thrown(ProblemsException)
        e.message == "$dir/groups.conf: others may write to it"
    }

    @Requires(value = { hasNodeset() }, reason = 'nodeset is not installed')
    def "ClusterShell's nodeset and hosts -e say the same of #expression"() {
        given:
        file('groups.conf', '''\
            [Main]
            default: roles
            autodir: $CFGDIR/groups.d
            [up]
            map: echo a$GROUP b; echo c[1-3]
            list: echo g1 g2
            '''.stripIndent())
        file('groups.d/x.yaml', '''\
            roles: {a: 'n[1-3]', b: '@a,n9', e: ['n[1-9]!n4', n4x]}
            other: {a: x1, b: '@a', c: '@roles:a,@b', all: 'zz[1-2]'}
            '''.stripIndent())
        def process = new ProcessBuilder('nodeset', '-f', expression)
        process.environment().put('CLUSTERSHELL_CFGDIR', dir.toString())
        def theirs = process.start().text.trim()

        expect:
        Inventory.empty().asking(sources()).calculate(expression).fold() == theirs

        where:
        expression << ['@a', '@b', '@e', '@other:b', '@other:c', '@up:g1', '@other:*', '@roles:*', '@up:*', '@roles:b!@roles:a']
    }

    static boolean hasNodeset() {
        System.getenv('PATH').split(':').any { new File(it, 'nodeset').canExecute() }
    }
}
