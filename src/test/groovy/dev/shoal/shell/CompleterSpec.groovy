package dev.shoal.shell

import dev.shoal.shell.Candidates.LocalNames
import dev.shoal.cli.CommandContext
import dev.shoal.cli.Interrupts
import dev.shoal.cli.OptionSet
import dev.shoal.cli.Streams
import dev.shoal.inventory.GroupSource
import dev.shoal.text.ProblemsException
import dev.shoal.script.ResultView
import dev.shoal.script.RunView
import dev.shoal.testing.SmallSite
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class CompleterSpec extends Specification {
    @TempDir
    Path directory

    SmallSite site
    CommandContext context
    Prompt prompt

    def setup() {
        site = new SmallSite(directory)
        def streams = site.streams()
        context = new CommandContext(site, streams, streams.screen(Streams.Colour.NEVER), new Interrupts(), OptionSet.NOTHING)
        prompt = new Prompt(context)
        context.values().put('pids', [1, 2])
        context.values().put('pidfile', 'x')
    }

    def "behind a run its sets that have hosts can be chosen, and its groups"() {
        given:
        site.transport.down << 'web3'
        prompt.run('exec true')

        expect:
        offered('use @') == ['@web', '@db', '@all', '@ok', '@failed', '@unreachable', '@1', '@2']
        offered('again @f') == ['@failed']
        offered('@web!@u') == ['@unreachable']
    }

    def "after a word of a pipe the columns that were seen last can be chosen"() {
        given:
        prompt.run('exec true')

        expect:
        offered('exec df |> sort ') == ['host', 'outcome', 'exit', 'ms', 'out', 'err']
        offered('exec df |> sort -o') == ['outcome', 'out']
        offered('exec df |> where e') == ['exit', 'err']
        offered('exec df |> where exit > 0 && h') == ['host']
        offered('exec df |> top 5 m') == ['ms']

        when:
        prompt.run('[[mount: "/", use: 3]]')

        then:
        offered('exec df |> sort ') == ['mount', 'use']
    }

    def "a name that would hide or turn text in the line is not offered"() {
        given:
        ['report.txt', 'report\u202etxt.exe', 'report\u200b.txt', 'r\u00e9sum\u00e9'].each { Files.writeString(directory.resolve(it), '') }

        expect:
        offered("put $directory/r") == ["$directory/report.txt", "$directory/r\u00e9sum\u00e9"]*.toString()
    }

    def "a source with groups goes on with its colon, and behind it with its groups"() {
        given:
        site.sources = [[name: { 'cmdb' }, groups: { ['rack1', 'rack2'] }, answersUnnamed: { false }] as GroupSource]

        expect:
        offered('use @c') == ['@cmdb:']
        offered('use web1,@cmdb:r') == ['@cmdb:rack1', '@cmdb:rack2']
    }

    def "before a source was read, @all is not counted, and is not called broken"() {
        given:
        site.sources = [[name: { 'cmdb' }, groups: { [] }, group: { throw new ProblemsException('cmdb: has not been asked yet') },
                precedes: { false }, answersUnnamed: { true }, belongsToInventory: { true }, all: { throw new ProblemsException('cmdb: has not been asked yet') }] as GroupSource]

        expect:
        candidates('use @al')*.help() == ['not counted yet']
    }

    def "'#line' goes on with #words"() {
        expect:
        offered(line) == words

        where:
        line                        || words
        'e'                         || ['exec', 'exit']
        '  us'                      || ['use']
        'pid'                       || ['pidfile', 'pids']
        'r = us'                    || ['use']
        'def r = us'                || ['use']
        'exec df |> so'             || ['sort']
        'exec df |> '               || ['where', 'sort', 'top', 'save', 'less', 'pidfile', 'pids']
        'exec df |> us'             || []
        '?ho'                       || ['hosts']
        ':us'                       || ['use']
        'help ho'                   || ['hosts']
        'use @'                     || ['@web', '@db', '@all']
        'use @w'                    || ['@web']
        'use web'                   || ['web1', 'web2', 'web3']
        'use @web,d'                || ['db1']
        'use @web!we'               || ['web1', 'web2', 'web3']
        'use @web&@d'               || ['@db']
        'hosts (@web,d'             || ['db1']
        'hosts -c @d'               || ['@db']
        'exec -w @d'                || ['@db']
        'exec --on=@d'              || ['@db']
        'exec -x web1,@d'           || ['@db']
        'exec -g w'                 || ['web']
        'exec --fan'                || ['--fanout']
        'exec -o js'                || ['json', 'jsonl']
        'exec --output=js'          || ['json', 'jsonl']
        'exec --color '             || ['auto', 'always', 'never']
        'exec -u 3s --dead'         || ['--deadline']
        'exec -u '                  || []
        'exec --dry-run -- --fan'   || []
        'exec df --out'             || []
        'exec df @w'                || []
        'exec kill #{pi'            || ['pidfile', 'pids']
        'exec kill #{pids} pi'      || []
        '@'                         || ['@web', '@db', '@all']
        '@d'                        || ['@db']
        '@web2'                     || ['@web2']
        '@db1'                      || ['@db1']
        '@web,d'                    || ['db1']
        '@web,@d'                   || ['@db']
        '@web up'                   || []
        '@web kill #{pi'            || ['pidfile', 'pids']
        'pids.each { pi'            || ['pidfile', 'pids']
        'r.pi'                      || []
        '# us'                      || []
        'collect d'                 || ['disk']
        'nosuch us'                 || []
    }

    def "behind the dot of a value stand its members: #line"() {
        given:
        prompt.run('r = exec true')
        context.values().put('rows', [[mount: '/', use: 93]])

        expect:
        offered(line) == words

        where:
        line                                || words
        'r.fa'                              || ['failed']
        'r.failed.o'                        || ['odd', 'ok']
        'r.failed*.o'                       || ['out', 'outcome']
        'r*.err.fin'                        || ['find(', 'findAll(']
        'println r.j'                       || ['join(', 'json']
        'exec df |> it.fa'                  || ['failed']
        '@web df -h |> it*.h'               || ['host']
        'q = exec df |> it.failed*.h'       || ['host']
        'collect disk |> it.findA'          || ['findAll(']
        'exec df |> it.table |> it.fi'      || []
        'rows*.'                            || ['mount', 'use']
        'rows.si'                           || ['size(']
        'exec kill #{r.fa'                  || ['failed']
        'nosuch.fa'                         || []
        "'r.fa"                             || []
    }

    def "every property of a run and of its results is among them"() {
        given:
        prompt.run('r = exec true')

        expect:
        RunView.methods*.name.findAll { it =~ /^get[A-Z]/ && !(it in ['getClass', 'getMetaClass', 'getProperty', 'getAt', 'getFirst', 'getLast']) }
                .collect { it[3].toLowerCase() + it.substring(4) }.every { it in offered('r.') }
        ResultView.methods*.name.findAll { it =~ /^get[A-Z]/ && it != 'getClass' }
                .collect { it[3].toLowerCase() + it.substring(4) }.every { it in offered('r*.') }
    }

    def "behind less stand the answers and the hosts of the last run"() {
        given:
        prompt.run('exec true')

        expect:
        offered('less ') == ['@1', '@2', '@3', 'web1', 'web2', 'web3']
        offered('less web2') == ['web2']
    }

    def "a candidate says what it is"() {
        expect:
        candidates('use @w') == [new Completion('@web', '3 hosts', 'groups', true)]
        candidates('us') == [new Completion('use', 'choose the target of the next lines: +EXPR adds, -EXPR removes, - goes back', 'verbs', true)]
        candidates('exec --fan') == [new Completion('--fanout', 'number of hosts at a time (64)', 'options of exec', true)]
    }

    def "only the word at the cursor is replaced"() {
        when:
        def found = prompt.completions('use @web!we and more', 11)

        then:
        found.start() == 9
        found.word() == 'we'
    }

    def "after a plugin its parameters are offered with the other plugins, and after an equals sign its values: '#line'"() {
        given:
        site.builtIns.params = 'dev.shoal.plugin.registry.TrialPlugins$Params'

        expect:
        offered(line) == words

        where:
        line                             || words
        'collect '                       || ['disk', 'memory', 'params']
        'collect params '                || ['n=', 'by=', 'ratio=', 'all=', 'max-age=', 'big=', 'unit=', 'disk', 'memory', 'params']
        'collect params m'               || ['max-age=', 'memory']
        'collect params n=5 b'           || ['by=', 'big=']
        'collect -f 3 params -o csv n=5 b' || ['by=', 'big=']
        'collect params by='             || ['rss', 'vsz']
        'collect params by=v'            || ['vsz']
        'collect params all='            || ['true', 'false']
        'collect params n='              || []
        'collect params nn='             || []
        'collect params n=1 disk '       || ['disk', 'memory', 'params']
        'collect by='                    || []
        'collect gone b'                 || []
        'collect --fail-on '             || ['warn', 'critical']
        'plugins '                       || ['help', 'check', 'new', 'test', 'reload']
        'plugins h'                      || ['help']
        'plugins help '                  || ['disk', 'memory', 'params']
        'plugins help disk '             || []
        'plugins test disk m'            || ['memory']
        'plugins new '                   || []
    }

    def "a parameter is offered with what it is for and its default"() {
        given:
        site.builtIns = [params: 'dev.shoal.plugin.registry.TrialPlugins$Params']

        expect:
        candidates('collect params ').findAll { it.text() in ['n=', 'unit='] } == [
                new Completion('n=', 'how many; 5 by default', 'parameters of params', false), new Completion('unit=', 'of which unit; required', 'parameters of params', false)]
    }

    def "the keys of plugins come from the site, those that are built in with what they show"() {
        expect:
        new Candidates(context).plugins() == [
                new Completion('disk', 'how full the file systems are', 'plugins', true), new Completion('memory', 'how much memory and swap is in use', 'plugins', true)]
    }

    def "a file is found by the beginning of its name, and one with a blank is put in quotes"() {
        given:
        Files.createDirectory(directory.resolve('conf'))
        Files.createFile(directory.resolve('nginx.conf'))
        Files.createFile(directory.resolve('my notes'))
        Files.createFile(directory.resolve("it's here"))
        Files.createFile(directory.resolve('.hidden'))

        expect:
        typed("exec --stdin-file $directory/$beginning") == names.collect { it.replace('DIR', directory.toString()) }

        where:
        beginning || names
        'ngi'     || ['DIR/nginx.conf']
        'con'     || ['DIR/conf/']
        'my'      || ["'DIR/my notes'"]
        'it'      || ["\"DIR/it's here\""]
        '.h'      || ['DIR/.hidden']
        'nosuch/' || []
    }

    def "a quote that is open stays, and is closed behind a whole name"() {
        given:
        Files.createFile(directory.resolve('my notes'))
        Files.createDirectory(directory.resolve('my directory'))

        expect:
        typed("exec --stdin-file \"$directory/my") == ["\"$directory/my directory/", "\"$directory/my notes\""]
    }

    def "~ and variables of this machine are seen through, and stay as they were typed: #line"() {
        given:
        Files.createDirectory(directory.resolve('conf'))
        Files.createFile(directory.resolve('conf/nginx.conf'))

        expect:
        typed(line) == completions

        where:
        line                        || completions
        'put ~'                     || ['~/']
        'put ~/co'                  || ['~/conf/']
        'exec --stdin-file ~/conf/' || ['~/conf/nginx.conf']
        'run $HERE/conf/n'          || ['$HERE/conf/nginx.conf']
        'put $HE'                   || ['$HERE/']
        '!cat ~/conf/'              || ['~/conf/nginx.conf']
    }

    def "where directories are wanted, no files are offered"() {
        given:
        Files.createDirectory(directory.resolve('conf'))
        Files.createFile(directory.resolve('config'))

        expect:
        new LocalNames(site.localPaths()).of("$directory/con", true)*.text() == ["$directory/conf/"]
    }

    def "a broken inventory offers verbs and options, and no hosts"() {
        given:
        site.broken = 'hosts.yaml:1: nonsense'

        expect:
        offered("use @") == []
        offered("us") == ["use"]
    }

    private List<Completion> candidates(String line) {
        prompt.completions(line, line.length()).candidates()
    }

    private List<String> offered(String line) {
        candidates(line)*.text()
    }

    private List<String> typed(String line) {
        def found = prompt.completions(line, line.length())
        found.candidates().collect { found.typed(it.text(), it.isWhole()) }
    }
}
