package dev.shoal.script;

import dev.shoal.script.Condition.Name;
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
import org.codehaus.groovy.syntax.SyntaxException;
import org.codehaus.groovy.syntax.Types;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at the names of a condition while it is compiled, and lets its comparisons be ours. */
final class ConditionNames extends CompilationCustomizer {
    private static final Map<Integer, String> COMPARISONS = Map.of(
            Types.COMPARE_EQUAL, "same",
            Types.COMPARE_NOT_EQUAL, "other",
            Types.COMPARE_LESS_THAN, "less",
            Types.COMPARE_LESS_THAN_EQUAL, "atMost",
            Types.COMPARE_GREATER_THAN, "more",
            Types.COMPARE_GREATER_THAN_EQUAL, "atLeast");

    private final Set<String> qualifiers;
    private final List<Name> found = new ArrayList<>();

    ConditionNames(Set<String> qualifiers) {
        super(CompilePhase.CANONICALIZATION); // behind the phase that tells names of values from those of classes
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
                    named(property, property.getObjectExpression().getText() + "." + property.getPropertyAsString());
                case VariableExpression name
                when name.getAccessedVariable() instanceof DynamicVariable -> named(name, name.getName());
                case MethodCallExpression call
                when call.isImplicitThis() -> {
                    refuse(
                            call.getLineNumber(),
                            call.getColumnNumber(),
                            "there is no " + call.getMethodAsString() + "() in a condition");
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
                    .addErrorAndContinue(new SyntaxErrorMessage(new SyntaxException(problem, line, column), source));
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
