package dev.shoal.nodeset;

import dev.shoal.inventory.Inventory;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What holds for every nodeset, held against plain sets of strings. The seeds are fixed, so that each run tries the same. */
class NodeSetPropertiesTest {
    private static final String SEED = "20261123";
    private static final int TRIES = 300;
    private static final Model NOTHING = new Model("", Set.of(""));

    /** An expression, and the names that a set of strings gives for it. */
    record Model(String text, Set<String> names) {
        Model then(Operator operator, Model operand) {
            var result = new LinkedHashSet<>(names);
            switch (operator) {
                case UNION -> result.addAll(operand.names);
                case MINUS -> result.removeAll(operand.names);
                case INTERSECT -> result.retainAll(operand.names);
                case XOR -> {
                    result.addAll(operand.names);
                    var common = new HashSet<>(names);
                    common.retainAll(operand.names);
                    result.removeAll(common);
                }
            }
            return new Model(text + operator.sign + operand.text, result);
        }

        Model inParentheses() {
            return new Model("(" + text + ")", names);
        }
    }

    @Property(seed = SEED, tries = TRIES)
    void aFoldReadsBackAsTheSetThatWasFolded(@ForAll("names") Set<String> names) throws NodeSetException {
        var set = NodeSet.of(names);
        assertEquals(set, Inventory.empty().calculate(set.fold()));
        assertEquals(set, NodeSet.of(set.names()));
        assertEquals(set.fold(), Inventory.empty().calculate(set.fold()).fold());
    }

    @Property(seed = SEED, tries = TRIES)
    void aFoldNeverHasMoreTermsThanNames(@ForAll("names") Set<String> names) {
        var set = NodeSet.of(names);
        assertTrue(set.terms().size() <= set.size(), set::fold);
    }

    @Property(seed = SEED, tries = TRIES)
    void operatorsWorkFromLeftToRightAsOnSetsOfStrings(@ForAll("expressions") Model model) throws NodeSetException {
        var set = Inventory.empty().calculate(model.text);
        assertEquals(NodeSet.of(model.names), set, model.text);
        assertEquals(model.names, new LinkedHashSet<>(set.names()), model.text);
        assertEquals(model.names.size(), set.size(), model.text);
        assertTrue(model.names.stream().allMatch(set::contains), model.text);
    }

    @Property(seed = SEED, tries = TRIES)
    void theLawsOfSetsHold(
            @ForAll("names") Set<String> a, @ForAll("names") Set<String> b, @ForAll("names") Set<String> c) {
        var x = NodeSet.of(a);
        var y = NodeSet.of(b);
        var z = NodeSet.of(c);
        assertEquals(x.union(y), y.union(x));
        assertEquals(x.intersect(y), y.intersect(x));
        assertEquals(x.union(y).union(z), x.union(y.union(z)));
        assertEquals(x.intersect(y.union(z)), x.intersect(y).union(x.intersect(z)));
        assertEquals(x.union(y.intersect(z)), x.union(y).intersect(x.union(z)));
        assertEquals(x.minus(y.union(z)), x.minus(y).minus(z));
        assertEquals(x.combine(Operator.XOR, y).combine(Operator.XOR, y), x);
        assertEquals(x.combine(Operator.XOR, x), NodeSet.empty());
        assertEquals(x.minus(x), NodeSet.empty());
        assertEquals(x.minus(y).union(x.intersect(y)), x);
        assertEquals(x.union(y).hashCode(), y.union(x).hashCode());
        assertEquals(NodeSet.unionOf(List.of(z, x, y)), x.union(y).union(z));
        b.forEach(name -> assertEquals(a.contains(name), x.contains(name), name));
    }

    @Property(seed = SEED, tries = 50)
    void theOrderOfNamesIsTotal(@ForAll("names") Set<String> names) {
        var order = NameOrder.ORDER;
        for (var a : names) {
            for (var b : names) {
                int compared = Integer.signum(order.compare(a, b));
                assertEquals(-compared, Integer.signum(order.compare(b, a)), () -> a + " " + b);
                assertEquals(a.equals(b), compared == 0, () -> a + " " + b);
                for (var c : names) {
                    boolean isChain = compared < 0 && order.compare(b, c) < 0;
                    assertTrue(!isChain || order.compare(a, c) < 0, () -> a + " " + b + " " + c);
                }
            }
        }
        var sorted = new TreeSet<>(order);
        sorted.addAll(names);
        assertEquals(new ArrayList<>(sorted), NodeSet.of(names).names());
    }

    @Property(seed = SEED, tries = TRIES)
    void countingSpellsNothingOut(@ForAll("giants") Model giant) throws NodeSetException {
        var set = Inventory.empty().calculateAnySize(Expression.typed(giant.text));
        var twice = Inventory.empty().calculateAnySize(Expression.typed(giant.text + "," + set.fold()));
        assertEquals(set, twice, giant.text);
        assertEquals(set.count(), twice.count());
        assertTrue(set.terms().size() < 1_000, giant.text);
        assertTrue(set.minus(twice).isEmpty());
        giant.names.forEach(name -> assertTrue(set.contains(name), () -> name + " in " + giant.text));
    }

    @Property(seed = SEED, tries = 1_000)
    void whateverIsTypedIsReadOrRefusedAtAColumn(@ForAll("noise") String text) {
        try {
            Inventory.empty().calculate(text);
        } catch (NodeSetException e) {
            assertTrue(e.column() >= 1 && e.column() <= text.length() + 1, text);
            assertEquals(3, e.rendered().lines().count(), text);
        }
    }

    @Provide
    Arbitrary<Set<String>> names() {
        return name().set().ofMaxSize(30);
    }

    private static Arbitrary<String> name() {
        var stems = Arbitraries.of("web", "db-", "r", "10.0.", "n");
        var tails = Arbitraries.of("", "", "", "x", "-ib");
        var one = Combinators.combine(stems, index(), tails).as((stem, index, tail) -> stem + index + tail);
        var two = Combinators.combine(stems, index(), index()).as((stem, first, second) -> stem + first + "." + second);
        return Arbitraries.oneOf(one, two, stems);
    }

    private static Arbitrary<String> index() {
        var plain = Arbitraries.integers().between(0, 12).map(String::valueOf);
        var padded = Arbitraries.integers().between(0, 12).map(index -> "%03d".formatted(index));
        var edges = Arbitraries.of("9", "99", "98", "100", "18446744073709551616");
        return Arbitraries.frequencyOf(Tuple.of(4, plain), Tuple.of(1, padded), Tuple.of(1, edges));
    }

    @Provide
    Arbitrary<Model> expressions() {
        return chain(Arbitraries.oneOf(operand(), chain(operand()).map(Model::inParentheses)));
    }

    private static Arbitrary<Model> chain(Arbitrary<Model> operands) {
        var operators = Arbitraries.of(Operator.class).list().ofSize(5);
        return Combinators.combine(operands.list().ofMinSize(1).ofMaxSize(6), operators)
                .as((all, signs) -> {
                    var result = all.getFirst();
                    for (int i = 1; i < all.size(); i++) {
                        result = result.then(signs.get(i - 1), all.get(i));
                    }
                    return result;
                });
    }

    /** A name with a range on each of one or two axes. */
    private static Arbitrary<Model> operand() {
        var stems = Arbitraries.of("web", "n");
        var one = Combinators.combine(stems, range()).as((stem, range) -> product(stem, range, "", NOTHING));
        var two = Combinators.combine(stems, range(), range())
                .as((stem, first, second) -> product(stem, first, "-", second));
        return Arbitraries.oneOf(one, two);
    }

    private static Model product(String stem, Model first, String between, Model second) {
        var names = new LinkedHashSet<String>();
        for (var one : first.names) {
            second.names.forEach(two -> names.add(stem + one + between + two));
        }
        return new Model(stem + first.text + between + second.text, names);
    }

    private static Arbitrary<Model> range() {
        var bounds = Arbitraries.integers().between(0, 14);
        var steps = Arbitraries.integers().between(1, 4);
        var formats = Arbitraries.of("%03d", "%d", "%d");
        return Combinators.combine(bounds, bounds, steps, formats).as((from, length, step, format) -> {
            var names = new LinkedHashSet<String>();
            for (int index = from; index <= from + length; index += step) {
                names.add(format.formatted(index));
            }
            var text = format.formatted(from) + "-" + format.formatted(from + length);
            return new Model("[" + text + (step == 1 ? "" : "/" + step) + "]", names);
        });
    }

    /** Unions of products of large ranges, and some of their names. */
    @Provide
    Arbitrary<Model> giants() {
        var numbers = Arbitraries.longs().between(1, 10_000_000_000L);
        var term = Combinators.combine(numbers, numbers, numbers, numbers)
                .as((a, lengthOfA, b, lengthOfB) -> new Model(
                        "n[%d-%d]x[%d-%d]".formatted(a, a + lengthOfA, b, b + lengthOfB),
                        Set.of("n" + a + "x" + (b + lengthOfB), "n" + (a + lengthOfA) + "x" + b)));
        return term.list().ofMinSize(1).ofMaxSize(5).map(terms -> terms.stream()
                .reduce((one, other) -> one.then(Operator.UNION, other))
                .orElse(NOTHING));
    }

    @Provide
    Arbitrary<String> noise() {
        return Arbitraries.strings().withChars("ab19-,!&^()[]/@:*? \t\"'\\é").ofMaxLength(24);
    }
}
