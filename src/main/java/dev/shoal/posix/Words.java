package dev.shoal.posix;

import java.util.regex.Pattern;

/**
 * Reads the words of a text: blanks, comments, quotes (POSIX.1-2024, Shell Command Language 2.2 and 2.3, and what bash adds). Where
 * shells differ the reading is bash's, and what a value after it may be is unclear.
 */
final class Words {
    static final String METACHARACTERS = " \t\n;&|<>()";

    private static final String BLANKS = " \t";
    /** A value in such a word: the shell would still look for files, users or several words. */
    private static final Pattern ODD = Pattern.compile("(?s)~[^/]*|.*[\\[{].*|.*!");

    /** Quoted text that computes or runs variables, if a shell is given it. */
    private static final Pattern CODE =
            Pattern.compile("\\(\\(|\\$\\[|\\[\\[|\\b(?:eval|let|declare|typeset)\\b|-(?:eq|ne|lt|le|gt|ge) ");

    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");

    private final Cursor cursor;
    private final Places places;
    private final Heredocs heredocs;
    private final Expansions expansions;

    Words(Cursor cursor, Places places, Heredocs heredocs) {
        this.cursor = cursor;
        this.places = places;
        this.heredocs = heredocs;
        this.expansions = new Expansions(cursor, places, heredocs, this);
    }

    Expansions expansions() {
        return expansions;
    }

    /** Passes blanks, continued lines and a comment; a line feed stays. */
    void skipBlanks() throws ShellEnd {
        while (true) {
            if (cursor.seesAnyOf(BLANKS)) {
                cursor.advance();
            } else if (cursor.sees("\\\n")) {
                cursor.moveTo(cursor.at() + 2);
            } else if (cursor.peek() == '#') {
                while (!cursor.isAtEnd() && cursor.peek() != '\n') {
                    pass(ShellPlace.COMMENT);
                }
            } else {
                return;
            }
        }
    }

    /** Passes blanks and line feeds with the heredocs that begin after them. */
    void skipLines() throws ShellEnd {
        skipBlanks();
        while (cursor.takes("\n")) {
            heredocs.read();
            skipBlanks();
        }
    }

    /** Reads the word that ends a heredoc. */
    void heredoc(boolean skipsTabs) throws ShellEnd {
        skipBlanks();
        var start = cursor.at();
        places.open(ShellPlace.NOWHERE);
        var end = word(new SimpleCommand());
        places.close();
        var typed = cursor.from(start);
        if (typed.isEmpty()
                || end.hasExpansion()
                || Pattern.compile("[$`\n]").matcher(typed).find()) {
            throw ShellEnd.doubt("<< needs a plain word that ends the heredoc");
        }
        heredocs.add(end.text(), skipsTabs, end.isBare());
    }

    ShellWord word(SimpleCommand command) throws ShellEnd {
        return word(command, METACHARACTERS);
    }

    /** The word that begins here, up to one of the characters; empty where none begins. */
    ShellWord word(SimpleCommand command, String ends) throws ShellEnd {
        var plain = new StringBuilder();
        var start = cursor.at();
        var isBare = true;
        var hasExpansion = false;
        while (!cursor.isAtEnd() && !cursor.seesAnyOf(ends)) {
            switch (cursor.peek()) {
                case ShellText.VALUE -> {
                    places.take(place(command, plain.toString(), cursor.from(start)));
                    hasExpansion = true;
                }
                case '\\' -> {
                    isBare &= cursor.sees("\\\n");
                    escaped(plain);
                }
                case '\'', '"' -> {
                    isBare = false;
                    hasExpansion |= insideOf(command.place(plain.toString()), () -> quoted(plain));
                }
                case '$', '`' ->
                    hasExpansion |= insideOf(command.place(plain.toString()), () -> expansions.expansion(plain));
                default -> {
                    if (cursor.peek() == '['
                            && isBare
                            && command.isAtStart()
                            && NAME.matcher(plain).matches()) {
                        expansions.subscript(plain);
                    } else {
                        plain.append(cursor.peek());
                        pass(ShellPlace.FREE);
                    }
                }
            }
        }
        return new ShellWord(plain.toString(), isBare, hasExpansion);
    }

    @FunctionalInterface
    private interface Part {
        boolean read() throws ShellEnd;
    }

    /** What is not safe for a word is not safe as what an expansion in it brings. */
    private boolean insideOf(ShellPlace outside, Part part) throws ShellEnd {
        if (outside == ShellPlace.FREE) {
            return part.read();
        }
        places.open(outside);
        var hasExpansion = part.read();
        places.close();
        return hasExpansion;
    }

    private static ShellPlace place(SimpleCommand command, String plain, String typed) {
        var isOdd = ODD.matcher(typed).matches()
                || (typed.indexOf(ShellText.VALUE) >= 0 && command.isAtStart() && !plain.contains("="));
        return isOdd ? ShellPlace.REREAD : command.place(plain);
    }

    /** Passes one character, which may be a value. */
    void pass(ShellPlace place) throws ShellEnd {
        if (cursor.peek() == ShellText.VALUE) {
            places.take(place);
            return;
        }
        var next = cursor.peek(1);
        if (cursor.peek() == '!' && next != 0 && " \t\n=(".indexOf(next) < 0) {
            places.markUnclear(); // csh looks for an older command there, inside quotes, too
        }
        cursor.advance();
    }

    /** Passes one character inside quotes or brackets. A line feed ends quotes for csh. */
    void passInside(ShellPlace place) throws ShellEnd {
        if (cursor.peek() == '\n') {
            heredocs.requireNone();
            places.markUnclear();
        }
        pass(place);
    }

    /** A backslash and what it takes the meaning of. */
    void escaped(StringBuilder plain) throws ShellEnd {
        cursor.advance();
        cursor.requireMore();
        if (cursor.peek() == ShellText.VALUE) {
            places.take(ShellPlace.NOWHERE);
            return;
        }
        if (cursor.peek() != '\n') {
            plain.append(cursor.peek());
        }
        cursor.advance();
    }

    /** A quoted part of a word. Returns whether an expansion is in it. */
    boolean quoted(StringBuilder plain) throws ShellEnd {
        return cursor.peek() == '"' ? doubleQuoted(plain) : singleQuoted(plain);
    }

    private boolean singleQuoted(StringBuilder plain) throws ShellEnd {
        var start = plain.length();
        cursor.advance();
        while (cursor.peek() != '\'') {
            cursor.requireMore();
            if (cursor.sees("\\'")) {
                places.markUnclear(); // fish goes on there
            }
            plain.append(cursor.peek());
            passInside(ShellPlace.QUOTED);
        }
        cursor.advance();
        if (CODE.matcher(plain.substring(start)).find()) {
            places.markReread(); // as in sh -c 'echo $((v))'
        }
        return plain.indexOf(String.valueOf(ShellText.VALUE), start) >= 0;
    }

    boolean doubleQuoted(StringBuilder plain) throws ShellEnd {
        var hasExpansion = false;
        cursor.advance();
        expansions.enterQuotes();
        while (cursor.peek() != '"') {
            cursor.requireMore();
            switch (cursor.peek()) {
                case '\\' -> {
                    if (cursor.peek(1) == '"') {
                        places.markUnclear(); // csh ends the quotes there
                    }
                    if ("$`\"\\\n".indexOf(cursor.peek(1)) < 0) {
                        plain.append('\\');
                    }
                    escaped(plain);
                }
                case '$', '`' -> hasExpansion |= expansions.expansion(plain);
                default -> {
                    hasExpansion |= cursor.peek() == ShellText.VALUE;
                    plain.append(cursor.peek());
                    passInside(ShellPlace.QUOTED);
                }
            }
        }
        expansions.leaveQuotes();
        cursor.advance();
        return hasExpansion;
    }

    /** A redirection, which may be anywhere in a command; false, and nothing was read, if none begins here. */
    boolean redirection() throws ShellEnd {
        if (cursor.sees("<(") || cursor.sees(">(")) {
            cursor.moveTo(cursor.at() + 2);
            places.open(ShellPlace.REREAD);
            expansions.substitution();
            places.close();
            return true;
        }
        if (!cursor.sees("<<<") && (cursor.takes("<<-") || cursor.takes("<<"))) {
            heredoc(cursor.last() == '-');
            return true;
        }
        for (var sign : new String[] {"<<<", "&>>", "&>", "<>", ">>", ">&", "<&", ">|", ">!", "<", ">"}) {
            if (cursor.takes(sign)) {
                skipBlanks();
                if (cursor.sees("<(") || cursor.sees(">(")) {
                    return redirection();
                }
                var target = new SimpleCommand();
                target.add(new ShellWord("<", true, false));
                if (word(target).equals(new ShellWord("", true, false))) {
                    throw ShellEnd.error();
                }
                return true;
            }
        }
        return false;
    }
}
