package dev.shoal.nodeset;

import dev.shoal.nodeset.Folding.Product;
import dev.shoal.nodeset.IndexTree.Growing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/** Grows the tree of the names that any of some products has. */
final class ProductTree {
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
