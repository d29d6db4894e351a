package dev.shoal.inventory

import dev.shoal.nodeset.Expression
import dev.shoal.nodeset.NodeSetException
import dev.shoal.testing.ClusterShell
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.Timeout

/** The calculators against ClusterShell's nodeset, which they must agree with but for what the last table says. */
@Requires(value = { ClusterShell.installed }, reason = ClusterShell.REASON)
@Timeout(120)
class NodesetDifferenceSpec extends Specification {
    static final Map<String, String> GROUPS = [
            web: 'web[1-20]', db: 'db[1-3]', front: '@web&web[1-5]', io1: 'n1-1', io2: 'n[2-3]-1', io3: '@io1,n9', none: '']
    static final String EVERYBODY = 'web[1-20],db[1-3],n[1-3]-[1-3]'

    def inventory = Inventory.of(
            Inventory.empty().calculate(EVERYBODY).names().collect { Host.named(it) },
            GROUPS.collect { name, text -> new Group(name, Expression.typed(text)) })

    def "four hundred expressions are counted, expanded, folded and regrouped as ClusterShell does (seed #seed)"() {
        given:
        def random = new Random(seed)
        def texts = (1..100).collect { expression(random) }
        def questions = texts.collectMany { text -> ['c', 'e', 'f', 'r'].collect { [it, text] } }
        def theirs = ClusterShell.answers(GROUPS, EVERYBODY, questions).collate(4)

        expect:
        [texts, theirs].transpose().collect { text, answers -> problem(text, answers) }.findAll() == []

        where:
        seed << (1..4)
    }

    /** Why the answers differ; null where they do not. Several axes may be folded differently, if ours is no longer. */
    private String problem(String text, List<String> theirs) {
        def (count, names, folded, regrouped) = theirs
        def ours = inventory.calculate(text)
        def oneAxis = ours.names().every { it.count('-') == 0 }
        def sameNames = oneAxis ? ours.names().join(' ') == names : (ours.names() as Set) == (names.split(' ') as Set)
        def sameFold = oneAxis ? ours.fold() == folded : ours.fold().size() <= folded.size()
        def ourGroups = inventory.regroup(ours).text()
        def sameGroups = oneAxis ? ourGroups == regrouped : ourGroups.size() <= regrouped.size()
        count == ours.size().toString() && sameNames && sameFold && sameGroups && Inventory.empty().calculate(folded) == ours
                ? null : "$text: $theirs and not ${ours.size()}, ${ours.names()}, ${ours.fold()}, $ourGroups"
    }

    private static String expression(Random random) {
        def text = new StringBuilder(term(random))
        random.nextInt(5).times { text << ',,!&^'[random.nextInt(5)] << term(random) }
        text
    }

    private static String term(Random random) {
        switch (random.nextInt(12)) {
            case 0: return '@' + ['web', 'db', 'front', 'io1', 'io[1-3]', 'none', '*'][random.nextInt(7)]
            case 1: return ['web*', 'web1?', '*[1-2]', 'db?', 'n?-*'][random.nextInt(5)]
            case 2: return ['web', 'db', 'other'][random.nextInt(3)]
            case 3: return "n${range(random)}-${range(random)}"
            case 4: return "web${random.nextInt(30)}"
            default: return ['web', 'db', 'x-', 'n'][random.nextInt(4)].replace('x-', 'x') + range(random)
        }
    }

    private static String range(Random random) {
        def from = random.nextInt(12)
        def to = from + random.nextInt(12)
        switch (random.nextInt(6)) {
            case 0: return String.format('[%03d-%03d]', from, to)
            case 1: return "[$from-$to/${random.nextInt(3) + 1}]"
            case 2: return "[$from,${to + 2},${String.format('%02d', to)}]"
            case 3: return "$from"
            case 4: return "[99${from}-${1000 + to}]".replaceFirst(/\[99\d+/, "[${990 + Math.min(from, 9)}")
            default: return "[$from-$to]"
        }
    }

    def "on purpose '#text' is not what it is there, '#theirs': #ours"() {
        expect:
        ClusterShell.answers(GROUPS, EVERYBODY, [['f', text]]) == [theirs]
        answer(text) == ours

        where:
        text             || theirs                                                              | ours
        '@wbe'           || ''                                                                  | 'unknown group @wbe: did you mean @web?'
        '(a1,a2)!a1'     || '(a1,a2)'                                                           | 'a2'
        'root@a1'        || 'root@a1'                                                           | 'a user cannot be given here: use -l, or user: in the inventory'
        'a1 a2'          || 'a1 a2'                                                             | 'an operator is missing here: separate hosts by commas'
        '@we*'           || ''                                                                  | 'wildcards match hosts, never groups: write the groups out, as @io[1-3]; hosts -e @@ lists them'
        'n[-2-2]'        || 'n[-2-2]'                                                           | 'no index is negative: a dash between name and number stands before the bracket, as in node-[1-2]'
        'n[1-5/2]0'      || 'error: illegal trailing digits after range with steps: "0"'        | 'n[10,30,50]'
        'n5[9-12]!n60'   || 'n[59,61-512]'                                                       | 'n[59,510-512]'
        'a[1-4]&!a2'     || 'error: missing nodeset operand with \'!\' operator: "a2"'          | 'a[1,3-4]'
        'a1;id'          || 'a1;id'                                                             | '; cannot be part of a name'
    }

    def "no host that matches is an empty answer, there as here"() {
        expect:
        ClusterShell.answers(GROUPS, EVERYBODY, [['f', 'app*'], ['c', 'app*']]) == ['', '0']
        answer('app*') == ''
    }

    private String answer(String text) {
        try {
            return inventory.calculate(text).fold()
        } catch (NodeSetException e) {
            return e.problem()
        }
    }
}
