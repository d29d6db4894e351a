package dev.shoal.posix;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Reads <code>[[ … ]]</code> of bash, ksh and zsh, in which some operators compute the text on their sides. */
final class BracketTest {
    private static final Pattern NUMBER_TEST = Pattern.compile("-(?:eq|ne|lt|le|gt|ge|v|R)");
    private static final Pattern OPERATOR = Pattern.compile("!?=|==|=~|!|-[a-zA-Z]+");

    private final Cursor cursor;
    private final Places places;
    private final Words words;

    BracketTest(Cursor cursor, Places places, Words words) {
        this.cursor = cursor;
        this.places = places;
        this.words = words;
    }

    /** Reads up to and with the closing brackets. */
    void read() throws ShellEnd {
        var known = places.count();
        var read = new ArrayList<ShellWord>();
        places.open(ShellPlace.REREAD);
        while (true) {
            words.skipBlanks();
            cursor.requireMore();
            if (cursor.sees("]]") && (cursor.peek(2) == 0 || Words.METACHARACTERS.indexOf(cursor.peek(2)) >= 0)) {
                cursor.takes("]]");
                break;
            }
            if (cursor.seesAnyOf("()&|<>;\n")) {
                words.passInside(ShellPlace.REREAD);
            } else {
                read.add(words.word(new SimpleCommand(), " \t\n()&|<>;"));
            }
        }
        places.close();
        var computes =
                read.stream().anyMatch(word -> NUMBER_TEST.matcher(word.text()).matches());
        if (computes) {
            places.change(known, ShellPlace.NUMBER);
        }
        if (read.stream().anyMatch(ShellWord::hasExpansion) && (computes || mayCompute(read))) {
            places.markReread();
        }
    }

    /** Whether an operator between two words is not known before the shell expands it. */
    private static boolean mayCompute(List<ShellWord> read) {
        return IntStream.range(1, read.size() - 1)
                .anyMatch(i -> read.get(i).hasExpansion()
                        && read.get(i).text().isEmpty()
                        && !OPERATOR.matcher(read.get(i - 1).text()).matches()
                        && !OPERATOR.matcher(read.get(i + 1).text()).matches());
    }
}
