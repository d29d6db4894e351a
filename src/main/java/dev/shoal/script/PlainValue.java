package dev.shoal.script;

import dev.shoal.plugin.Rows;
import org.codehaus.groovy.runtime.typehandling.DefaultTypeTransformation;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value of Groovy as plain data: texts, numbers, truth values, lists and maps. What is none of these becomes its text. */
final class PlainValue {
    private static final int DEEPEST = 64;

    private PlainValue() {}

    static @Nullable Object of(@Nullable Object value) throws ScriptException {
        return of(value, 0);
    }

    private static @Nullable Object of(@Nullable Object value, int depth) throws ScriptException {
        if (depth > DEEPEST) {
            throw new ScriptException(
                    "the value has more than " + DEEPEST + " levels, or contains itself; leave out -o to see its text");
        }
        return switch (value) {
            case null -> null;
            case Boolean truth -> truth;
            case Number number -> number;
            case CharSequence text -> text.toString();
            case Optional<?> maybe -> of(maybe.orElse(null), depth);
            case ResultView result -> result.replyCells();
            case GroupView group -> group(group);
            case KnownHost host -> host(host);
            case Rows rows -> of(rows.cells(), depth);
            case Map<?, ?> map -> {
                var copy = new LinkedHashMap<String, @Nullable Object>();
                for (var entry : map.entrySet()) {
                    copy.put(String.valueOf(entry.getKey()), of(entry.getValue(), depth + 1));
                }
                yield copy;
            }
            default ->
                value instanceof Collection<?> || value.getClass().isArray()
                        ? list(DefaultTypeTransformation.asCollection(value), depth)
                        : String.valueOf(value);
        };
    }

    private static List<@Nullable Object> list(Collection<?> items, int depth) throws ScriptException {
        var copy = new ArrayList<@Nullable Object>();
        for (var item : items) {
            copy.add(of(item, depth + 1));
        }
        return copy;
    }

    private static Map<String, @Nullable Object> group(GroupView group) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("hosts", group.getHosts());
        fields.put("count", group.getCount());
        fields.put("exit", group.getExit());
        fields.put("out", group.getOut());
        fields.put("err", group.getErr());
        return fields;
    }

    private static Map<String, @Nullable Object> host(KnownHost host) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("name", host.getName());
        fields.put("address", host.getAddress());
        fields.put("port", host.getPort());
        fields.put("user", host.getUser());
        fields.put("vars", new LinkedHashMap<String, @Nullable Object>(host.getVars()));
        return fields;
    }
}
