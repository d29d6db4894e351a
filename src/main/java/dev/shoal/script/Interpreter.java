package dev.shoal.script;

import groovy.lang.GroovyClassLoader;
import groovy.lang.MetaMethod;
import groovy.lang.Script;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
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
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.control.customizers.ImportCustomizer;
import org.codehaus.groovy.runtime.FormatHelper;
import org.codehaus.groovy.runtime.InvokerHelper;
import org.codehaus.groovy.runtime.MethodClosure;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Evaluates Groovy at the prompt, one text after the other. Each text knows the values, methods, classes and imports of the
 * texts before. One thread at a time.
 */
public final class Interpreter {
    private static final Logger LOG = LogManager.getLogger(Interpreter.class);

    private static final String LINE = "Line";

    /** Methods that every script has. */
    private static final Set<String> OF_SCRIPTS = Set.of("run", "main", "getProperty", "setProperty");

    private static final int MOST_CHARACTERS = 1 << 20;

    private final Values values;
    private final VerbCalls verbs;
    /** The classes of earlier lines; a later class of the same name replaces an earlier one. */
    private final Map<String, Class<?>> defined = new ConcurrentHashMap<>();

    private final List<Consumer<ImportCustomizer>> imports = new ArrayList<>();
    private final Supplier<ClassLoader> libraries;
    private int lines;

    /**
     * An interpreter. It loads nothing of Groovy before its first use.
     *
     * @param libraries Shoal's own classes and those of the jars
     */
    public Interpreter(Values values, VerbCalls verbs, Supplier<ClassLoader> libraries) {
        this.values = values;
        this.libraries = libraries;
        this.verbs = verbs;
    }

    /**
     * Evaluates a text on its own thread.
     *
     * @return its value, or null
     * @throws ScriptException if it cannot be compiled or throws; the message has the line, a caret and what to write
     * @throws VerbFailure if a verb in it fails
     * @throws ScriptExit if it calls {@code exit}
     * @throws InterruptedException if the thread is interrupted: the text is interrupted, too, and abandoned if it does not end
     */
    public @Nullable Object evaluate(String text) throws ScriptException, InterruptedException {
        return evaluate(text, List.of(Map.of()), SourceText.Kind.LINE).getFirst();
    }

    /**
     * Evaluates an expression once for each setting of some names; the names have these values while it is evaluated. It is
     * compiled once.
     */
    public List<@Nullable Object> evaluateEach(String text, List<Map<String, Object>> settings)
            throws ScriptException, InterruptedException {
        return evaluate(text, settings, SourceText.Kind.EXPRESSION);
    }

    private List<@Nullable Object> evaluate(String text, List<Map<String, Object>> settings, SourceText.Kind kind)
            throws ScriptException, InterruptedException {
        var source = LINE + ++lines;
        return inThread(new SourceText(source + ".groovy", text, kind), verbs, () -> {
            var known = new ImportCustomizer();
            imports.forEach(one -> one.accept(known));
            var topLevel = new TopLevel();
            var results = new ArrayList<@Nullable Object>();
            try (var loader = new LineLoader(libraries.get(), defined, Compilation.ofScripts(known, topLevel))) {
                var type = loader.parseClass(text, source + ".groovy");
                imports.addAll(topLevel.imports());
                keepClasses(loader, source);
                for (var names : settings) {
                    results.add(run(type, new ShoalBinding(values, verbs, names)));
                }
            }
            return results;
        });
    }

    /**
     * A value as text for people. The text is made on its own thread, since a class of a line may make it.
     *
     * @throws ScriptException if that throws
     * @throws InterruptedException as of {@link #evaluate}
     */
    public static String shown(Object value) throws ScriptException, InterruptedException {
        var source = new SourceText("toString", "", SourceText.Kind.EXPRESSION);
        return inThread(source, new NoVerbs(), () -> text(value));
    }

    /**
     * A value as texts, numbers, truth values, lists and maps, made in the same way.
     *
     * @throws ScriptException if it contains itself, or its code throws
     * @throws InterruptedException as of {@link #evaluate}
     */
    public static Object plain(Object value) throws ScriptException, InterruptedException {
        var source = new SourceText("toString", "", SourceText.Kind.EXPRESSION);
        return inThread(source, new NoVerbs(), () -> PlainValue.of(value));
    }

    /** The value as text: texts as they are, other values as Groovy writes them, and cut if they are very long. */
    static String text(@Nullable Object value) {
        if (value instanceof CharSequence text) {
            return text.toString();
        }
        try {
            var text = FormatHelper.inspect(value);
            return text.length() <= MOST_CHARACTERS
                    ? text
                    : text.substring(0, MOST_CHARACTERS) + "… [cut: " + text.length() + " characters]";
        } catch (StackOverflowError e) {
            return (value == null ? "a value" : value.getClass().getSimpleName()) + " that contains itself";
        }
    }

    /** Loads the parts of Groovy that the first line needs. It may be interrupted. */
    public static void warmUp() {
        try {
            new Interpreter(new Values(), new NoVerbs(), Interpreter.class::getClassLoader)
                    .evaluate("def f(a) { a }; [1].collect { \"${f(it)}\" }*.size()");
            GroovySyntax.isUnfinished("x = [1, 2]");
        } catch (ScriptException e) {
            LOG.warn("Groovy does not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static <T> T inThread(SourceText source, VerbCalls verbs, Callable<T> code)
            throws ScriptException, InterruptedException {
        var errors = new ScriptErrors(source);
        try {
            return Evaluation.of("groovy", thrown -> errors.reportDeath(thrown, verbs), code);
        } catch (ExecutionException e) {
            throw errors.of(e.getCause());
        }
    }

    /** Whether this is the name of a typed line and not of a file. */
    static boolean isLine(String file) {
        return file.matches(LINE + "\\d+\\.groovy");
    }

    private void keepClasses(LineLoader loader, String source) {
        for (Class<?> type : loader.getLoadedClasses()) {
            if (!type.getName().startsWith(source)) {
                defined.put(type.getName(), type);
            }
        }
    }

    /** Runs the line; one that only defines classes has nothing to run. */
    private @Nullable Object run(Class<?> type, ShoalBinding binding) {
        if (!Script.class.isAssignableFrom(type)) {
            return null;
        }
        var script = InvokerHelper.createScript(type.asSubclass(Script.class), binding);
        var value = script.run();
        script.getMetaClass().getMethods().stream()
                .filter(method -> method.getDeclaringClass().getTheClass() == type)
                .map(MetaMethod::getName)
                .filter(name -> !name.contains("$") && !OF_SCRIPTS.contains(name))
                .forEach(name -> values.put(name, new MethodClosure(script, name)));
        return value;
    }

    /**
     * Loads the classes of one line, so that they can be unloaded when nothing uses them any more: one loader for all lines
     * would keep every line (1000 lines: 90 MiB). It knows the classes of earlier lines.
     */
    private static final class LineLoader extends GroovyClassLoader {
        private final Map<String, Class<?>> defined;

        LineLoader(ClassLoader libraries, Map<String, Class<?>> defined, CompilerConfiguration configuration) {
            super(libraries, configuration);
            this.defined = defined;
        }

        @Override
        @SuppressWarnings("rawtypes") // as Groovy declares it
        public Class loadClass(String name, boolean lookupScriptFiles, boolean preferClassOverScript, boolean resolve)
                throws ClassNotFoundException {
            var known = defined.get(name);
            return known != null ? known : super.loadClass(name, lookupScriptFiles, preferClassOverScript, resolve);
        }
    }

    /** Refuses verbs, for code that must not call them. */
    private static final class NoVerbs implements VerbCalls {
        @Override
        public @Nullable Object call(String verb, Map<String, Object> options, List<Object> words) {
            throw refusal();
        }

        @Override
        public @Nullable Object on(String nodeset, Supplier<@Nullable Object> body) {
            throw refusal();
        }

        @Override
        public RunView sftp(FileWork work, boolean isChecked) {
            throw refusal();
        }

        @Override
        public List<KnownHost> hosts() {
            return List.of();
        }

        @Override
        public void threadDied(String problem) {
            throw refusal();
        }

        @Override
        public void print(String text, boolean endsLine) {
            throw refusal();
        }

        private static VerbFailure refusal() {
            return new VerbFailure(VerbFailure.Reason.USAGE, "verbs cannot be called here");
        }
    }

    /** Makes {@code def x = …} at the prompt a name that later lines know, and collects the imports of the line. */
    private static final class TopLevel extends CompilationCustomizer {
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
            var assignment = new BinaryExpression(
                    undeclared(declaration.getLeftExpression()), declaration.getOperation(), value);
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
            module.getStarImports()
                    .forEach(one -> found.add(to -> to.addStarImports(withoutDot(one.getPackageName()))));
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
}
