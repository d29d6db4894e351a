package dev.shoal.script;

import dev.shoal.text.Digest;
import groovy.lang.GroovyClassLoader;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.control.ClassNodeResolver;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.ErrorCollector;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.syntax.SyntaxException;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A file of Groovy and the helper files that its text names, as they were read. They are compiled together, and the compiler
 * takes those helpers whose classes it needs: one that is only mentioned does no harm, even if it is broken.
 *
 * @param main the file itself
 * @param helpers by the names of their classes
 */
record Sources(SourceText main, Map<String, Helper> helpers) {
    Sources {
        helpers = Map.copyOf(helpers);
    }

    /** A file without helpers. */
    static Sources of(String name, String text) {
        return new Sources(new SourceText(name, text, SourceText.Kind.FILE), Map.of());
    }

    /**
     * A file with the class of its name.
     *
     * @param isShared whether its directory is for helpers alone; beside a script, a file without such a class is another script
     * @param text empty if it is refused
     * @param problem why it is refused where it is used
     */
    record Helper(Path file, boolean isShared, SourceText text, Optional<String> problem) {
        Helper refused(String why) {
            return new Helper(file, isShared, text, Optional.of(why));
        }

        Helper with(String read) {
            return new Helper(file, isShared, new SourceText(text.name(), read, text.kind()), problem);
        }
    }

    /** All texts, the file itself first. */
    List<SourceText> texts() {
        return Stream.concat(Stream.of(main), helpers.values().stream().map(Helper::text))
                .toList();
    }

    /** The helper files that are named. */
    List<Path> helperFiles() {
        return helpers.values().stream().map(Helper::file).sorted().toList();
    }

    /** What the classes depend on. A helper that is refused compiles to nothing, so that its reason does not count. */
    String digest() {
        var parts = new StringBuilder(main.text());
        new TreeMap<>(helpers).forEach((name, helper) -> parts.append('\0')
                .append(name)
                .append('\0')
                .append(helper.text().text()));
        return Digest.of(parts.toString());
    }

    /**
     * Compiles the file and the helpers that it needs.
     *
     * @return the class files by class name
     * @throws CompilationFailedException if one of them cannot be compiled
     */
    Map<String, byte[]> compile(CompilerConfiguration configuration, GroovyClassLoader parent, int phase) {
        var unit = new CompilationUnit(configuration, null, parent);
        unit.setClassNodeResolver(new Resolver(this, configuration));
        unit.addSource(new SourceUnit(main.name(), main.text(), configuration, parent, unit.getErrorCollector()));
        unit.compile(phase);
        var classes = new LinkedHashMap<String, byte[]>();
        unit.getClasses().forEach(type -> classes.put(type.getName(), type.getBytes()));
        return classes;
    }

    /** A mistake whose message has its place already. */
    static final class Refusal extends SyntaxException {
        private static final long serialVersionUID = 1;

        Refusal(String problem) {
            super(problem, -1, -1);
        }
    }

    /** Gives the compiler the helper file of a class that it looks for. */
    private static final class Resolver extends ClassNodeResolver {
        private final Sources sources;
        private final CompilerConfiguration configuration;

        Resolver(Sources sources, CompilerConfiguration configuration) {
            this.sources = sources;
            this.configuration = configuration;
        }

        @Override
        public LookupResult findClassNode(String name, CompilationUnit unit) {
            var helper = sources.helpers.get(name);
            if (helper == null) {
                return super.findClassNode(name, unit);
            }
            if (helper.problem().isPresent()) {
                return refused(name, new Refusal(helper.problem().get()), helper, unit);
            }
            var module = parsed(helper);
            if (module.isEmpty()) {
                return new LookupResult(source(helper.text(), unit), null); // the compiler reports what is wrong
            }
            var named = module.get().getClasses().stream()
                    .filter(type -> !type.isScript() && type.getOuterClass() == null)
                    .toList();
            if (!helper.isShared() && named.stream().noneMatch(type -> isCalled(name, type))) {
                return super.findClassNode(name, unit);
            }
            return mistake(name, named, module.get())
                    .map(mistake -> refused(name, mistake, helper, unit))
                    .orElseGet(() -> new LookupResult(source(helper.text(), unit), null));
        }

        private static boolean isCalled(String name, ClassNode type) {
            return type.getNameWithoutPackage().equals(name);
        }

        private static Optional<SyntaxException> mistake(String name, List<ClassNode> named, ModuleNode module) {
            var statements = Stream.concat(
                            module.getStatementBlock().getStatements().stream(), module.getMethods().stream())
                    .filter(node -> node.getLineNumber() > 0)
                    .findFirst();
            if (statements.isPresent()) {
                return at(
                        statements.get(),
                        "a helper file holds classes only; move what is outside into a method of the class " + name);
            }
            if (module.getPackage() != null) {
                return at(module.getPackage(), "a helper class has no package; remove this line");
            }
            if (named.stream().noneMatch(type -> isCalled(name, type))) {
                var found = named.isEmpty() ? "" : ", found " + named.getFirst().getNameWithoutPackage();
                return at(
                        named.isEmpty() ? module : named.getFirst(),
                        "the class " + name + " is not in its file" + found + "; write: class " + name + " { ... }");
            }
            return Optional.empty();
        }

        private static Optional<SyntaxException> at(ASTNode place, String problem) {
            return Optional.of(new SyntaxException(problem, place.getLineNumber(), place.getColumnNumber()));
        }

        /** An empty class instead, so that this mistake is the only one. */
        private LookupResult refused(String name, SyntaxException mistake, Helper helper, CompilationUnit unit) {
            var empty = source(
                    new SourceText(
                            helper.text().name(),
                            "class " + name + " {}",
                            helper.text().kind()),
                    unit);
            unit.getErrorCollector().addErrorAndContinue(new SyntaxErrorMessage(mistake, empty));
            return new LookupResult(empty, null);
        }

        private SourceUnit source(SourceText text, CompilationUnit unit) {
            return unit.addSource(new SourceUnit(
                    text.name(), text.text(), configuration, unit.getClassLoader(), unit.getErrorCollector()));
        }

        /** What the file consists of; empty if it cannot be parsed. */
        private Optional<ModuleNode> parsed(Helper helper) {
            var unit = new SourceUnit(
                    helper.text().name(), helper.text().text(), configuration, null, new ErrorCollector(configuration));
            try {
                unit.parse();
                unit.completePhase();
                unit.nextPhase();
                unit.convert();
                return Optional.of(unit.getAST());
            } catch (CompilationFailedException e) {
                return Optional.empty();
            }
        }
    }
}
