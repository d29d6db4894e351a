package dev.shoal.script;

import groovyjarjarantlr4.v4.runtime.CharStreams;
import groovyjarjarantlr4.v4.runtime.LexerNoViableAltException;
import groovyjarjarantlr4.v4.runtime.Token;
import org.apache.groovy.parser.antlr4.GroovyLangLexer;
import org.apache.groovy.parser.antlr4.GroovySyntaxError;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Decides whether a Groovy text is finished, by the tokens of Groovy's own lexer; the compiler's messages do not show it. */
final class GroovySyntax {
    /** Most lines are like this: nothing in them can be open, so that the lexer need not be loaded. */
    private static final Pattern PLAIN = Pattern.compile("[\\w \\t@#;*+<>=!&|.,:?^%-]*[\\w;*]\\s*");

    private static final Set<Integer> CONTINUING = Set.copyOf(Arrays.asList(
            GroovyLangLexer.COMMA,
            GroovyLangLexer.DOT,
            GroovyLangLexer.SAFE_DOT,
            GroovyLangLexer.SPREAD_DOT,
            GroovyLangLexer.ARROW,
            GroovyLangLexer.ASSIGN,
            GroovyLangLexer.ADD,
            GroovyLangLexer.SUB,
            GroovyLangLexer.MUL,
            GroovyLangLexer.DIV,
            GroovyLangLexer.MOD,
            GroovyLangLexer.AND,
            GroovyLangLexer.OR,
            GroovyLangLexer.BITAND,
            GroovyLangLexer.BITOR,
            GroovyLangLexer.XOR,
            GroovyLangLexer.EQUAL,
            GroovyLangLexer.NOTEQUAL,
            GroovyLangLexer.LT,
            GroovyLangLexer.GT,
            GroovyLangLexer.LE,
            GroovyLangLexer.GE,
            GroovyLangLexer.QUESTION,
            GroovyLangLexer.COLON,
            GroovyLangLexer.ELVIS,
            GroovyLangLexer.IN,
            GroovyLangLexer.AS,
            GroovyLangLexer.INSTANCEOF,
            GroovyLangLexer.SPACESHIP,
            GroovyLangLexer.REGEX_FIND,
            GroovyLangLexer.REGEX_MATCH,
            GroovyLangLexer.ADD_ASSIGN,
            GroovyLangLexer.SUB_ASSIGN));

    private GroovySyntax() {}

    /** Whether a bracket, a multi-line text or a comment is open, or the last line ends with an operator. */
    static boolean isUnfinished(String text) {
        if (PLAIN.matcher(text).matches()) {
            return false;
        }
        var tokens = new ArrayList<Token>();
        try {
            var lexer = new GroovyLangLexer(CharStreams.fromString(text));
            lexer.removeErrorListeners();
            for (var token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
                if (token.getChannel() == Token.DEFAULT_CHANNEL && token.getType() != GroovyLangLexer.NL) {
                    tokens.add(token);
                }
            }
        } catch (LexerNoViableAltException e) {
            return false; // a dollar without a name, which TokenCheck reports
        } catch (GroovySyntaxError e) {
            return isOpen(text, "'''")
                    || isOpen(text, "\"\"\""); // a single quote that is open is a mistake, not a request
        }
        return isAnyOpen(tokens) || isCommentOpen(tokens) || continues(tokens);
    }

    private static boolean isOpen(String text, String quotes) {
        return (text.split(Pattern.quote(quotes), -1).length - 1) % 2 == 1;
    }

    /** A closing bracket without an opening one is a mistake, which no further line can fix. */
    private static boolean isAnyOpen(List<Token> tokens) {
        int open = 0;
        for (var token : tokens) {
            switch (token.getType()) {
                case GroovyLangLexer.LBRACE,
                        GroovyLangLexer.LBRACK,
                        GroovyLangLexer.LPAREN,
                        GroovyLangLexer.SAFE_INDEX,
                        GroovyLangLexer.GStringBegin -> open++;
                case GroovyLangLexer.RBRACE,
                        GroovyLangLexer.RBRACK,
                        GroovyLangLexer.RPAREN,
                        GroovyLangLexer.GStringEnd -> open--; // the compiler checks which one it closes
                default -> {}
            }
            if (open < 0) {
                return false;
            }
        }
        return open > 0;
    }

    /** The lexer gives the beginning of a comment that does not end as two operators. */
    private static boolean isCommentOpen(List<Token> tokens) {
        for (int i = 1; i < tokens.size(); i++) {
            if (tokens.get(i - 1).getType() == GroovyLangLexer.DIV
                    && tokens.get(i).getType() == GroovyLangLexer.MUL
                    && tokens.get(i - 1).getStopIndex() + 1 == tokens.get(i).getStartIndex()) {
                return true;
            }
        }
        return false;
    }

    private static boolean continues(List<Token> tokens) {
        return !tokens.isEmpty()
                && tokens.getFirst().getType() != GroovyLangLexer.IMPORT
                && CONTINUING.contains(tokens.getLast().getType());
    }
}
