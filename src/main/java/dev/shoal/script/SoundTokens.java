package dev.shoal.script;

import groovyjarjarantlr4.v4.runtime.CharStreams;
import groovyjarjarantlr4.v4.runtime.LexerNoViableAltException;
import groovyjarjarantlr4.v4.runtime.Token;
import org.apache.groovy.parser.antlr4.Antlr4ParserPlugin;
import org.apache.groovy.parser.antlr4.GroovyLangLexer;
import org.apache.groovy.parser.antlr4.GroovySyntaxError;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.codehaus.groovy.control.ParserPlugin;
import org.codehaus.groovy.control.ParserPluginFactory;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.runtime.IOGroovyMethods;
import org.codehaus.groovy.syntax.Reduction;
import org.codehaus.groovy.syntax.SyntaxException;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;

/**
 * Groovy's parser after a look at the tokens. Of a dollar in double quotes that begins no name, as in <code>"$5"</code>, the
 * parser itself (Groovy 5.0.6) writes a line of ANTLR's to standard error and says "token recognition error".
 */
final class SoundTokens extends Antlr4ParserPlugin {
    static final ParserPluginFactory FACTORY = new ParserPluginFactory() {
        @Override
        public ParserPlugin createParserPlugin() {
            return new SoundTokens();
        }
    };

    /** What is said of such a dollar; {@link SourceText#hint} adds what to write. */
    static final String DOLLAR = "in double quotes $ begins a name of Groovy, and no name follows";

    private static final Logger LOG = LogManager.getLogger(SoundTokens.class);

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
            while (lexer.nextToken().getType() != Token.EOF) {} // the lexer throws at what it cannot read
        } catch (LexerNoViableAltException e) {
            var before = text.codePoints().limit(e.getStartIndex()).toArray();
            var lines = new String(before, 0, before.length).split("\n", -1);
            var error = new SyntaxException(DOLLAR, lines.length, lines[lines.length - 1].length());
            source.getErrorCollector().addFatalError(new SyntaxErrorMessage(error, source));
        } catch (GroovySyntaxError e) {
            LOG.debug("{}: the parser says what is wrong", source.getName(), e);
        }
    }
}
