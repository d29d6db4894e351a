package dev.shoal.cli;

import dev.shoal.output.Format;
import dev.shoal.output.data.Listing;
import dev.shoal.plugin.Param;
import dev.shoal.plugin.Unit;
import dev.shoal.plugin.registry.Declaration;
import dev.shoal.plugin.registry.PluginRegistry;
import dev.shoal.plugin.registry.PluginState;
import dev.shoal.terminal.Screen;
import dev.shoal.text.CleanText;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a loaded plugin is for: its parameters, columns, limits and origin, and how to call it. */
final class PluginHelp {
    private final PluginState plugin;
    private final Declaration declared;

    PluginHelp(PluginState plugin) {
        this.plugin = plugin;
        this.declared = plugin.declaration();
    }

    /** Prints it: for people the whole, for programs the parameters. */
    void print(Format format, CommandContext context) {
        if (format == Format.TABLE) {
            context.screen().out(Screen.Text.of(text()));
        } else {
            new Listing("parameter", List.of("name", "kind", "value", "origin", "help"), fields())
                    .write(format, context.screen(), 0);
        }
    }

    String text() {
        var text = new ArrayList<String>();
        text.add(plugin.key() + (declared.summary().isEmpty() ? "" : ": " + CleanText.line(declared.summary())));
        text.add(row("origin", plugin.origin() + ", " + plugin.kind()));
        text.add(row("time limit", limits()));
        text.add("parameters:" + (declared.params().isEmpty() ? " none" : ""));
        declared.params()
                .forEach(param -> text.add(row(param.name() + "=" + label(param), CleanText.line(about(param)))));
        declared.params().stream()
                .filter(param -> isOption(param.name()))
                .forEach(param -> text.add(row(
                        "",
                        param.name() + ": is an option of collect in Groovy; write '" + param.name() + "="
                                + label(param) + "'")));
        text.add("columns:" + (declared.columns().isEmpty() ? " as the rows have them" : ""));
        declared.columns().forEach(column -> text.add(row(CleanText.line(column.name()), about(column))));
        text.add("examples:");
        examples().forEach(example -> text.add("  " + example));
        return text.stream().map(line -> line.stripTrailing() + "\n").collect(Collectors.joining());
    }

    private static String row(String left, String right) {
        return "  %-16s %s".formatted(left, right);
    }

    private String limits() {
        return plugin.timeout()
                .map(time -> Declaration.text(time) + " for each host and each command (plugins.yaml)")
                .orElse(Declaration.text(PluginRegistry.USUAL_LIMIT) + " for each host, "
                        + Declaration.text(PluginRegistry.USUAL_EXEC_LIMIT) + " for each command");
    }

    private static String label(Param param) {
        return param.choices().isEmpty()
                ? Declaration.label(param)
                : param.choices().stream().map(Declaration::text).collect(Collectors.joining("|"));
    }

    /** As {@code how many; a whole number from 1 up; 5 unless given}. */
    private String about(Param param) {
        var parts = new ArrayList<String>();
        parts.add(param.help());
        if (param.choices().isEmpty()) {
            parts.add(type(param)
                    + param.least()
                            .map(least -> " from " + Declaration.text(least) + " up")
                            .orElse(""));
        }
        var usual = usual(param);
        parts.add(usual.map(
                        value -> value.text() + " unless given" + (isDefault(value) ? "" : " (" + value.origin() + ")"))
                .orElse("required"));
        return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining("; "));
    }

    private Optional<Declaration.Value> usual(Param param) {
        return declared.usual(param);
    }

    private static boolean isDefault(Declaration.Value value) {
        return value.origin().equals(Declaration.DEFAULT);
    }

    private static String type(Param param) {
        return switch (param.type().getSimpleName()) {
            case "Integer", "Long" -> "a whole number";
            case "Double" -> "a number";
            case "Boolean" -> "true or false";
            case "Duration" -> "a duration, as 30s";
            default -> "a text";
        };
    }

    private static String about(Declaration.Shown column) {
        var parts = new ArrayList<String>();
        if (column.unit() != Unit.NONE) {
            parts.add(column.unit().name().toLowerCase(Locale.ROOT));
        }
        parts.addAll(column.limits());
        return String.join(", ", parts);
    }

    /** A line of the prompt with what is required, and a call in Groovy with other values. */
    private List<String> examples() {
        var line = "collect " + plugin.key()
                + declared.params().stream()
                        .filter(param -> usual(param).isEmpty())
                        .map(param -> " " + param.name() + "=" + Declaration.text(example(param)))
                        .collect(Collectors.joining());
        var named = declared.params().stream()
                .filter(param -> !isOption(param.name()))
                .limit(2)
                .map(param -> ", " + (param.name().contains("-") ? "'" + param.name() + "'" : param.name()) + ": "
                        + literal(example(param)))
                .collect(Collectors.joining());
        return named.isEmpty()
                ? List.of(line, line + " -o json")
                : List.of(line, "collect('" + plugin.key() + "'" + named + ")");
    }

    /** Another value than the usual one, where one can be guessed. */
    private static Object example(Param param) {
        var usual = param.usual().orElse("");
        var other =
                param.choices().stream().filter(choice -> !choice.equals(usual)).findFirst();
        return other.orElseGet(() -> switch (usual) {
            case Integer number -> Math.max(number, 5) * 2;
            case Long number -> Math.max(number, 5) * 2;
            case Double number -> number == 0 ? 0.5 : number / 2;
            case Boolean isOn -> !isOn;
            case Duration time -> time.multipliedBy(2);
            default -> param.usual().filter(text -> !text.equals("")).orElse(Declaration.label(param));
        });
    }

    private static String literal(Object value) {
        return value instanceof Number || value instanceof Boolean
                ? Declaration.text(value)
                : "'" + Declaration.text(value) + "'";
    }

    /** Whether the named argument of Groovy is an option. */
    private static boolean isOption(String name) {
        return Verbs.find("collect").stream()
                .flatMap(verb -> verb.options().stream())
                .anyMatch(option ->
                        option.names().contains("--" + name) || option.names().contains("-" + name));
    }

    private List<Map<String, Optional<Object>>> fields() {
        var rows = new ArrayList<Map<String, Optional<Object>>>();
        for (var param : declared.params()) {
            var usual = usual(param);
            Map<String, Optional<Object>> fields = new LinkedHashMap<>();
            fields.put("name", Optional.of(param.name()));
            fields.put("kind", Optional.of(param.type().getSimpleName().toLowerCase(Locale.ROOT)));
            fields.put("value", usual.map(Declaration.Value::value).map(PluginHelp::plain));
            fields.put("origin", usual.map(Declaration.Value::origin));
            fields.put(
                    "choices",
                    Optional.of(param.choices().stream().map(PluginHelp::plain).toList()));
            fields.put("min", param.least().map(least -> least % 1 == 0 ? (Object) least.longValue() : least));
            fields.put("help", Optional.of(param.help()));
            rows.add(fields);
        }
        return rows;
    }

    private static Object plain(Object value) {
        return value instanceof Duration time ? Declaration.text(time) : value;
    }
}
