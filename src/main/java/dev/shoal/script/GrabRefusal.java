package dev.shoal.script;

import org.codehaus.groovy.ast.AnnotatedNode;
import org.codehaus.groovy.ast.AnnotationNode;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.syntax.SyntaxException;

import java.util.Set;
import java.util.stream.Stream;

/** Refuses {@code @Grab}: without Ivy it dies of an Error, and nothing is fetched from anywhere while an incident is on. */
final class GrabRefusal extends CompilationCustomizer {
    private static final Set<String> NAMES = Set.of(
            "Grab", "Grapes", "GrabResolver", "GrabConfig", "GrabExclude", "groovy.lang.Grab", "groovy.lang.Grapes");

    GrabRefusal() {
        super(CompilePhase.CONVERSION);
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode type) {
        var module = source.getAST();
        Stream.of(
                        module.getImports().stream(),
                        module.getStarImports().stream(),
                        module.getStaticImports().values().stream(),
                        Stream.of(type),
                        type.getFields().stream(),
                        type.getMethods().stream())
                .flatMap(nodes -> nodes.map(AnnotatedNode.class::cast))
                .flatMap(node -> node.getAnnotations().stream())
                .filter(annotation -> NAMES.contains(annotation.getClassNode().getName()))
                .forEach(annotation -> refuse(source, annotation));
    }

    private static void refuse(SourceUnit source, AnnotationNode annotation) {
        var problem = new SyntaxException(
                "@Grab is refused: nothing is fetched from the net; put the jar into plugins/lib",
                annotation.getLineNumber(),
                annotation.getColumnNumber());
        source.getErrorCollector().addErrorAndContinue(new SyntaxErrorMessage(problem, source));
    }
}
