package dev.shoal.nodeset

import dev.shoal.text.ProblemsException
import dev.shoal.inventory.Group
import dev.shoal.inventory.GroupSource
import dev.shoal.inventory.Host
import dev.shoal.inventory.Inventory
import dev.shoal.inventory.Target
import spock.lang.Specification
import spock.lang.Timeout

/** Groups of several sources, wildcards and sets of runs, in targets and for the calculators. */
class ExpressionSpec extends Specification {
    //     inventory   web[1-20] db[1-3] cache1    @web @io1 @io2 @io3 @ok2
    //     slurm       @gpu = n[1-4]  @part = @gpu,@web  @web = n9  @all = n[1-9]  @ok = n8
    //     racks       @r1 = web[1-2],db1  @gpu = n7;  knows no list of all
    //     dead        answers nothing
    def slurm = new ListedSource('slurm', [gpu: 'n[1-4]', part: '@gpu,@web', web: 'n9', ok: 'n8', none: ''], 'n[1-9]')
    def racks = new ListedSource('racks', [r1: 'web[1-2],db1', gpu: 'n7'], null)
    def inventory = Inventory.of(
            (Inventory.empty().calculate('web[1-20]').names() + Inventory.empty().calculate('db[1-3],cache1').names()).collect { Host.named(it) },
            [web: 'web[1-20]', io1: 'web1', io2: 'web[2-3]', io3: '@io1,db1', star: 'db*', run: '@failed'].collect { name, text ->
                new Group(name, Expression.at("hosts.yaml:$name".toString(), text))
            }).asking([slurm, racks]).after(new ThreeRuns())

    def "'#text' is #hosts"() {
        expect:
        inventory.select(Target.of(text)).nodeset().fold() == hosts
        inventory.calculate(text).fold() == hosts

        where:
        text                  || hosts
        '@slurm:gpu'          || 'n[1-4]'
        '@racks:gpu'          || 'n7'
        '@gpu'                || 'n[1-4]'
        '@web'                || 'web[1-20]'
        '@slurm:web'          || 'n9'
        '@r1'                 || 'db1,web[1-2]'
        '@slurm:part'         || 'n[1-4,9]'
        '@slurm:none'         || ''
        '@slurm:ok'           || 'n8'
        '@slurm:gpu,@web&n1'  || 'n1'
        '@io[1-3]'            || 'db1,web[1-3]'
        '@io[1,3]!web1'       || 'db1'
        '@*'                  || 'cache1,db[1-3],web[1-20]'
        '@slurm:*'            || 'n[1-9]'
        '@racks:*'            || 'db1,n7,web[1-2]'
        '@*!@web'             || 'cache1,db[1-3]'
        'db*'                 || 'db[1-3]'
        '*'                   || 'cache1,db[1-3],web[1-20]'
        'web?'                || 'web[1-9]'
        'web1?'               || 'web[10-19]'
        '*[1-2]'              || 'cache1,db[1-2],web[1-2,11-12]'
        '?b[2-9]'             || 'db[2-3]'
        '@web!web*'           || ''
        '@star'               || 'db[1-3]'
        'c*,d*&*1'            || 'cache1,db1'
        '@ok'                 || 'web[1-9]'
        '@failed'             || 'web10'
        '@1'                  || 'web1'
        '@[1-2]'              || 'web[1-2]'
        '@41:failed'          || 'db2'
        '@41:2'               || 'web2'
        '@41:[1-2]'           || 'web[1-2]'
        '@exit(3)'            || 'web3'
        '@41:exit(4)'         || 'web4'
        '@match(a,b!c)&web1,@1' || 'web1'
        'web[1-12]&!@ok'      || 'web[10-12]'
    }

    def "the argument of '#text' is '#argument'"() {
        expect:
        inventory.calculate(text).names() == [argument]

        where:
        text                  || argument
        '@match(it)'          || 'it'
        '@match( a b )'       || 'a-b'
        '@41:match(a (b) c)'  || 'a-(b)-c'
        '@match(":)")'        || ':)'
        "@match('x)' )"       || 'x)'
        "@match(it's)"        || "it's"
        '@match("a" or "b")'  || 'a"-or-"b'
    }

    def "'#text' is refused at column #column: #message"() {
        when:
        inventory.select(Target.of(text))

        then:
        def e = thrown(NodeSetException)
        [e.column(), e.message] == [column, message]

        where:
        text               || column | message
        '@slrum:gpu'       || 1      | 'unknown source slrum: did you mean @slurm:?'
        'db1,@kubernetes:a' || 5     | 'unknown source kubernetes: the sources are slurm, racks'
        '@slurm:gup'       || 1      | 'unknown group @slurm:gup: did you mean @slurm:gpu?'
        '@slurm:cache1'    || 1      | 'unknown group @slurm:cache1: the groups are @slurm:gpu, @slurm:part, @slurm:web, @slurm:ok, @slurm:none'
        'db1,@prat'        || 5      | 'unknown group @prat: did you mean @part?'
        '@io[2-4]'         || 1      | 'unknown group @io4: did you mean @io1?'
        'db1,app*'         || 5      | 'no host of the inventory matches app*: shoal hosts lists those there are'
        '@web!app*'        || 6      | 'no host of the inventory matches app*: shoal hosts lists those there are'
        '@@'               || 1      | '@@ is the names of groups, not of hosts: only hosts -e, -f and -c take it'
        'db1,@42:failed'   || 5      | 'run 42 is not kept'
        '@41:web'          || 1      | 'a run has no set @web: there are @1, @2 and so on, @exit, @failed, @match, @mayrun, @odd, @ok, @silent, @timeout, @unknown, @unreachable'
        'db1,@run'         || 1      | 'hosts.yaml:run: @run: @failed is a set of a run, and what a group stands for depends on no run'
        '*[1-2000]'        || 1      | '*[1-2000] is 2000 patterns: one may be 1000 at most'
        '@io[1-9999999]'   || 1      | '@io[1-9999999] is 9999999 groups'
        '@match(:()'       || 7      | '( is never closed: put a text with parentheses or quotes in it in quotes'
        '@failed(1)'       || 8      | 'an operator is missing here: separate hosts by commas'
        '@99999999999999999999:1' || 1 | 'no run has a number of 20 digits'
    }

    def "a source that does not answer is named where its group stands, and troubles nobody else"() {
        given:
        def broken = inventory.asking([slurm, new DeadSource()])

        when:
        broken.select(Target.of('db1,@nowhere'))

        then:
        def e = thrown(NodeSetException)
        [e.column(), e.message] == [5, 'dead: the command ended with exit status 7']
        broken.select(Target.of('@web,@gpu,@slurm:ok')).hosts().size() == 25
    }

    def "the names of groups are a set to calculate with: '#text' is '#names'"() {
        expect:
        inventory.calculate(text).fold() == names

        where:
        text            || names
        '@@'            || 'gpu,io[1-3],none,ok,part,r1,run,star,web'
        '@@racks'       || 'gpu,r1'
        '@@slurm!ok'    || 'gpu,none,part,web'
        '@@&io[2-9]'    || 'io[2-3]'
        'app*'          || ''
        ''              || ''
    }

    def "an empty text is a valid target of nobody, as what folding nobody gives"() {
        expect:
        inventory.select(Target.of(text)).isEmpty()
        inventory.select(new Target(false, [Expression.typed('web1')], [Expression.typed(text)])).nodeset().fold() == 'web1'

        where:
        text << ['', '  ', NodeSet.empty().fold()]
    }

    def "where the inventory knows no host of its own, everybody is who the sources know"() {
        given:
        def foreign = Inventory.of([], []).asking([slurm, racks])

        expect:
        foreign.select(Target.of('@*')).nodeset().fold() == 'db1,n[1-9],web[1-2]'
        foreign.select(Target.of('@all')).nodeset().fold() == 'db1,n[1-9],web[1-2]'
        foreign.select(new Target(true, [], [])).nodeset().fold() == 'db1,n[1-9],web[1-2]'
        foreign.select(Target.of('n*')).nodeset().fold() == 'n[1-9]'
    }

    def "groups of sources that refer to each other in a circle are refused"() {
        given:
        def round = Inventory.empty().asking([new ListedSource('s', [a: '@b', b: '@s:a'], null)])

        when:
        round.calculate('@a')

        then:
        def e = thrown(NodeSetException)
        e.message == '@s:b: the groups go round in a circle: @s:a -> @s:b -> @s:a'
    }

    def "'#text' regroups to '#regrouped'"() {
        expect:
        inventory.regroup(names(text)).text() == regrouped
        names(regrouped) == names(text)

        where:
        text                 || regrouped
        'web[1-20]'          || '@web'
        'web[1-20],db1,x[1-2]' || '@web,db1,x[1-2]'
        'web[1-3],db1'       || '@r1,web3'
        'web[2-3],web1'      || '@io[1-2]'
        'n[1-4,7-8]'         || '@gpu,@racks:gpu,@slurm:ok'
        'web2,db2'           || 'db2,web2'
        'n9,web1'            || '@io1,@slurm:web'
        ''                   || ''
        'n[1-1000000000]'    || '@part,@racks:gpu,@slurm:ok,n[5-6,10-1000000000]'
    }

    def "a broken group or source is named, and the others regroup all the same"() {
        given:
        def bad = Inventory.of([Host.named('web1')], [
                new Group('bad', Expression.at('hosts.yaml:2', 'web[9-3]')), new Group('good', Expression.typed('web1'))])
        def regrouped = bad.asking([new DeadSource()]).regroup(Inventory.empty().calculate('web1,x1'))

        expect:
        regrouped.text() == '@good,x1'
        regrouped.leftOut() == ['hosts.yaml:2: @bad: reversed range 9-3: write 3-9']
        regrouped.unread() == ['dead: the command ended with exit status 7']
    }

    @Timeout(60)
    def "'#text' is counted and folded without being spelled out"() {
        given:
        def set = names(text)

        expect:
        set.count() == count
        set.fold() == folded

        where:
        text                                   || count           | folded
        'node[1-1000000]'                      || 1_000_000G      | text
        'node[1-1000000000]!node5'             || 999_999_999G    | 'node[1-4,6-1000000000]'
        'n[1-9999999]&n[5000000-99999999999]'  || 5_000_000G      | 'n[5000000-9999999]'
        'a[1-1000000]b[01-99]c[0-9]'           || 990_000_000G    | text
        'a[1-5000000],a[4000000-9000000]'      || 9_000_000G      | 'a[1-9000000]'
        'a[1,3]' * 80                          || 2G**80          | text
        '(' * 100 + 'a[1-1000000000]' + ')' * 100 || 1_000_000_000G | 'a[1-1000000000]'
    }

    @Timeout(60)
    def "ten thousand names taken away one by one, and as many groups, cost no square"() {
        given:
        def all = (0..<10_000).collect { "n$it".toString() }
        def inventory = Inventory.of(all.collect { Host.named(it) },
                (0..<10_000).collect { new Group("g$it", Expression.typed("n$it,n${(it * 7) % 10_000}")) })

        expect:
        names("n[0-19999]!${(0..<10_000).collect { "n${2 * it}" }.join('!')}").size() == 10_000
        inventory.select(Target.of('@*!' + all.findAll { it.endsWith('3') }.join('!'))).hosts().size() == 9_000
        def regrouped = inventory.regroup(inventory.calculate('@*'))
        inventory.calculate(regrouped.text()) == inventory.nodeset()
    }

    @Timeout(60)
    def "what cannot be told in few pieces is refused, not obeyed to death"() {
        given: 'forty axes, of which each pair must agree'
        def terms = (0..<20).collect { pair ->
            '(' + (1..2).collect { value -> (0..<40).collect { "a${it.intdiv(2) == pair ? value : '[1-2]'}" }.join('') }.join(',') + ')'
        }

        when:
        names(terms.join('&'))

        then:
        def e = thrown(NodeSetException)
        e.message == 'this is made of more than 100000 products of ranges: write fewer ranges in one name'
    }

    def "at the start of a line the nodeset of '#line' ends before '#rest'"() {
        expect:
        line.substring(Expression.end(line)) == rest

        where:
        line                      || rest
        '@web uptime'             || ' uptime'
        '@web[1, 2] uptime'       || ' uptime'
        '@#{a + b} uptime'        || ' uptime'
        '@(web1, web2)!db1 ls'    || ' ls'
        '@match(a b) ls'          || ' ls'
        '@41:match(a (b) c)&x ls' || ' ls'
        '@match(":) x") ls'       || ' ls'
        "@match(it's) ls 'x'"     || " ls 'x'"
        '@match(open ls'          || ''
        '@web'                    || ''
    }

    private NodeSet names(String text) {
        inventory.calculateAnySize(Expression.typed(text))
    }

    /** Groups as a table. */
    private static class ListedSource implements GroupSource {
        final String name
        final Map<String, String> table
        final String everybody

        ListedSource(String name, Map<String, String> table, String everybody) {
            this.name = name
            this.table = table
            this.everybody = everybody
        }

        String name() {
            name
        }

        Optional<Expression> group(String group) {
            Optional.ofNullable(table[group]).map { Expression.typed(it) }
        }

        List<String> groups() {
            table.keySet().toList()
        }

        Optional<Expression> all() {
            Optional.ofNullable(everybody).map { Expression.typed(it) }
        }
    }

    private static class DeadSource implements GroupSource {
        String name() {
            'dead'
        }

        Optional<Expression> group(String group) throws ProblemsException {
            throw new ProblemsException('dead: the command ended with exit status 7')
        }

        List<String> groups() throws ProblemsException {
            throw new ProblemsException('dead: the command ended with exit status 7')
        }

        Optional<Expression> all() throws ProblemsException {
            throw new ProblemsException('dead: the command ended with exit status 7')
        }
    }

    /** The last run and run 41; what is matched becomes the host's name, blanks as dashes. */
    private static class ThreeRuns implements RunSets {
        NodeSet hosts(OptionalLong run, String name, Optional<String> argument) throws ProblemsException {
            if (run.present && run.asLong != 41) {
                throw new ProblemsException("run $run.asLong is not kept")
            }
            switch (name) {
                case 'ok': return Inventory.empty().calculate('web[1-9]')
                case 'failed': return Inventory.empty().calculate(run.present ? 'db2' : 'web10')
                case 'match': return NodeSet.of([argument.get().replace(' ', '-')])
                default: return NodeSet.of(['web' + argument.orElse(name)])
            }
        }
    }
}
