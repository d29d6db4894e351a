package dev.shoal.posix;

import java.util.Set;

/**
 * Reads commands: lists, pipelines, compound commands (POSIX.1-2024, Shell Command Language 2.9 and 2.10, and what bash adds). It
 * checks only whether commands are complete.
 */
final class Commands {
    /** Words that close or separate parts of a compound command; elsewhere a shell refuses them. */
    private static final Set<String> CLOSERS = Set.of("then", "elif", "else", "fi", "do", "done", "esac", "}");
    /** Words that begin a block in csh, fish and zsh; in POSIX they are commands like any other. */
    private static final Set<String> FOREIGN_OPENERS = Set.of("foreach", "switch", "begin", "repeat");

    private static final Set<String> FOREIGN_CLOSERS = Set.of("end", "endsw");

    private final Cursor cursor;
    private final Places places;
    private final Words words;
    private int foreign;
    private int nested;

    Commands(Cursor cursor, Places places, Heredocs heredocs) {
        this.cursor = cursor;
        this.places = places;
        this.words = new Words(cursor, places, heredocs);
        words.expansions().readCommandsWith(() -> {
            nested++;
            list(true, ")");
            nested--;
        });
    }

    void readAll() throws ShellEnd {
        list(true, "");
        if (foreign > 0) {
            throw ShellEnd.doubt("a block of csh, fish or zsh may be open");
        }
    }

    /** Reads commands through one of the words or operators that end them, and returns it; empty for the end of the text. */
    private String list(boolean mayBeEmpty, String... ends) throws ShellEnd {
        cursor.enter();
        var hasCommand = mayBeEmpty;
        while (true) {
            words.skipLines();
            if (cursor.isAtEnd()) {
                if (ends[0].isEmpty()) {
                    cursor.leave();
                    return "";
                }
                throw ShellEnd.open();
            }
            for (var end : ends) {
                if (hasCommand && takesEnd(end)) {
                    cursor.leave();
                    return end;
                }
            }
            if (cursor.seesAnyOf(");&|")) {
                throw ShellEnd.error();
            }
            andOr();
            hasCommand = true;
            separator();
        }
    }

    private boolean takesEnd(String end) {
        return switch (end) {
            case "" -> false;
            case ")" -> cursor.takes(end);
            case ";;" -> cursor.takes(";;&") || cursor.takes(";;") || cursor.takes(";&") || cursor.takes(";|");
            default -> takesReserved(end);
        };
    }

    /** A reserved word must be unquoted and followed by a metacharacter. */
    private boolean takesReserved(String word) {
        return seesReserved(word) && cursor.takes(word);
    }

    private static boolean isEndOfWord(char c) {
        return c == 0 || Words.METACHARACTERS.indexOf(c) >= 0;
    }

    /** Reads the separator after a command, or stops before the end of the list. */
    private void separator() throws ShellEnd {
        words.skipBlanks();
        if (cursor.sees(";;") || cursor.sees(";&") || cursor.sees(";|")) {
            return;
        }
        if (cursor.takes(";") || (!cursor.sees("&&") && cursor.takes("&"))) {
            cursor.takes("!"); // &! of zsh
            return;
        }
        var mayFollow =
                cursor.isAtEnd() || cursor.seesAnyOf("\n)") || CLOSERS.stream().anyMatch(this::seesReserved);
        if (!mayFollow) {
            throw ShellEnd.error();
        }
    }

    private boolean seesReserved(String word) {
        return cursor.sees(word) && isEndOfWord(cursor.peek(word.length()));
    }

    private void andOr() throws ShellEnd {
        command();
        words.skipBlanks();
        while (cursor.sees("&&") || (cursor.peek() == '|')) {
            endAtPipe();
            if (!cursor.takes("&&") && !cursor.takes("||") && !cursor.takes("|&")) {
                cursor.takes("|");
            }
            words.skipLines();
            cursor.requireMore();
            command();
            words.skipBlanks();
        }
    }

    private void endAtPipe() throws ShellEnd {
        var follows = cursor.peek(2);
        if (nested == 0 && cursor.last() == ' ' && cursor.sees("|>") && (follows == ' ' || follows == 0)) {
            cursor.moveTo(cursor.at() - 1);
            throw ShellEnd.pipe();
        }
    }

    private void command() throws ShellEnd {
        words.skipBlanks();
        while (takesReserved("!") || takesReserved("time") || takesReserved("-p") || takesReserved("coproc")) {
            words.skipBlanks();
        }
        for (var closer : CLOSERS) {
            if (seesReserved(closer)) {
                throw ShellEnd.error();
            }
        }
        if (!compound()) {
            simple();
        }
    }

    /** Reads a compound command with its redirections; false, and nothing was read, if none begins here. */
    private boolean compound() throws ShellEnd {
        if (cursor.takes("((")) {
            if (!words.expansions().arithmetic("))")) {
                group(")");
            }
        } else if (cursor.takes("(")) {
            group(")");
        } else if (takesReserved("{")) {
            list(false, "}");
        } else if (takesReserved("[[")) {
            new BracketTest(cursor, places, words).read();
        } else if (takesReserved("if")) {
            ifCommand();
        } else if (takesReserved("while") || takesReserved("until")) {
            list(false, "do");
            list(false, "done");
        } else if (takesReserved("for") || takesReserved("select")) {
            forCommand();
        } else if (takesReserved("case")) {
            caseCommand();
        } else if (takesReserved("function")) {
            function();
        } else {
            return false;
        }
        redirections();
        return true;
    }

    private void group(String end) throws ShellEnd {
        nested++;
        list(false, end);
        nested--;
    }

    private void redirections() throws ShellEnd {
        words.skipBlanks();
        while (cursor.seesAnyOf("<>0123456789") || cursor.sees("&>")) {
            while (cursor.seesAnyOf("0123456789")) {
                cursor.advance();
            }
            if (!words.redirection()) {
                throw ShellEnd.error();
            }
            words.skipBlanks();
        }
    }

    private void ifCommand() throws ShellEnd {
        list(false, "then");
        while (true) {
            switch (list(false, "elif", "else", "fi")) {
                case "elif" -> list(false, "then");
                case "else" -> {
                    list(false, "fi");
                    return;
                }
                default -> {
                    return;
                }
            }
        }
    }

    private void forCommand() throws ShellEnd {
        words.skipBlanks();
        if (cursor.takes("((")) {
            if (!words.expansions().arithmetic("))")) {
                throw ShellEnd.error();
            }
        } else {
            forNames();
        }
        words.skipBlanks();
        cursor.takes(";");
        words.skipLines();
        cursor.requireMore();
        if (takesReserved("{")) {
            list(false, "}");
        } else if (takesReserved("do")) {
            list(false, "done");
        } else {
            throw ShellEnd.error();
        }
    }

    private void forNames() throws ShellEnd {
        cursor.requireMore();
        places.open(ShellPlace.REREAD);
        var name = words.word(new SimpleCommand());
        places.close();
        if (name.text().isEmpty()) {
            throw ShellEnd.error();
        }
        words.skipLines();
        if (takesReserved("in")) {
            var command = new SimpleCommand();
            command.add(new ShellWord("for", true, false));
            words.skipBlanks();
            while (!cursor.isAtEnd() && !cursor.seesAnyOf(Words.METACHARACTERS)) {
                words.word(command);
                words.skipBlanks();
            }
        }
    }

    private void caseCommand() throws ShellEnd {
        var command = new SimpleCommand();
        command.add(new ShellWord("case", true, false));
        words.skipBlanks();
        cursor.requireMore();
        words.word(command);
        words.skipLines();
        cursor.requireMore();
        if (!takesReserved("in")) {
            throw ShellEnd.error();
        }
        while (true) {
            words.skipLines();
            cursor.requireMore();
            if (takesReserved("esac")) {
                return;
            }
            patterns(command);
            if (list(true, ";;", "esac").equals("esac")) {
                return;
            }
        }
    }

    private void patterns(SimpleCommand command) throws ShellEnd {
        cursor.takes("(");
        do {
            words.skipBlanks();
            words.word(command);
            words.skipBlanks();
        } while (cursor.takes("|"));
        cursor.requireMore();
        if (!cursor.takes(")")) {
            throw ShellEnd.error();
        }
    }

    private void function() throws ShellEnd {
        words.skipBlanks();
        words.word(new SimpleCommand());
        words.skipBlanks();
        if (cursor.takes("(")) {
            words.skipBlanks();
            if (!cursor.takes(")")) {
                throw ShellEnd.error();
            }
        }
        functionBody();
    }

    private void functionBody() throws ShellEnd {
        words.skipLines();
        cursor.requireMore();
        if (!compound()) {
            throw ShellEnd.error();
        }
    }

    private void simple() throws ShellEnd {
        var command = new SimpleCommand();
        while (true) {
            words.skipBlanks();
            if (words.redirection()) {
                continue;
            }
            if (cursor.peek() == '(') {
                if (!command.hasOneWord()) {
                    throw ShellEnd.error();
                }
                cursor.advance();
                words.skipBlanks();
                if (!cursor.takes(")")) {
                    throw ShellEnd.error();
                }
                functionBody();
                return;
            }
            if (cursor.isAtEnd() || cursor.seesAnyOf(Words.METACHARACTERS)) {
                if (command.rereadsVariables()) {
                    places.markReread();
                }
                return;
            }
            word(command);
        }
    }

    private void word(SimpleCommand command) throws ShellEnd {
        var isFirst = command.isAtStart();
        var word = words.word(command);
        if (word.beginsArray() && cursor.peek() == '(') {
            if (!isFirst && !command.declares()) {
                throw ShellEnd.error();
            }
            array();
        }
        if (isFirst && word.hasSubscript()) {
            places.markReread();
        }
        command.add(word);
        if (isFirst && word.isBare()) {
            foreign += FOREIGN_OPENERS.contains(word.text()) ? 1 : 0;
            foreign -= FOREIGN_CLOSERS.contains(word.text()) && foreign > 0 ? 1 : 0;
        }
    }

    private void array() throws ShellEnd {
        cursor.advance();
        places.open(ShellPlace.REREAD);
        while (!cursor.takes(")")) {
            words.skipLines();
            cursor.requireMore();
            if (cursor.peek() != ')') {
                if (cursor.seesAnyOf(";&|<>(")) {
                    throw ShellEnd.error();
                }
                words.word(new SimpleCommand());
            }
        }
        places.close();
    }
}
