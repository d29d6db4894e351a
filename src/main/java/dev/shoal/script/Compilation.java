package dev.shoal.script;

import groovy.transform.ThreadInterrupt;
import groovyjarjarantlr4.v4.runtime.CharStreams;
import groovyjarjarantlr4.v4.runtime.LexerNoViableAltException;
import groovyjarjarantlr4.v4.runtime.Token;
import org.apache.groovy.parser.antlr4.Antlr4ParserPlugin;
import org.apache.groovy.parser.antlr4.GroovyLangLexer;
import org.apache.groovy.parser.antlr4.GroovySyntaxError;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.codehaus.groovy.ast.AnnotatedNode;
import org.codehaus.groovy.ast.AnnotationNode;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.ParserPlugin;
import org.codehaus.groovy.control.ParserPluginFactory;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.ASTTransformationCustomizer;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.control.customizers.ImportCustomizer;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.runtime.IOGroovyMethods;
import org.codehaus.groovy.syntax.Reduction;
import org.codehaus.groovy.syntax.SyntaxException;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.stream.Stream;

/** Settings of the Groovy compiler that all scripts, plugins and lines share. */
final class Compilation {
    /** The message for a dollar in double quotes that begins no name; {@link SourceText#hint} adds what to write. */
    static final String DOLLAR = "in double quotes a $ must be followed by a name";

    private Compilation() {}

    /** The common settings: loops check for interrupts, so that they can be stopped, and {@code @Grab} is an error. */
    static CompilerConfiguration configuration(CompilationCustomizer... more) {
        var configuration = new CompilerConfiguration();
        configuration.setSourceEncoding("UTF-8");
        configuration.setDebug(true);
        configuration.setPluginFactory(TokenCheck.FACTORY);
        // it would load Ivy, which is missing, before the annotation can be refused
        configuration.setDisabledGlobalASTTransformations(Set.of("groovy.grape.GrabAnnotationTransformation"));
        configuration.addCompilationCustomizers(new GrabRefusal());
        configuration.addCompilationCustomizers(more);
        configuration.addCompilationCustomizers(new ASTTransformationCustomizer(ThreadInterrupt.class));
        return configuration;
    }

    /** The types of plugins, which need no import in plugins, their helpers and their specs. */
    static ImportCustomizer imports() {
        return imported(new ImportCustomizer());
    }

    private static ImportCustomizer imported(ImportCustomizer imports) {
        imports.addStarImports("dev.shoal.plugin");
        imports.addImports("dev.shoal.inventory.Host");
        return imports;
    }

    /** The same for the helpers of a script alone, so that plugins and scripts may share them. */
    static ImportCustomizer importsBeside(String script) {
        return imported(new ImportCustomizer() {
            @Override
            public void call(SourceUnit source, GeneratorContext context, ClassNode type) {
                if (!source.getName().equals(script)) {
                    super.call(source, context, type);
                }
            }
        });
    }

    /** The same for code that may call verbs. */
    static CompilerConfiguration ofScripts(CompilationCustomizer... more) {
        var configuration = configuration(more);
        configuration.setScriptBaseClass(ShoalScript.class.getName());
        return configuration;
    }

    /** Refuses {@code @Grab}: without Ivy it fails with an Error, and Shoal downloads nothing during an incident. */
    private static final class GrabRefusal extends CompilationCustomizer {
        private static final Set<String> NAMES = Set.of(
                "Grab",
                "Grapes",
                "GrabResolver",
                "GrabConfig",
                "GrabExclude",
                "groovy.lang.Grab",
                "groovy.lang.Grapes");

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
                    .filter(annotation ->
                            NAMES.contains(annotation.getClassNode().getName()))
                    .forEach(annotation -> refuse(source, annotation));
        }

        private static void refuse(SourceUnit source, AnnotationNode annotation) {
            var problem = new SyntaxException(
                    "@Grab is not supported; put the jar into plugins/lib",
                    annotation.getLineNumber(),
                    annotation.getColumnNumber());
            source.getErrorCollector().addErrorAndContinue(new SyntaxErrorMessage(problem, source));
        }
    }

    /**
     * Groovy's parser with a check of the tokens before. For a dollar in double quotes without a name, as in <code>"$5"</code>,
     * the parser itself (Groovy 5.0.6) writes a line to standard error and reports "token recognition error".
     */
    private static final class TokenCheck extends Antlr4ParserPlugin {
        static final ParserPluginFactory FACTORY = new ParserPluginFactory() {
            @Override
            public ParserPlugin createParserPlugin() {
                return new TokenCheck();
            }
        };

        private static final Logger LOG = LogManager.getLogger(TokenCheck.class);

        @Override
        public Reduction parseCST(SourceUnit source, Reader reader) {
            try {
                check(IOGroovyMethods.getText(reader), source);
                return super.parseCST(source, reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void check(String text, SourceUnit source) {
            try {
                var lexer = new GroovyLangLexer(CharStreams.fromString(text));
                lexer.removeErrorListeners();
                while (lexer.nextToken().getType() != Token.EOF) {} // the lexer throws at text that it cannot read
            } catch (LexerNoViableAltException e) {
                var before = text.codePoints().limit(e.getStartIndex()).toArray();
                var lines = new String(before, 0, before.length).split("\n", -1);
                var error = new SyntaxException(DOLLAR, lines.length, lines[lines.length - 1].length());
                source.getErrorCollector().addFatalError(new SyntaxErrorMessage(error, source));
            } catch (GroovySyntaxError e) {
                LOG.debug("{}: the parser reports this error", source.getName(), e);
            }
        }
    }
}
