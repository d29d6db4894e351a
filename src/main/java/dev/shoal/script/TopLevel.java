package dev.shoal.script;

import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.CastExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.EmptyExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.control.customizers.ImportCustomizer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Makes {@code def x = …} at the prompt a name that later lines know, and collects the imports of the line. */
final class TopLevel extends CompilationCustomizer {
    private List<Consumer<ImportCustomizer>> imports = List.of();

    TopLevel() {
        super(CompilePhase.CONVERSION);
    }

    /** The imports of the line that was compiled last. */
    List<Consumer<ImportCustomizer>> imports() {
        return imports;
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode type) {
        var module = source.getAST();
        imports = importsOf(source);
        if (!type.isScript()) {
            return;
        }
        for (var statement : module.getStatementBlock().getStatements()) {
            if (statement instanceof ExpressionStatement line
                    && line.getExpression() instanceof DeclarationExpression declaration
                    && declaration.getAnnotations().isEmpty()) {
                line.setExpression(assignment(declaration));
            }
        }
    }

    private static Expression assignment(DeclarationExpression declaration) {
        var value = declaration.getRightExpression() instanceof EmptyExpression
                ? nothing(declaration)
                : declaration.getRightExpression();
        var assignment =
                new BinaryExpression(undeclared(declaration.getLeftExpression()), declaration.getOperation(), value);
        assignment.setSourcePosition(declaration);
        return assignment;
    }

    /** A null of the declared type, so that {@code EXEC uptime} fails: no class is called so. */
    private static Expression nothing(DeclarationExpression declaration) {
        var nothing = new ConstantExpression(null);
        if (declaration.isMultipleAssignmentDeclaration()) {
            return nothing;
        }
        var type = declaration.getVariableExpression().getOriginType();
        if (ClassHelper.isPrimitiveType(type)) {
            return nothing;
        }
        var typed = new CastExpression(type, nothing);
        typed.setSourcePosition(declaration);
        return typed;
    }

    private static Expression undeclared(Expression declared) {
        Expression name;
        if (declared instanceof TupleExpression several) {
            var names = new ArrayList<Expression>();
            several.getExpressions().forEach(one -> names.add(undeclared(one)));
            name = new TupleExpression(names);
        } else {
            name = new VariableExpression(((VariableExpression) declared).getName(), ClassHelper.dynamicType());
        }
        name.setSourcePosition(declared);
        return name;
    }

    private static List<Consumer<ImportCustomizer>> importsOf(SourceUnit source) {
        var module = source.getAST();
        var found = new ArrayList<Consumer<ImportCustomizer>>();
        module.getImports().forEach(one -> found.add(to -> to.addImport(one.getAlias(), one.getClassName())));
        module.getStarImports().forEach(one -> found.add(to -> to.addStarImports(withoutDot(one.getPackageName()))));
        module.getStaticImports()
                .forEach((alias, one) ->
                        found.add(to -> to.addStaticImport(alias, one.getClassName(), one.getFieldName())));
        module.getStaticStarImports().forEach((_, one) -> found.add(to -> to.addStaticStars(one.getClassName())));
        return found;
    }

    private static String withoutDot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
