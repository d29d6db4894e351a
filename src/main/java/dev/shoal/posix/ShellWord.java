package dev.shoal.posix;

import java.util.regex.Pattern;

/**
 * One word of a text for a shell.
 *
 * @param text without its quotes; of an expansion there is nothing in it
 * @param isBare whether nothing in it is quoted, so that it may be a reserved word
 * @param hasExpansion whether a value, a variable or the output of a command is part of it
 */
record ShellWord(String text, boolean isBare, boolean hasExpansion) {
    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_]\\w*(?:\\[[^]]*])?\\+?=.*", Pattern.DOTALL);
    private static final Pattern SUBSCRIPT = Pattern.compile("[A-Za-z_]\\w*\\[.*", Pattern.DOTALL);
    private static final Pattern ARRAY = Pattern.compile("[A-Za-z_]\\w*\\+?=");

    boolean isAssignment() {
        return ASSIGNMENT.matcher(text).matches();
    }

    /** Whether it sets one item of an array, whose subscript is computed. */
    boolean hasSubscript() {
        return SUBSCRIPT.matcher(text).matches();
    }

    boolean beginsArray() {
        return isBare && ARRAY.matcher(text).matches();
    }
}
