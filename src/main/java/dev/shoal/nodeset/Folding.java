package dev.shoal.nodeset;

import dev.shoal.nodeset.IndexTree.Growing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes the names of one family in few words: one axis as ranges; several axes as products, found by folding one axis
 * inside the next and joining what turned out equal. That is linear in the size of the tree; finding the least number of
 * products is a hard problem, so each axis that varies is tried as the innermost one and the shortest text wins.
 */
final class Folding {
    /** Of more products than this no other order of the axes is tried: that would take seconds. */
    private static final int MAX_TRIED = 20_000;

    private static final int MAX_STEPS = 2_000_000;

    private final String family;
    private final IndexTree tree;

    private final int fewest;

    private Folding(String family, IndexTree tree, int fewest) {
        this.fewest = fewest;
        this.family = family;
        this.tree = tree;
    }

    /** A product of index sets, one per level of the tree from the outermost. */
    record Product(List<List<Span>> axes) {
        static final Product END = new Product(List.of());

        Product below(List<Span> outermost) {
            var longer = new ArrayList<List<Span>>(axes.size() + 1);
            longer.add(outermost);
            longer.addAll(axes);
            return new Product(longer);
        }

        /** With the axes in another order: the one at each place is the one that had this number. */
        Product arranged(List<Integer> places) {
            return new Product(places.stream().map(axes::get).toList());
        }
    }

    /** The names of all families, a text for each product; from so few names on at equal distances with steps. */
    static List<String> terms(SortedMap<String, IndexTree> families, int fewest) {
        return families.entrySet().stream()
                .flatMap(family -> new Folding(family.getKey(), family.getValue(), fewest).terms().stream())
                .toList();
    }

    private List<String> terms() {
        if (tree.isEnd()) {
            return List.of(family);
        }
        var products = products(tree);
        var shortest = terms(products);
        if (products.size() == 1 || products.size() > MAX_TRIED) {
            return shortest;
        }
        int axes = products.getFirst().axes().size();
        for (int innermost = axes - 2; innermost >= 0; innermost--) {
            if (varies(products, innermost)) {
                var terms = folded(products, innermost);
                shortest = length(terms) < length(shortest) ? terms : shortest;
            }
        }
        return shortest;
    }

    private static boolean varies(List<Product> products, int axis) {
        var first = products.getFirst().axes().get(axis);
        return products.stream().anyMatch(product -> !product.axes().get(axis).equals(first));
    }

    /** The terms where this axis is the innermost, the others stay as they are. */
    private List<String> folded(List<Product> products, int innermost) {
        int axes = products.getFirst().axes().size();
        var there = IntStream.range(0, axes)
                .filter(axis -> axis != innermost)
                .boxed()
                .collect(Collectors.toList());
        there.add(innermost);
        var back = IntStream.range(0, axes).map(there::indexOf).boxed().toList();
        var arranged = products.stream().map(product -> product.arranged(there)).toList();
        try {
            var other = new ProductTree(new TooManyPieces.Limit(MAX_STEPS)).of(arranged);
            return terms(products(other).stream()
                    .map(product -> product.arranged(back))
                    .toList());
        } catch (TooManyPieces e) {
            return terms(products);
        }
    }

    private static List<Product> products(IndexTree tree) {
        if (tree.isEnd()) {
            return List.of(Product.END);
        }
        var spansOf = new LinkedHashMap<Product, List<Span>>();
        tree.spansByBelow().forEach((below, spans) -> {
            for (var inner : products(below)) {
                spansOf.computeIfAbsent(inner, product -> new ArrayList<>()).addAll(spans);
            }
        });
        return spansOf.entrySet().stream()
                .map(joined -> joined.getKey().below(Span.sorted(joined.getValue())))
                .toList();
    }

    private static int length(List<String> terms) {
        return terms.stream().mapToInt(term -> term.length() + 1).sum();
    }

    private List<String> terms(List<Product> products) {
        return products.stream()
                .sorted(Comparator.comparing(this::firstName, NameOrder.ORDER))
                .map(product -> NameOrder.written(
                        family,
                        product.axes().stream()
                                .map(spans -> Range.fold(spans, fewest))
                                .toList()))
                .toList();
    }

    private String firstName(Product product) {
        return NameOrder.written(
                family,
                product.axes().stream().map(spans -> spans.getFirst().first()).toList());
    }

    /** Grows the tree of the names that any of some products has. */
    static final class ProductTree {
        private final TooManyPieces.Limit limit;

        ProductTree(TooManyPieces.Limit limit) {
            this.limit = limit;
        }

        /** Where one product's span is on the axis at hand. */
        private record Place(Span span, int product) {}

        /** The products are at least one, and all have the same number of axes. */
        IndexTree of(List<Product> products) {
            return level(products, 0);
        }

        private IndexTree level(List<Product> products, int axis) {
            if (products.getFirst().axes().size() == axis) {
                return IndexTree.END;
            }
            var places = new ArrayList<Place>();
            for (int i = 0; i < products.size(); i++) {
                for (var span : products.get(i).axes().get(axis)) {
                    places.add(new Place(span, i));
                }
            }
            places.sort((a, b) -> Span.ORDER.compare(a.span, b.span));
            var growing = new Growing();
            var belows = new HashMap<List<Integer>, IndexTree>();
            Function<List<Integer>, IndexTree> below = here -> belows.computeIfAbsent(
                    here, some -> level(some.stream().map(products::get).toList(), axis + 1));
            int from = 0;
            while (from < places.size()) {
                int to = endOfOverlap(places, from);
                overlap(places.subList(from, to), growing, below);
                from = to;
            }
            return growing.tree();
        }

        /** Where the places end that hang together with this one. */
        private static int endOfOverlap(List<Place> places, int from) {
            var reach = places.get(from).span;
            int to = from + 1;
            while (to < places.size() && !reach.isBefore(places.get(to).span)) {
                var last = places.get(to).span.last();
                reach = last.compareTo(reach.last()) > 0 ? reach.to(last) : reach;
                to++;
            }
            return to;
        }

        /** Cuts the spans of the places where any of them begins or ends, so that each piece has the same products throughout. */
        private void overlap(List<Place> places, Growing growing, Function<List<Integer>, IndexTree> below) {
            var last = places.stream()
                    .map(place -> place.span.last())
                    .max(NameOrder.BY_WIDTH_AND_VALUE)
                    .orElseThrow();
            var starts = new TreeSet<>(NameOrder.BY_WIDTH_AND_VALUE);
            for (var place : places) {
                starts.add(place.span.first());
                if (!place.span.last().equals(last)) {
                    starts.add(Span.next(place.span.last()));
                }
            }
            for (var start : starts) {
                var next = starts.higher(start);
                var piece = new Span(start, next == null ? last : Span.previous(next));
                var here = new ArrayList<Integer>();
                for (var place : places) {
                    limit.step();
                    if (place.span.contains(start)) {
                        here.add(place.product);
                    }
                }
                growing.add(piece, below.apply(here));
            }
        }
    }
}
