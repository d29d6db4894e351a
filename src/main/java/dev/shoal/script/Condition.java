package dev.shoal.script;

import groovy.lang.Binding;
import groovy.lang.GroovyClassLoader;
import groovy.lang.MissingMethodException;
import groovy.lang.Script;
import org.codehaus.groovy.runtime.InvokerHelper;
import org.codehaus.groovy.runtime.typehandling.DefaultTypeTransformation;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/**
 * A condition in Groovy on named values, such as {@code os == "debian" && mem < 4e9}: compiled once, asked for each of several
 * things. It can call no verb and assign nothing. Text that is a number compares with numbers as one, and what has no value is
 * neither less nor more than anything. One thread at a time.
 */
public final class Condition {
    private static final String FILE = "Condition.groovy";

    private final SourceText source;
    private final Class<?> type;
    private final List<Name> names;

    private Condition(SourceText source, Class<?> type, List<Name> names) {
        this.source = source;
        this.type = type;
        this.names = List.copyOf(names);
    }

    /**
     * A name in the condition that stands for a value.
     *
     * @param text with its qualifier, as {@code memory.total}
     * @param column where it begins, from 1
     */
    public record Name(String text, int line, int column) {}

    /** What the condition says of one thing. */
    public sealed interface Verdict {
        /** It has a value that says yes or no. */
        record Says(boolean holds) implements Verdict {}

        /** The thing has no value of that name, and without it nothing can be said. */
        record Lacks(String name) implements Verdict {}
    }

    /**
     * Compiles the text, on a thread of its own.
     *
     * @param qualifiers names whose properties are names of their own: with {@code memory}, {@code memory.total} is one
     * @throws ScriptException if it is no expression, or assigns something: with a caret
     */
    public static Condition of(String text, Set<String> qualifiers) throws ScriptException, InterruptedException {
        if (text.isBlank()) {
            throw new ScriptException("the condition is empty; write one, as os == \"debian\"");
        }
        var source = new SourceText(FILE, text, SourceText.Kind.EXPRESSION);
        try {
            return Evaluation.of("condition", () -> {
                var names = new ConditionNames(qualifiers);
                var configuration = Compilation.configuration(names);
                try (var loader = new GroovyClassLoader(Condition.class.getClassLoader(), configuration)) {
                    return new Condition(source, loader.parseClass(text, FILE), names.found());
                }
            });
        } catch (ExecutionException e) {
            throw new ScriptErrors(source).of(e.getCause());
        }
    }

    /** The names in it, in the order of the text, each as often as it occurs. */
    public List<Name> names() {
        return names;
    }

    /** A message that points at the name. */
    public String at(Name name, String problem) {
        return pointed(name.line(), name.column(), problem);
    }

    /**
     * What it says of each, in their order.
     *
     * @param things the values of the names; what is missing there, or null, is lacking
     * @throws ScriptException if it throws, with what was thrown
     * @throws InterruptedException if the thread is interrupted; the condition is stopped then
     */
    public List<Verdict> of(List<Map<String, Object>> things) throws ScriptException, InterruptedException {
        try {
            return Evaluation.of("condition", () -> {
                var verdicts = new ArrayList<Verdict>();
                for (var thing : things) {
                    verdicts.add(verdict(thing));
                }
                return verdicts;
            });
        } catch (ExecutionException e) {
            throw trouble(e.getCause());
        }
    }

    private Verdict verdict(Map<String, Object> thing) throws ScriptException {
        if (!Script.class.isAssignableFrom(type)) {
            throw new ScriptException("it is no condition; write one, as os == \"debian\"");
        }
        try {
            var script = InvokerHelper.createScript(type.asSubclass(Script.class), new ThingBinding(thing));
            return new Verdict.Says(DefaultTypeTransformation.castToBoolean(script.run()));
        } catch (Lack lack) {
            return new Verdict.Lacks(lack.name());
        }
    }

    private ScriptException trouble(@Nullable Throwable thrown) throws InterruptedException {
        return switch (thrown) {
            case Comparison.Impossible comparison ->
                new ScriptException(
                        pointed(comparison.line(), comparison.column(), String.valueOf(comparison.getMessage())),
                        comparison);
            case MissingMethodException missing -> {
                int at = source.text().indexOf(String.valueOf(missing.getMethod()));
                yield new ScriptException(
                        pointed(1, at + 1, new ScriptErrors(source).of(missing).getMessage()), missing);
            }
            case null, default -> {
                var told = new ScriptErrors(source).of(thrown);
                yield new ScriptException(pointed(1, 0, told.getMessage()), told);
            }
        };
    }

    /** The message, the line and a caret where the column is known. */
    private String pointed(int line, int column, @Nullable String problem) {
        var lines = source.text().lines().toList();
        var code = lines.get(Math.clamp(line - 1, 0, lines.size() - 1));
        var caret = column < 1 ? "" : "\n  " + " ".repeat(Math.min(column - 1, code.length())) + "^";
        return problem + "\n  " + code.replace('\t', ' ') + caret;
    }

    /** Something has no value; ends the condition for that thing. */
    static final class Lack extends RuntimeException {
        private final String name;

        Lack(String name) {
            super(name, null, false, false);
            this.name = name;
        }

        String name() {
            return name;
        }
    }

    /** The values of one thing as Groovy's names. */
    private static final class ThingBinding extends Binding {
        private final Map<String, Object> thing;

        ThingBinding(Map<String, Object> thing) {
            this.thing = thing;
        }

        @Override
        public Object getVariable(String name) {
            var value = thing.get(name);
            if (value == null) {
                throw new Lack(name);
            }
            return value;
        }

        @Override
        public boolean hasVariable(String name) {
            return thing.containsKey(name);
        }
    }
}
