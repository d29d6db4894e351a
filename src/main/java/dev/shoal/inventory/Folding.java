package dev.shoal.inventory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes the names of one family in few words: one axis as ranges; several axes as products, found by folding one axis
 * inside the next and joining what turned out equal. That is linear in the number of names; finding the least number of
 * products is a hard problem, so each axis that varies is tried as the innermost one and the shortest text wins.
 */
final class Folding {
    private static final String BETWEEN_TERMS = ",";

    private final String family;
    private final List<List<String>> rows;
    private final int axes;

    /** The rows hold the indexes of each name from the left. */
    private Folding(String family, List<List<String>> rows) {
        this.family = family;
        this.rows = rows;
        this.axes = rows.getFirst().size();
    }

    /** A product of index sets: per axis from the left its ranges and its first index, empty where not yet decided. */
    private record Product(List<String> ranges, List<String> first) {
        static Product undecided(int axes) {
            return new Product(Collections.nCopies(axes, ""), Collections.nCopies(axes, ""));
        }

        Product with(int axis, List<String> indexes) {
            var newRanges = new ArrayList<>(ranges);
            var newFirst = new ArrayList<>(first);
            newRanges.set(axis, Ranges.fold(indexes));
            newFirst.set(axis, indexes.getFirst());
            return new Product(newRanges, newFirst);
        }
    }

    /** The names, which must be sorted and distinct, as one text. */
    static String fold(List<String> names) {
        var families = new LinkedHashMap<String, List<List<String>>>();
        for (var name : names) {
            families.computeIfAbsent(NameOrder.family(name), family -> new ArrayList<>())
                    .add(NameOrder.indexes(name));
        }
        return families.entrySet().stream()
                .map(family -> new Folding(family.getKey(), family.getValue()).fold())
                .collect(Collectors.joining(BETWEEN_TERMS));
    }

    private String fold() {
        if (axes == 0) {
            return family;
        }
        var varying = IntStream.range(0, axes).filter(this::varies).boxed().toList();
        var products = products(rows, order(varying.isEmpty() ? 0 : varying.getLast()), 0);
        var shortest = text(products);
        for (int i = varying.size() - 2; i >= 0 && products.size() > 1; i--) {
            var text = text(products(rows, order(varying.get(i)), 0));
            shortest = text.length() < shortest.length() ? text : shortest;
        }
        return shortest;
    }

    private boolean varies(int axis) {
        var first = rows.getFirst().get(axis);
        return rows.stream().anyMatch(row -> !row.get(axis).equals(first));
    }

    /** All axes, the innermost last, the others from the left. */
    private List<Integer> order(int innermost) {
        var order = IntStream.range(0, axes)
                .filter(axis -> axis != innermost)
                .boxed()
                .collect(Collectors.toCollection(ArrayList::new));
        order.add(innermost);
        return order;
    }

    private List<Product> products(List<List<String>> some, List<Integer> order, int depth) {
        int axis = order.get(depth);
        var byIndex = new LinkedHashMap<String, List<List<String>>>();
        some.forEach(row -> byIndex.computeIfAbsent(row.get(axis), index -> new ArrayList<>())
                .add(row));
        var indexes = new ArrayList<>(byIndex.keySet());
        indexes.sort(NameOrder.BY_WIDTH_AND_VALUE);
        if (depth == axes - 1) {
            return List.of(Product.undecided(axes).with(axis, indexes));
        }
        var indexesOf = new LinkedHashMap<Product, List<String>>();
        for (var index : indexes) {
            for (var inner : products(byIndex.getOrDefault(index, List.of()), order, depth + 1)) {
                indexesOf.computeIfAbsent(inner, product -> new ArrayList<>()).add(index);
            }
        }
        return indexesOf.entrySet().stream()
                .map(joined -> joined.getKey().with(axis, joined.getValue()))
                .toList();
    }

    private String text(List<Product> products) {
        return products.stream()
                .sorted(Comparator.comparing(product -> written(product.first()), NameOrder.ORDER))
                .map(product -> written(product.ranges()))
                .collect(Collectors.joining(BETWEEN_TERMS));
    }

    /** The family with these texts in the places of its indexes. */
    private String written(List<String> texts) {
        var name = new StringBuilder();
        int axis = 0;
        for (int i = 0; i < family.length(); i++) {
            char c = family.charAt(i);
            name.append(c == NameOrder.INDEX ? texts.get(axis++) : c);
        }
        return name.toString();
    }
}
