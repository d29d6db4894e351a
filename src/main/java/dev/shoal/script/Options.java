package dev.shoal.script;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Named arguments. */
final class Options {
    private Options() {}

    static Map<String, Object> of(Map<?, ?> named) {
        var options = new LinkedHashMap<String, Object>();
        named.forEach((name, value) -> options.put(String.valueOf(name), value));
        return options;
    }

    static List<String> texts(Iterable<?> values) {
        return StreamSupport.stream(values.spliterator(), false)
                .map(String::valueOf)
                .toList();
    }
}
