package dev.shoal.script;

import groovy.lang.Binding;
import groovy.lang.GroovyClassLoader;
import groovy.lang.MissingMethodException;
import groovy.lang.Script;
import org.codehaus.groovy.ast.ClassCodeExpressionTransformer;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.DynamicVariable;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.StaticMethodCallExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.runtime.InvokerHelper;
import org.codehaus.groovy.runtime.typehandling.DefaultTypeTransformation;
import org.codehaus.groovy.syntax.SyntaxException;
import org.codehaus.groovy.syntax.Types;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/**
 * A condition in Groovy on named values, such as {@code os == "debian" && mem < 4e9}. It is compiled once and evaluated for
 * several things. It can neither call verbs nor assign values. {@link Comparison} defines its comparisons. One thread at a
 * time.
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
     * @param text with its qualifier, e.g. {@code memory.total}
     * @param column where it begins, from 1
     */
    public record Name(String text, int line, int column) {}

    /** The result of the condition for one thing. */
    public sealed interface Verdict {
        /** The condition has a value. */
        record Says(boolean holds) implements Verdict {}

        /** The thing has no value of that name, so that the condition has no result. */
        record Lacks(String name) implements Verdict {}
    }

    /**
     * Compiles the text on its own thread.
     *
     * @param qualifiers names whose properties are names of their own: with {@code memory}, {@code memory.total} is one
     * @throws ScriptException if it is not an expression, or assigns a value; the message has a caret
     */
    public static Condition of(String text, Set<String> qualifiers) throws ScriptException, InterruptedException {
        if (text.isBlank()) {
            throw new ScriptException("the condition is empty; write one, e.g. os == \"debian\"");
        }
        var source = new SourceText(FILE, text, SourceText.Kind.EXPRESSION);
        try {
            return Evaluation.of("condition", () -> {
                var names = new Names(qualifiers);
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
     * The result for each thing, in their order.
     *
     * @param things the values of the names; a missing or null value is lacking
     * @throws ScriptException if it throws; the message has the reason
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
            throw exception(e.getCause());
        }
    }

    private Verdict verdict(Map<String, Object> thing) throws ScriptException {
        if (!Script.class.isAssignableFrom(type)) {
            throw new ScriptException("not a condition; write one, e.g. os == \"debian\"");
        }
        try {
            var script = InvokerHelper.createScript(type.asSubclass(Script.class), new ThingBinding(thing));
            return new Verdict.Says(DefaultTypeTransformation.castToBoolean(script.run()));
        } catch (Lack lack) {
            return new Verdict.Lacks(lack.name());
        }
    }

    private ScriptException exception(@Nullable Throwable thrown) throws InterruptedException {
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
                var known = new ScriptErrors(source).of(thrown);
                yield new ScriptException(pointed(1, 0, known.getMessage()), known);
            }
        };
    }

    /** The message, the line, and a caret if the column is known. */
    private String pointed(int line, int column, @Nullable String problem) {
        var lines = source.text().lines().toList();
        var code = lines.get(Math.clamp(line - 1, 0, lines.size() - 1));
        var caret = column < 1 ? "" : "\n  " + " ".repeat(Math.min(column - 1, code.length())) + "^";
        return problem + "\n  " + code.replace('\t', ' ') + caret;
    }

    /** Ends the condition for a thing that lacks a value. */
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

    /** Collects the names of a condition while it is compiled, and replaces its comparisons with calls of {@link Comparison}. */
    private static final class Names extends CompilationCustomizer {
        private static final Map<Integer, String> COMPARISONS = Map.of(
                Types.COMPARE_EQUAL, "same",
                Types.COMPARE_NOT_EQUAL, "other",
                Types.COMPARE_LESS_THAN, "less",
                Types.COMPARE_LESS_THAN_EQUAL, "atMost",
                Types.COMPARE_GREATER_THAN, "more",
                Types.COMPARE_GREATER_THAN_EQUAL, "atLeast");

        private final Set<String> qualifiers;
        private final List<Name> found = new ArrayList<>();

        Names(Set<String> qualifiers) {
            super(
                    CompilePhase
                            .CANONICALIZATION); // after the phase that separates names of values from names of classes
            this.qualifiers = Set.copyOf(qualifiers);
        }

        List<Name> found() {
            return found;
        }

        @Override
        public void call(SourceUnit source, GeneratorContext context, ClassNode type) {
            new Rewriting(source).visitClass(type);
        }

        private final class Rewriting extends ClassCodeExpressionTransformer {
            private final SourceUnit source;

            Rewriting(SourceUnit source) {
                this.source = source;
            }

            @Override
            protected SourceUnit getSourceUnit() {
                return source;
            }

            @Override
            public @Nullable Expression transform(@Nullable Expression expression) {
                return switch (expression) {
                    case null -> null;
                    case ClosureExpression closure -> {
                        closure.getCode().visit(this);
                        yield closure;
                    }
                    case PropertyExpression property
                    when isQualified(property) ->
                        named(
                                property,
                                property.getObjectExpression().getText() + "." + property.getPropertyAsString());
                    case VariableExpression name
                    when name.getAccessedVariable() instanceof DynamicVariable -> named(name, name.getName());
                    case MethodCallExpression call
                    when call.isImplicitThis() -> {
                        refuse(
                                call.getLineNumber(),
                                call.getColumnNumber(),
                                "a condition cannot call " + call.getMethodAsString() + "()");
                        yield call;
                    }
                    case DeclarationExpression declaration -> super.transform(declaration);
                    case BinaryExpression binary -> compared(binary);
                    default -> super.transform(expression);
                };
            }

            private boolean isQualified(PropertyExpression property) {
                return property.getObjectExpression() instanceof VariableExpression name
                        && name.getAccessedVariable() instanceof DynamicVariable
                        && qualifiers.contains(name.getName())
                        && property.getPropertyAsString() != null;
            }

            /** A property of the script, which its binding has. */
            private Expression named(Expression expression, String name) {
                found.add(new Name(name, expression.getLineNumber(), expression.getColumnNumber()));
                var property = new PropertyExpression(new VariableExpression("this"), new ConstantExpression(name));
                property.setSourcePosition(expression);
                return property;
            }

            private void refuse(int line, int column, String problem) {
                source.getErrorCollector()
                        .addErrorAndContinue(
                                new SyntaxErrorMessage(new SyntaxException(problem, line, column), source));
            }

            private @Nullable Expression compared(BinaryExpression binary) {
                var operation = binary.getOperation();
                if (Types.ofType(operation.getType(), Types.ASSIGNMENT_OPERATOR)) {
                    refuse(
                            operation.getStartLine(),
                            operation.getStartColumn(),
                            operation.getText() + " assigns; write == to compare");
                }
                var method = COMPARISONS.get(operation.getType());
                if (method == null) {
                    return super.transform(binary);
                }
                var arguments = new ArgumentListExpression();
                arguments.addExpression(transform(binary.getLeftExpression()));
                arguments.addExpression(transform(binary.getRightExpression()));
                arguments.addExpression(
                        new ConstantExpression(binary.getLeftExpression().getText()));
                arguments.addExpression(
                        new ConstantExpression(binary.getRightExpression().getText()));
                arguments.addExpression(new ConstantExpression(operation.getStartLine(), true));
                arguments.addExpression(new ConstantExpression(operation.getStartColumn(), true));
                var call = new StaticMethodCallExpression(ClassHelper.make(Comparison.class), method, arguments);
                call.setSourcePosition(binary);
                return call;
            }
        }
    }
}
