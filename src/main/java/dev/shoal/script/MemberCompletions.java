package dev.shoal.script;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that may follow the last dot of an expression, as far as its value is known without evaluating anything: for
 * completion. Methods end in an open parenthesis.
 */
public final class MemberCompletions {
    private static final Pattern CHAIN =
            Pattern.compile("(?<![\\w.$'\"])([A-Za-z_]\\w*)((?:\\*?\\.\\w+)*)(\\*?\\.)\\w*$");
    private static final Pattern STEP = Pattern.compile("(\\*?)\\.(\\w+)");

    private static final String OF_LISTS =
            " any( collect( each( every( find( findAll( first( groupBy( join( last( max( min( size( sort( sum( take(";

    /** What a value is. */
    private enum Kind {
        RUN(
                "critical csv diff( exit failed group( hosts html json ledger mayrun md odd ok plugins results rows run silent similar( table timeout"
                        + " unreachable warn yaml" + OF_LISTS),
        RESULT("err exit host isMayStillRun( isOk( json kind lines message ms out outcome phase rows value"),
        LIST(OF_LISTS),
        UNKNOWN("");

        private final String members;

        Kind(String members) {
            this.members = members;
        }
    }

    /** A value's kind, and the value itself where it is known. */
    private record Known(Kind kind, Optional<Object> value) {
        static Known of(Object value) {
            var kind =
                    switch (value) {
                        case RunView _ -> Kind.RUN;
                        case ResultView _ -> Kind.RESULT;
                        case List<?> _ -> Kind.LIST;
                        default -> Kind.UNKNOWN;
                    };
            return new Known(kind, Optional.of(value));
        }

        static Known of(Kind kind) {
            return new Known(kind, Optional.empty());
        }

        Known member(String name) {
            if (kind == Kind.RUN) {
                return switch (name) {
                    case "ok", "failed", "unreachable", "timeout", "odd", "silent" -> of(Kind.RUN);
                    case "ledger", "rows", "table" -> of(Kind.LIST);
                    default -> of(Kind.UNKNOWN);
                };
            }
            return value.flatMap(known ->
                            known instanceof Map<?, ?> map ? Optional.ofNullable(map.get(name)) : Optional.empty())
                    .map(Known::of)
                    .orElse(of(Kind.UNKNOWN));
        }

        /** What {@code *.} asks each element. */
        Known element() {
            if (kind == Kind.RUN) {
                return of(Kind.RESULT);
            }
            return value.flatMap(known -> known instanceof List<?> list && !list.isEmpty()
                            ? Optional.ofNullable(list.getFirst())
                            : Optional.empty())
                    .map(Known::of)
                    .orElse(of(Kind.UNKNOWN));
        }

        List<String> names() {
            if (value.orElse(null) instanceof Map<?, ?> map) {
                return map.keySet().stream().map(String::valueOf).sorted().toList();
            }
            return List.of(kind.members.strip().split(" ")).stream()
                    .filter(name -> !name.isEmpty())
                    .sorted()
                    .toList();
        }
    }

    private MemberCompletions() {}

    /**
     * The names, sorted; none where the text does not end in a dot and a part of a name, or its value is not known.
     *
     * @param values the value of a name
     * @param verb whose value {@code it} is; empty where there is no {@code it}, or its value is not a verb's
     */
    public static List<String> after(String text, Function<String, Optional<Object>> values, Optional<String> verb) {
        var chain = CHAIN.matcher(text);
        if (!chain.find()) {
            return List.of();
        }
        var known = chain.group(1).equals("it")
                ? verb.map(name -> Known.of(name.equals("collect") ? Kind.LIST : Kind.RUN))
                : values.apply(chain.group(1)).map(Known::of);
        return known.map(first -> end(first, chain).names()).orElse(List.of());
    }

    private static Known end(Known first, Matcher chain) {
        var known = first;
        var steps = STEP.matcher(chain.group(2));
        while (steps.find()) {
            // r.failed*.host is a list of what the elements have, of which nothing is known
            known = steps.group(1).isEmpty() ? known.member(steps.group(2)) : Known.of(Kind.LIST);
        }
        return chain.group(3).startsWith("*") ? known.element() : known;
    }
}
