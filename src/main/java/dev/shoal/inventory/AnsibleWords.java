package dev.shoal.inventory;

import dev.shoal.nodeset.Expression;
import dev.shoal.nodeset.NodeSetException;
import dev.shoal.text.Glob;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Cuts an Ansible pattern into its words, which colons, commas and blanks part outside brackets. */
final class AnsibleWords {
    private static final Pattern IPV6 = Pattern.compile("(?=.*:.*:)[0-9A-Fa-f:.]+(%\\w+)?");
    private static final Pattern INVENTORY_RANGE = Pattern.compile("[^\\[]*\\[(\\w*):(\\w*)].*");
    private static final String BLANKS_AND_COMMA = " \t\n\r,";

    private final Expression expression;
    private final String text;
    private final Predicate<String> isHost;

    /**
     * Words of this expression.
     *
     * @param isHost whether a text with colons is one name all the same
     */
    AnsibleWords(Expression expression, Predicate<String> isHost) {
        this.expression = expression;
        this.text = expression.text();
        this.isHost = isHost;
    }

    /**
     * A name, glob or regular expression.
     *
     * @param text without the sign of its role
     * @param column where the text begins, from 1
     */
    record Word(Role role, String text, int column) {
        /** What a word does. */
        enum Role {
            ADDED,
            COMMON,
            TAKEN
        }

        boolean is(Role other) {
            return role == other;
        }

        boolean isRegex() {
            return text.startsWith("~");
        }

        /** Whether it looks for names rather than being one. */
        boolean isPattern() {
            return isRegex() || text.contains("*") || text.contains("?") || text.contains("[");
        }

        /** The same place with another text. */
        Word called(String other) {
            return new Word(role, other, column);
        }

        /** Which names match: a regular expression from their beginning, a glob as a whole. */
        Predicate<String> matcher(Expression expression) throws NodeSetException {
            try {
                if (!isRegex()) {
                    return Glob.of(text);
                }
                var regex = Pattern.compile(text.substring(1));
                return name -> regex.matcher(name).lookingAt();
            } catch (PatternSyntaxException e) {
                throw new NodeSetException(
                        "not a valid regular expression: " + e.getDescription()
                                + ". Outside [...], colons, commas and blanks separate patterns",
                        expression,
                        column + 1 + Math.max(0, e.getIndex()));
            } catch (IllegalArgumentException e) {
                throw new NodeSetException(
                        "not a valid pattern: " + text + " has a range that runs backwards", expression, column);
            }
        }

        /** What to write in place of a pattern that nothing matches, after its message. */
        String hint() {
            var range = INVENTORY_RANGE.matcher(text);
            if (isRegex() || !range.matches()) {
                return "";
            }
            return range.group(1).isEmpty()
                    ? ": a subscript needs its first position, as [0:" + range.group(2) + "]"
                    : ": ranges are for inventories; a nodeset has them, as in -w 'web[01-03]'";
        }
    }

    /** The words after the first characters, in their order. */
    List<Word> from(int start) throws NodeSetException {
        var words = new ArrayList<Word>();
        int at = start;
        while (at < text.length()) {
            int end = end(at, BLANKS_AND_COMMA);
            if (end > at) {
                addWords(words, at, end);
            }
            at = end + 1;
        }
        return words;
    }

    /** What stands between commas and blanks is one word where it is an address of IPv6. */
    private void addWords(List<Word> words, int start, int end) throws NodeSetException {
        int signs = isSign(start) ? 1 : 0;
        var whole = text.substring(start + signs, end);
        if (IPV6.matcher(whole).matches() || isHost.test(whole)) {
            words.add(word(start, end));
            return;
        }
        int at = start;
        while (at < end) {
            int colon = Math.min(end, end(at, ":"));
            if (colon > at) {
                words.add(word(at, colon));
            }
            at = colon + 1;
        }
    }

    private Word word(int start, int end) throws NodeSetException {
        if (!isSign(start)) {
            return new Word(Word.Role.ADDED, text.substring(start, end), start + 1);
        }
        if (start + 1 == end) {
            throw new NodeSetException("a name must follow " + text.charAt(start), expression, start + 1);
        }
        var role = text.charAt(start) == '&' ? Word.Role.COMMON : Word.Role.TAKEN;
        return new Word(role, text.substring(start + 1, end), start + 2);
    }

    private boolean isSign(int at) {
        return text.charAt(at) == '&' || text.charAt(at) == '!';
    }

    /** Where the first of the separators stands outside brackets, or the text ends. */
    private int end(int start, String separators) throws NodeSetException {
        int at = start;
        while (at < text.length() && separators.indexOf(text.charAt(at)) < 0) {
            if (text.charAt(at) == '[') {
                int closing = text.indexOf(']', at);
                if (closing < 0) {
                    throw new NodeSetException("[ is never closed", expression, at + 1);
                }
                at = closing;
            }
            at++;
        }
        return at;
    }
}
