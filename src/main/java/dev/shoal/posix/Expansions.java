package dev.shoal.posix;

import java.util.regex.Pattern;

/** Reads expansions, which begin with a dollar sign or a backquote (POSIX.1-2024, Shell Command Language 2.6, and what bash adds). */
final class Expansions {
    /** Between a name and a value that is text: <code>${name:-#{x}}</code>. Others compute. */
    private static final Pattern TEXT_OPERATOR = Pattern.compile("\\w+(?::?[-+=]|##?|%%?)[A-Za-z0-9_./-]*");
    /** Arithmetic that names a variable, whose value is computed in turn. */
    private static final Pattern NAMES = Pattern.compile("[A-Za-z_]|\\$[\\w({@*]|`");
    /** Braces that compute or run the value of a variable: a subscript, a part by number, {@code @P}, {@code (e)} of zsh. */
    private static final Pattern COMPUTES =
            Pattern.compile("\\W*\\w*(?:\\[(?![@*]\\])|:(?![-+=?])|@)|\\(|!.*", Pattern.DOTALL);

    private final Cursor cursor;
    private final Places places;
    private final Heredocs heredocs;
    private final Words words;
    private Commands commands = () -> {};
    /** How many double quotes are open since the innermost substitution began. */
    private int quotes;

    Expansions(Cursor cursor, Places places, Heredocs heredocs, Words words) {
        this.cursor = cursor;
        this.places = places;
        this.heredocs = heredocs;
        this.words = words;
    }

    /** Reads the commands of a substitution up to and with its parenthesis. */
    @FunctionalInterface
    interface Commands {
        void read() throws ShellEnd;
    }

    void readCommandsWith(Commands reader) {
        commands = reader;
    }

    /** Returns whether it brings text that is not known here; what is known is added to the plain text. */
    boolean expansion(StringBuilder plain) throws ShellEnd {
        cursor.enter();
        var isUnknown = isInDoubleQuotes() ? anywhere(plain) : outsideQuotes(plain);
        cursor.leave();
        return isUnknown;
    }

    private boolean outsideQuotes(StringBuilder plain) throws ShellEnd {
        if (cursor.sees("$'")) {
            cursor.advance();
            escapedQuoted(plain);
            return false;
        }
        if (cursor.sees("$\"")) {
            cursor.advance();
            return words.doubleQuoted(plain);
        }
        return anywhere(plain);
    }

    private boolean isInDoubleQuotes() {
        return quotes > 0;
    }

    void enterQuotes() {
        quotes++;
        places.open(ShellPlace.QUOTED);
    }

    void leaveQuotes() {
        quotes--;
        places.close();
    }

    private boolean anywhere(StringBuilder plain) throws ShellEnd {
        if (cursor.peek() == '`') {
            backquoted();
        } else if (cursor.takes("$((")) {
            if (!arithmetic("))")) {
                subshell();
            }
        } else if (cursor.takes("$(")) {
            substitution();
        } else if (cursor.takes("${")) {
            braced();
        } else if (cursor.takes("$[")) {
            arithmetic("]");
        } else {
            return named(plain);
        }
        return true;
    }

    /** A variable, or a dollar sign that is just one. */
    private boolean named(StringBuilder plain) {
        cursor.advance();
        if (cursor.seesAnyOf("?#$!")) {
            cursor.advance();
            plain.append('0'); // always a number, so never code
            return false;
        }
        if (cursor.seesAnyOf("@*-")) {
            cursor.advance();
            return true;
        }
        var start = cursor.at();
        while (Character.isLetterOrDigit(cursor.peek()) || cursor.peek() == '_') {
            cursor.advance();
        }
        if (cursor.at() == start) {
            plain.append('$');
            return false;
        }
        if (cursor.peek() == '[') {
            places.markReread(); // zsh computes a subscript
        }
        return true;
    }

    /** <code>$'…'</code>, where not every shell knows the backslash. */
    private void escapedQuoted(StringBuilder plain) throws ShellEnd {
        cursor.advance();
        while (cursor.peek() != '\'') {
            cursor.requireMore();
            if (cursor.peek() == '\\') {
                places.markUnclear();
                words.escaped(plain);
            } else {
                plain.append(cursor.peek());
                words.passInside(ShellPlace.QUOTED);
            }
        }
        cursor.advance();
    }

    private void backquoted() throws ShellEnd {
        var start = cursor.at();
        cursor.advance();
        places.open(ShellPlace.REREAD);
        while (cursor.peek() != '`') {
            cursor.requireMore();
            if (cursor.peek() == '\\') {
                words.escaped(new StringBuilder());
            } else {
                words.passInside(ShellPlace.REREAD);
            }
        }
        places.close();
        cursor.advance();
        if (Pattern.compile("['\"\\\\#]").matcher(cursor.from(start)).find()) {
            places.markUnclear();
        }
    }

    /** <code>$((</code> that is not arithmetic; shells detect its errors at different places. */
    private void subshell() throws ShellEnd {
        try {
            substitution();
        } catch (ShellEnd e) {
            throw e.kind() == ShellEnd.Kind.ERROR ? ShellEnd.doubt("$((…) is neither arithmetic nor commands") : e;
        }
    }

    /** The subscript of an array, before its value is set. */
    void subscript(StringBuilder plain) throws ShellEnd {
        var start = cursor.at();
        cursor.advance();
        arithmetic("]");
        plain.append(cursor.from(start));
    }

    /** Commands in parentheses, which have heredocs of their own; what was around them is still around them. */
    void substitution() throws ShellEnd {
        var around = quotes;
        quotes = 0;
        heredocs.enterSubstitution();
        commands.read();
        heredocs.leaveSubstitution();
        quotes = around;
    }

    /** <code>${…}</code>, after the brace. */
    private void braced() throws ShellEnd {
        cursor.requireMore();
        if (cursor.seesAnyOf(" \t\n|")) {
            throw ShellEnd.doubt("${ with a blank after it is a command in some shells only");
        }
        var start = cursor.at();
        var apostrophes = 0;
        while (cursor.peek() != '}') {
            cursor.requireMore();
            switch (cursor.peek()) {
                case ShellText.VALUE -> {
                    var isText = TEXT_OPERATOR.matcher(cursor.from(start)).matches();
                    places.take(isText ? ShellPlace.QUOTED : ShellPlace.NUMBER);
                }
                case '\\' -> words.escaped(new StringBuilder());
                case '\'', '"' -> {
                    places.markUnclear();
                    if (cursor.peek() == '\'' && isInDoubleQuotes()) {
                        apostrophes++;
                        cursor.advance();
                    } else {
                        words.quoted(new StringBuilder());
                    }
                }
                case '$', '`' -> expansion(new StringBuilder());
                default -> words.passInside(ShellPlace.QUOTED);
            }
        }
        if (apostrophes % 2 == 1) {
            throw ShellEnd.doubt("a single quote in \"${…}\" begins quotes in some shells only");
        }
        if (COMPUTES.matcher(cursor.from(start)).lookingAt()) {
            places.markReread();
        }
        cursor.advance();
    }

    /**
     * Arithmetic up to its end, {@code ))} or <code>]</code>. False where its parentheses close one by one: then the first of them
     * was taken, and what follows are commands.
     */
    boolean arithmetic(String end) throws ShellEnd {
        var start = cursor.at();
        var known = places.count();
        var open = 0;
        places.open(ShellPlace.NUMBER);
        while (open > 0 || !cursor.sees(end)) {
            cursor.requireMore();
            switch (cursor.peek()) {
                case '\\' -> words.escaped(new StringBuilder());
                case '\'', '"' -> words.quoted(new StringBuilder());
                case '$', '`' -> expansion(new StringBuilder());
                default -> {
                    if (open == 0 && cursor.peek() == ')' && end.equals("))")) {
                        places.close();
                        places.keep(known);
                        cursor.moveTo(start - 1);
                        return false;
                    }
                    open += cursor.seesAnyOf("([") ? 1 : cursor.seesAnyOf(")]") ? -1 : 0;
                    words.passInside(ShellPlace.NUMBER);
                }
            }
        }
        places.close();
        if (NAMES.matcher(cursor.from(start)).find()) {
            places.markReread();
        }
        cursor.takes(end);
        return true;
    }
}
