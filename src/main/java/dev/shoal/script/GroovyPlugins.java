package dev.shoal.script;

import dev.shoal.files.FileProblem;
import dev.shoal.plugin.HostContext;
import dev.shoal.plugin.Plugin;
import dev.shoal.plugin.PluginException;
import dev.shoal.plugin.registry.PluginCompiler;
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
import org.codehaus.groovy.runtime.InvokerHelper;
import org.codehaus.groovy.syntax.SyntaxException;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compiles plugins written in Groovy. Each has its own class loader, so that the classes of an old version can be unloaded. */
public final class GroovyPlugins implements PluginCompiler {
    private static final String KIND = "plugin 1";

    private final ClassCache cache;
    private final HelperFiles helpers;
    private final ClassLoader libraries;

    /**
     * A source of plugins.
     *
     * @param helpers where plugins find the classes that they share
     * @param libraries where plugins find classes that are neither their own nor Shoal's
     */
    public GroovyPlugins(ClassCache cache, HelperFiles helpers, ClassLoader libraries) {
        this.cache = cache;
        this.helpers = helpers;
        this.libraries = libraries;
    }

    @Override
    public List<Path> helpers(Path file) {
        try {
            return helpers.of(file).helperFiles();
        } catch (IOException e) {
            return List.of(); // load reports it
        }
    }

    @Override
    public Loaded load(Path file) throws PluginException {
        Sources sources;
        try {
            sources = helpers.of(file);
        } catch (IOException e) {
            throw new PluginException(FileProblem.of(file, e), e);
        }
        try {
            return loaded(sources);
        } catch (Throwable e) { // the constructor may throw anything, errors among them
            throw refused(sources, e);
        }
    }

    private Loaded loaded(Sources sources) throws IOException, ClassNotFoundException {
        var name = sources.main().name();
        var configuration = Compilation.configuration(Compilation.imports(), new Contract(name));
        var classes = cache.compile(sources, KIND, configuration, libraries);
        try {
            for (var type : classes.load()) {
                if (isPlugin(type)) {
                    return new Made(made(type), type, classes);
                }
            }
        } catch (Throwable e) { // the classes of a plugin that fails must be unloaded, too
            classes.close();
            throw e;
        }
        throw new IllegalStateException(name + ": the compiled file has no plugin class");
    }

    private static Plugin made(Class<?> type) {
        return (Plugin) InvokerHelper.invokeNoArgumentsConstructorOf(type);
    }

    private static boolean isPlugin(Class<?> type) {
        return Plugin.class.isAssignableFrom(type) && (type.getModifiers() & ClassFile.ACC_ABSTRACT) == 0;
    }

    private static PluginException refused(Sources sources, Throwable thrown) {
        var source = sources.main();
        try {
            var problem = new ScriptErrors(sources).of(thrown);
            return new PluginException(String.valueOf(problem.getMessage()), thrown);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new PluginException(source.name() + ": loading was interrupted", e);
        } catch (VerbFailure | ScriptExit e) {
            return new PluginException(source.name() + ": " + e.getMessage(), e);
        }
    }

    private record Made(Plugin plugin, Class<?> type, ScriptClasses classes) implements Loaded {
        @Override
        public Plugin another() {
            return made(type);
        }

        @Override
        public void close() {
            classes.close();
        }
    }

    /**
     * Checks that a file is a plugin before any of it runs: one class that extends Plugin, with {@code process(HostContext)} and
     * a constructor without parameters. For a missing method Groovy itself would only report that "the class must be declared
     * abstract".
     */
    private static final class Contract extends CompilationCustomizer {
        private static final ClassNode PLUGIN = ClassHelper.make(Plugin.class);
        private static final ClassNode CONTEXT = ClassHelper.make(HostContext.class);
        private static final String PROCESS = "process";
        private static final String WRITE = "; write: Object process(HostContext host) { ... }";

        private final String file;

        /** The contract of this file; of its helpers only that they are not plugins. */
        Contract(String file) {
            super(CompilePhase.CANONICALIZATION);
            this.file = file;
        }

        /** Called for every class; the module is checked with its first one. */
        @Override
        public void call(SourceUnit source, GeneratorContext context, ClassNode type) {
            var module = source.getAST();
            if (!source.getName().equals(file)) {
                helper(type, source);
            } else if (module.getClasses().getFirst().equals(type)) {
                check(module, source);
            }
        }

        private static void helper(ClassNode type, SourceUnit source) {
            if (type.isDerivedFrom(PLUGIN) && !type.isAbstract()) {
                var name = type.getNameWithoutPackage();
                refuse(
                        type,
                        name + " is a plugin, not a helper; move its file into the directory above, or write: abstract"
                                + " class " + name + " extends Plugin",
                        source);
            }
        }

        private static void check(ModuleNode module, SourceUnit source) {
            var named = module.getClasses().stream()
                    .filter(type -> !type.isScript() && type.getOuterClass() == null)
                    .toList();
            var plugins =
                    named.stream().filter(type -> type.isDerivedFrom(PLUGIN)).toList();
            var usable = plugins.stream().filter(type -> !type.isAbstract()).toList();
            if (usable.size() > 1) {
                var names = usable.stream().map(Contract::placed).collect(Collectors.joining(", "));
                refuse(usable.get(1), "two plugins in one file: " + names + "; put each into its own file", source);
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

        private static void noPlugin(
                ModuleNode module, List<ClassNode> named, List<ClassNode> plugins, SourceUnit source) {
            if (!plugins.isEmpty()) {
                var type = plugins.getFirst();
                refuse(
                        type,
                        type.getNameWithoutPackage()
                                + " is abstract; remove the word abstract, or extend the class in this file",
                        source);
            } else if (!named.isEmpty()) {
                var type = named.getFirst();
                var name = type.getNameWithoutPackage();
                refuse(type, name + " is not a plugin; write: class " + name + " extends Plugin", source);
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

        /** The method may also be inherited from a class or a trait. */
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
            if (all.stream().anyMatch(Contract::isProcess)) {
                return;
            }
            var sameName = all.stream()
                    .filter(method -> method.getName().equals(PROCESS))
                    .findFirst();
            var near = sameName.or(() -> Nearest.to(
                            PROCESS, all.stream().map(MethodNode::getName).toList())
                    .stream()
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
                                + " has only constructors with parameters; write one "
                                + "without parameters, or none",
                        source);
            }
        }

        private static void statements(ModuleNode module, SourceUnit source) {
            module.getStatementBlock().getStatements().stream()
                    .filter(statement -> statement.getLineNumber() > 0)
                    .findFirst()
                    .ifPresent(first ->
                            refuse(first, "statements outside the class never run; move them into process", source));
        }

        private static void refuse(ASTNode place, String problem, SourceUnit source) {
            var error = new SyntaxException(problem, place.getLineNumber(), place.getColumnNumber());
            source.getErrorCollector().addErrorAndContinue(new SyntaxErrorMessage(error, source));
        }
    }
}
