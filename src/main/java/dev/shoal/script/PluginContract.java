package dev.shoal.script;

import dev.shoal.plugin.HostContext;
import dev.shoal.plugin.Plugin;
import dev.shoal.text.Nearest;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.syntax.SyntaxException;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks whether a file is a plugin before anything of it can run: one class that extends Plugin, with
 * {@code process(HostContext)} and a constructor without parameters. Groovy itself would say of a missing method that "the
 * class must be declared abstract".
 */
final class PluginContract extends CompilationCustomizer {
    private static final ClassNode PLUGIN = ClassHelper.make(Plugin.class);
    private static final ClassNode CONTEXT = ClassHelper.make(HostContext.class);
    private static final String PROCESS = "process";
    private static final String WRITE = "; write: Object process(HostContext host) { ... }";

    PluginContract() {
        super(CompilePhase.CANONICALIZATION);
    }

    /** Called for every class; the module is looked at with its first one. */
    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode type) {
        var module = source.getAST();
        if (module.getClasses().getFirst().equals(type)) {
            check(module, source);
        }
    }

    private static void check(ModuleNode module, SourceUnit source) {
        var named = module.getClasses().stream()
                .filter(type -> !type.isScript() && type.getOuterClass() == null)
                .toList();
        var plugins = named.stream().filter(type -> type.isDerivedFrom(PLUGIN)).toList();
        var usable = plugins.stream().filter(type -> !type.isAbstract()).toList();
        if (usable.size() > 1) {
            var names = usable.stream().map(PluginContract::placed).collect(Collectors.joining(", "));
            refuse(usable.get(1), "two plugins in one file: " + names + "; give each a file of its own", source);
        } else if (usable.isEmpty()) {
            noPlugin(module, named, plugins, source);
        } else {
            process(usable.getFirst(), source);
            constructor(usable.getFirst(), source);
            statements(module, source);
        }
    }

    private static String placed(ClassNode type) {
        return type.getNameWithoutPackage() + " (line " + type.getLineNumber() + ")";
    }

    private static void noPlugin(ModuleNode module, List<ClassNode> named, List<ClassNode> plugins, SourceUnit source) {
        if (!plugins.isEmpty()) {
            var type = plugins.getFirst();
            refuse(
                    type,
                    type.getNameWithoutPackage() + " is abstract; take the word away, or extend it in this file",
                    source);
        } else if (!named.isEmpty()) {
            var type = named.getFirst();
            var name = type.getNameWithoutPackage();
            refuse(type, name + " is no plugin; write: class " + name + " extends Plugin", source);
        } else {
            var first = module.getStatementBlock().getStatements().stream()
                    .filter(statement -> statement.getLineNumber() > 0)
                    .findFirst();
            var found = first.isPresent() ? "it has statements, but no class" : "it is empty";
            refuse(
                    first.map(ASTNode.class::cast).orElse(module),
                    found + "; a plugin is: class Name extends Plugin { "
                            + "Object process(HostContext host) { ... } }",
                    source);
        }
    }

    /** The method may also come from a class or a trait above. */
    private static void process(ClassNode type, SourceUnit source) {
        var all = Stream.iterate(Optional.of(type), Optional::isPresent, above -> Optional.ofNullable(
                                above.orElseThrow().getSuperClass())
                        .filter(node -> !node.equals(PLUGIN)))
                .flatMap(Optional::stream)
                .flatMap(node -> Stream.concat(
                        node.getMethods().stream(),
                        node.getAllInterfaces().stream().flatMap(up -> up.getMethods().stream())))
                .filter(method ->
                        !method.isAbstract() || !method.getDeclaringClass().isInterface())
                .toList();
        if (all.stream().anyMatch(PluginContract::isProcess)) {
            return;
        }
        var sameName =
                all.stream().filter(method -> method.getName().equals(PROCESS)).findFirst();
        var near = sameName.or(
                () -> Nearest.to(PROCESS, all.stream().map(MethodNode::getName).toList()).stream()
                        .flatMap(name ->
                                all.stream().filter(method -> method.getName().equals(name)))
                        .findFirst());
        var found = near.map(method -> ", found " + signature(method)).orElse("");
        refuse(
                near.map(ASTNode.class::cast).orElse(type),
                type.getNameWithoutPackage() + " has no process(HostContext)" + found + WRITE,
                source);
    }

    private static boolean isProcess(MethodNode method) {
        return method.getName().equals(PROCESS)
                && method.getParameters().length == 1
                && method.getParameters()[0].getType().equals(CONTEXT);
    }

    private static String signature(MethodNode method) {
        return method.getName()
                + Arrays.stream(method.getParameters())
                        .map(parameter -> parameter.getType().getNameWithoutPackage())
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private static void constructor(ClassNode type, SourceUnit source) {
        var constructors = type.getDeclaredConstructors();
        var isUsable = constructors.isEmpty()
                || constructors.stream().anyMatch(one -> Arrays.stream(one.getParameters())
                        .allMatch(parameter -> parameter.hasInitialExpression()));
        if (!isUsable) {
            refuse(
                    constructors.getFirst(),
                    type.getNameWithoutPackage()
                            + " wants arguments to be made, and nobody has any; write a constructor "
                            + "without parameters, or none",
                    source);
        }
    }

    private static void statements(ModuleNode module, SourceUnit source) {
        module.getStatementBlock().getStatements().stream()
                .filter(statement -> statement.getLineNumber() > 0)
                .findFirst()
                .ifPresent(first -> refuse(
                        first,
                        "there are statements beside the class, which nobody would run; put them into process",
                        source));
    }

    private static void refuse(ASTNode place, String problem, SourceUnit source) {
        var error = new SyntaxException(problem, place.getLineNumber(), place.getColumnNumber());
        source.getErrorCollector().addErrorAndContinue(new SyntaxErrorMessage(error, source));
    }
}
