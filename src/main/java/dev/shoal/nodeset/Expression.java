package dev.shoal.nodeset;

import java.util.Optional;

/**
 * The text of a nodeset, not yet parsed.
 *
 * @param text such as {@code web[01-20]!web07,@db}
 * @param origin where it stands, as {@code hosts.txt:3}, for the messages; empty for what was typed on the command line
 */
public record Expression(String text, Optional<String> origin) {
    /** Begins a pattern in Ansible's language, which is the whole expression. */
    public static final String ANSIBLE = "ansible:";

    /** What was typed: a message need not say where. */
    public static Expression typed(String text) {
        return new Expression(text, Optional.empty());
    }

    /** The text of a file or of a similar place. */
    public static Expression at(String origin, String text) {
        return new Expression(text, Optional.of(origin));
    }

    /**
     * Where the nodeset ends that a text begins with: at the first blank outside brackets, parentheses and the braces of a
     * value that is not filled in yet, else at the end. It need not be sound.
     */
    public static int end(String text) {
        int depth = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '(' && Argument.opensAt(text, at)) {
                int end = Argument.end(text, at);
                at = end < 0 ? text.length() : end;
            } else if ("[({".indexOf(c) >= 0) {
                depth++;
            } else if ("])}".indexOf(c) >= 0) {
                depth--;
            } else if (depth <= 0 && Character.isWhitespace(c)) {
                return at;
            }
        }
        return text.length();
    }

    /** Whether it is a pattern in Ansible's language from {@code ansible:} to its end, so that no operator can follow it. */
    public boolean isWhole() {
        return text.stripLeading().startsWith(ANSIBLE);
    }

    /**
     * Reads it without asking what is in the inventory.
     *
     * @throws NodeSetException where it cannot be read
     */
    public void check() throws NodeSetException {
        if (!isWhole()) { // its mistakes are found where the groups are known
            Parser.parse(this);
        }
    }
}
