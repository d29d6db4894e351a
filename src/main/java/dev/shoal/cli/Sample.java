package dev.shoal.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Takes some of many at random, each as likely as the others. */
final class Sample {
    private final RandomGenerator random;

    Sample(RandomGenerator random) {
        this.random = random;
    }

    /** So many of them, or all where there are no more. */
    <T> Set<T> of(Collection<T> all, int count) {
        var left = new ArrayList<>(all);
        int chosen = Math.min(count, left.size());
        for (int i = 0; i < chosen; i++) {
            Collections.swap(left, i, random.nextInt(i, left.size()));
        }
        return new LinkedHashSet<>(left.subList(0, chosen));
    }

    /** So many for each value. */
    <T> Set<T> ofEach(Collection<T> all, Function<T, Object> value, int count) {
        Map<Object, List<T>> byValue = new LinkedHashMap<>();
        all.forEach(one -> byValue.computeIfAbsent(value.apply(one), _ -> new ArrayList<>())
                .add(one));
        var chosen = new LinkedHashSet<T>();
        byValue.values().forEach(some -> chosen.addAll(of(some, count)));
        return chosen;
    }
}
