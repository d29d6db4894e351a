package dev.shoal.plugin.registry;

import dev.shoal.plugin.Param;
import dev.shoal.plugin.Plugin;
import dev.shoal.plugin.PluginException;
import dev.shoal.plugin.Unit;
import dev.shoal.text.Durations;
import dev.shoal.text.Nearest;
import dev.shoal.text.ProblemsException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a plugin declares of itself, read when it is loaded, and the values that the configuration gives its parameters. It keeps
 * no code of the plugin. Immutable.
 *
 * @param key the plugin
 * @param summary what it shows, in one line; empty if it does not declare that
 * @param columns in the order to show
 * @param params in the plugin's order
 * @param configured the values of {@code plugins.yaml}, by the parameter's name
 */
public record Declaration(
        String key, String summary, List<Shown> columns, List<Param> params, Map<String, Value> configured) {
    private static final Logger LOG = LogManager.getLogger(Declaration.class);
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,30}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,30}(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?");

    public Declaration {
        columns = List.copyOf(columns);
        params = List.copyOf(params);
        configured = Map.copyOf(configured);
    }

    /** A column as help shows it. */
    public record Shown(String name, Unit unit, List<String> limits) {}

    /** The origin of a value that the plugin declares. */
    public static final String DEFAULT = "default";

    /**
     * A value in force.
     *
     * @param value of the parameter's type
     * @param origin {@code given}, {@code default}, or the place in {@code plugins.yaml}
     */
    public record Value(Object value, String origin) {
        /** As it is written after the name. */
        public String text() {
            return Declaration.text(value);
        }
    }

    /** Nothing, as of a plugin that is not loaded. */
    static Declaration none(String key) {
        return new Declaration(key, "", List.of(), List.of(), Map.of());
    }

    /**
     * What the plugin declares.
     *
     * @param place what a complaint about it begins with
     * @throws PluginException if the declaration or a configured value is not valid; a line for each
     */
    static Declaration of(Plugin plugin, PluginSetting setting, String place) throws PluginException {
        var key = setting.key();
        var declared = new Declaration(key, summary(plugin), columns(plugin), params(plugin, place), Map.of());
        var configured = new LinkedHashMap<String, Value>();
        var problems = new ArrayList<String>();
        setting.params().forEach((name, given) -> {
            var param = declared.find(name);
            if (param.isEmpty()) {
                problems.add(given.origin() + ": " + declared.unknown(name, List.of()));
                return;
            }
            try {
                configured.put(param.get().name(), new Value(parse(param.get(), given.text(), ": "), given.origin()));
            } catch (IllegalArgumentException e) {
                problems.add(given.origin() + ": " + key + " params " + name + ": " + e.getMessage());
            }
        });
        if (!problems.isEmpty()) {
            throw new PluginException(String.join("\n", problems));
        }
        return new Declaration(key, declared.summary(), declared.columns(), declared.params(), configured);
    }

    private static String summary(Plugin plugin) {
        return String.valueOf(plugin.summary()).lines().findFirst().orElse("").strip();
    }

    /** Columns that cannot be declared are reported with the rows of the hosts, which show all the same what they would be. */
    private static List<Shown> columns(Plugin plugin) {
        try {
            return plugin.columns().stream()
                    .map(column -> new Shown(column.name(), column.unit(), column.limits()))
                    .toList();
        } catch (Throwable e) { // foreign code may throw anything, and Groovy puts anything into a list
            LOG.debug("{}: the columns are not known", plugin.getClass().getName(), e);
            return List.of();
        }
    }

    private static List<Param> params(Plugin plugin, String place) throws PluginException {
        List<?> answer; // Groovy puts anything into a list
        try {
            answer = plugin.params();
        } catch (IllegalArgumentException e) {
            throw new PluginException(place + "params(): " + e.getMessage(), e);
        }
        if (answer == null) {
            throw new PluginException(place + "params() returned null; return a list, [] for none");
        }
        var params = new LinkedHashMap<String, Param>();
        for (var item : answer) {
            if (!(item instanceof Param param)) {
                throw new PluginException(
                        place + "params() returned " + item + " in its list; write Param.of('n', 5, 'what it is for')");
            }
            var old = params.putIfAbsent(param.name().replace("-", "").toLowerCase(Locale.ROOT), param);
            if (old != null) {
                throw new PluginException(place + "params(): " + old.name() + " and " + param.name()
                        + " are the same name, dashes and capitals aside; rename one");
            }
        }
        return List.copyOf(params.values());
    }

    /** The parameter of that name; {@code maxAge}, which Groovy needs no quotes for, is {@code max-age}, too. */
    private Optional<Param> find(String name) {
        var dashed = name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
        return params.stream()
                .filter(param -> param.name().equals(name))
                .findFirst()
                .or(() -> params.stream()
                        .filter(param -> param.name().equals(dashed))
                        .findFirst());
    }

    /**
     * The values of all parameters, in the plugin's order.
     *
     * @param words {@code name=value} each
     * @param options the names of options, which a mistyped name may mean, too
     * @throws ProblemsException with every mistake, a line each
     */
    public Map<String, Value> with(List<String> words, Collection<String> options) throws ProblemsException {
        var given = new LinkedHashMap<String, String>();
        var problems = new ArrayList<String>();
        for (var word : words) {
            var equals = word.indexOf('=');
            var name = word.substring(0, equals);
            var param = find(name);
            if (param.isEmpty()) {
                problems.add(unknown(name, options));
            } else if (given.putIfAbsent(param.get().name(), word.substring(equals + 1)) != null) {
                problems.add(key + ": " + name + " has two values; write one");
            }
        }
        var values = new LinkedHashMap<String, Value>();
        for (var param : params) {
            var text = Optional.ofNullable(given.get(param.name()));
            try {
                value(param, text)
                        .ifPresentOrElse(
                                value -> values.put(param.name(), value),
                                () -> problems.add(
                                        key + ": the parameter " + param.name() + " is required; write collect " + key
                                                + " " + param.name() + "=" + label(param)));
            } catch (IllegalArgumentException e) {
                problems.add(key + " " + param.name() + "=" + text.orElse("") + ": " + e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new ProblemsException(problems);
        }
        return values;
    }

    private Optional<Value> value(Param param, Optional<String> given) {
        return given.map(text -> new Value(parse(param, text, "="), "given")).or(() -> usual(param));
    }

    /** The value of a parameter for which the line has none. */
    public Optional<Value> usual(Param param) {
        return Optional.ofNullable(configured.get(param.name()))
                .or(() -> param.usual().map(usual -> new Value(usual, DEFAULT)));
    }

    private String unknown(String name, Collection<String> options) {
        var names = params.stream().map(Param::name).toList();
        var near = Nearest.to(name, names)
                .map(nearest -> "; did you mean " + nearest + "?")
                .or(() -> Nearest.to(name, options).map(option -> "; did you mean the option --" + option + "?"));
        return key + ": unknown parameter " + name + near.orElse(".")
                + (names.isEmpty() ? " It has no parameters" : " Its parameters: " + String.join(", ", names));
    }

    /** What each parameter is for, and its value where the line has none, by name. */
    public Map<String, String> summaries() {
        var summaries = new LinkedHashMap<String, String>();
        params.forEach(param -> summaries.put(
                param.name(),
                param.help()
                        + usual(param)
                                .map(value -> "; " + value.text() + " by default")
                                .orElse("; required")));
        return summaries;
    }

    /** The values of a parameter that can be counted: its choices, true and false; else none. */
    public List<String> values(String name) {
        return find(name).stream()
                .flatMap(param -> param.type() == Boolean.class ? Stream.of(true, false) : param.choices().stream())
                .map(Declaration::text)
                .toList();
    }

    /** What stands for a value in help. */
    public static String label(Param param) {
        return switch (param.type().getSimpleName()) {
            case "Integer", "Long", "Double" -> "N";
            case "Boolean" -> "true";
            case "Duration" -> "TIME";
            default -> "TEXT";
        };
    }

    private static Object parse(Param param, String text, String sign) {
        var value = read(param, text);
        if (value.isPresent() && param.accepts(value.get())) {
            return value.get();
        }
        if (!param.choices().isEmpty()) {
            throw new IllegalArgumentException("one of these is wanted: "
                    + param.choices().stream().map(Declaration::text).collect(Collectors.joining(", ")));
        }
        throw new IllegalArgumentException(wanted(param, text, sign));
    }

    /** The value that a text stands for; empty if it is not of the type. */
    private static Optional<Object> read(Param param, String text) {
        try {
            return switch (param.type().getSimpleName()) {
                case "Integer" -> matching(WHOLE, text).map(Integer::valueOf);
                case "Long" -> matching(WHOLE, text).map(Long::valueOf);
                case "Double" -> matching(NUMBER, text).map(Double::valueOf);
                case "Boolean" ->
                    switch (text) {
                        case "true", "yes" -> Optional.of(true);
                        case "false", "no" -> Optional.of(false);
                        default -> Optional.empty();
                    };
                case "Duration" -> Optional.of(Durations.parse(text));
                default -> Optional.of(text);
            };
        } catch (IllegalArgumentException e) { // a number that is too large, or not a duration
            return Optional.empty();
        }
    }

    private static Optional<String> matching(Pattern form, String text) {
        return Optional.of(text).filter(form.asMatchPredicate());
    }

    private static String wanted(Param param, String written, String sign) {
        var example = param.name() + sign;
        var from = param.least().map(least -> " from " + text(least) + " up").orElse("");
        return switch (param.type().getSimpleName()) {
            case "Integer" ->
                "a whole number" + range(param, written) + " is wanted, as " + example + usual(param, "5");
            case "Long" -> "a whole number" + from + " is wanted, as " + example + usual(param, "5");
            case "Double" -> "a number" + from + " is wanted, as " + example + usual(param, "0.5");
            case "Boolean" -> "true or false is wanted, as " + example + usual(param, "true");
            case "Duration" -> "a duration is wanted: 500ms, 30s, 2m, 1h or a whole number of seconds";
            default -> "a text is wanted";
        };
    }

    /** The upper limit of the type is of interest only where it was reached. */
    private static String range(Param param, String written) {
        var least = param.least().map(Declaration::text);
        return WHOLE.matcher(written).matches() && written.length() > 9
                ? " from " + least.orElse(String.valueOf(Integer.MIN_VALUE)) + " to " + Integer.MAX_VALUE
                : least.map(from -> " from " + from + " up").orElse("");
    }

    private static String usual(Param param, String otherwise) {
        return param.usual().map(Declaration::text).orElse(otherwise);
    }

    /** A value as it is written. */
    public static String text(Object value) {
        return switch (value) {
            case Duration time when time.toMillis() % 1000 != 0 -> time.toMillis() + "ms";
            case Duration time when time.toSeconds() % 3600 == 0 && !time.isZero() -> time.toHours() + "h";
            case Duration time when time.toSeconds() % 60 == 0 && !time.isZero() -> time.toMinutes() + "m";
            case Duration time -> time.toSeconds() + "s";
            case Double number when number % 1 == 0 && Math.abs(number) < 1e15 -> String.valueOf(number.longValue());
            default -> String.valueOf(value);
        };
    }
}
